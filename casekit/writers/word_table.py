"""Grids as Word tables."""

from collections.abc import Iterable
from math import ceil, sqrt
from typing import Any

from docx.shared import Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from casekit.report.blocks import Field, Grid, Quote
from casekit.wording import say_in
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.characters import writable
from casekit.writers.word_field import write_field
from casekit.writers.word_sheet import Sheet, fill, quoted, source_of

__all__ = ["write_grid"]

_NOTHING = "–"
_STEP = 5.0


def write_grid(sheet: Sheet, grid: Grid) -> None:
    """Add *grid* with its caption above; the header row is marked as one, and no cell is merged or empty."""
    sheet.caption("table", grid.caption).paragraph_format.keep_with_next = True
    rows = grid.rows or (("",) * len(grid.columns),)
    table = sheet.document.add_table(len(rows) + 1, len(grid.columns), style=look.table_style(sheet.document))
    xml.set_widths(table, _widths(grid, sheet.width))
    xml.caption_table(table, writable(grid.caption), _description(grid, sheet.language))
    for place, (line, values) in enumerate(zip(table._tbl.tr_lst, (grid.columns, *rows), strict=True)):
        row = _Row(line, table)
        xml.keep_row_whole(row)
        _write_row(sheet, row, values, head=place == 0)
    sheet.below_table = True


def _write_row(sheet: Sheet, row: Any, values: Iterable[str | Quote | Field], *, head: bool) -> None:
    cells = [_Cell(cell, row) for cell in row._tr.tc_lst]
    for cell, value in zip(cells, values, strict=True):
        _write_cell(sheet, cell, value)
        if head:
            _as_head(cell)
    if head:
        xml.mark_header_row(row)


def _write_cell(sheet: Sheet, cell: Any, value: str | Quote | Field) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = look.CELL
    if isinstance(value, Field):
        write_field(paragraph, value)
        return
    if not isinstance(value, Quote):
        fill(paragraph, value.strip() or _NOTHING)
        return
    fill(paragraph, quoted(value.text, value.language), language=value.language, own=sheet.language)
    if source_of(value):
        paragraph.paragraph_format.keep_with_next = True
        source = cell.add_paragraph(style=look.SOURCE)
        source.paragraph_format.left_indent, source.paragraph_format.space_after = Pt(0), Pt(2)
        fill(source, source_of(value))


def _as_head(cell: Any) -> None:
    xml.shade_cell(cell, look.HEAD_SHADE)
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.keep_with_next = True
    for run in paragraph.runs:
        run.bold = True


def _description(grid: Grid, language: str) -> str:
    columns = "; ".join(column for column in grid.columns if column)
    return writable(say_in(language, "writing.table_description", rows=len(grid.rows), columns=columns))


def _widths(grid: Grid, width: int) -> list[int]:
    """Column widths in EMU that fill the line: those asked for, else by what the cells hold."""
    shares = grid.widths or [_need(cells) for cells in zip(grid.columns, *grid.rows, strict=True)]
    return [int(width * share / sum(shares)) for share in shares]


def _need(column: tuple[str | Quote | Field, ...]) -> float:
    """The room that a column asks for: labels in one line or two, long texts by the root of their length, words whole.

    In steps, so that columns of the same kind come out equal.
    """
    cells = [cell if isinstance(cell, str) else cell.text or _NOTHING for cell in column]
    longest = max((len(word) for cell in cells for word in cell.split()), default=1)
    whole = max(map(len, cells))
    return ceil(max(sqrt(whole) * 1.6, min(whole, 40) * 0.65, min(longest, 24) + 2.0) / _STEP) * _STEP
