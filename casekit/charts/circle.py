"""The network of codes: on a circle, with a line between two that come up together."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from matplotlib.patches import Circle

from casekit.charts import style
from casekit.charts.pairs import PAIR_COLUMNS, strongest
from casekit.charts.paper import Paper, height_of, text_width, wrapped
from casekit.charts.png import drawing
from casekit.charts.surround import EDGE, Surround
from casekit.charts.table import columns_there
from casekit.errors import TableError
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["MOST", "draw_network", "network_alt"]

MOST = 15
_LABEL, _ASIDE = 1.62, 0.3  # inches, as all below: how wide labels are, and how far from the circle
_RADIUS = (style.WIDTH - 2 * EDGE) / 2 - _LABEL - _ASIDE
_APART = 0.06  # between labels
_DOT = (0.05, 0.13)  # the radius of a code with few and with most passages
_THIN, _THICK = 0.7, 4.0  # points

Edge = tuple[int, int, int, int]
"""Two codes, in how many documents they come up together, of how many that mention both."""


def draw_network(
    frame: "pd.DataFrame", *, language: str = "en", title: str = "", note: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Codes on a circle; the thicker the line between two, the more documents they come up together in, with the number on it.

    Lines of one document are broken. A dot is the larger the more passages a code has, where the frame tells (``of``).

    Args:
        frame: one row per pair, as :func:`~casekit.cooccurrence` gives: ``row``, ``column``, ``documents``, ``of_documents``, ``of``.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        note: what else stands below it.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing, or there are more than 15 codes: nobody can read that.
    """
    columns_there(frame, PAIR_COLUMNS)
    plan = _Plan.of(frame, title, note, language)
    with drawing():
        alt = network_alt(frame, language=language)
        paper = Paper(style.WIDTH, plan.below + plan.around.foot, alt=alt, frame=frame, ax=ax)
        plan.around.draw(paper, below=plan.below)
        _draw_edges(paper, plan)
        _draw_codes(paper, plan)
    return paper.figure


