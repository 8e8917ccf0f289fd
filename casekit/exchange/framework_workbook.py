"""The framework matrix as a workbook, and what people changed in it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from casekit.analysis.framework import Framework, newest
from casekit.analysis.grounds import Cell, Grounds, codes_under
from casekit.analysis.passages import passages
from casekit.errors import TableError
from casekit.exchange.summary_forms import typed_text
from casekit.exchange.typed import Typed, tidied
from casekit.model.finding import Finding
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.readers.workbooks import opened_workbook
from casekit.report.framework_fields import mark, prompt
from casekit.wording import language, say
from casekit.writers.excel_form import cut
from casekit.writers.excel_matrix import HIDDEN, MARKER, Line, Shown, write_matrix

__all__ = ["FrameworkFile", "framework_workbook", "is_framework", "read_framework"]

MAX_BYTES = 50_000_000
_EVIDENCE = ("case", "document", "framework.item", "code", "framework.author", "framework.at", "framework.changed", "framework.rests", "reference", "role", "polarity", "text")  # fmt: skip


class FrameworkFile(NamedTuple):
    """What stands in the cells of a workbook, and what was noticed."""

    cells: tuple[Typed, ...]
    findings: tuple[Finding, ...]


def framework_workbook(study: Study, table: Framework, *, about: Mapping[str, str] | None = None) -> bytes:
    """The workbook of a matrix that :func:`casekit.framework` made of *study*: matrix, evidence, About."""
    heads = [(row.cell[10:], row.column) for row in records(table.drop_duplicates("item"))]
    rows = table[["case", "document", "row", "cell"]].drop_duplicates(["case", "document"])
    labels = table[table["document"] == ""].drop_duplicates("case").set_index("case")["row"].to_dict()
    width = max(len(heads), 1)
    cells = [_shown(row) for row in records(table)]
    lines = [
        Line(
            row.cell[:10],
            (labels.get(row.case, row.case), row.document),
            cells[place * width : (place + 1) * width],
        )
        for place, row in enumerate(records(rows))
    ]
    told = {
        say(f"framework.about.{name}"): say(f"framework.about.{name}_text")
        for name in ("what", "write", "marks", "back")
    }
    return write_matrix(
        say("framework.sheet_matrix"),
        (say("column.case"), say("column.document")),
        heads,
        lines,
        evidence=(say("framework.sheet_evidence"), _evidence(study, table)),
        hidden=list(_remembered(study, table, lines, heads)),
        about={**told, **(about or {})},
    )


def _shown(row: Any) -> Shown:
    if row.text:
        return Shown(row.text, "stale" if row.stale else "text" if row.document else "case")
    return Shown(prompt(int(row.passages), language()) if row.passages else "", "empty")


def _remembered(
    study: Study, table: Framework, lines: Sequence[Line], heads: Sequence[tuple[str, str]]
) -> Iterator[Sequence[str]]:
    """What the hidden sheet holds: how rows and columns are called, and what each cell said and rested on."""
    yield [MARKER]
    yield from (["row", line.id, *line.labels] for line in lines)
    yield from (["column", key, title] for key, title in heads)
    grounds = Grounds(study)
    filled = (table["text"] != "") | (table["passages"] > 0)
    for row in records(table[filled]):
        topic = (row.codebook == "" and row.item) or ""
        cell = Cell(row.case, row.document, row.codebook, "" if topic else row.item, topic)
        yield ["cell", row.cell, mark(tidied(cut(row.text))), mark(grounds.seen(cell))]


def _evidence(study: Study, table: Framework) -> pd.DataFrame:
    """One row per passage under a cell of an interview, and per summary that rests on none: who wrote the summary, when, and the passage."""
    heads = [say(f"column.{name}") if "." not in name else say(name) for name in _EVIDENCE]
    return pd.DataFrame(list(_evidence_rows(study, table)), columns=heads, dtype="str")


def _evidence_rows(study: Study, table: Framework) -> Iterator[tuple[str, ...]]:
    found, linked = _by_place(study), _linked(study)
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    codes = {row.item: _codes(study, row) for row in records(table.drop_duplicates("item"))}
    for row in records(table):
        head = (labels.get(row.case, row.case), row.document, row.column)
        wrote = (row.author, row.at[:10], say("framework.stale") if row.stale else "")
        there = (
            [one for code in codes[row.item] for one in found.get((row.case, row.document, *code), ())]
            if row.document
            else []
        )
        for one in there:
            rests = "x" if one.coding in linked.get(row.cell, ()) else ""
            yield (*head, one.label, *wrote, rests, one.reference, one.role, one.polarity, one.text)
        if row.text and not there:
            named = row.evidence.replace("; ", "\n") if linked.get(row.cell) else ""
            yield (*head, "", *wrote, "x" if named else "", named, "", "", "")


def _codes(study: Study, row: Any) -> list[tuple[str, str]]:
    topic = "" if row.codebook else row.item
    return codes_under(study, Cell("", "", row.codebook, "" if topic else row.item, topic))


def _by_place(study: Study) -> dict[tuple[str, str, str, str], list[Any]]:
    """The passages of all codebooks, by case, document, codebook and code."""
    found: dict[tuple[str, str, str, str], list[Any]] = {}
    for name in study.codebooks:
        if name in study.read_through:
            continue
        book = study.codebook(name)
        told = passages(study, codebook=name)
        told = told.assign(
            label=[book[code].label.get(language()) for code in told["code"]],
            polarity=[say(f"polarity.{one}") if one else "" for one in told["polarity"]],
        )
        for row in records(told):
            found.setdefault((row.case, row.document, name, row.code), []).append(row)
    return found


def _linked(study: Study) -> dict[str, set[str]]:
    """The codings that the newest summary of each cell names."""
    return {cell: set(json.loads(rows[0].links or "[]")) for cell, rows in newest(study).items()}


def is_framework(path: Path) -> bool:
    """Whether a workbook is a matrix that casekit made.

    Raises:
        TableError: there is no such file, or it is no workbook.
    """
    with opened_workbook(_bytes(path), file=path.name) as (book, _):
        return HIDDEN in book.sheetnames or any(_marked(sheet) for sheet in book.worksheets)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TableError("table_missing", file=str(path)) from None
    except OSError as error:
        raise TableError("table_unreadable", file=path.name, reason=error.strerror or str(error)) from None
    if len(data) > MAX_BYTES:
        raise TableError("table_unreadable", file=path.name, reason=f"> {MAX_BYTES} bytes")
    return data


def _marked(sheet: Any) -> bool:
    first = next(sheet.iter_rows(min_row=1, max_row=1, max_col=1, values_only=True), (None,))
    return bool(first) and first[0] == MARKER


def read_framework(path: Path) -> FrameworkFile:
    """What stands in each cell of a matrix that casekit made, wherever its rows and columns stand now.

    A row or column whose headings are not those of its id is left alone: there the cells were moved without it.

    Raises:
        TableError: it cannot be read; the matrix is not in it.
    """
    with opened_workbook(_bytes(path), file=path.name) as (book, _):
        sheet = next((sheet for sheet in book.worksheets if _marked(sheet) and sheet.title != HIDDEN), None)
        if sheet is None:
            raise TableError("matrix_gone", file=path.name)
        memory = _Memory.of(book[HIDDEN]) if HIDDEN in book.sheetnames else None
        sheet.reset_dimensions()
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    return _Reading(path.name, rows, memory).file()


class _Memory(NamedTuple):
    """What the hidden sheet tells: headings of rows and of columns, and the marks of cells."""

    rows: Mapping[str, tuple[str, str]]
    columns: Mapping[str, str]
    cells: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, sheet: Any) -> "_Memory":
        told = [
            ["" if cell is None else str(cell) for cell in (*row, *[None] * 4)][:4]
            for row in sheet.iter_rows(values_only=True)
        ]
        return cls(
            {key: (one, two) for kind, key, one, two in told if kind == "row"},
            {key: one for kind, key, one, _ in told if kind == "column"},
            {key: (one, two) for kind, key, one, two in told if kind == "cell"},
        )

    def marks(self, cell: str) -> tuple[str, str]:
        """What the cell said and rested on; nothing, for one that was empty."""
        return self.cells.get(cell, ("", ""))


class _Reading:
    """One matrix while it is read."""

    def __init__(self, file: str, rows: Sequence[Sequence[str]], memory: _Memory | None) -> None:
        self.name, self.rows, self.memory = file, rows, memory
        self.findings: list[Finding] = []

    def file(self) -> FrameworkFile:
        ids, heads = (list(row) for row in (*self.rows[:2], [], [])[:2])
        columns = {
            place: key
            for place, key in enumerate(ids)
            if place > 2 and key and self._as_named(place, key, heads)
        }
        cells = [cell for line, row in enumerate(self.rows[2:], 3) for cell in self._line(line, row, columns)]
        if self.memory is None:
            self.findings.append(Finding.of("matrix_memory_gone", "warning", self.name))
        return FrameworkFile(tuple(cells), tuple(self.findings))

    def _as_named(self, place: int, key: str, heads: Sequence[str]) -> bool:
        told = heads[place] if place < len(heads) else ""
        if self.memory is None or tidied(self.memory.columns.get(key, "")) == tidied(told):
            return True
        self.findings.append(
            Finding.of(
                "matrix_column_mixed",
                "warning",
                self.name,
                column=told or "–",
                expected=self.memory.columns.get(key, "–"),
            )
        )
        return False

    def _line(self, line: int, row: Sequence[str], columns: Mapping[int, str]) -> Iterator[Typed]:
        cells = [*row, *[""] * (max(columns, default=3) + 1 - len(row))]
        key, labels = cells[0], tuple(tidied(one) for one in cells[1:3])
        where = f"{self.name}:{line}"
        if not key:
            if any(typed_text(cells[place]) for place in columns):
                self.findings.append(Finding.of("matrix_row_unknown", "warning", where))
            return
        if self.memory is not None and self.memory.rows.get(key) != labels:
            self.findings.append(
                Finding.of("matrix_row_mixed", "warning", where, row=" · ".join(filter(None, labels)) or "–")
            )
            return
        for place, column in columns.items():
            base, basis = self.memory.marks(key + column) if self.memory else (None, None)
            yield Typed(key + column, typed_text(cells[place]), base, basis, where)
