"""What stands around every chart: title and legend above it, the note below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from casekit.charts import style
from casekit.charts.paper import Paper, height_of, text_width, wrapped

__all__ = ["EDGE", "GAP", "KEY", "Key", "Surround"]

EDGE, GAP = 0.04, 0.08  # inches, as all below
KEY = 0.3  # how wide a sign of the legend is
_LINE, _BETWEEN = 0.2, 0.2

Draw = Callable[[Paper, float, float], None]
Key = tuple[Draw, str]
"""What draws a sign of the legend from x rightwards, y at its middle; and what it means."""


@dataclass(frozen=True)
class Surround:
    """Title, legend and note, broken to the width of a page."""

    title: str
    note: str
    keys: Sequence[Key] = ()

    @cached_property
    def titles(self) -> list[str]:
        """The title in lines."""
        line = style.WIDTH - 2 * EDGE
        return wrapped(self.title, line, style.SIZES["title"], bold=True) if self.title else []

    @cached_property
    def notes(self) -> list[str]:
        """The note in lines."""
        return wrapped(self.note, style.WIDTH - 2 * EDGE, style.SIZES["note"]) if self.note else []

    @cached_property
    def _placed(self) -> list[tuple[Draw, str, float, int]]:
        """The legend: sign, words, where they begin and in which line."""
        x, line, placed = EDGE, 0, []
        for draw, words in self.keys:
            need = KEY + 0.06 + text_width(words, style.SIZES["note"])
            x, line = (x, line) if x + need <= style.WIDTH or x == EDGE else (EDGE, line + 1)
            placed.append((draw, words, x, line))
            x += need + _BETWEEN
        return placed

    @cached_property
    def _title(self) -> float:
        return height_of(len(self.titles), style.SIZES["title"]) + GAP if self.titles else 0.0

    @cached_property
    def top(self) -> float:
        """Where the chart begins."""
        return EDGE + self._title + (_LINE * (self._placed[-1][3] + 1) + GAP if self._placed else 0.0)

    @cached_property
    def foot(self) -> float:
        """How much stands below the chart."""
        return 2 * GAP + height_of(len(self.notes), style.SIZES["note"]) + EDGE

    def draw(self, paper: Paper, *, below: float) -> None:
        """Write all of it; the chart ends at *below*."""
        paper.write(self.titles, EDGE, EDGE, size=style.SIZES["title"], weight="bold")
        for sign, words, x, line in self._placed:
            y = EDGE + self._title + _LINE * (line + 0.5)
            sign(paper, x, y)
            paper.text(x + KEY + 0.06, y, words, size=style.SIZES["note"])
        paper.write(self.notes, EDGE, below + 2 * GAP, size=style.SIZES["note"], color=style.GREY)
