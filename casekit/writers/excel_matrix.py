"""A matrix of texts as a workbook that people go on writing in, and that knows its cells when it comes back."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from casekit.writers.characters import writable
from casekit.writers.excel_form import HEAD, OPTIONS, cut, one_page_wide, row_height
from casekit.writers.moment import moment
from casekit.writers.packing import repacked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ABOUT", "HIDDEN", "MARKER", "Line", "Shown", "write_matrix"]

HIDDEN, MARKER, ABOUT = "casekit cells", "casekit matrix 1", "About"
_BODY = {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1, "border_color": "#D0D0D0"}
_KINDS = {
    "text": _BODY,
    "case": {**_BODY, "bg_color": "#F3F6FA"},
    "stale": {**_BODY, "bg_color": "#FDE9D0"},
    "empty": {**_BODY, "font_color": "#595959", "italic": True},
    "label": {**_BODY, "bold": True, "bg_color": "#F3F6FA"},
}
_LABEL, _TEXT = 18, 42  # widths in characters
_EVIDENCE = (16, 12, 26, 26, 14, 12, 16, 8, 34, 18, 14, 70)


class Shown(NamedTuple):
    """A cell: its text and its look (text, case, stale, empty)."""

    text: str
    look: str


class Line(NamedTuple):
    """A row: its id, its two labels, and its cells."""

    id: str
    labels: tuple[str, str]
    cells: Sequence[Shown]


def write_matrix(
    name: str,
    labels: tuple[str, str],
    heads: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    *,
    evidence: "tuple[str, pd.DataFrame]",
    hidden: Sequence[Sequence[str]],
    about: Mapping[str, str],
) -> bytes:
    """The workbook: the matrix (*heads* are ids and titles of its columns), a sheet of *evidence*, a sheet "About", and a hidden one.

    The id of a row stands in its first cell, that of a column in its first row, both hidden: whoever sorts rows or moves columns takes them
    along. All cells are text, those too that are filled later. A text is cut where a cell ends. Equal values give equal bytes.
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"author": "casekit", "created": moment(about.get("made_at", ""))})
        styles = {look: book.add_format(form) for look, form in {**_KINDS, "head": HEAD}.items()}
        _matrix(book.add_worksheet(name), labels, heads, lines, styles)
        _table(book.add_worksheet(evidence[0]), evidence[1], styles)
        _notes(book.add_worksheet(ABOUT), about, styles)
        _remember(book.add_worksheet(HIDDEN), hidden)
    return repacked(target.getvalue())


def _matrix(
    sheet: Any,
    labels: tuple[str, str],
    heads: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    styles: Mapping[str, Any],
) -> None:
    sheet.write_string(0, 0, MARKER)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, 12, None, {"hidden": True})
    sheet.set_column(1, 2, _LABEL)
    for place, title in enumerate(labels, 1):
        sheet.write_string(1, place, title, styles["head"])
    for place, (key, title) in enumerate(heads, 3):
        sheet.set_column(place, place, _TEXT, styles["text"])
        sheet.write_string(0, place, key)
        sheet.write_string(1, place, writable(title), styles["head"])
    for number, line in enumerate(lines, 2):
        widths = [_LABEL, _LABEL, *[_TEXT] * len(line.cells)]
        sheet.set_row(number, row_height([*line.labels, *(cell.text for cell in line.cells)], widths))
        sheet.write_string(number, 0, line.id)
        for place, label in enumerate(line.labels, 1):
            sheet.write_string(number, place, writable(label), styles["label"])
        for place, cell in enumerate(line.cells, 3):
            sheet.write_string(number, place, cut(cell.text), styles[cell.look])
    sheet.freeze_panes(2, 3)
    sheet.autofilter(1, 0, max(len(lines) + 1, 2), max(len(heads) + 2, 2))
    one_page_wide(sheet)
    sheet.repeat_rows(1)


def _table(sheet: Any, frame: "pd.DataFrame", styles: Mapping[str, Any]) -> None:
    for place, title in enumerate(frame.columns):
        sheet.set_column(place, place, _EVIDENCE[place])
        sheet.write_string(0, place, str(title), styles["head"])
    for number, row in enumerate(frame.itertuples(index=False), 1):
        sheet.set_row(number, row_height(list(map(str, row)), _EVIDENCE))
        for place, value in enumerate(row):
            if str(value):
                sheet.write_string(number, place, cut(str(value)), styles["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    one_page_wide(sheet)


def _notes(sheet: Any, about: Mapping[str, str], styles: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (name, text) in enumerate(about.items()):
        sheet.set_row(number, row_height([name, text], (24, 90)))
        sheet.write_string(number, 0, writable(name), styles["label"])
        sheet.write_string(number, 1, writable(text), styles["text"])


def _remember(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write_string(number, place, writable(value))
    sheet.very_hidden()
