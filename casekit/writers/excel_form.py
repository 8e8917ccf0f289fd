"""Frames of text as a workbook that people go on writing in."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casekit.writers.characters import writable
from casekit.writers.moment import moment
from casekit.writers.packing import repacked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CELL", "write_form"]

CELL = 32_767  # UTF-16 units in a cell (Microsoft, "Excel specifications and limits")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEAD = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "top"}
_BODY = {"text_wrap": True, "valign": "top", "num_format": "@"}  # text, also what is typed later
_NARROW, _WIDE = 10, 48  # column widths in characters
_FREE = 200  # rows below the last that offer a choice, too


def write_form(sheets: "Mapping[str, pd.DataFrame]", *, choices: Mapping[str, Sequence[str]]) -> bytes:
    """The workbook: a sheet per frame, headings frozen; columns named in *choices* offer a list.

    All cells are text, those too that are filled later. A text is cut where a cell ends, at 32,767 characters. Equal
    frames give equal bytes.
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"author": "casekit", "created": moment("")})
        head, body = book.add_format(_HEAD), book.add_format(_BODY)
        for name, frame in sheets.items():
            _write(book.add_worksheet(name), frame, head, body, choices)
    return repacked(target.getvalue())


def _write(
    sheet: Any, frame: "pd.DataFrame", head: Any, body: Any, choices: Mapping[str, Sequence[str]]
) -> None:
    sheet.freeze_panes(1, 1)
    for place, title in enumerate(frame.columns):
        cells = [_cut(writable(str(cell))) for cell in frame.iloc[:, place]]
        sheet.set_column(place, place, _width(title, cells), body)
        sheet.write_string(0, place, title, head)
        for line, cell in enumerate(cells, 1):
            if cell:
                sheet.write_string(line, place, cell, body)
        if title in choices:
            sheet.data_validation(1, place, len(cells) + _FREE, place, _choice(choices[title]))
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def _choice(allowed: Sequence[str]) -> dict[str, object]:
    """A list to choose from; what is not in it draws a warning and no more."""
    return {"validate": "list", "source": list(allowed), "error_type": "warning"}


def _cut(text: str) -> str:
    """*text* as far as a cell holds it; Excel counts signs beyond U+FFFF twice."""
    if len(text) * 2 <= CELL:
        return text
    return text.encode("utf-16-le")[: CELL * 2].decode("utf-16-le", errors="ignore")


def _width(title: str, cells: Iterable[str]) -> float:
    longest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
    return float(min(max(longest + 2, len(title) + 4, _NARROW), _WIDE))
