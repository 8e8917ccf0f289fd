"""The turn strip: who speaks when, how long, and where somebody coded."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from casekit.charts import style
from casekit.charts.paper import Paper, shortened, text_width
from casekit.charts.png import drawing
from casekit.charts.scale import ticks
from casekit.charts.surround import EDGE, GAP, KEY, Key, Surround
from casekit.charts.table import columns_there
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_turn_strip", "turn_strip_alt"]

_COLUMNS = ("turn", "speaker", "role", "begin", "end", "coded")
_LANE, _BLOCK, _AXIS = 0.2, 0.13, 0.3  # inches, as all below
_LABEL = 1.5
_TURNS_IN_LINE, _LINES = 60, 8
_THINNEST = 0.012


def draw_turn_strip(
    frame: "pd.DataFrame",
    *,
    unit: str = "words",
    language: str = "en",
    title: str = "",
    ax: "Axes | None" = None,
) -> "Figure":
    """A lane per speaker, a block per turn as long as what is said: full where somebody coded, hatched where nobody did, grey for questions.

    Long documents go on in the next line, which the axis tells.

    Args:
        frame: one row per turn: ``turn``, ``speaker``, ``role`` (interviewer or another), ``begin`` and ``end`` in *unit* from the start of
            the document, ``coded`` (passages that touch it).
        unit: words or minutes.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, _COLUMNS)
    plan = _Plan.of(frame, unit, title, language)
    with drawing():
        alt = turn_strip_alt(frame, unit=unit, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        for line in range(plan.lines):
            _draw_line(paper, plan, line)
    return paper.figure


def turn_strip_alt(frame: "pd.DataFrame", *, unit: str = "words", language: str = "en") -> str:
    """The strip in words: kind, n of turns and speakers, who says most and how much, how many turns are coded."""
    columns_there(frame, _COLUMNS)
    answers = frame[frame["role"] != "interviewer"]
    told = [
        say_in(language, "chart.strip.kind", turns=len(frame), speakers=frame["speaker"].nunique()),
    ]
    if len(answers):
        said = (answers["end"] - answers["begin"]).groupby(answers["speaker"]).sum()
        told.append(
            say_in(
                language, "chart.strip.most", who=said.idxmax(),
                amount=say_in(language, f"chart.amount.{unit}", n=round(said.max()), total=round(said.sum())),
            )
        )  # fmt: skip
        coded = int((answers["coded"] > 0).sum())
        told.append(say_in(language, "chart.strip.coded", coded=coded, answers=len(answers)))
    return " ".join([*told, say_in(language, "chart.table")])


def _look(kind: str) -> dict[str, Any]:
    match kind:
        case "coded" | "coded_turn":
            return {"facecolor": style.FACILITATOR, "edgecolor": style.FACILITATOR, "linewidth": 0.4}
        case "interviewer":
            return {"facecolor": style.RULE, "edgecolor": style.RULE, "linewidth": 0.4}
        case _:
            return {
                "facecolor": style.BARRIER_LIGHT,
                "edgecolor": style.BARRIER,
                "hatch": style.HATCH,
                "linewidth": 0.6,
            }


def _draw_block(kind: str, paper: Paper, x: float, y: float, width: float = KEY) -> None:
    height = _BLOCK / 2 if kind == "interviewer" else _BLOCK
    paper.box(x, y - height / 2, width, height, **_look(kind))


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    frame: "pd.DataFrame"
    around: Surround
    axis: str

    @classmethod
    def of(cls, frame: "pd.DataFrame", unit: str, title: str, language: str) -> "_Plan":
        keys: list[Key] = [
            (partial(_draw_block, kind), say_in(language, f"chart.strip.{kind}"))
            for kind in ("coded_turn", "uncoded_turn", "interviewer")
        ]
        note = say_in(language, "chart.strip.note" if len(frame) else "chart.empty")
        return cls(frame, Surround(title, note, keys), say_in(language, f"chart.unit.{unit}"))

    @cached_property
    def speakers(self) -> list[str]:
        return list(dict.fromkeys(map(str, self.frame["speaker"])))

    @cached_property
    def label(self) -> float:
        size = style.SIZES["note"]
        named = max((text_width(name, size) for name in self.speakers), default=0.3)
        return max(min(named, _LABEL), text_width(self.axis, size)) + 2 * GAP

    @cached_property
    def names(self) -> list[str]:
        """One line each."""
        return [shortened(name, self.label - 1.5 * GAP, style.SIZES["note"]) for name in self.speakers]

    @cached_property
    def total(self) -> float:
        return float(self.frame["end"].max()) if len(self.frame) else 0.0

    @cached_property
    def lines(self) -> int:
        if not self.total:
            return 0
        return min(max(-(-len(self.frame) // _TURNS_IN_LINE), 1), _LINES)

    @property
    def length(self) -> float:
        """How many words or minutes stand in a line."""
        return self.total / max(self.lines, 1)

    @property
    def left(self) -> float:
        return EDGE + self.label

    @property
    def track(self) -> float:
        return style.WIDTH - 2 * EDGE - self.label - 0.15

    @property
    def step(self) -> float:
        return len(self.speakers) * _LANE + _AXIS

    @property
    def below(self) -> float:
        return self.around.top + self.lines * self.step


def _draw_line(paper: Paper, plan: _Plan, line: int) -> None:
    """What is said from one place of the document to another."""
    low, high = line * plan.length, (line + 1) * plan.length
    y = plan.around.top + line * plan.step
    scale = plan.track / plan.length
    for lane, name in enumerate(plan.names):
        middle = y + (lane + 0.5) * _LANE
        paper.line((plan.left, plan.left + plan.track), (middle, middle), colour=style.FAINT, width=0.6)
        paper.text(plan.left - GAP, middle, name, size=style.SIZES["note"], ha="right")
    here = plan.frame[(plan.frame["begin"] < high) & (plan.frame["end"] > low)]
    for row in records(here):
        kind = "interviewer" if row.role == "interviewer" else "coded" if row.coded else "uncoded"
        start, end = (plan.left + (min(max(at, low), high) - low) * scale for at in (row.begin, row.end))
        middle = y + (plan.speakers.index(str(row.speaker)) + 0.5) * _LANE
        _draw_block(kind, paper, start, middle, max(end - start, _THINNEST))
    _draw_axis(paper, plan, (low, high), y + len(plan.speakers) * _LANE)


def _draw_axis(paper: Paper, plan: _Plan, reach: tuple[float, float], y: float) -> None:
    paper.line((plan.left, plan.left + plan.track), (y, y), colour=style.RULE, width=0.8)
    for value in ticks(0, plan.total, 6 * plan.lines):
        if reach[0] <= value <= reach[1]:
            x = plan.left + (value - reach[0]) / plan.length * plan.track
            paper.line((x, x), (y, y + 0.04), colour=style.RULE, width=0.8)
            paper.text(x, y + 0.05, f"{value:g}", size=style.SIZES["note"], ha="center", va="top")
    paper.text(
        plan.left - GAP, y + 0.05, plan.axis, size=style.SIZES["note"], ha="right", va="top", color=style.GREY
    )
