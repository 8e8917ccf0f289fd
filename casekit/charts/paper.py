"""A sheet on which charts draw in inches, so that letters, marks and gaps fit each other at every size."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch, Rectangle
from matplotlib.textpath import text_to_path

from casekit.charts import style
from casekit.charts.png import draw

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["Chart", "Paper", "height_of", "shortened", "text_width", "wrapped"]

_LEADING = 1.25  # line height by type size
_SCREEN = 110  # dots per inch in a notebook


class Chart(Figure):
    """A figure that knows its alternative text (``alt``) and its numbers (``frame``), and shows itself in a notebook, without pyplot."""

    alt = ""
    frame: "pd.DataFrame | None" = None

    @classmethod
    def of(cls, width: float, height: float, alt: str, frame: "pd.DataFrame | None" = None) -> "Chart":
        """An empty chart of *width* × *height* inches."""
        chart = cls(figsize=(width, height))
        chart.alt, chart.frame = alt, frame
        return chart

    def _repr_png_(self) -> bytes:
        return draw(self, dpi=_SCREEN)

    def _repr_html_(self) -> str:
        source = b64encode(self._repr_png_()).decode()
        return f'<img alt="{escape(self.alt)}" style="max-width:100%" src="data:image/png;base64,{source}">'


class Paper:
    """A sheet of *width* × *height* inches; 0, 0 is its upper left corner.

    On axes that the caller gives it is drawn smaller or larger, letters too.
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        alt: str = "",
        frame: "pd.DataFrame | None" = None,
        ax: "Axes | None" = None,
    ) -> None:
        self.figure: Figure = Chart.of(width, height, alt, frame) if ax is None else _root(ax)
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0)) if ax is None else ax
        self._scale = 1.0 if ax is None else _room(ax, width, height)
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")

    def text(self, x: float, y: float, words: str, *, size: float, **look: Any) -> None:
        """Write *words* with (x, y) at their middle height, unless *look* says otherwise."""
        look = {"va": "center", "color": style.INK, "linespacing": _LEADING, **look}
        self.axes.text(x, y, words, fontsize=size * self._scale, family=style.FONT, parse_math=False, **look)

    def write(self, lines: Sequence[str], x: float, y: float, *, size: float, **look: Any) -> float:
        """Write *lines* from *y* down, if there are any; how high they are."""
        if not lines:
            return 0.0
        self.text(x, y, "\n".join(lines), size=size, va="top", **look)
        return height_of(len(lines), size)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str, width: float, **look: Any
    ) -> None:
        """Draw a straight line, or one through several points."""
        look = {"solid_capstyle": "butt", "marker": "", **look}
        self.axes.plot(xs, ys, color=colour, linewidth=width * self._scale, **look)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """Draw a rectangle from its upper left corner."""
        self.add(Rectangle((x, y), width, height, **look))

    def add(self, patch: Patch) -> None:
        """Put a shape on the sheet."""
        patch.set_linewidth(patch.get_linewidth() * self._scale)
        self.axes.add_patch(patch)


def _root(ax: "Axes") -> Figure:
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)  # noqa: S101 - axes without a figure cannot be drawn on
    return figure


def _room(ax: "Axes", width: float, height: float) -> float:
    have = ax.get_window_extent().transformed(_root(ax).dpi_scale_trans.inverted())
    return min(float(have.width) / width, float(have.height) / height)


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of *words* is, in inches."""
    font = FontProperties(family=style.FONT, size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(words, font, False)[0]) / 72


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """*words* in lines of at most *width* inches, broken at blanks and hyphens, within a word only if it must be."""
    lines = [""]
    for piece in _pieces(words, width, size, bold):
        if text_width((lines[-1] + piece).rstrip(), size, bold=bold) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(words: str, width: float, size: float, bold: bool) -> list[str]:
    """What may stand at the start of a line: words (a no-break blank holds two together), halves of hyphenated ones."""
    whole = re.findall(r"[^ /-]*[ /-]*", re.sub(r"\s*\n\s*", " ", words).strip(" "))
    return [part for piece in whole for part in _cut(piece, width, size, bold)]


def _cut(piece: str, width: float, size: float, bold: bool) -> list[str]:
    parts = []
    while len(piece) > 4 and text_width(piece.rstrip(), size, bold=bold) > width:
        fits = max(3, int(len(piece) * width / text_width(piece, size, bold=bold)) - 1)
        parts.append(piece[:fits] + "-")
        piece = piece[fits:]
    return [*parts, piece]


def shortened(words: str, width: float, size: float) -> str:
    """*words* in one line of at most *width* inches; what does not fit is left out in the middle, for names differ at their ends."""
    kept = len(words)
    told = words
    while text_width(told, size) > width and kept > 2:
        kept -= 1
        told = f"{words[: kept - kept // 3].rstrip()}…{words[len(words) - kept // 3 :].lstrip()}"
    return told


def height_of(lines: int, size: float) -> float:
    """How high *lines* of text are, in inches."""
    return lines * size * _LEADING / 72
