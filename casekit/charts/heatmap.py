"""In how many interviews of each case an item was mentioned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casekit.charts import style
from casekit.charts.png import drawing
from casekit.charts.table import Cell, Table, read_table
from casekit.charts.words import heatmap_words
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from casekit.charts.paper import Paper

__all__ = ["heatmap", "heatmap_alt"]

_ABREAST = 14  # with more items than this they stand below each other, and the cases beside each other
_ROW, _ROW_DENSE, _GAP, _EDGE = 0.27, 0.165, 0.08, 0.04  # inches, as all below
_LABEL = 1.75  # row labels wrap beyond this, unless there is room to spare
_CELL, _CELL_WIDEST = 0.42, 0.95
_HEAD = 1.5  # how long a line of an upright column label is before it wraps


def heatmap(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Cases in rows, items in columns, ``x/n`` in each cell: light for none, dark for all interviews.

    With more than 14 items, items are the rows. Cases with fewer than three interviews have grey letters and broken
    edges; a cell that the frame leaves out shows a dash. Shares are never written as percent.

    Args:
        frame: one row per case and item: ``case``, ``item``, ``interviews``, ``of``.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    table = read_table(frame)
    with drawing():
        plan = _Plan.of(table, title=title, language=language)
        return _draw(plan, alt=heatmap_words(table, language=language), ax=ax)


def heatmap_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The heat map in words: kind, axes, extremes, n, and where the numbers are."""
    return heatmap_words(read_table(frame), language=language)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes, in inches, before anything is drawn."""

    table: Table
    turned: bool
    title: list[str]
    note: list[str]
    rows: list[list[str]]
    heads: list[list[str]]
    upright: bool
    label: float
    cell: float
    head: float
    width: float

    @classmethod
    def of(cls, table: Table, *, title: str, language: str) -> "_Plan":
        from casekit.charts.paper import text_width, wrapped

        turned = len(table.items) > _ABREAST
        names = [f"{case} (n\u00a0=\u00a0{table.size(place)})" for place, case in enumerate(table.cases)]
        rows, columns = (list(table.items), names) if turned else (names, list(table.items))
        label = _label_width(rows, max(_LABEL, style.WIDTH - _CELL * len(columns) - 2 * _GAP), turned)
        least = (
            max((text_width(cell.text, style.SIZES["cell"]) for cell in table.cells.values()), default=0.0)
            + 0.07
        )
        room = (style.WIDTH - label - 2 * _EDGE) / max(len(columns), 1)
        cell = min(max(room, least, 0.24), _CELL_WIDEST)
        heads, upright, head = _heads(columns, cell)
        width = max(style.WIDTH, label + cell * len(columns) + 2 * _EDGE)
        size, line = style.SIZES, width - 2 * _EDGE
        return cls(
            table,
            turned,
            wrapped(title, line, size["title"], bold=True) if title else [],
            wrapped(_note(table, language), line, size["note"]),
            [wrapped(row, label - _GAP, _label_size(turned)) for row in rows],
            heads, upright, label, cell, head, width,
        )  # fmt: skip

    @property
    def top(self) -> float:
        """Where the column labels begin."""
        from casekit.charts.paper import height_of

        return _EDGE + (height_of(len(self.title), style.SIZES["title"]) + _GAP if self.title else 0)

    def row_height(self, place: int) -> float:
        from casekit.charts.paper import height_of

        least, room = (_ROW_DENSE, 0.04) if self.turned else (_ROW, 0.08)
        return max(least, height_of(len(self.rows[place]), _label_size(self.turned)) + room)

    @property
    def body(self) -> float:
        """How high all rows are together."""
        return sum(map(self.row_height, range(len(self.rows))))

    @property
    def height(self) -> float:
        from casekit.charts.paper import height_of

        return (
            self.top
            + self.head
            + self.body
            + _GAP * 2
            + height_of(len(self.note), style.SIZES["note"])
            + _EDGE
        )


def _label_size(turned: bool) -> float:
    """Letters are smaller where rows are many, so that a page holds them."""
    return style.SIZES["note"] if turned else style.SIZES["label"]


def _label_width(labels: list[str], cap: float, turned: bool) -> float:
    """Wide enough for the longest label or the cap, and for the longest word in any case."""
    from casekit.charts.paper import text_width

    size = _label_size(turned)
    whole = max((text_width(label, size) for label in labels), default=0.0)
    word = max((text_width(word, size) for label in labels for word in label.split()), default=0.0)
    return max(min(whole, cap), min(word, 3.0)) + 2 * _GAP


def _heads(labels: list[str], cell: float) -> tuple[list[list[str]], bool, float]:
    """Column labels in lines, whether they stand upright, and how high they are.

    Level where every word fits its column, else upright and in as few lines as the column is wide.
    """
    from casekit.charts.paper import height_of, text_width, wrapped

    size = style.SIZES["head"]
    words = [text_width(word, size) for label in labels for word in label.split()]
    if cell >= max(words, default=0.0) + 0.06:
        level = [wrapped(label, cell - 0.06, size) for label in labels]
        return level, False, height_of(max(map(len, level), default=0), size) + _GAP
    line = _HEAD
    lines = [wrapped(label, line, size) for label in labels]
    while line < 4 and height_of(max(map(len, lines)), size) > cell:
        line += 0.25
        lines = [wrapped(label, line, size) for label in labels]
    longest = max(text_width(part, size) for label in lines for part in label)
    return lines, True, longest + _GAP


def _note(table: Table, language: str) -> str:
    if not table.cells:
        return say_in(language, "chart.empty")
    note = say_in(language, "chart.heatmap.note")
    return f"{note} {say_in(language, 'chart.heatmap.few')}" if table.smallest < style.SMALL else note


def _draw(plan: _Plan, *, alt: str, ax: "Axes | None") -> "Figure":
    from casekit.charts.paper import Paper

    paper = Paper(plan.width, plan.height, alt=alt, ax=ax)
    _write(paper, plan.title, _EDGE, _EDGE, size=style.SIZES["title"], weight="bold")
    _draw_heads(paper, plan)
    y = plan.top + plan.head
    for place, lines in enumerate(plan.rows):
        height = plan.row_height(place)
        ink = style.INK if plan.turned or plan.table.size(place) >= style.SMALL else style.GREY
        look: dict[str, Any] = {"ha": "right", "color": ink, "size": _label_size(plan.turned)}
        paper.text(_EDGE + plan.label - _GAP, y + height / 2, "\n".join(lines), **look)
        for column in range(len(plan.heads)):
            _draw_cell(paper, plan, place, column, (plan.label + _EDGE + column * plan.cell, y, height))
        y += height
    _write(paper, plan.note, _EDGE, y + 2 * _GAP, size=style.SIZES["note"], color=style.GREY)
    return paper.figure


def _write(paper: "Paper", lines: list[str], x: float, y: float, *, size: float, **look: Any) -> None:
    if lines:
        paper.text(x, y, "\n".join(lines), size=size, va="top", **look)


def _draw_heads(paper: "Paper", plan: _Plan) -> None:
    y = plan.top + plan.head - _GAP / 2
    for place, lines in enumerate(plan.heads):
        few = plan.turned and plan.table.size(place) < style.SMALL
        look: dict[str, Any] = {"color": style.GREY if few else style.INK, "size": style.SIZES["head"]}
        x = plan.label + _EDGE + (place + 0.5) * plan.cell
        if plan.upright:  # anchored: the text is turned first and then put with its start at the foot
            paper.text(
                x, y, "\n".join(lines), rotation=90, ha="center", va="bottom", multialignment="left", **look
            )
        else:
            paper.text(x, y, "\n".join(lines), ha="center", va="bottom", **look)


def _draw_cell(paper: "Paper", plan: _Plan, row: int, column: int, at: tuple[float, float, float]) -> None:
    x, y, height = at
    case, item = (column, row) if plan.turned else (row, column)
    cell = plan.table.cells.get((case, item))
    few = cell is not None and cell.of < style.SMALL
    fill = style.share_colour(cell.share) if cell else "#ffffff"
    paper.box(x, y, plan.cell, height, facecolor=fill, edgecolor="#ffffff", linewidth=1.2)
    if few or cell is None:
        inset = 0.025
        look: dict[str, Any] = {
            "fill": False,
            "edgecolor": style.ink_on(fill, pale=True),
            "linewidth": 0.6,
            "linestyle": (0, (3, 2)),
        }
        paper.box(x + inset, y + inset, plan.cell - 2 * inset, height - 2 * inset, **look)
    _label(paper, cell, (x + plan.cell / 2, y + height / 2), ink=style.ink_on(fill, pale=few or cell is None))


def _label(paper: "Paper", cell: Cell | None, at: tuple[float, float], *, ink: str) -> None:
    few = cell is not None and cell.of < style.SMALL
    look: dict[str, Any] = {"ha": "center", "color": ink, "style": "italic" if few else "normal"}
    paper.text(*at, cell.text if cell else "–", size=style.SIZES["cell"], **look)
