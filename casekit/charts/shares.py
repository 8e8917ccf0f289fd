"""The heat map: in how many interviews of each case an item was mentioned."""

from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.grid import Grid, Label, Mark, draw_grid
from casekit.charts.table import Cell, Table, read_table
from casekit.charts.words import heatmap_words
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_heatmap"]

_ABREAST = 14  # with more items than this they stand below each other, and the cases beside each other


def draw_heatmap(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Cases in rows, items in columns, ``x/n`` in each cell: light for none, dark for all interviews.

    With more than 14 items, items are the rows. Columns that a page has no room for go on below. Cases with fewer than three interviews
    have grey letters and broken edges; a cell that the frame leaves out shows a dash. Shares are never written as percent.

    Args:
        frame: one row per case and item: ``case``, ``item``, ``interviews``, ``of``.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    table = read_table(frame)
    alt = heatmap_words(table, language=language)
    return draw_grid(_grid(table, title, language), alt=alt, frame=frame, ax=ax)


def _grid(table: Table, title: str, language: str) -> Grid:
    turned = len(table.items) > _ABREAST
    sizes = [table.size(place) for place in range(len(table.cases))]
    cases = [Label(head, n < style.SMALL) for head, n in zip(table.heads, sizes, strict=True)]
    items = [Label(item) for item in table.items]
    marks = {
        ((item, case) if turned else (case, item)): _mark(cell) for (case, item), cell in table.cells.items()
    }
    rows, heads = (items, cases) if turned else (cases, items)
    return Grid(rows, heads, marks, title, _note(table, language), dense=turned)


def _mark(cell: Cell) -> Mark:
    return Mark(cell.text, style.share_colour(cell.share), few=cell.of < style.SMALL)


def _note(table: Table, language: str) -> str:
    if not table.cells:
        return say_in(language, "chart.empty")
    note = say_in(language, "chart.heatmap.note")
    return f"{note} {say_in(language, 'chart.heatmap.few')}" if table.smallest < style.SMALL else note
