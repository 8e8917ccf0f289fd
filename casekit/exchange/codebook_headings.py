"""The heading of a sheet → its columns, and what was meant by headings that are unknown or stand twice."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import SHEETS, SPOKEN, Column, column_of, title_of
from casekit.exchange.codebook_outside import outside_findings, texts_outside
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES

__all__ = ["columns_in", "heading_findings"]

_MAIN = {"codes": "label", "groups": "label", "search terms": "search terms"}  # else "text"


def columns_in(cells: Sequence[str], kind: str) -> dict[Column, int]:
    """Where each known column of a heading stands; of two with one name the first."""
    columns: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        if (column := column_of(cell, kind)) is not None:
            columns.setdefault(column, at)
    return columns


def heading_findings(
    sheet: Sheet, kind: str, line: int, cells: Sequence[str], languages: Sequence[str] = ()
) -> Iterator[Finding]:
    """Headings that are unknown, stand twice or are missing above a column that holds anything, and text beside the columns.

    A column that is needed and not there, in any of the codebook's *languages* or those of the sheet, is looked for among
    them: by name, else by place. Then the finding is an error.
    """
    columns = columns_in(cells, kind)
    for at, cell in enumerate(cells):
        if cell and columns.get(column_of(cell, kind) or Column("")) != at:
            yield _not_read(sheet, kind, line, at, cells, languages)
    outside = texts_outside(sheet, line, cells)
    for at in [at for at in outside if at < len(cells)]:
        column = next(_meant(sheet, kind, line, at, cells, languages), None)
        if column is not None and 2 * len(outside[at]) > _rows_below(sheet, line):
            told = {"near": title_of(column), "n": len(outside.pop(at))}
            yield Finding.of("codebook_heading_blank", "error", sheet.where(line, at), **told)
    yield from outside_findings(sheet, cells, outside)


def _rows_below(sheet: Sheet, line: int) -> int:
    return sum(number > line and any(row) for number, row in sheet.rows)


def _below(sheet: Sheet, line: int, at: int) -> dict[int, str]:
    """What stands in a column below its heading, by line."""
    return {number: row[at] for number, row in sheet.rows if number > line and at < len(row) and row[at]}


def _not_read(
    sheet: Sheet, kind: str, line: int, at: int, cells: Sequence[str], languages: Sequence[str]
) -> Finding:
    columns = columns_in(cells, kind)
    below = _below(sheet, line, at)
    data: dict[str, object] = {"name": cells[at], "n": len(below)}
    first = columns.get(column_of(cells[at], kind) or Column(""))
    meant = next(_meant(sheet, kind, line, at, cells, languages), None)
    needed = meant is not None and _needed(meant, columns, kind)
    meant = meant if needed or first is None else None
    if meant is not None:
        data["near"] = title_of(meant)
    if first is not None:
        data["first"] = sheet.cell(line, first)
        name = "codebook_heading_twice" if meant is None else "codebook_heading_twice_near"
        return Finding.of(name, "error" if below else "warning", sheet.where(line, at), **data)
    name = "codebook_heading_unknown" if meant is None else "codebook_heading_near"
    return Finding.of(name, "error" if below and needed else "warning", sheet.where(line, at), **data)


def _meant(
    sheet: Sheet, kind: str, line: int, at: int, cells: Sequence[str], languages: Sequence[str]
) -> Iterator[Column]:
    """The missing columns that a heading may stand for, likeliest first: those that fit by place, then by name."""
    columns = columns_in(cells, kind)
    order = _order(kind, {column.language for column in columns} | set(languages))
    by_title = {title_of(column): column for column in order if column not in columns}
    like = get_close_matches(cells[at].strip().lower(), by_title, n=1, cutoff=0.7)
    if like and _fits(sheet, by_title[like[0]], columns, line, at):
        yield by_title[like[0]]
    for column in _beside(columns, order, at):
        likely = _needed(column, columns, kind) or column.field == "definition"
        if column not in columns and likely and _fits(sheet, column, columns, line, at):
            yield column


def _order(kind: str, used: Collection[str]) -> list[Column]:
    """The columns as casekit writes them, in the languages that are *used*."""
    languages = [name for name in LANGUAGES if name in used] or [""]
    return [
        Column(field, language)
        for field in SHEETS[kind]
        if field != "theme"
        for language in (languages if field in SPOKEN else [""])
    ]


def _beside(columns: Mapping[Column, int], order: Sequence[Column], at: int) -> Iterator[Column]:
    """What casekit writes to the left of the right neighbour, and to the right of the left one."""
    by_place = {place: column for column, place in columns.items()}
    for neighbour, step in ((by_place.get(at + 1), -1), (by_place.get(at - 1), 1)):
        if neighbour in order and 0 <= order.index(neighbour) + step < len(order):
            yield order[order.index(neighbour) + step]


def _fits(sheet: Sheet, column: Column, columns: Mapping[Column, int], line: int, at: int) -> bool:
    """Whether what stands below can be it: parents are ids, and ids are what parents point to."""
    other = {"id": "parent", "parent": "id"}.get(column.field)
    if other is None:
        return True
    here = set(_below(sheet, line, at).values())
    there = set(_below(sheet, line, columns[Column(other)]).values()) if Column(other) in columns else set()
    pointing, ids = (here, there) if column.field == "parent" else (there, here)
    return (not pointing and other == "parent") or 2 * len(pointing & ids) > len(pointing)


def _needed(column: Column, columns: Mapping[Column, int], kind: str) -> bool:
    """Whether a sheet says less without it than it seems to: an id, a parent, a text, one of several languages."""
    if column.field in ("id", "parent", "code") or (column.field, kind) == ("direction", "polarity"):
        return True
    same = any(one.field == column.field for one in columns)
    return bool(column.language) if same else column.field == _MAIN.get(kind, "text")
