"""The portrait of a document: where its codes are, turn by turn."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.marks import draw_bar
from casekit.charts.paper import Paper, height_of, text_width, wrapped
from casekit.charts.png import drawing
from casekit.charts.scale import ticks
from casekit.charts.surround import EDGE, GAP, KEY, Key, Surround
from casekit.charts.table import columns_there
from casekit.charts.words import listed
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_portrait", "portrait_alt"]

_COLUMNS = ("item", "turn", "last", "polarity")
_ROW, _ROW_DENSE, _DENSE = 0.215, 0.165, 20  # inches, as all below
_LABEL, _BAR, _LEAST = 2.3, 0.12, 0.04
_SHOWN = ("barrier", "mixed", "facilitator", "neutral")


def draw_portrait(
    frame: "pd.DataFrame",
    *,
    turns: int | None = None,
    language: str = "en",
    title: str = "",
    ax: "Axes | None" = None,
) -> "Figure":
    """A row per code, a mark where a passage has it; hatched for a barrier, full for a facilitator, half and half for both.

    Marks reach from the first to the last turn of a passage. On the right: how many passages.

    Args:
        frame: one row per passage: ``item`` (the code's label), ``turn`` and ``last`` (numbers, from 1), ``polarity`` (barrier,
            facilitator, mixed, neutral or empty).
        turns: how many the document has; else the last that is marked.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, _COLUMNS)
    plan = _Plan.of(frame, turns, title, language)
    with drawing():
        alt = portrait_alt(frame, turns=turns, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        _draw_rows(paper, plan)
        _draw_axis(paper, plan)
    return paper.figure


def portrait_alt(frame: "pd.DataFrame", *, turns: int | None = None, language: str = "en") -> str:
    """The portrait in words: kind, n of codes, passages and turns, the code with most passages, and where the numbers are."""
    counts = frame["item"].value_counts(sort=False)
    total = _turns(frame, turns)
    told = [say_in(language, "chart.portrait.kind", codes=len(counts), passages=len(frame), turns=total)]
    if len(counts):
        most = counts.max()
        where = listed([str(name) for name in counts.index[counts == most]], language)
        told.append(say_in(language, "chart.portrait.most", where=where, n=int(most)))
    return " ".join([*told, say_in(language, "chart.table")])


def _turns(frame: "pd.DataFrame", turns: int | None) -> int:
    return max(turns or 0, int(frame["last"].max()) if len(frame) else 0)


def _key(direction: str, paper: Paper, x: float, y: float) -> None:
    draw_bar(paper, direction, x, y, KEY, _BAR)


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    frame: "pd.DataFrame"
    turns: int
    around: Surround
    axis: str

    @classmethod
    def of(cls, frame: "pd.DataFrame", turns: int | None, title: str, language: str) -> "_Plan":
        there = {value if value in _SHOWN else "neutral" for value in frame["polarity"]}
        keys: list[Key] = [
            (partial(_key, name), say_in(language, f"chart.way.{name}")) for name in _SHOWN if name in there
        ]
        note = say_in(language, "chart.portrait.note" if len(frame) else "chart.empty")
        axis = say_in(language, "chart.turn")
        return cls(frame, _turns(frame, turns), Surround(title, note, keys), axis)

    @cached_property
    def names(self) -> list[str]:
        return list(dict.fromkeys(map(str, self.frame["item"])))

    @property
    def letters(self) -> float:
        return style.SIZES["note"] if len(self.names) > _DENSE else style.SIZES["label"]

    @cached_property
    def label(self) -> float:
        whole = max((text_width(name, self.letters) for name in self.names), default=0.5)
        return min(whole, _LABEL) + 2 * GAP

    @cached_property
    def rows(self) -> list[list[str]]:
        return [wrapped(name, self.label - GAP, self.letters) for name in self.names]

    def row_height(self, row: int) -> float:
        least, room = (_ROW_DENSE, 0.03) if len(self.names) > _DENSE else (_ROW, 0.05)
        return max(least, height_of(len(self.rows[row]), self.letters) + room)

    @property
    def left(self) -> float:
        return EDGE + self.label

    @property
    def right(self) -> float:
        return style.WIDTH - EDGE - 0.4

    def x(self, turn: float) -> float:
        """Where a turn begins."""
        return self.left + (self.right - self.left) * (turn - 1) / max(self.turns, 1)

    @cached_property
    def body(self) -> float:
        return sum(map(self.row_height, range(len(self.rows))))

    @property
    def below(self) -> float:
        return self.around.top + self.body + (0.36 if self.turns else 0.0)


def _draw_rows(paper: Paper, plan: _Plan) -> None:
    y = plan.around.top
    groups = dict(iter(plan.frame.groupby(plan.frame["item"].map(str), sort=False)))
    for row, name in enumerate(plan.names):
        height = plan.row_height(row)
        middle = y + height / 2
        if row % 2 == 0:
            paper.box(
                plan.left, y, plan.right - plan.left, height, facecolor=style.BAND, linewidth=0, zorder=0.5
            )
        label = "\n".join(plan.rows[row])
        paper.text(plan.left - GAP, middle, label, size=plan.letters, ha="right")
        for mark in records(groups[name]):
            start, end = plan.x(mark.turn), plan.x(mark.last + 1)
            direction = mark.polarity if mark.polarity in _SHOWN else "neutral"
            draw_bar(paper, direction, start, middle, max(end - start, _LEAST), _BAR)
        paper.text(style.WIDTH - EDGE, middle, str(len(groups[name])), size=style.SIZES["note"], ha="right")
        y += height


def _draw_axis(paper: Paper, plan: _Plan) -> None:
    if not plan.turns:
        return
    y = plan.around.top + plan.body
    paper.line((plan.left, plan.right), (y, y), colour=style.RULE, width=0.8)
    for turn in ticks(1, plan.turns, 6):
        x = (plan.x(turn) + plan.x(turn + 1)) / 2
        paper.line((x, x), (y, y + 0.04), colour=style.RULE, width=0.8)
        paper.text(x, y + 0.05, f"{turn:g}", size=style.SIZES["note"], ha="center", va="top")
    paper.text(
        plan.left - GAP, y + 0.05, plan.axis, size=style.SIZES["note"], ha="right", va="top", color=style.GREY
    )
