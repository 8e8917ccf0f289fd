"""What holds back and what helps, interview by interview: a panel per case."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.marks import draw_bar, draw_mark
from casekit.charts.paper import Paper, height_of, text_width, wrapped
from casekit.charts.png import drawing
from casekit.charts.table import DIRECTIONS, Cell, Table, read_table
from casekit.charts.words import directions_words
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_directions"]

_GAP, _EDGE = 0.08, 0.04  # inches, as all below
_ROW, _ROW_DENSE, _DENSE = 0.215, 0.17, 20  # more items than this stand closer, in smaller letters
_BETWEEN = 0.26  # from one panel to the next
_UNIT, _UNIT_WIDEST = 0.135, 0.2  # one mark
_BAR, _BAR_WIDEST = 0.04, 0.14  # one interview of a bar
_NUMBER = 0.2  # room for the number beside a bar
_LABEL, _LABEL_BARS, _LABEL_LEAST, _LABEL_DENSE = 3.4, 2.4, 1.75, 2.6
_LEGEND_GAP = 0.2
_WIDEST = (
    style.WIDTH * style.SIZES["note"] / style.LEAST
)  # on a page letters are then as small as they may be


@dataclass(frozen=True)
class _Plan:
    """Measures that all panels share, in inches; panels stand *abreast* in each line of panels."""

    table: Table
    abreast: int
    label: float
    unit: float
    language: str
    title: str

    @classmethod
    def of(cls, table: Table, *, language: str, title: str) -> "_Plan":
        """The plan that a page shrinks least; of several, that with most panels side by side. None is much wider than a page."""
        several = range(1, max(len(table.cases), 1) + 1)
        plans = [_fitted(table, abreast, language, title) for abreast in several]
        legible = [plan for plan in plans if plan.sheet <= _WIDEST]
        return max(legible or plans[:1], key=lambda plan: (round(plan.on_page, 3), plan.abreast))

    @property
    def on_page(self) -> float:
        """How large the figure can stand on a page, at most 1."""
        return min(1.0, style.WIDTH / self.sheet, style.HEIGHT / self.height)

    @property
    def bars(self) -> bool:
        return self.table.largest >= style.FEW

    @property
    def letters(self) -> float:
        """Labels are smaller where they are many or several panels share a line, so that fewer of them wrap."""
        return style.SIZES["label"] if self.abreast == 1 and not self.dense else style.SIZES["note"]

    @property
    def dense(self) -> bool:
        return len(self.table.items) > _DENSE

    @cached_property
    def zones(self) -> dict[str, float]:
        """Where each direction's zone begins, from the panel's left edge; "end" is where ``x/n`` stands."""
        most = {direction: self.table.most(direction) for direction in DIRECTIONS}
        beside = _NUMBER if self.bars else 0.0
        widths = {direction: number * self.unit for direction, number in most.items()}
        mixed = beside + max(widths["barrier"], self.unit) + _GAP / 2
        facilitator = mixed + (widths["mixed"] + 2 * beside + _GAP if most["mixed"] else 0.0) + _GAP / 2
        neutral = facilitator + max(widths["facilitator"], self.unit) + beside + _GAP
        end = neutral + (widths["neutral"] + beside + _GAP if most["neutral"] else 0.0)
        return {"barrier": mixed - _GAP / 2, "facilitator": facilitator, "neutral": neutral, "end": end}

    @cached_property
    def middle(self) -> float:
        """The line between left and right, in the middle of what is both."""
        return (self.zones["barrier"] + self.zones["facilitator"]) / 2

    @cached_property
    def panel(self) -> float:
        widest = max(
            (text_width(cell.text, style.SIZES["note"]) for cell in self.table.cells.values()), default=0.2
        )
        return self.zones["end"] + widest

    @property
    def width(self) -> float:
        return 2 * _EDGE + self.label + self.abreast * self.panel + (self.abreast - 1) * _BETWEEN

    @cached_property
    def rows(self) -> list[list[str]]:
        return [wrapped(item, self.label - 2 * _GAP, self.letters) for item in self.table.items]

    @cached_property
    def heads(self) -> list[list[str]]:
        return [wrapped(name, self.panel, style.SIZES["head"], bold=True) for name in self.table.heads]

    def row_height(self, place: int) -> float:
        least, room = (_ROW_DENSE, 0.03) if self.dense else (_ROW, 0.05)
        return max(least, height_of(len(self.rows[place]), self.letters) + room)

    @cached_property
    def head(self) -> float:
        return height_of(max(map(len, self.heads), default=0), style.SIZES["head"]) + _GAP

    @cached_property
    def body(self) -> float:
        return sum(map(self.row_height, range(len(self.rows))))

    @cached_property
    def sheet(self) -> float:
        """The width of the figure: that of the panels, or of a page."""
        return max(self.width, style.WIDTH)

    @cached_property
    def titles(self) -> list[str]:
        return (
            wrapped(self.title, self.sheet - 2 * _EDGE, style.SIZES["title"], bold=True) if self.title else []
        )

    @cached_property
    def note(self) -> list[str]:
        key = "chart.directions.note_bars" if self.bars else "chart.directions.note"
        key = key if self.table.cells else "chart.empty"
        return wrapped(say_in(self.language, key), self.sheet - 2 * _EDGE, style.SIZES["note"])

    @cached_property
    def legend(self) -> list[tuple[str, str, float, int]]:
        """Direction, words, where they begin and in which line, for the directions that occur."""
        x, line, placed = _EDGE, 0, []
        for direction in ("barrier", "mixed", "facilitator", "neutral"):
            words = say_in(self.language, f"chart.{direction}")
            need = 0.22 + text_width(words, style.SIZES["note"])
            if self.table.most(direction) or direction in ("barrier", "facilitator"):
                x, line = (x, line) if x + need <= self.sheet else (_EDGE, line + 1)
                placed.append((direction, words, x, line))
                x += need + _LEGEND_GAP
        return placed

    @cached_property
    def top(self) -> float:
        """Where the first line of panels begins."""
        lines = self.legend[-1][3] + 1
        return (
            _EDGE
            + height_of(len(self.titles), style.SIZES["title"])
            + bool(self.titles) * _GAP
            + lines * 0.18
            + _GAP
        )

    @property
    def lines(self) -> int:
        return -(-len(self.table.cases) // self.abreast)

    @cached_property
    def step(self) -> float:
        """From one line of panels to the next."""
        return self.head + self.body + 2 * _GAP

    @property
    def height(self) -> float:
        return (
            self.top + self.lines * self.step + height_of(len(self.note), style.SIZES["note"]) + _EDGE + _GAP
        )


def _fitted(table: Table, abreast: int, language: str, title: str) -> _Plan:
    """The plan for so many panels side by side: labels get what marks leave, marks what labels leave."""
    bars = table.largest >= style.FEW
    least, widest, most = (_BAR, _BAR_WIDEST, _LABEL_BARS) if bars else (_UNIT, _UNIT_WIDEST, _LABEL)
    narrow = _Plan(table, abreast, 0.0, least, language, title)
    size = narrow.letters
    whole = max((text_width(item, size) for item in table.items), default=0.0) + 2 * _GAP
    word = (
        max((text_width(word, size) for item in table.items for word in item.split()), default=0.0) + 2 * _GAP
    )
    fair = _LABEL_DENSE if narrow.dense else _LABEL_LEAST
    label = min(whole, max(most, fair), max(fair, word, style.WIDTH - narrow.width))
    units = sum(table.most(direction) for direction in DIRECTIONS) * abreast
    spare = (style.WIDTH - narrow.width - label) / max(units, 1)
    return _Plan(table, abreast, label, min(max(least + spare, least), widest), language, title)


def draw_directions(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Barriers to the left, facilitators to the right, one mark per interview; a small panel per case.

    A hatched mark is a barrier, a full one a facilitator, a half and half one both (in the middle), a ring neither (far
    right). Bars take the place of marks once a case has ten interviews. ``x/n`` says how many mention the item.

    Args:
        frame: one row per case and item: ``case``, ``item``, ``interviews``, ``of``, and in how many interviews it is a
            ``barrier``, ``facilitator``, ``mixed`` or ``neutral``; each interview counts once.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    table = read_table(frame, directed=True)
    plan = _Plan.of(table, language=language, title=title)
    alt = directions_words(table, language=language)
    with drawing():
        paper = Paper(plan.sheet, plan.height, alt=alt, frame=frame, ax=ax)
        _draw_head(paper, plan)
        for line in range(plan.lines):
            _draw_line(paper, plan, line)
        foot = plan.top + plan.lines * plan.step + _GAP
        paper.text(_EDGE, foot, "\n".join(plan.note), size=style.SIZES["note"], va="top", color=style.GREY)
    return paper.figure


def _draw_head(paper: Paper, plan: _Plan) -> None:
    y = _EDGE
    if plan.titles:
        paper.text(_EDGE, y, "\n".join(plan.titles), size=style.SIZES["title"], va="top", weight="bold")
        y += height_of(len(plan.titles), style.SIZES["title"]) + _GAP
    for direction, words, x, line in plan.legend:
        middle = y + 0.09 + line * 0.18
        if plan.bars:
            draw_bar(paper, direction, x, middle, 0.16, 0.11)
        else:
            draw_mark(paper, direction, x + 0.07, middle, 0.055)
        paper.text(x + 0.22, middle, words, size=style.SIZES["note"])


def _draw_line(paper: Paper, plan: _Plan, line: int) -> None:
    """One line of panels, with the items' labels at its left."""
    cases = range(line * plan.abreast, min((line + 1) * plan.abreast, len(plan.table.cases)))
    y = plan.top + line * plan.step + plan.head
    right = _EDGE + plan.label + len(cases) * (plan.panel + _BETWEEN) - _BETWEEN
    for place, case in enumerate(cases):
        _draw_panel_head(paper, plan, case, _EDGE + plan.label + place * (plan.panel + _BETWEEN), y)
    for item, label in enumerate(plan.rows):
        height = plan.row_height(item)
        paper.line((_EDGE, right), (y, y), colour=style.FAINT, width=0.6)
        paper.text(_EDGE + plan.label - _GAP, y + height / 2, "\n".join(label), size=plan.letters, ha="right")
        for place, case in enumerate(cases):
            left = _EDGE + plan.label + place * (plan.panel + _BETWEEN)
            _draw_cell(paper, plan, plan.table.cells.get((case, item)), left, y + height / 2)
        y += height


