"""A summary sheet for one interview, to be filled in the same day: who was asked, and a place for each topic of the guide."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from casekit.analysis.framework import newest
from casekit.analysis.grounds import Cell, Grounds, address_case, column_id
from casekit.analysis.guide import known_topic
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.report.blocks import Block, Callout, Field, Grid, Heading, Paragraph, Report, Title
from casekit.report.framework_fields import CELL, HEAD, PROMPT, SHEET_HEAD, mark, prompt
from casekit.report.parts import properties
from casekit.wording import format_date, language_name, say_in, spoken

__all__ = ["summary_sheet"]

_WIDTHS = (0.25, 0.75)


class _Place(NamedTuple):
    """What is asked: a topic of the guide, or a theme."""

    cell: Cell
    label: str
    question: str


def summary_sheet(
    study: Study,
    document: str,
    *,
    case: str | None = None,
    role: str = "",
    codebook: str | None = None,
    language: str | None = None,
) -> Report:
    """The sheet for an interview, by its name, such as HAV-02; there need not be a document of that name yet.

    With an interview guide there is a place for each topic that is asked of the role of who is interviewed, else for each theme of the
    codebook. What was summarised before stands there already.

    Raises:
        LookupFailedError: no such case; the document belongs to no case, or to another; there is neither guide nor codebook.
        CasekitError: an unknown language.
    """
    words = spoken(language or study.language)
    name = " ".join(document.split())
    known = name in study.texts
    case = address_case(study, name, case) if known else case
    if case is not None:
        study.label(case)
    roles = {role} if role else _roles(study, name)
    title = say_in(words, "sheet.title", document=name)
    blocks: list[Block] = [
        Title(title, say_in(words, "sheet.subtitle")),
        Callout(say_in(words, "framework.internal")),
        Paragraph(say_in(words, "sheet.how")),
        _head(study, name, case, role, words, known=known),
    ]
    fill = _Filling(study, name, case or "", words, known=known)
    for place in _places(study, roles, codebook, words):
        blocks += fill.blocks(place)
    made = properties(study, "team")
    asked = (("document", document), ("role", role), ("codebook", codebook))
    return Report("sheet", title, words, tuple(blocks), case, properties=made, made_with=asked)


def _roles(study: Study, document: str) -> set[str]:
    people = set(study.speakers.loc[study.speakers["document"] == document, "person"].dropna()) | {document}
    return set(study.people.loc[study.people["person"].isin(people), "role"].dropna()) - {""}


def _places(study: Study, roles: set[str], codebook: str | None, language: str) -> list[_Place]:
    """The topics of the guide that these roles are asked, else the themes."""
    if study.topics.empty:
        book = study.codebook(codebook)
        return [
            _Place(Cell("", "", book.id, theme.id), theme.label.get(language), theme.definition.get(language))
            for theme in book.themes
        ]
    mine = [
        row
        for row in records(study.topics)
        if not roles or not (asked := set(json.loads(row.roles or "[]"))) or asked & roles
    ]
    return [
        _Place(Cell("", topic=known_topic(study, row.topic)), row.topic, _question(row.text, language))
        for row in mine
    ]


def _question(text: str, language: str) -> str:
    said: dict[str, str] = json.loads(text or "{}")
    return said.get(language) or next(iter(said.values()), "")


def _head(study: Study, name: str, case: str | None, role: str, language: str, *, known: bool) -> Grid:
    """Which interview it is: as the project knows it, or places for what it does not know."""
    told = {"document": name, "case": case or "", "role": role}
    if known:
        row = study.documents.set_index("document").loc[name]
        held = sorted(_roles(study, name))
        told |= {"date": str(row["date"]), "language": str(row["language"]), "role": ", ".join(held)}
    rows = tuple(_head_rows(study, told, language, known=known))
    return Grid(
        (say_in(language, "sheet.about"), say_in(language, "sheet.told")),
        rows,
        say_in(language, "sheet.head"),
        _WIDTHS,
    )


def _head_rows(
    study: Study, told: dict[str, str], language: str, *, known: bool
) -> Iterator[tuple[str, str | Field]]:
    for name in SHEET_HEAD:
        label, value = say_in(language, f"sheet.{name}"), told.get(name, "")
        if known and name != "document":
            yield label, _called(study, name, value, language)
        else:
            yield (
                label,
                Field(f"{HEAD}{name}", label, value, f"{PROMPT} {say_in(language, f'sheet.{name}_prompt')}"),
            )


def _called(study: Study, name: str, value: str, language: str) -> str:
    if name == "case" and value:
        return study.label(value)
    if name == "date" and value:
        return format_date(value, language)
    if name == "language" and value:
        return language_name(value, language)
    if name == "role":
        entries = (study.roles.roles.get(one) for one in value.split(", "))
        return ", ".join(entry.label.get(language) for entry in entries if entry) or value
    return value


class _Filling:
    """What stands in the places of a sheet already."""

    def __init__(self, study: Study, document: str, case: str, language: str, *, known: bool) -> None:
        self.document, self.case, self.language = document, case, language
        self.stored = newest(study) if known else {}
        self.grounds = Grounds(study) if known else None

    def blocks(self, place: _Place) -> list[Block]:
        """A heading, the question, and the place to write in; its tag tells the column only, since the row follows from the head."""
        cell = place.cell._replace(case=self.case, document=self.document)
        written = self.stored.get(cell.id, [None])[0]
        text = written.text if written is not None else ""
        under = self.grounds.under(cell) if self.grounds else None
        n = 0 if under is None else len(under.drop_duplicates(["codebook", "passage"]))
        basis = self.grounds.seen(cell) if self.grounds else ""
        column = column_id(cell.codebook, cell.code, cell.topic)
        field = Field(
            f"{CELL}{column}.{mark(text)}.{mark(basis)}", place.label, text, prompt(n, self.language)
        )
        question: list[Block] = [Paragraph(place.question)] if place.question else []
        return [Heading(place.label, 2), *question, field]
