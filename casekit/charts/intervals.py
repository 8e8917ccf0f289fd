"""The agreement plot: how far coders agree on each code, with the interval."""

from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.patches import Circle

from casekit.charts import style
from casekit.charts.paper import Paper, height_of, text_width, wrapped
from casekit.charts.png import drawing
from casekit.charts.surround import EDGE, GAP, Surround
from casekit.charts.table import columns_there
from casekit.charts.words import listed
from casekit.model.frames import records
from casekit.wording import format_number, say_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["agreement_alt", "draw_agreement"]

LINES = (
    0.667,
    0.8,
)  # Krippendorff, Content Analysis (2004), chapter 11: below the first discard, from the second on rely
_RARE = 10  # given in fewer units than this, a value says little
_ROW, _ROW_DENSE, _DENSE = 0.23, 0.18, 20  # inches, as all below
_LABEL = 2.2


def draw_agreement(
    frame: pd.DataFrame,
    *,
    measure: str = "alpha",
    language: str = "en",
    title: str = "",
    ax: "Axes | None" = None,
) -> "Figure":
    """A dot per code at its value, a line for its interval, the value and ``given/units`` beside it.

    Broken lines stand at 0.667 and 0.8, which are often asked for; they judge nothing. Codes given in fewer than ten units are hollow and
    grey. Where the measure is undefined, the row says so.

    Args:
        frame: one row per code, as ``casekit.agreement(...).frame`` has: ``label``, *measure*, its ``_low`` and ``_high``, ``units``,
            ``given``.
        measure: alpha, ac1, cohen, scott, conger, fleiss or bp.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, ("label", measure, f"{measure}_low", f"{measure}_high", "units", "given"))
    plan = _Plan.of(frame, measure, title, language)
    with drawing():
        alt = agreement_alt(frame, measure=measure, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        if len(frame):
            _draw_scale(paper, plan)
            _draw_rows(paper, plan)
    return paper.figure


def agreement_alt(frame: pd.DataFrame, *, measure: str = "alpha", language: str = "en") -> str:
    """The plot in words: kind, n of codes and units, the highest and lowest value, how many undefined, and where the numbers are."""
    named = say_in(language, f"agreement.measure.{measure}")
    units = int(frame["units"].max()) if len(frame) else 0
    told = [say_in(language, "chart.agreement.kind", codes=len(frame), units=units, measure=named)]
    known = frame[frame[measure].notna()]
    for end in ("max", "min") if len(known) else ():
        best = known[measure].max() if end == "max" else known[measure].min()
        where = listed([str(name) for name in known.loc[known[measure] == best, "label"]], language)
        told.append(
            say_in(language, f"chart.agreement.{end}", where=where, value=format_number(best, 2, language))
        )
    told.append(say_in(language, "chart.agreement.undefined_codes", n=len(frame) - len(known)))
    return " ".join([*told, say_in(language, "chart.table")])


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    rows: list[Any]
    around: Surround
    undefined: str
    heads: tuple[str, str]
    low: float
    language: str

    @classmethod
    def of(cls, frame: pd.DataFrame, measure: str, title: str, language: str) -> "_Plan":
        names = {measure: "value", f"{measure}_low": "lower", f"{measure}_high": "upper"}
        told = frame[["label", *names, "units", "given"]].rename(columns=names)
        note = say_in(language, "chart.agreement.note" if len(frame) else "chart.empty")
        if (told["given"] < _RARE).any():
            note = f"{note} {say_in(language, 'chart.agreement.rare', few=_RARE)}"
        least = min([0.0, *told["value"].dropna(), *told["lower"].dropna()])
        heads = say_in(language, f"agreement.measure.{measure}"), say_in(language, "chart.agreement.given")
        low = max(floor(least * 5 + 1e-9) / 5, -1.0)
        return cls(
            list(records(told)),
            Surround(title, note),
            say_in(language, "chart.agreement.undefined"),
            heads,
            low,
            language,
        )

    @property
    def letters(self) -> float:
        return style.SIZES["note"] if len(self.rows) > _DENSE else style.SIZES["label"]

    @cached_property
    def label(self) -> float:
        whole = max((text_width(str(row.label), self.letters) for row in self.rows), default=0.5)
        return min(whole, _LABEL) + 2 * GAP

    @cached_property
    def labels(self) -> list[list[str]]:
        return [wrapped(str(row.label), self.label - GAP, self.letters) for row in self.rows]

    def row_height(self, row: int) -> float:
        least, room = (_ROW_DENSE, 0.03) if len(self.rows) > _DENSE else (_ROW, 0.05)
        return max(least, height_of(len(self.labels[row]), self.letters) + room)

    @cached_property
    def columns(self) -> tuple[float, float]:
        """Where the values and the counts end."""
        size = style.SIZES["note"]
        given = [text_width(f"{row.given}/{row.units}", size) for row in self.rows]
        count = max([text_width(self.heads[1], size), *given])
        right = style.WIDTH - EDGE
        return right - count - 0.15, right

    @property
    def left(self) -> float:
        return EDGE + self.label

    @cached_property
    def right(self) -> float:
        return (
            self.columns[0]
            - max(
                text_width("\u22120.00", style.SIZES["note"]), text_width(self.heads[0], style.SIZES["note"])
            )
            - 0.12
        )

    def x(self, value: float) -> float:
        """Where a value stands."""
        return self.left + (self.right - self.left) * (max(value, self.low) - self.low) / (1 - self.low)

    @cached_property
    def top(self) -> float:
        return self.around.top + 0.36 if self.rows else self.around.top

    @cached_property
    def body(self) -> float:
        return sum(map(self.row_height, range(len(self.rows))))

    @property
    def below(self) -> float:
        return self.top + self.body + (0.22 if self.rows else 0.0)


def _draw_scale(paper: Paper, plan: _Plan) -> None:
    foot = plan.top + plan.body
    size = style.SIZES["note"]
    paper.line((plan.left, plan.right), (foot, foot), colour=style.RULE, width=0.8)
    for step in range(round(plan.low * 5), 6):
        x = plan.x(step / 5)
        paper.line((x, x), (foot, foot + 0.04), colour=style.RULE, width=0.8)
        if step % 2 == 0 or step == 5:
            told = format_number(step / 5, 1, plan.language)
            if step != 4:
                paper.text(x, foot + 0.05, told, size=size, ha="center", va="top")
    for value, side in zip(LINES, ("right", "left"), strict=True):
        x = plan.x(value)
        paper.line(
            (x, x), (plan.top - 0.04, foot), colour=style.RULE, width=0.9, linestyle=(0, (4, 3)), zorder=0.6
        )
        paper.text(
            x,
            plan.top - 0.06,
            format_number(value, len(f"{value:g}") - 2, plan.language),
            size=size,
            ha=side,
            va="bottom",
            color=style.GREY,
        )
    for x, words in zip(plan.columns, plan.heads, strict=True):
        paper.text(x, plan.top - 0.06, words, size=size, ha="right", va="bottom", color=style.GREY)


def _draw_rows(paper: Paper, plan: _Plan) -> None:
    y = plan.top
    for place, row in enumerate(plan.rows):
        height = plan.row_height(place)
        middle = y + height / 2
        few = row.given < _RARE
        look: dict[str, Any] = {
            "color": style.GREY if few else style.INK,
            "size": style.SIZES["note"],
            "ha": "right",
        }
        label = "\n".join(plan.labels[place])
        paper.text(plan.left - GAP, middle, label, **{**look, "size": plan.letters})
        paper.text(plan.columns[1], middle, f"{row.given}/{row.units}", **look)
        paper.line((plan.left, plan.right), (middle, middle), colour=style.FAINT, width=0.5, zorder=0.5)
        if pd.isna(row.value):
            paper.text(plan.columns[0], middle, "–", **look)
            box = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.8}
            paper.text(
                plan.left + 0.06,
                middle,
                plan.undefined,
                **{**look, "ha": "left", "style": "italic", "bbox": box},
            )
        else:
            paper.text(plan.columns[0], middle, format_number(row.value, 2, plan.language), **look)
            _draw_value(paper, plan, row, middle, few)
        y += height


def _draw_value(paper: Paper, plan: _Plan, row: Any, y: float, few: bool) -> None:
    ink = style.GREY if few else style.FACILITATOR
    if pd.notna(row.lower):
        low, high = plan.x(row.lower), plan.x(row.upper)
        paper.line((low, high), (y, y), colour=ink, width=1.6, zorder=2)
        for x in (low, high):
            paper.line((x, x), (y - 0.04, y + 0.04), colour=ink, width=1.2, zorder=2)
    look = {"facecolor": "#ffffff" if few else ink, "edgecolor": ink, "linewidth": 1.1, "zorder": 3}
    paper.add(Circle((plan.x(row.value), y), 0.05, **look))
