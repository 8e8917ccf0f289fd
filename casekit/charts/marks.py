"""Marks and bars for the four directions; they differ in hatching and shape, so colour is never alone."""

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Circle, Wedge

from casekit.charts import style

if TYPE_CHECKING:
    from casekit.charts.paper import Paper

__all__ = ["draw_bar", "draw_mark"]

_EDGE = 1.1  # points


def draw_mark(paper: "Paper", direction: str, x: float, y: float, radius: float) -> None:
    """One interview: hatched for a barrier, full for a facilitator, half and half for both, a ring for neither."""
    if direction == "mixed":
        paper.add(Wedge((x, y), radius, 90, 270, **_look("barrier")))
        paper.add(Wedge((x, y), radius, 270, 90, **_look("facilitator")))
    else:
        paper.add(Circle((x, y), radius, **_look(direction)))


def draw_bar(paper: "Paper", direction: str, x: float, y: float, width: float, height: float) -> None:
    """Several interviews, from *x* rightwards, *y* at the middle."""
    top = y - height / 2
    if direction == "mixed":
        paper.box(x, top, width, height / 2, **_look("facilitator"))
        paper.box(x, y, width, height / 2, **_look("barrier"))
    else:
        paper.box(x, top, width, height, **_look(direction))


def _look(direction: str) -> dict[str, Any]:
    match direction:
        case "barrier":
            return {
                "facecolor": style.BARRIER_LIGHT,
                "edgecolor": style.BARRIER,
                "hatch": style.HATCH,
                "linewidth": _EDGE,
            }
        case "facilitator":
            return {"facecolor": style.FACILITATOR, "edgecolor": style.FACILITATOR, "linewidth": _EDGE}
        case _:
            return {"facecolor": "#ffffff", "edgecolor": style.GREY, "linewidth": _EDGE}
