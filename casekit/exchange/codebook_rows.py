"""A sheet → rows by column, from wherever its heading stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casekit.exchange.codebook_headings import columns_in, heading_findings
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import Column, column_of
from casekit.exchange.codebook_typed import typed_findings
from casekit.model.finding import Finding

__all__ = ["Row", "Table", "rows_of", "table_of"]

_HEAD = 10  # rows among which the heading is looked for
_SHARED = frozenset({"code", "parent", "theme", "kind", "direction", "version"})  # what merged cells share


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its texts by column, "" where empty, and its place."""

    table: "Table"
    line: int
    cells: Mapping[Column, str]

    def text(self, name: str, language: str = "") -> str:
        """What stands in a column."""
        return self.cells.get(Column(name, language), "")

    def where(self, name: str = "") -> str:
        """The place of the first column of this name, else of the first that holds anything."""
        columns = self.table.columns
        own = (at for column, at in columns.items() if column.field == name)
        filled = (at for column, at in columns.items() if self.cells.get(column))
        return self.table.sheet.where(self.line, next(own, next(filled, 0)))

    def places(self, name: str, main: str) -> dict[str, str]:
        """The cell of each language that the column has."""
        return {
            column.language or main: self.table.sheet.where(self.line, at)
            for column, at in sorted(self.table.columns.items())
            if column.field == name
        }

    def texts(self, name: str, main: str) -> dict[str, str]:
        """The texts per language; a column without one is in the *main* language."""
        return {
            column.language or main: text
            for column, text in sorted(self.cells.items())
            if column.field == name and text
        }

    @property
    def said(self) -> bool:
        """Whether anything stands in it beside the code that it is about."""
        return any(text for column, text in self.cells.items() if column.field != "code")

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(self.cells.values())


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the place of each of its columns, and the line and findings of its heading."""

    sheet: Sheet
    columns: Mapping[Column, int]
    line: int = 0
    headings: Mapping[Column, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether there is a column of one of these names."""
        return any(column.field in names for column in self.columns)


def table_of(sheet: Sheet, kind: str, languages: Sequence[str] = ()) -> Table:
    """The sheet read as one of this *kind*: its heading is the row with the most known names among the first ten.

    *languages* are those that its columns may be expected in.
    """
    filled = [(line, cells) for line, cells in sheet.rows if any(cells)][:_HEAD]
    if not filled:
        return Table(sheet, {})
    line, cells = max(filled, key=lambda row: sum(column_of(cell, kind) is not None for cell in row[1]))
    return _headed(sheet, kind, line, cells, languages)


def _headed(sheet: Sheet, kind: str, line: int, cells: Sequence[str], languages: Sequence[str]) -> Table:
    columns = columns_in(cells, kind)
    headings = {column: cells[at] for column, at in columns.items()}
    unread = heading_findings(sheet, kind, line, cells, languages)
    findings = [*unread, *typed_findings(sheet, columns, line)]
    return Table(sheet, columns, line, headings, tuple(findings))


def rows_of(table: Table) -> Iterator[Row]:
    """The rows below the heading that hold anything."""
    for line, cells in table.sheet.rows:
        if line > table.line and any(cells):
            row = Row(table, line, dict(_cells(table, line, cells)))
            if row.filled:
                yield row


def _cells(table: Table, line: int, cells: Sequence[str]) -> Iterator[tuple[Column, str]]:
    for column, at in table.columns.items():
        text = cells[at] if at < len(cells) else ""
        shared = table.sheet.merged.get((line, at), "") if column.field in _SHARED else ""
        yield column, text or shared
