"""Workbooks and csv files → sheets of text, each cell as people see it and with its place."""

import datetime
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casekit.errors import CodebookError, ReadError, TableError
from casekit.exchange.codebook_layout import CODES, column_of
from casekit.model.finding import Finding, Severity
from casekit.readers.decoding import decode
from casekit.readers.spreadsheets import csv_rows
from casekit.readers.workbooks import MAX_CELLS, Line, opened_workbook, tidy
from casekit.wording import say

__all__ = ["MAX_BYTES", "Sheet", "csv_sheet", "letters", "xlsx_sheets"]

MAX_BYTES = 20_000_000
_DELIMITERS = ";,\t|"
_HEAD = 10  # rows among which the heading is looked for
_MERGED = re.compile(
    r"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\""
)
_FORMULA = re.compile(
    r"<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br=\"([A-Z]{1,3}\d{1,7})\"[^<>]{0,200}>"
    r"<(?:\w{1,20}:)?f(?:\s[^<>]{0,200})?(?:/>|>([^<]{0,2000})</)"
)
_TYPED = re.compile(r"[\w* -]{1,100}")  # what somebody wrote after "=" who meant no formula
_FORMS = {  # what a spreadsheet writes into csv for a date or a truth; numbers may be meant
    "date": re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|\d\d?[./-]\d\d?[./-]\d{4}"),
    "truth": re.compile(r"TRUE|FALSE|WAHR|FALSCH|SAND|FALSK|WAAR|ONWAAR"),
}
_DECIMALS = re.compile(r"(0+)(?:\.(0+))?(%?)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows with the line each stands on, and by line and column the text that merged cells share, and
    whether a cell holds a ``date``, a ``truth`` or a ``number`` instead of a text. ``head`` is a csv table's heading."""

    name: str
    file: str
    rows: tuple[Line, ...]
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    in_book: bool = True
    typed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    head: Line = (0, ())

    def where(self, line: int, column: int) -> str:
        """A cell's place: ``book.xlsx, codes!C7`` or ``book.csv, line 7, column “label (da)”``."""
        place = self.cell(line, column)
        return f"{self.file}, {self.name}!{place}" if self.in_book else f"{self.file}, {place}"

    def cell(self, line: int, column: int) -> str:
        """A cell's place within the sheet: ``C7``; in a csv table the line, and the column's heading or number."""
        if self.in_book:
            return f"{letters(column)}{line}"
        at, cells = self.head
        name = cells[column] if line > at and column < len(cells) else ""
        if not name or list(cells).count(name) > 1:
            return say("codebook_place.number", line=line, number=column + 1)
        return say("codebook_place.name", line=line, name=name)


class _Seen(NamedTuple):
    """What is odd about a cell, with its place."""

    kind: str
    line: int
    column: int


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    over, rest = divmod(column, 26)
    return (letters(over - 1) if over else "") + chr(65 + rest)


def xlsx_sheets(data: bytes, *, file: str) -> tuple[list[Sheet], list[Finding]]:
    """All sheets of the workbook *data*, and what is odd about cells.

    Raises:
        CodebookError: ``codebook_no_workbook``, for what is none, a bomb, protected or too large.
    """
    _check_size(data, file)
    findings: list[Finding] = []
    try:
        with opened_workbook(data, file=file) as (book, archive):
            left = MAX_CELLS
            found: list[tuple[Sheet, list[_Seen]]] = []
            for sheet in book.worksheets:
                xml = archive.read(sheet._worksheet_path).decode("utf-8", errors="ignore")
                made, seen, left = _sheet(sheet, xml, file, left)
                found.append((made, seen))
    except (TableError, ReadError) as error:
        raise CodebookError("codebook_no_workbook", file=file, reason=error.data.get("reason", "?")) from None
    for made, seen in found:
        findings += _odd(made, seen)
    return [made for made, _ in found], findings


def _odd(sheet: Sheet, seen: Sequence[_Seen]) -> Iterator[Finding]:
    """A finding per kind, with the first place and how often."""
    if sheet.merged:
        yield Finding.of("codebook_merged", "note", sheet.where(*min(sheet.merged)), n=len(sheet.merged))
    for kind, n in Counter(one.kind for one in seen).items():
        first = next(one for one in seen if one.kind == kind)
        severity: Severity = "note" if kind == "codebook_formula" else "warning"
        yield Finding.of(kind, severity, sheet.where(first.line, first.column), n=n)


def _check_size(data: bytes, file: str) -> None:
    if len(data) > MAX_BYTES:
        raise CodebookError("codebook_too_large", file=file, limit=MAX_BYTES)


def _sheet(sheet: Any, xml: str, file: str, left: int) -> tuple[Sheet, list[_Seen], int]:
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    formulas = {place: html.unescape(text) for place, text in _FORMULA.findall(xml)}
    rows: list[Line] = []
    seen: list[_Seen] = []
    typed: dict[tuple[int, int], str] = {}
    for line, cells in enumerate(sheet.iter_rows(), 1):
        left -= max(len(cells), 1)
        if left < 0:
            raise TableError("table_unreadable", file=file, reason=f"> {MAX_CELLS} cells")
        texts = []
        for column, cell in enumerate(cells):
            text, odd = _read(cell, formulas.get(f"{letters(column)}{line}"))
            texts.append(tidy(text))
            seen += [_Seen(odd, line, column)] if odd else []
            if kind := _typed(cell.value):
                typed[line, column] = kind
        rows.append((line, texts))
    return Sheet(sheet.title, file, tuple(rows), _merged(xml, rows), typed=typed), seen, left


def _typed(value: object) -> str:
    """What a cell holds if that is no text."""
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "" if value is None or isinstance(value, str) else "date"


def _read(cell: Any, formula: str | None) -> tuple[str, str]:
    """What people see in a cell, and the kind of what is odd about it.

    ``=anvise`` typed as a search term is an error in Excel's eyes; it is taken as it was typed.
    """
    value = cell.value
    failed = cell.data_type == "e" if value is not None else formula is not None
    if formula is not None and failed and _TYPED.fullmatch(formula):
        return f"={formula}", "codebook_formula_as_text"
    if failed:
        return "", "codebook_formula_empty"
    if value is None:
        return "", ""
    shown = _shown(value, cell.number_format)
    return shown, "codebook_formula" if formula is not None else ""


def _shown(value: object, form: str) -> str:
    """A value in the form that the cell has: 1.10, 007, 2024-01-01, TRUE."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime.datetime):
        return str(value).removesuffix(" 00:00:00")
    return _unescaped(value) if isinstance(value, str) else str(value)


def _number(value: float, form: str) -> str:
    decimals = _DECIMALS.fullmatch(form)
    if decimals is None:
        return f"{value:.15g}"
    whole, after, share = len(decimals[1]), len(decimals[2] or ""), decimals[3]
    width = whole + (after + 1 if after else 0)
    return f"{value * 100 if share else value:0{width}.{after}f}{share}"


def _unescaped(text: str) -> str:
    """Excel writes control characters, and its own underline, as ``_x000A_``."""
    return re.sub(r"_x(00[01][0-9A-F]|005F)_", lambda sign: chr(int(sign[1], 16)), text)


def _merged(xml: str, rows: Sequence[Line]) -> dict[tuple[int, int], str]:
    """Cells below the first of a merged column, each with the text of the first."""
    texts = dict(rows)
    filled: dict[tuple[int, int], str] = {}
    for begin, first, _, last in _MERGED.findall(xml):
        column, top = _place(begin), int(first)
        cells = texts.get(top, ())
        if column < len(cells):
            lines = range(top + 1, min(int(last), len(rows)) + 1)
            filled |= {(line, column): cells[column] for line in lines}
    return filled


def _place(column: str) -> int:
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - 64
    return place - 1


def csv_sheet(data: bytes, *, file: str) -> tuple[Sheet, list[Finding]]:
    """The table in *data*; encoding and separator are found out.

    Raises:
        CodebookError: ``codebook_no_table`` for what is no text, ``codebook_csv_broken`` where a quotation mark does not fit,
            ``codebook_csv_empty``.
    """
    _check_size(data, file)
    try:
        text, findings = decode(data, file=file)
    except ReadError as error:
        raise CodebookError("codebook_no_table", file=file, reason=error.problem) from None
    if not text.strip():
        raise CodebookError("codebook_csv_empty", file=file)
    if "\0" in text:
        raise CodebookError("codebook_no_table", file=file, reason="binary")
    try:
        rows = [
            (line, [tidy(cell) for cell in cells])
            for line, cells in csv_rows(text, delimiter=_delimiter(text, file), file=file)
        ]
    except TableError as error:
        if error.problem == "table_broken":
            where = f"{file}, {say('codebook_place.line', line=error.data['line'])}"
            raise CodebookError("codebook_csv_broken", where=where) from None
        raise CodebookError("codebook_no_table", file=file, reason=error.data.get("reason", "?")) from None
    typed = {
        (line, at): kind
        for line, cells in rows
        for at, cell in enumerate(cells)
        for kind, form in _FORMS.items()
        if form.fullmatch(cell)
    }
    return Sheet(CODES, file, tuple(rows), in_book=False, typed=typed, head=_head(rows)), list(findings)


def _head(rows: Sequence[Line]) -> Line:
    filled = [row for row in rows if any(row[1])][:_HEAD]
    return max(
        filled, key=lambda row: sum(column_of(cell, CODES) is not None for cell in row[1]), default=(0, ())
    )


def _delimiter(text: str, file: str) -> str:
    """The sign that makes a heading of which we know the most columns."""
    return max(_DELIMITERS, key=lambda sign: _known(text, sign, file))


def _known(text: str, delimiter: str, file: str) -> int:
    most = 0
    try:
        for number, (_, cells) in enumerate(csv_rows(text, delimiter=delimiter, file=file)):
            most = max(most, sum(column_of(cell, CODES) is not None for cell in cells))
            if number >= _HEAD:
                break
    except TableError:
        pass
    return most
