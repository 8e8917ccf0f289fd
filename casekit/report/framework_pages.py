"""The framework matrix as a Word document in which people go on writing, a table per theme."""

from collections.abc import Iterator, Sequence
from typing import Any

from casekit.analysis.framework import By, Framework, framework
from casekit.analysis.grounds import Cell, Grounds
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.report.blocks import Block, Callout, Field, Grid, Heading, Paragraph, Report, Title
from casekit.report.framework_fields import cell_field
from casekit.report.parts import properties
from casekit.wording import format_date, say_in, spoken

__all__ = ["framework_pages"]

_BESIDE = 3  # codes beside each other
_MOST, _SHOWN = 8, 5  # references
_HEAD, _SUMMARY, _EVIDENCE = 0.14, 0.58, 0.28


def framework_pages(
    study: Study,
    *,
    by: By = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
    language: str | None = None,
) -> Report:
    """The matrix as pages: under a heading per theme (or topic) a table of cases and their interviews; each cell is a place to write in.

    By code the codes of a theme stand beside each other, three to a table; by theme and by topic, who wrote each summary, when, and what it
    rests on stands beside it.

    Raises:
        LookupFailedError: as :func:`casekit.framework`. CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    table = framework(study, by=by, codebook=codebook, cases=cases)
    title = say_in(words, "framework.title")
    pages = _Pages(study, table, words)
    blocks: list[Block] = [
        Title(title, say_in(words, "framework.state", date=format_date(study.at[:10], words))),
        Callout(say_in(words, "framework.internal")),
        Paragraph(say_in(words, "framework.how")),
        *(pages.by_code(codebook) if by == "code" else pages.by_item()),
    ]
    made = properties(study, "team")
    asked = (("by", by), ("codebook", codebook), ("cases", None if cases is None else tuple(cases)))
    return Report("framework", title, words, tuple(blocks), properties=made, made_with=asked, landscape=True)


class _Pages:
    """The tables of one document."""

    def __init__(self, study: Study, table: Framework, language: str) -> None:
        self.study, self.language, self.grounds = study, language, Grounds(study)
        self.items = {str(item): list(records(rows)) for item, rows in table.groupby("item", sort=False)}

    def by_item(self) -> Iterator[Block]:
        """A table per theme or topic, with what each summary rests on."""
        for item, rows in self.items.items():
            yield Heading(self._called(item, rows))
            lines = tuple((self._row(row), self._field(row), self._told(row)) for row in rows)
            yield Grid(
                self._heads("summary", "evidence"),
                lines,
                self._called(item, rows),
                (_HEAD, _SUMMARY, _EVIDENCE),
            )

    def by_code(self, codebook: str | None) -> Iterator[Block]:
        """A table per theme, or several where it has many codes; below it what the summaries rest on."""
        book = self.study.codebook(codebook)
        themes: dict[str, list[str]] = {}
        for item in self.items:
            themes.setdefault(book.theme_of(item) if item in book.by_id else "", []).append(item)
        for theme, items in themes.items():
            yield Heading(
                book[theme].label.get(self.language) if theme else say_in(self.language, "framework.lost")
            )
            yield from (self._beside(items[at : at + _BESIDE]) for at in range(0, len(items), _BESIDE))
            yield from self._rests(items)

    def _beside(self, items: Sequence[str]) -> Grid:
        labels = [self._called(item, self.items[item]) for item in items]
        lines: list[tuple[str | Field, ...]] = [
            (self._row(cells[0]), *map(self._field, cells))
            for cells in zip(*(self.items[item] for item in items), strict=True)
        ]
        return Grid((self._heads()[0], *labels), tuple(lines), ", ".join(labels))

    def _rests(self, items: Sequence[str]) -> Iterator[Block]:
        lines = tuple(
            (self._row(row), self._called(item, [row]), self._told(row))
            for item in items for row in self.items[item] if row.text
        )  # fmt: skip
        if lines:
            caption = say_in(self.language, "framework.evidence_below")
            yield Grid(self._heads("item", "evidence"), lines, caption, (_HEAD, 0.26, 0.6))

    def _heads(self, *names: str) -> tuple[str, ...]:
        return (
            say_in(self.language, "framework.case_or_interview"),
            *(say_in(self.language, f"framework.{name}") for name in names),
        )

    def _called(self, item: str, rows: Sequence[Any]) -> str:
        """A code in the language of the document."""
        row = rows[0]
        if not row.codebook:
            return item
        book = self.study.codebook(row.codebook)
        return book[item].label.get(self.language) if item in book.by_id else item

    def _row(self, row: Any) -> str:
        return str(row.document or row.row.upper())

    def _field(self, row: Any) -> Field:
        cell = Cell(
            row.case, row.document, row.codebook, *(("", row.item) if not row.codebook else (row.item, ""))
        )
        title = f"{row.row} · {self._called(row.item, [row])}"
        basis = self.grounds.seen(cell) if row.passages else ""
        return cell_field(
            row.cell, title, row.text, basis, passages=int(row.passages), language=self.language
        )

    def _told(self, row: Any) -> str:
        """Who wrote it, when, on what it rests, and whether that has changed."""
        if not row.text:
            return ""
        told = f"{row.author}, {format_date(row.at[:10], self.language)}"
        stale = f"▲ {say_in(self.language, 'framework.stale')}" if row.stale else ""
        return "\n".join(part for part in (told, stale, self._references(row.evidence), row.also) if part)

    def _references(self, evidence: str) -> str:
        """A line each; of many the first few, and how many there are in all."""
        listed = [one for one in evidence.split("; ") if one]
        if len(listed) <= _MOST:
            return "\n".join(listed)
        return "\n".join(
            [*listed[:_SHOWN], f"… {say_in(self.language, 'framework.passages', n=len(listed))}"]
        )
