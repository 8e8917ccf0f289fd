"""Frames as an Excel workbook: values only, never a formula or a link."""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from casekit.errors import WriteError
from casekit.wording import say
from casekit.writers.characters import writable
from casekit.writers.delimited import index_names
from casekit.writers.moment import moment
from casekit.writers.packing import repacked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_excel"]

# Microsoft, "Excel specifications and limits"
_CELL = 32_767  # UTF-16 units
_ROWS = 1_048_576
_NAME = 31
_EXACT = 10**15  # Excel keeps 15 digits

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_HEAD = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "top"}
_BODY = {"text_wrap": True, "valign": "top"}
_NARROW, _WIDE = 8, 60  # column widths in characters
_SAMPLE = 200  # rows looked at for the width of a column


def write_excel(sheets: "Mapping[str, pd.DataFrame]", *, about: Mapping[str, str] | None = None) -> bytes:
    """The workbook: one sheet per frame, then a sheet "About"; who reads the file back finds the table first.

    Header rows are frozen and filtered. Texts above 32,767 characters go on in columns named "… (2)", "… (3)", which
    the sheet "About" says. Characters that XML refuses are left out. Equal frames give equal bytes.

    Args:
        sheets: frames by the name of their sheet; names that Excel refuses are mended.
        about: lines of the sheet "About". ``made_at`` or ``at`` (ISO) becomes the date of the file.

    Raises:
        WriteError: for a frame with more rows than Excel can hold.
    """
    import xlsxwriter

    target = io.BytesIO()
    names = _sheet_names(sheets)
    tables = [_Table.of(name, frame) for name, frame in zip(names, sheets.values(), strict=True)]
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"author": "casekit", "created": moment(_made_at(about or {}))})
        styles = book.add_format(_HEAD), book.add_format(_BODY)
        for table in [*tables, _about(about or {}, tables)]:
            _write(book.add_worksheet(table.name), table, *styles)
    return repacked(target.getvalue())


def _made_at(about: Mapping[str, str]) -> str:
    return about.get("made_at") or about.get("at") or ""


class _Table:
    """What one sheet holds, ready to be written."""

    def __init__(
        self, name: str, columns: list[str], rows: list[list[object]], split: tuple[str, ...] = ()
    ) -> None:
        self.name, self.columns, self.rows, self.split = name, columns, rows, split

    @classmethod
    def of(cls, name: str, frame: "pd.DataFrame") -> "_Table":
        names = index_names(frame)
        frame = frame.reset_index(names=names) if names else frame
        if len(frame) >= _ROWS:
            raise WriteError("too_many_rows", sheet=name, rows=len(frame), limit=_ROWS - 1)
        parts = [_spread(_title(label), frame.iloc[:, place]) for place, label in enumerate(frame.columns)]
        columns = [column for part in parts for column in part]
        split = tuple(next(iter(part))[0] for part in parts if len(part) > 1)
        rows = [list(row) for row in zip(*(values for _, values in columns), strict=True)]
        return cls(name, [title for title, _ in columns], rows, split)


def _about(about: Mapping[str, str], tables: Iterable[_Table]) -> _Table:
    notes: list[list[object]] = [[writable(key), _chunks(writable(text))[0]] for key, text in about.items()]
    for table in tables:
        notes += [[table.name, say("writing.split", column=column, limit=_CELL)] for column in table.split]
    return _Table("About", [say("writing.about_what"), say("writing.about_value")], notes)


def _spread(title: str, values: "pd.Series") -> list[tuple[str, list[object]]]:
    """The column, and the columns that take what is too long for one cell."""
    cells = [_value(value) for value in values]
    chunks = [_chunks(cell) if isinstance(cell, str) else [cell] for cell in cells]
    depth = max((len(chunk) for chunk in chunks), default=1)
    titles = [title, *(f"{title} ({number})" for number in range(2, depth + 1))]
    return [(name, [_at(chunk, place) for chunk in chunks]) for place, name in enumerate(titles)]


def _at(chunk: list[Any], place: int) -> object:
    return chunk[place] if place < len(chunk) else None


def _chunks(text: str) -> list[str]:
    """*text* in pieces of at most one cell; Excel counts signs beyond U+FFFF twice."""
    size = _CELL if all(sign <= "\uffff" for sign in text) else _CELL // 2
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _value(value: object) -> object:
    """The value as a cell can hold it: a number, a truth value, a date, a text, or nothing."""
    import pandas as pd

    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, Real) and value != value):
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return bool(value)
    if isinstance(value, Integral):
        return int(value) if abs(int(value)) < _EXACT else str(value)
    if isinstance(value, Real):
        return float(value) if abs(float(value)) != float("inf") else str(value)
    if isinstance(value, (date, datetime)):
        return _day(value)
    return writable(str(value))


def _day(value: date) -> date | str:
    """A date or time; with a time zone, or before Excel's calendar begins, as text."""
    return value.isoformat() if getattr(value, "tzinfo", None) or value.year < 1900 else value


def _title(label: object) -> str:
    text = " · ".join(str(level) for level in label if str(level)) if isinstance(label, tuple) else str(label)
    return writable(text)[: _CELL // 2]


def _write(sheet: Any, table: _Table, head: Any, body: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, title in enumerate(table.columns):
        sheet.write_string(0, place, title, head)
        sheet.set_column(place, place, _width(title, (row[place] for row in table.rows[:_SAMPLE])))
    for number, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            _put(sheet, number, place, value, body)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _put(sheet: Any, row: int, column: int, value: object, style: Any) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value, style)
        case int() | float():
            sheet.write_number(row, column, value, style)
        case date():
            sheet.write_datetime(row, column, value)
        case _:
            sheet.write_string(row, column, value, style)


def _width(title: str, cells: Iterable[object]) -> float:
    longest = max(
        (len(line) for cell in cells if cell is not None for line in str(cell).split("\n")), default=0
    )
    return float(min(max(longest + 2, len(title) + 4, _NARROW), _WIDE))  # 4: room for the filter's arrow


def _sheet_names(sheets: Iterable[str]) -> list[str]:
    """Names that Excel takes: 31 signs, none of []:*?/\\, no apostrophe at an end, each once whatever the case."""
    taken = {"about", "history"}
    names = []
    for wanted in sheets:
        name = _free(
            re.sub(r"[\[\]:*?/\\]", " ", writable(wanted).replace("\n", " ")).strip(" '") or "–", taken
        )
        taken.add(name.lower())
        names.append(name)
    return names


def _free(name: str, taken: set[str]) -> str:
    tries = [name[:_NAME], *(f"{name[: _NAME - 5]} ({number})" for number in range(2, 1000))]
    return next(free for free in tries if free.lower() not in taken)
