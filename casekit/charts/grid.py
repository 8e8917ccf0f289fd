"""Rows, columns and a mark in each cell, laid out so that a page holds them: heat map, co-occurrences, ratings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from casekit.charts import style
from casekit.charts.png import drawing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from casekit.charts.paper import Paper
    from casekit.charts.surround import Surround

__all__ = ["Grid", "Label", "Mark", "draw_grid"]

_ROW, _ROW_DENSE, _GAP, _EDGE = 0.27, 0.165, 0.08, 0.04  # inches, as all below
_LABEL, _LABEL_MOST = (
    1.75,
    2.6,
)  # row labels wrap beyond the first, beyond the second also where there is room to spare
_CELL, _CELL_LEAST, _CELL_WIDEST = 0.42, 0.24, 0.95
_HEAD = 1.5  # how long a line of an upright column label is before it wraps
_BETWEEN = 0.16  # from one band of columns to the next


@dataclass(frozen=True, slots=True)
class Label:
    """A row's or column's name; ``few`` where few interviews stand behind it."""

    text: str
    few: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell shows; ``few`` is told by grey slanting letters and a broken edge."""

    text: str
    fill: str = "#ffffff"
    few: bool = False
    hatch: str = ""
    hatch_ink: str = style.BARRIER


@dataclass(frozen=True)
class Grid:
    """Names and marks by their places; cells without a mark show *missing*, or nothing at all."""

    rows: Sequence[Label]
    heads: Sequence[Label]
    cells: Mapping[tuple[int, int], Mark]
    title: str
    note: str
    dense: bool = False
    missing: str = "–"
    legend: Sequence[tuple[Mark, str]] = ()

    @property
    def label_size(self) -> float:
        """Letters are smaller where rows are many, so that a page holds them."""
        return style.SIZES["note"] if self.dense else style.SIZES["label"]


