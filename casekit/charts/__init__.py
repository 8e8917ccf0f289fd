"""Charts: each returns a matplotlib figure that knows its numbers (``frame``) and its alternative text (``alt``).

``heatmap(study)`` and all others named after a kind draw straight from a study; ``draw_heatmap(frame)`` and the like draw a tidy frame,
whose columns the function tells, and take ``ax``; ``heatmap_alt(frame)`` tells it in words. ``draw(figure)`` gives PNG bytes.

Loaded when first used: matplotlib when something is drawn, never by ``import casekit.charts``; pyplot and its backends are never touched.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casekit.charts.along import draw_portrait, portrait_alt
    from casekit.charts.circle import draw_network, network_alt
    from casekit.charts.dots import dotplot_alt, draw_dotplot
    from casekit.charts.growth import draw_saturation, saturation_alt
    from casekit.charts.intervals import agreement_alt, draw_agreement
    from casekit.charts.lanes import draw_turn_strip, turn_strip_alt
    from casekit.charts.pairs import cooccurrence_alt, draw_cooccurrence
    from casekit.charts.panels import draw_directions
    from casekit.charts.png import draw
    from casekit.charts.shades import draw_rating_matrix, rating_matrix_alt
    from casekit.charts.shares import draw_heatmap
    from casekit.charts.study_charts import (
        agreement,
        cooccurrence,
        directions,
        dotplot,
        heatmap,
        network,
        portrait,
        rating_matrix,
        saturation,
        turn_strip,
    )
    from casekit.charts.words import directions_alt, heatmap_alt

_HOMES = {
    "agreement": "study_charts",
    "agreement_alt": "intervals",
    "cooccurrence": "study_charts",
    "cooccurrence_alt": "pairs",
    "directions": "study_charts",
    "directions_alt": "words",
    "dotplot": "study_charts",
    "dotplot_alt": "dots",
    "draw": "png",
    "draw_agreement": "intervals",
    "draw_cooccurrence": "pairs",
    "draw_directions": "panels",
    "draw_dotplot": "dots",
    "draw_heatmap": "shares",
    "draw_network": "circle",
    "draw_portrait": "along",
    "draw_rating_matrix": "shades",
    "draw_saturation": "growth",
    "draw_turn_strip": "lanes",
    "heatmap": "study_charts",
    "heatmap_alt": "words",
    "network": "study_charts",
    "network_alt": "circle",
    "portrait": "study_charts",
    "portrait_alt": "along",
    "rating_matrix": "study_charts",
    "rating_matrix_alt": "shades",
    "saturation": "study_charts",
    "saturation_alt": "growth",
    "turn_strip": "study_charts",
    "turn_strip_alt": "lanes",
}

__all__ = [
    "agreement",
    "agreement_alt",
    "cooccurrence",
    "cooccurrence_alt",
    "directions",
    "directions_alt",
    "dotplot",
    "dotplot_alt",
    "draw",
    "draw_agreement",
    "draw_cooccurrence",
    "draw_directions",
    "draw_dotplot",
    "draw_heatmap",
    "draw_network",
    "draw_portrait",
    "draw_rating_matrix",
    "draw_saturation",
    "draw_turn_strip",
    "heatmap",
    "heatmap_alt",
    "network",
    "network_alt",
    "portrait",
    "portrait_alt",
    "rating_matrix",
    "rating_matrix_alt",
    "saturation",
    "saturation_alt",
    "turn_strip",
    "turn_strip_alt",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'casekit.charts' has no attribute {name!r}")
    return getattr(import_module(f"casekit.charts.{_HOMES[name]}"), name)
