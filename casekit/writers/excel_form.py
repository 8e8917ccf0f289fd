"""Frames of text as a workbook that people go on writing in, on screen and on paper."""

import io
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from casekit.writers.characters import writable
from casekit.writers.moment import moment
from casekit.writers.packing import repacked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CELL", "HEAD", "OPTIONS", "Guide", "cut", "one_page_wide", "row_height", "write_form"]

CELL = 32_767  # UTF-16 units in a cell (Microsoft, "Excel specifications and limits")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEAD = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "top"}
_BODY = {"text_wrap": True, "valign": "top", "num_format": "@"}  # text, also what is typed later
_TITLE = {"bold": True, "font_size": 15}
_STEP = {"text_wrap": True, "valign": "top"}
_SECTION = {"bold": True, "text_wrap": True, "valign": "top", "top": 1, "top_color": "#9DB2CC"}
_NARROW, _WIDE = 8, 60  # column widths in characters
_NAME = 20  # what holds no sentences is no wider, unless a word is
_SENTENCE = 60  # a longer line is a sentence, and wrapped
_SIGNS = 1.1  # letters for each unit of width, which is that of a figure
_SENTENCES = 150  # what all columns of sentences share
_A4_ROOM = 230  # characters beside each other that can still be read on A4; more go on A3
_A3, _A4 = 8, 9
_GUIDE_WIDTHS = (18, 24, 90)
_LINE, _HIGHEST = 15, 409  # points; Excel has no higher rows
_FREE = 200  # rows below the last that offer a choice, too


class Guide(NamedTuple):
    """A sheet that explains the others: its name, title and steps, then a table of three columns.

    A row whose first cell holds something begins a section.
    """

    name: str
    title: str
    steps: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def write_form(
    sheets: "Mapping[str, pd.DataFrame]",
    *,
    choices: Mapping[str, Sequence[str]],
    guide: Guide | None = None,
    title: str = "",
) -> bytes:
    """The workbook: the *guide*, then a sheet per frame, headings frozen; columns named in *choices* offer a list.

    All cells are text, those too that are filled later. A text is cut where a cell ends, at 32,767 characters. Printed
    pages are as wide as the sheet, repeat its heading and have *title* on top. Equal frames give equal bytes.
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"author": "casekit", "created": moment("")})
        head, body = book.add_format(HEAD), book.add_format(_BODY)
        if guide is not None:
            _explain(book, guide, head)
        for name, frame in sheets.items():
            sheet = book.add_worksheet(name)
            _lay_out(sheet, title, width=_write(sheet, frame, head, body, choices))
            sheet.repeat_rows(0)
    return repacked(target.getvalue())


def _explain(book: Any, guide: Guide, head: Any) -> None:
    sheet = book.add_worksheet(guide.name)
    step, section = book.add_format(_STEP), book.add_format(_SECTION)
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, guide.title, book.add_format(_TITLE))
    sheet.set_row(0, 24)
    for line, text in enumerate(guide.steps, 1):
        sheet.merge_range(line, 0, line, 2, f"{line}. {text}", step)
        sheet.set_row(line, row_height([text], [sum(_GUIDE_WIDTHS)]) + 3)
    top = len(guide.steps) + 2
    for line, row in enumerate([guide.heads, *guide.rows], top):
        style = head if line == top else section if row[0] else step
        for place, cell in enumerate(row):
            sheet.write_string(line, place, cell, style)
        sheet.set_row(line, row_height(row, _GUIDE_WIDTHS))
    _lay_out(sheet, "", width=sum(_GUIDE_WIDTHS))
    sheet.hide_gridlines(2)


def _lay_out(sheet: Any, title: str, *, width: float) -> None:
    """As people print it: landscape, one page wide, with the name of the sheet and the page below."""
    one_page_wide(sheet, _A3 if width > _A4_ROOM else _A4, top=0.6 if title else 0.4)
    sheet.hide_gridlines(0)
    if title:
        sheet.set_header("&L" + writable(title).replace("&", "&&")[:200])


def one_page_wide(sheet: Any, paper: int = _A4, *, top: float = 0.4) -> None:
    """Printed landscape, one page wide, with the name of the sheet and the page below."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=top, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def _write(
    sheet: Any, frame: "pd.DataFrame", head: Any, body: Any, choices: Mapping[str, Sequence[str]]
) -> float:
    """Fill a sheet; how wide it became."""
    sheet.freeze_panes(1, 1)
    columns = [[cut(str(cell)) for cell in frame.iloc[:, place]] for place in range(frame.shape[1])]
    widths = _widths(list(frame.columns), columns)
    for line, row in enumerate(zip(*columns, strict=True), 1):
        sheet.set_row(line, row_height(row, widths))
    for place, (title, cells) in enumerate(zip(frame.columns, columns, strict=True)):
        sheet.set_column(place, place, widths[place], body)
        sheet.write_string(0, place, title, head)
        for line, cell in enumerate(cells, 1):
            if cell:
                sheet.write_string(line, place, cell, body)
        if title in choices:
            sheet.data_validation(1, place, len(cells) + _FREE, place, _choice(choices[title]))
    sheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))
    return sum(widths)


def _choice(allowed: Sequence[str]) -> dict[str, object]:
    """A list to choose from; what is not in it draws a warning and no more."""
    return {"validate": "list", "source": list(allowed), "error_type": "warning"}


def cut(text: str) -> str:
    """*text* as far as a cell holds it, without signs that it cannot hold; Excel counts signs beyond U+FFFF twice."""
    text = writable(text)
    if len(text) * 2 <= CELL:
        return text
    return text.encode("utf-16-le")[: CELL * 2].decode("utf-16-le", errors="ignore")


def _widths(titles: Sequence[str], columns: Sequence[Sequence[str]]) -> list[float]:
    """Columns of names are as wide as these, if need be as their longest word; those of sentences share what is left."""
    longest = [
        max((len(line) for cell in cells for line in cell.split("\n")), default=0) for cells in columns
    ]
    words = [max((len(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
    sentences = sum(one > _SENTENCE for one in longest)
    share = min(max(_SENTENCES // max(sentences, 1), 30), _WIDE)
    return [
        float(
            share if one > _SENTENCE else max(min(one, _NAME), min(word, _WIDE), len(title) + 1, _NARROW) + 2
        )
        for title, one, word in zip(titles, longest, words, strict=True)
    ]


def row_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """High enough for the cell with the most lines: not every program sees to that itself."""
    return min(_LINE * max(map(_lines, cells, widths), default=1), _HIGHEST)


def _lines(cell: str, width: float) -> int:
    """How many lines a text takes; words that do not fit go to the next."""
    return sum(len(wrap(line, max(int(width * _SIGNS), 1))) or 1 for line in cell.split("\n"))