@dataclass(frozen=True)
class _Band:
    """Some of the columns, below each other where a page is too narrow for all."""

    columns: range
    rows: tuple[int, ...]
    heads: list[list[str]]
    upright: bool
    head: float


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches, before anything is drawn."""

    grid: Grid
    label: float
    cell: float

    @classmethod
    def of(cls, grid: Grid) -> "_Plan":
        columns, size = max(len(grid.heads), 1), style.SIZES["cell"]
        cap = max(_LABEL, min(style.WIDTH - _CELL * columns - 2 * _GAP, style.WIDTH / 2))
        label = _label_width([row.text for row in grid.rows], cap, grid.label_size)
        from casekit.charts.paper import text_width

        lines = {line for mark in grid.cells.values() for line in mark.text.split("\n")}
        widest = max((text_width(line, size) for line in lines), default=0.0)
        least = max(widest + 0.07, _CELL_LEAST)
        room = style.WIDTH - label - 2 * _EDGE
        abreast = min(max(int(room / least), 1), columns)
        abreast = -(-columns // -(-columns // abreast))  # as many in each band
        return cls(grid, label, min(max(room / abreast, least), max(_CELL_WIDEST, least)))

    @cached_property
    def abreast(self) -> int:
        """How many columns stand side by side."""
        room = style.WIDTH - self.label - 2 * _EDGE
        most = max(int(room / self.cell + 1e-6), 1)
        lines = -(-max(len(self.grid.heads), 1) // most)
        return -(-len(self.grid.heads) // lines)

    @cached_property
    def bands(self) -> list[_Band]:
        """The columns in bands; a row that has nothing in a band is not in it."""
        step, total = max(self.abreast, 1), len(self.grid.heads)
        parts = [range(start, min(start + step, total)) for start in range(0, total, step)]
        return [self._band(part) for part in parts] or [self._band(range(0))]

    def _band(self, columns: range) -> _Band:
        grid = self.grid
        heads, upright, head = _heads([grid.heads[place].text for place in columns], self.cell)
        there = {row for row, column in grid.cells if column in columns}
        rows = range(len(grid.rows))
        return _Band(
            columns, tuple(row for row in rows if grid.missing or row in there), heads, upright, head
        )

    @cached_property
    def labels(self) -> list[list[str]]:
        from casekit.charts.paper import wrapped

        return [wrapped(row.text, self.label - _GAP, self.grid.label_size) for row in self.grid.rows]

    def row_height(self, place: int) -> float:
        """How high a row is."""
        from casekit.charts.paper import height_of

        least, room = (_ROW_DENSE, 0.04) if self.grid.dense else (_ROW, 0.08)
        marks = height_of(self._deepest.get(place, 1), style.SIZES["cell"])
        return max(least, height_of(len(self.labels[place]), self.grid.label_size) + room, marks + room)

    @cached_property
    def _deepest(self) -> dict[int, int]:
        """How many lines the marks of a row have at most."""
        deepest: dict[int, int] = {}
        for (row, _), mark in self.grid.cells.items():
            deepest[row] = max(deepest.get(row, 1), mark.text.count("\n") + 1)
        return deepest

    def band_height(self, band: _Band) -> float:
        """How high a band is with its heads."""
        return band.head + sum(map(self.row_height, band.rows))

    @cached_property
    def around(self) -> "Surround":
        """Title, legend and note."""
        from casekit.charts.surround import Surround

        keys = [(partial(_draw_key, mark), words) for mark, words in self.grid.legend]
        return Surround(self.grid.title, self.grid.note, keys)

    @property
    def below(self) -> float:
        """Where the last band ends."""
        return self.around.top + sum(map(self.band_height, self.bands)) + _BETWEEN * (len(self.bands) - 1)

    @property
    def width(self) -> float:
        """That of a page, or what the longest word needs."""
        return max(style.WIDTH, self.label + self.cell * self.abreast + 2 * _EDGE)


def _label_width(labels: Sequence[str], cap: float, size: float) -> float:
    """Wide enough for the longest label or the cap, and for the longest word in any case."""
    from casekit.charts.paper import text_width

    whole = max((text_width(label, size) for label in labels), default=0.0)
    word = max((text_width(word, size) for label in labels for word in label.split(" ")), default=0.0)
    return max(min(whole, cap), min(word, _LABEL_MOST)) + 2 * _GAP


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


def draw_grid(
    grid: Grid, *, alt: str, frame: "pd.DataFrame | None" = None, ax: "Axes | None" = None
) -> "Figure":
    """The grid as a figure."""
    with drawing():
        from casekit.charts.paper import Paper

        plan = _Plan.of(grid)
        height = plan.below + plan.around.foot
        paper = Paper(plan.width, height, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        y = plan.around.top
        for band in plan.bands:
            _draw_band(paper, plan, band, y)
            y += plan.band_height(band) + _BETWEEN
    return paper.figure


def _draw_key(mark: Mark, paper: "Paper", x: float, y: float) -> None:
    _draw_mark(paper, mark, (x, y - 0.085, 0.3, 0.17))


def _draw_band(paper: "Paper", plan: _Plan, band: _Band, y: float) -> None:
    _draw_heads(paper, plan, band, y + band.head - _GAP / 2)
    y += band.head
    for row in band.rows:
        height = plan.row_height(row)
        ink = style.GREY if plan.grid.rows[row].few else style.INK
        look: dict[str, Any] = {"ha": "right", "color": ink, "size": plan.grid.label_size}
        paper.text(_EDGE + plan.label - _GAP, y + height / 2, "\n".join(plan.labels[row]), **look)
        for place, column in enumerate(band.columns):
            mark = plan.grid.cells.get((row, column))
            if mark is None and not plan.grid.missing:
                continue
            at = (plan.label + _EDGE + place * plan.cell, y, plan.cell, height)
            _draw_mark(paper, mark or Mark(plan.grid.missing, few=True), at)
        y += height


def _draw_heads(paper: "Paper", plan: _Plan, band: _Band, y: float) -> None:
    for place, lines in enumerate(band.heads):
        few = plan.grid.heads[band.columns[place]].few
        look: dict[str, Any] = {"color": style.GREY if few else style.INK, "size": style.SIZES["head"]}
        x = plan.label + _EDGE + (place + 0.5) * plan.cell
        if band.upright:  # anchored: the text is turned first and then put with its start at the foot
            look |= {"rotation": 90, "multialignment": "left"}
        paper.text(x, y, "\n".join(lines), ha="center", va="bottom", **look)


def _draw_mark(paper: "Paper", mark: Mark, at: tuple[float, float, float, float]) -> None:
    x, y, width, height = at
    hatched: dict[str, Any] = {"hatch": mark.hatch, "edgecolor": mark.hatch_ink} if mark.hatch else {}
    paper.box(x, y, width, height, **{"facecolor": mark.fill, "linewidth": 0, **hatched})
    paper.box(x, y, width, height, fill=False, edgecolor="#ffffff", linewidth=1.2)
    ink = style.ink_on(mark.fill, pale=mark.few)
    if mark.few:
        inset = 0.025
        look: dict[str, Any] = {"fill": False, "edgecolor": ink, "linewidth": 0.6, "linestyle": (0, (3, 2))}
        paper.box(x + inset, y + inset, width - 2 * inset, height - 2 * inset, **look)
    if mark.text:
        look = {"ha": "center", "color": ink, "style": "italic" if mark.few else "normal"}
        if mark.hatch:  # letters stand on a plain field
            look["bbox"] = {"facecolor": mark.fill, "edgecolor": "none", "pad": 1.2}
        paper.text(x + width / 2, y + height / 2, mark.text, size=style.SIZES["cell"], **look)
