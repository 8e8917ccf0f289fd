"""What holds back and what helps, interview by interview."""

from typing import TYPE_CHECKING

from casekit.charts.table import read_table
from casekit.charts.words import directions_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["directions", "directions_alt"]


def directions(
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
    from casekit.charts.panels import draw_panels

    return draw_panels(read_table(frame, directed=True), language=language, title=title, ax=ax)


def directions_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The chart in words: kind, axes, extremes, n, and where the numbers are."""
    return directions_words(read_table(frame, directed=True), language=language)
