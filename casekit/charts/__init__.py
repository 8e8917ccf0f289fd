"""Frames as figures, each with its alternative text.

Charts take a tidy frame with one row per case and item: ``case`` and ``item`` (the labels shown), ``interviews`` (in
how many the item was mentioned) and ``of`` (how many interviews the case has); :func:`directions` also takes
``barrier``, ``facilitator``, ``mixed`` and ``neutral``, counted in interviews.

matplotlib is imported when something is drawn, never by ``import casekit.charts``; pyplot and its backends are never
touched. (The names are bound here and not by ``__getattr__``: a submodule of the same name would hide a function.)
"""

from casekit.charts.directions import directions, directions_alt
from casekit.charts.heatmap import heatmap, heatmap_alt
from casekit.charts.png import draw

__all__ = ["directions", "directions_alt", "draw", "heatmap", "heatmap_alt"]