def _draw_panel_head(paper: Paper, plan: _Plan, case: int, left: float, y: float) -> None:
    few = plan.table.size(case) < style.SMALL
    look = {
        "weight": "bold",
        "style": "italic" if few else "normal",
        "color": style.GREY if few else style.INK,
    }
    paper.text(left, y - _GAP / 2, "\n".join(plan.heads[case]), size=style.SIZES["head"], va="bottom", **look)
    edges = sorted(
        {round(plan.zones["barrier"] + _GAP / 2, 6), round(plan.zones["facilitator"] - _GAP / 2, 6)}
    )
    if len(edges) == 2:
        paper.box(
            left + edges[0], y, edges[1] - edges[0], plan.body, facecolor=style.BAND, linewidth=0, zorder=0.5
        )
    for x in (left + edge for edge in edges):
        paper.line((x, x), (y, y + plan.body), colour=style.RULE, width=0.8)


def _draw_cell(paper: Paper, plan: _Plan, cell: Cell | None, left: float, y: float) -> None:
    if cell is not None:
        for direction in DIRECTIONS:
            (_draw_bars if plan.bars else _draw_marks)(
                paper, plan, direction, getattr(cell, direction), left, y
            )
    right = left + plan.panel
    ink = style.INK if cell and cell.interviews else style.GREY
    paper.text(right, y, cell.text if cell else "–", size=style.SIZES["note"], ha="right", color=ink)


def _draw_marks(paper: Paper, plan: _Plan, direction: str, number: int, left: float, y: float) -> None:
    start = left + _start(plan, direction, number)
    for place in range(number):
        draw_mark(paper, direction, start + (place + 0.5) * plan.unit, y, min(plan.unit * 0.42, 0.07))


def _draw_bars(paper: Paper, plan: _Plan, direction: str, number: int, left: float, y: float) -> None:
    if not number:
        return
    start, length = left + _start(plan, direction, number), number * plan.unit
    draw_bar(paper, direction, start, y, length, 0.14)
    at, side = (start - 0.04, "right") if direction == "barrier" else (start + length + 0.04, "left")
    paper.text(at, y, str(number), size=style.SIZES["note"], ha=side)


def _start(plan: _Plan, direction: str, number: int) -> float:
    """Where the marks of a direction begin: barriers end at the middle, what is both lies around it."""
    if direction == "barrier":
        return plan.zones["barrier"] - number * plan.unit
    if direction == "mixed":
        return plan.middle - number * plan.unit / 2
    return plan.zones[direction]
