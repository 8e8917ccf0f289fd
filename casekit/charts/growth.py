"""The saturation curve: how many codes are new in each interview, and how many there are by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from casekit.charts import style
from casekit.charts.paper import Paper, shortened, text_width
from casekit.charts.png import drawing
from casekit.charts.scale import ticks
from casekit.charts.surround import EDGE, GAP, Surround
from casekit.charts.table import columns_there
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_saturation", "saturation_alt"]

_COLUMNS = ("interview", "new", "cumulative")
_CURVE, _BARS, _HEAD = 1.7, 0.9, 0.36  # inches, as all below
_LONGEST = 1.5  # what a name of an interview may need below the axis
_LINE = 0.14  # names closer than this are left out


def draw_saturation(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Above how many different codes there are by each interview, below how many of them are new in it.

    Args:
        frame: one row per interview in their order: ``interview`` (its label), ``new`` and ``cumulative`` codes.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, _COLUMNS)
    note = say_in(language, "chart.saturation.note" if len(frame) else "chart.empty")
    plan = _Plan(frame, Surround(title, note))
    with drawing():
        alt = saturation_alt(frame, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        if len(frame):
            _draw_curve(paper, plan, say_in(language, "chart.saturation.cumulative"))
            _draw_bars(paper, plan, say_in(language, "chart.saturation.new"))
            _draw_names(paper, plan)
    return paper.figure


def saturation_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The curve in words: kind, n of interviews and codes, the last interview with something new, and where the numbers are."""
    columns_there(frame, _COLUMNS)
    codes = int(frame["cumulative"].iloc[-1]) if len(frame) else 0
    told = [say_in(language, "chart.saturation.kind", n=len(frame), codes=codes)]
    late = [(place, row) for place, row in enumerate(records(frame), start=1) if row.new > 0]
    if late:
        place, row = late[-1]
        told.append(
            say_in(language, "chart.saturation.last", where=row.interview, place=place, new=int(row.new), after=len(frame) - place)
        )  # fmt: skip
    return " ".join([*told, say_in(language, "chart.table")])


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    frame: "pd.DataFrame"
    around: Surround

    @cached_property
    def names(self) -> list[str]:
        return [str(name) for name in self.frame["interview"]]

    @cached_property
    def step(self) -> float:
        """From one interview to the next."""
        return min((style.WIDTH - EDGE - self.left - 0.3) / max(len(self.frame), 1), 0.6)

    @property
    def left(self) -> float:
        return EDGE + 0.4

    def x(self, place: int) -> float:
        """The middle of an interview."""
        return self.left + (place + 0.5) * self.step

    @property
    def right(self) -> float:
        return self.left + len(self.frame) * self.step

    @cached_property
    def every(self) -> int:
        """Each of how many interviews has its name below."""
        return max(ceil(_LINE / self.step), 1) if len(self.frame) else 1

    @cached_property
    def name_height(self) -> float:
        longest = max((text_width(name, style.SIZES["note"]) for name in self.names), default=0.0)
        return min(longest, _LONGEST) + 0.08

    @property
    def foot_of_curve(self) -> float:
        return self.around.top + _HEAD + _CURVE

    @property
    def foot_of_bars(self) -> float:
        return self.foot_of_curve + 0.14 + _HEAD + _BARS

    @property
    def below(self) -> float:
        return self.foot_of_bars + self.name_height if len(self.frame) else self.around.top


def _axis(paper: Paper, plan: _Plan, foot: float, height: float, most: float, words: str) -> float:
    """The numbers at the left with lines across, and what they count above; how high one is."""
    top = max(most, 1)
    scale = height / top
    for value in ticks(0, top, 5):
        y = foot - value * scale
        paper.line(
            (plan.left, plan.right),
            (y, y),
            colour=style.FAINT if value else style.RULE,
            width=0.7,
            zorder=0.5,
        )
        paper.text(plan.left - GAP, y, f"{value:g}", size=style.SIZES["note"], ha="right")
    paper.text(EDGE, foot - height - 0.25, words, size=style.SIZES["label"], weight="bold")
    return scale


def _draw_curve(paper: Paper, plan: _Plan, words: str) -> None:
    values: Sequence[int] = [int(value) for value in plan.frame["cumulative"]]
    foot = plan.foot_of_curve
    scale = _axis(paper, plan, foot, _CURVE, max(values), words)
    xs = [plan.x(place) for place in range(len(values))]
    ys = [foot - value * scale for value in values]
    size = 3.5 if plan.step > 0.1 else 1.8
    paper.line(xs, ys, colour=style.FACILITATOR, width=1.6, marker="o", markersize=size, zorder=3)
    paper.text(xs[-1] + 0.08, ys[-1], str(values[-1]), size=style.SIZES["label"], weight="bold")


def _draw_bars(paper: Paper, plan: _Plan, words: str) -> None:
    values = [int(value) for value in plan.frame["new"]]
    foot = plan.foot_of_bars
    scale = _axis(paper, plan, foot, _BARS, max(values), words)
    look = {
        "facecolor": style.BARRIER_LIGHT,
        "edgecolor": style.BARRIER,
        "hatch": style.HATCH,
        "linewidth": 0.8,
    }
    wide = plan.step * 0.6
    numbered = plan.step >= 0.17
    for place, value in enumerate(values):
        x = plan.x(place)
        if value:
            paper.box(x - wide / 2, foot - value * scale, wide, value * scale, **look)
        if numbered:
            paper.text(
                x, foot - value * scale - 0.02, str(value), size=style.SIZES["note"], ha="center", va="bottom"
            )


def _draw_names(paper: Paper, plan: _Plan) -> None:
    y = plan.foot_of_bars + 0.05
    for place, name in enumerate(plan.names):
        if place % plan.every:
            continue
        told = shortened(name, _LONGEST, style.SIZES["note"])
        paper.text(plan.x(place), y, told, size=style.SIZES["note"], rotation=90, ha="center", va="top")
