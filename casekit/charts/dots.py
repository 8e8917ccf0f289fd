"""The dot plot: in how many interviews each item was mentioned, a panel per case."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matplotlib.patches import Circle

from casekit.charts import style
from casekit.charts.paper import Paper, height_of, text_width, wrapped
from casekit.charts.png import drawing
from casekit.charts.surround import EDGE, GAP, Surround
from casekit.charts.table import Cell, Table, read_table
from casekit.charts.words import listed, sizes_of
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["dotplot_alt", "draw_dotplot"]

_ROW, _ROW_DENSE, _DENSE = 0.22, 0.17, 20  # more items than this stand closer, in smaller letters
_TRACK, _TRACK_WIDEST, _BETWEEN = 0.75, 2.4, 0.24
_LABEL = 2.3  # labels wrap beyond this
_TICKS = 12  # larger cases have no mark for each interview


def draw_dotplot(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", ax: "Axes | None" = None
) -> "Figure":
    """A dot per case and item, the further to the right the more of the case's interviews mention it; ``x/n`` beside it.

    Items stand in the order of how often they are mentioned in all cases. Cases with fewer than three interviews have hollow grey dots.

    Args:
        frame: one row per case and item: ``case``, ``item``, ``interviews``, ``of``.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    table = read_table(frame)
    plan = _Plan(table, Surround(title, _note(table, language)))
    with drawing():
        alt = dotplot_alt(frame, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        for line, cases in enumerate(plan.lines):
            _draw_line(paper, plan, cases, plan.around.top + line * plan.step + plan.head)
    return paper.figure


def dotplot_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The dot plot in words: kind, axes, n, the items mentioned most and least, and where the numbers are."""
    table = read_table(frame)
    cases, items = len(table.cases), len(table.items)
    told = [say_in(language, "chart.dotplot.kind", cases=cases, items=items), sizes_of(table, language)]
    sums = _sums(table)
    total = sum(map(table.size, range(cases)))
    for end, number in (("most", max(sums, default=0)), ("least", min(sums, default=0))):
        if items:
            where = listed([table.items[item] for item in range(items) if sums[item] == number], language)
            told.append(say_in(language, f"chart.dotplot.{end}", where=where, number=number, total=total))
    return " ".join([*told, say_in(language, "chart.table")])


def _sums(table: Table) -> list[int]:
    sums = [0] * len(table.items)
    for (_, item), cell in table.cells.items():
        sums[item] += cell.interviews
    return sums


def _note(table: Table, language: str) -> str:
    if not table.cells:
        return say_in(language, "chart.empty")
    note = say_in(language, "chart.dotplot.note")
    return f"{note} {say_in(language, 'chart.dotplot.few')}" if table.smallest < style.SMALL else note


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    table: Table
    around: Surround

    @cached_property
    def letters(self) -> float:
        return style.SIZES["note"] if len(self.table.items) > _DENSE else style.SIZES["label"]

    @cached_property
    def order(self) -> list[int]:
        sums = _sums(self.table)
        return sorted(range(len(sums)), key=lambda item: -sums[item])

    @cached_property
    def label(self) -> float:
        whole = max((text_width(item, self.letters) for item in self.table.items), default=0.0)
        return min(whole, _LABEL) + 2 * GAP

    @cached_property
    def rows(self) -> list[list[str]]:
        return [wrapped(self.table.items[item], self.label - GAP, self.letters) for item in self.order]

    @cached_property
    def number(self) -> float:
        cells = self.table.cells.values()
        return max((text_width(cell.text, style.SIZES["note"]) for cell in cells), default=0.2) + GAP

    @cached_property
    def abreast(self) -> int:
        size, room = style.SIZES["head"], style.WIDTH - 2 * EDGE - self.label + _BETWEEN
        word = max(
            (text_width(word, size, bold=True) for case in self.table.cases for word in case.split()),
            default=0.0,
        )
        least = max(_TRACK + self.number, min(word, _TRACK_WIDEST))
        most = max(int(room / (least + _BETWEEN)), 1)
        cases = max(len(self.table.cases), 1)
        return -(-cases // -(-cases // most))

    @cached_property
    def track(self) -> float:
        room = style.WIDTH - 2 * EDGE - self.label - (self.abreast - 1) * _BETWEEN
        return min(room / self.abreast - self.number, _TRACK_WIDEST)

    @property
    def panel(self) -> float:
        return self.track + self.number

    @cached_property
    def lines(self) -> list[range]:
        """The cases of each line of panels."""
        cases = len(self.table.cases)
        return [range(start, min(start + self.abreast, cases)) for start in range(0, cases, self.abreast)]

    @cached_property
    def heads(self) -> list[list[str]]:
        return [wrapped(name, self.panel, style.SIZES["head"], bold=True) for name in self.table.heads]

    @cached_property
    def head(self) -> float:
        return height_of(max(map(len, self.heads), default=0), style.SIZES["head"]) + GAP

    def row_height(self, row: int) -> float:
        least, room = (_ROW_DENSE, 0.03) if len(self.rows) > _DENSE else (_ROW, 0.05)
        return max(least, height_of(len(self.rows[row]), self.letters) + room)

    @cached_property
    def body(self) -> float:
        return sum(map(self.row_height, range(len(self.rows))))

    @cached_property
    def step(self) -> float:
        return self.head + self.body + 2 * GAP

    @property
    def below(self) -> float:
        return self.around.top + len(self.lines) * self.step


def _draw_line(paper: Paper, plan: _Plan, cases: Sequence[int], y: float) -> None:
    """One line of panels, with the items' labels at its left."""
    lefts = [EDGE + plan.label + place * (plan.panel + _BETWEEN) for place in range(len(cases))]
    for left, case in zip(lefts, cases, strict=True):
        few = plan.table.size(case) < style.SMALL
        look = {"color": style.GREY if few else style.INK, "style": "italic" if few else "normal"}
        head = "\n".join(plan.heads[case])
        paper.text(left, y - GAP / 2, head, size=style.SIZES["head"], va="bottom", weight="bold", **look)
    for row, item in enumerate(plan.order):
        middle = y + plan.row_height(row) / 2
        label = "\n".join(plan.rows[row])
        paper.text(EDGE + plan.label - GAP, middle, label, size=plan.letters, ha="right")
        for left, case in zip(lefts, cases, strict=True):
            _draw_dot(paper, plan, plan.table.cells.get((case, item)), left, middle)
        y += plan.row_height(row)


def _draw_dot(paper: Paper, plan: _Plan, cell: Cell | None, left: float, y: float) -> None:
    few = cell is not None and cell.of < style.SMALL
    ink = style.GREY if cell is None or few or not cell.interviews else style.INK
    told = cell.text if cell else "–"
    paper.text(
        left + plan.panel, y, told, size=style.SIZES["note"], ha="right", color=ink, style="italic" if few else "normal"
    )  # fmt: skip
    if cell is None or not cell.of:
        return
    start, length = left + 0.07, plan.track - 0.14
    paper.line((start, start + length), (y, y), colour=style.FAINT, width=0.8)
    if cell.of <= _TICKS:
        for place in range(cell.of + 1):
            x = start + length * place / cell.of
            paper.line((x, x), (y - 0.025, y + 0.025), colour=style.RULE, width=0.6)
    x = start + length * cell.share
    if cell.interviews:
        paper.line((start, x), (y, y), colour=style.GREY if few else style.FACILITATOR, width=1.4)
    full = not few and cell.interviews > 0
    look = {
        "facecolor": style.FACILITATOR if full else "#ffffff",
        "edgecolor": style.FACILITATOR if full else style.GREY,
    }
    paper.add(Circle((x, y), 0.055, linewidth=1.1, zorder=3, **look))
