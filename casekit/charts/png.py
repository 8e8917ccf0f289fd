"""Figures as PNG."""

import io
import warnings
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from casekit.charts.style import settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw", "drawing"]

_LONGEST = 6000  # pixels: a chart of 30 cases and 52 codes would otherwise take 300 MB

_SESSION = (
    "backend",
    "backend_fallback",
    "interactive",
    "toolbar",
    "figure.hooks",
)  # how figures are shown, not drawn


def drawing() -> AbstractContextManager[None]:
    """A context in which the user's own matplotlib settings do not count, so that charts look the same everywhere."""
    import matplotlib

    plain = {name: value for name, value in matplotlib.rcParamsDefault.items() if name not in _SESSION}
    return matplotlib.rc_context({**plain, **settings()})


def draw(figure: "Figure", *, dpi: int = 200) -> bytes:
    """*figure* as PNG; equal figures give equal bytes with one version of matplotlib.

    *dpi* is lowered where a side would be longer than 6,000 pixels. Without ``Software`` the file does not say which version drew it.
    """
    target = io.BytesIO()
    dots = min(float(dpi), _LONGEST / max(figure.get_size_inches()))
    with drawing(), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="Glyph .* missing"
        )  # shown as a box; the table has the letter
        figure.savefig(target, format="png", dpi=dots, metadata={"Software": None})
    return target.getvalue()
