"""xlsx → rows of text: what stands in a workbook, and what people see of it."""

import datetime
import io
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from casekit.errors import ReadError, TableError
from casekit.files.archive import Archive, open_archive

__all__ = ["MAX_CELLS", "Line", "Shown", "first_sheet", "opened_workbook", "shown_sheet", "tidy"]

MAX_CELLS = 1_000_000
_MAX_COLUMNS = 16_384  # Excel has no more
_ROW = re.compile(r"<(?:\w{1,20}:)?row\b([^<>]{0,2000})>")
_COLUMN = re.compile(r"<(?:\w{1,20}:)?col\b([^<>]{0,2000})>")
_FORMULA = re.compile(r"<(?:\w{1,20}:)?f[\s/>]")
_COMMENT = re.compile(r"<(?:\w{1,20}:)?comment\s")
_TEXT_BOX = re.compile(r"<(?:\w{1,20}:)?txBody[\s>]")
_ESCAPED = re.compile(
    r"_x(00[01][0-9A-F]|005F)_"
)  # so Excel writes control characters, and its own underline
_HIDDEN = re.compile(r"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_NUMBER = re.compile(r"\br\s*=\s*[\"'](\d{1,9})[\"']")
_ENDS = re.compile(r"\b(min|max)\s*=\s*[\"'](\d{1,5})[\"']")
_XML = (".xml", ".rels", ".vml")

Line = tuple[int, Sequence[str]]  # where a row stands in its file, and its cells


@dataclass(frozen=True, slots=True)
class Shown:
    """What people see of a workbook: the rows of its first sheet that has any, and what was left out.

    ``left`` counts as :data:`~casekit.readers.leaving_out.LEFT_OUT` does; ``sheets`` are further sheets that hold
    text, ``drawn`` the text boxes above the cells.
    """

    rows: tuple[Line, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    sheets: int = 0
    drawn: int = 0


def first_sheet(data: bytes, *, file: str, most: int = MAX_CELLS) -> list[Line]:
    """All rows of the first sheet of the workbook *data*, hidden or not, of one length.

    Raises:
        TableError: ``table_unreadable``, for what is no workbook or holds more than *most* cells.
    """
    with _complaints(file):
        _checked(data, file)
        rows = list(_cells(_book(data).worksheets[0], file, Counter(), most))
        width = max((len(cells) for _, cells in rows), default=0)
        if width * len(rows) > most:
            raise _too_many(file, most)
        return [(line, [*cells, *[""] * (width - len(cells))]) for line, cells in rows]


def shown_sheet(data: bytes, *, file: str) -> Shown:
    """What people see in the workbook *data*; formulas by the value that they had, macros and links left alone.

    Raises:
        TableError: ``table_unreadable``, for what is no workbook or holds more than a million cells.
        ReadError: ``bad_archive``, ``password_protected``.
    """
    open_archive(data, file=file)
    left: Counter[str] = Counter()
    rows: tuple[Line, ...] = ()
    sheets = 0
    with _complaints(file):
        archive = _checked(data, file)
        read: Counter[str] = Counter()
        for sheet in _book(data).worksheets:
            found = list(_cells(sheet, file, read, MAX_CELLS))
            length = sum(len(cell) for _, cells in found for cell in cells)
            if sheet.sheet_state != "visible":
                left["hidden"] += length
            elif rows:
                sheets += length > 0
            elif length:
                rows = _shown(found, archive.read(sheet._worksheet_path), left)
        left["comments"] = _pieces(archive, "comments?", _COMMENT)
        drawn = _pieces(archive, "drawings/drawing", _TEXT_BOX)
    return Shown(rows, {what: n for what, n in left.items() if n}, sheets, drawn)


@contextmanager
def opened_workbook(data: bytes, *, file: str) -> Iterator[tuple[Any, Archive]]:
    """The workbook as openpyxl reads it (values, no formulas) and its parts, for as long as the block lasts.

    Raises:
        TableError: ``table_unreadable``, for what is no workbook, and for whatever goes wrong within the block.
    """
    with _complaints(file):
        archive = _checked(data, file)
        yield _book(data), archive


def _checked(data: bytes, file: str) -> Archive:
    """The parts of a workbook, none of which declares a document type."""
    archive = open_archive(data, file=file)
    for name in sorted(archive.names):
        if name.endswith(_XML) and re.search(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", archive.read(name)):
            raise ReadError("xml_doctype", file=file, part=name)
    return open_archive(data, file=file)  # anew: what was read for the check does not count


def _pieces(archive: Archive, part: str, pattern: re.Pattern[str]) -> int:
    """How often *pattern* stands in the parts that are called so."""
    names = (name for name in archive.names if re.match(rf"xl/(?:\w{{1,20}}/)?{part}\w{{0,20}}\.xml", name))
    return sum(len(pattern.findall(_decoded(archive.read(name)))) for name in names)


@contextmanager
def _complaints(file: str) -> Iterator[None]:
    """Whatever goes wrong below, as one error: every library below openpyxl raises its own."""
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells of styles that it does not know
            yield
    except TableError:
        raise
    except Exception as error:
        reason = type(error).__name__
        if isinstance(error, ReadError):
            reason = str(error.data.get("reason", error.problem))
        raise TableError("table_unreadable", file=file, reason=reason) from None


def _book(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _cells(sheet: Any, file: str, read: Counter[str], most: int) -> Iterator[Line]:
    """The rows of a sheet; *read* counts over several of them. An empty row counts, too: a file may claim a billion."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        read["cells"] += max(len(cells), 1)
        if read["cells"] > most:
            raise _too_many(file, most)
        yield line, ["" if cell is None else tidy(_cell(cell)) for cell in cells]


def _too_many(file: str, most: int) -> TableError:
    return TableError("table_unreadable", file=file, reason=f"> {most} cells")


def _shown(rows: Sequence[Line], part: bytes, left: Counter[str]) -> tuple[Line, ...]:
    """The rows without what is hidden; *left* gets its characters, and the number of formulas."""
    xml = _decoded(part)
    left["formulas"] += len(_FORMULA.findall(xml))
    lines, columns = _hidden_lines(xml), _hidden_columns(xml)
    shown: list[Line] = []
    for line, cells in rows:
        kept = [""] * len(cells) if line in lines else cells
        kept = ["" if at in columns else cell for at, cell in enumerate(kept)] if columns else kept
        left["hidden"] += sum(map(len, cells)) - sum(map(len, kept))
        if any(kept):
            shown.append((line, kept))
    return tuple(shown)


def _decoded(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="ignore")


def _hidden_lines(xml: str) -> frozenset[int]:
    """The lines that are not shown; a row without a number follows the one above."""
    hidden, line = set(), 0
    for row in _ROW.finditer(xml):
        number = _NUMBER.search(row[1])
        line = int(number[1]) if number else line + 1
        if _HIDDEN.search(row[1]):
            hidden.add(line)
    return frozenset(hidden)


def _hidden_columns(xml: str) -> frozenset[int]:
    hidden = bytearray(_MAX_COLUMNS)
    for at, column in enumerate(_COLUMN.finditer(xml)):
        ends = dict(_ENDS.findall(column[1]))
        if at < _MAX_COLUMNS and len(ends) == 2 and _HIDDEN.search(column[1]):
            begin, end = max(int(ends["min"]), 1) - 1, min(int(ends["max"]), _MAX_COLUMNS)
            hidden[begin:end] = b"\1" * max(end - begin, 0)
    return frozenset(at for at, flag in enumerate(hidden) if flag)


def _cell(value: object) -> str:
    """Excel's dates at midnight are dates, its whole floats are whole numbers, its stretches of time have hours."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, str):
        return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), value)
    return str(value).removesuffix(" 00:00:00")


def tidy(cell: str) -> str:
    """A cell without blanks around it, its letters composed."""
    return unicodedata.normalize("NFC", cell.strip())