def network_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The network in words: kind, n of codes and lines, the strongest of them, and where the numbers are."""
    names, edges = _read(frame)
    told = [say_in(language, "chart.network.kind", codes=len(names), lines=len(edges))]
    return " ".join([*told, *strongest(frame, language), say_in(language, "chart.table")])


def _read(frame: "pd.DataFrame") -> tuple[list[str], list[Edge]]:
    """The codes in their order, and each pair that comes up together, once."""
    names = list(dict.fromkeys([*map(str, frame["row"]), *map(str, frame["column"])]))
    place = {name: number for number, name in enumerate(names)}
    edges: dict[tuple[int, int], Edge] = {}
    for row in records(frame):
        one, other = sorted((place[str(row.row)], place[str(row.column)]))
        told = (one, other, int(row.documents), int(row.of_documents))
        if row.documents and told > edges.get((one, other), (one, other, 0, 0)):
            edges[one, other] = told
    return names, sorted(edges.values(), key=lambda edge: edge[2])


@dataclass(frozen=True)
class _Plan:
    """Where everything goes, in inches."""

    names: list[str]
    sizes: list[float]
    edges: list[Edge]
    around: Surround

    @classmethod
    def of(cls, frame: "pd.DataFrame", title: str, note: str, language: str) -> "_Plan":
        names, edges = _read(frame)
        if len(names) > MOST:
            raise TableError("network_codes", codes=len(names), most=MOST)
        told = say_in(language, "chart.network.note" if edges else "chart.empty")
        passages = dict(zip(frame["row"].map(str), frame["of"], strict=True)) if "of" in frame else {}
        most = max(passages.values(), default=1) or 1
        small, large = _DOT
        sizes = [max(small, large * sqrt(passages.get(name, 0) / most)) for name in names]
        return cls(names, sizes, edges, Surround(title, f"{told} {note}".strip()))

    @cached_property
    def labels(self) -> list[list[str]]:
        return [wrapped(name, _LABEL, style.SIZES["label"]) for name in self.names]

    @cached_property
    def angles(self) -> list[float]:
        """Clockwise from the top; none stands at the very top, so that every label is at a side."""
        step = 2 * pi / max(len(self.names), 1)
        return [(place + 0.5) * step for place in range(len(self.names))]

    @cached_property
    def _heights(self) -> list[float]:
        return [height_of(len(lines), style.SIZES["label"]) for lines in self.labels]

    def _side(self, right: bool) -> list[int]:
        """The codes of one side from top to bottom."""
        mine = [place for place, angle in enumerate(self.angles) if (angle < pi + 1e-9) == right]
        return sorted(mine, key=lambda place: -cos(self.angles[place]))

    @cached_property
    def circle(self) -> float:
        """How high the circle with its labels is."""
        sides = [sum(self._heights[place] + _APART for place in self._side(right)) for right in (True, False)]
        return max(2 * _RADIUS + 2 * _DOT[1], *sides) + 0.1

    @property
    def below(self) -> float:
        return self.around.top + self.circle

    @cached_property
    def middle(self) -> tuple[float, float]:
        return style.WIDTH / 2, self.around.top + self.circle / 2

    def at(self, place: int, radius: float = _RADIUS) -> tuple[float, float]:
        """Where a code stands."""
        x, y = self.middle
        return x + radius * sin(self.angles[place]), y - radius * cos(self.angles[place])

    @cached_property
    def written(self) -> dict[int, float]:
        """At which height each label stands: beside its code, moved as little as those above and below ask for."""
        heights: dict[int, float] = {}
        for right in (True, False):
            side = self._side(right)
            at = self.around.top
            for place in side:
                half = self._heights[place] / 2
                at = max(at + half, self.at(place)[1])
                heights[place] = at
                at += half + _APART
            end = self.below
            for place in reversed(side):
                half = self._heights[place] / 2
                heights[place] = min(heights[place], end - half)
                end = heights[place] - half - _APART
        return heights


def _draw_codes(paper: Paper, plan: _Plan) -> None:
    for place, lines in enumerate(plan.labels):
        x, y = plan.at(place)
        right = plan.angles[place] < pi + 1e-9
        edge = EDGE + _LABEL if not right else style.WIDTH - EDGE - _LABEL
        height = plan.written[place]
        paper.line((x, edge + (0.05 if not right else -0.05)), (y, height), colour=style.FAINT, width=0.7)
        look = {"facecolor": style.INK, "edgecolor": "#ffffff", "linewidth": 1.0, "zorder": 4}
        paper.add(Circle((x, y), plan.sizes[place], **look))
        paper.text(edge, height, "\n".join(lines), size=style.SIZES["label"], ha="left" if right else "right")


def _draw_edges(paper: Paper, plan: _Plan) -> None:
    most = max((edge[2] for edge in plan.edges), default=1)
    free = _Free()
    for one, other, documents, _ in reversed(plan.edges):
        begin, end = plan.at(one), plan.at(other)
        width = _THIN + (_THICK - _THIN) * (documents - 1) / max(most - 1, 1)
        look = {"linestyle": (0, (3, 2))} if documents == 1 else {}
        ink = style.RULE if documents == 1 else style.FACILITATOR
        paper.line((begin[0], end[0]), (begin[1], end[1]), colour=ink, width=width, zorder=2, **look)
        if documents > 1 and (place := free.place(begin, end, str(documents))):
            box = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.8}
            paper.text(*place, str(documents), size=style.SIZES["note"], ha="center", bbox=box, zorder=3)


class _Free:
    """Where on a line a number still fits without touching another."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def place(
        self, begin: tuple[float, float], end: tuple[float, float], words: str
    ) -> tuple[float, float] | None:
        """A place along the line, as near its middle as may be; None where there is none."""
        size = max(text_width(words, style.SIZES["note"]), height_of(1, style.SIZES["note"])) / 2 + 0.03
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8):
            x, y = (a + (b - a) * share for a, b in zip(begin, end, strict=True))
            if all(hypot(x - u, y - v) > size + other for u, v, other in self._taken):
                self._taken.append((x, y, size))
                return x, y
        return None
