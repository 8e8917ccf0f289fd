"""Marks that differ in more than colour."""

import pytest
from matplotlib.patches import Circle, Rectangle, Wedge

from casekit.charts.marks import draw_bar, draw_mark
from casekit.charts.paper import Paper


def _shapes(draw, direction: str, *place: float):
    paper = Paper(2, 2)
    draw(paper, direction, *place)
    return paper.axes.patches


def test_a_barrier_is_hatched_and_a_facilitator_is_full() -> None:
    (barrier,), (facilitator,) = (_shapes(draw_mark, name, 1, 1, 0.1) for name in ("barrier", "facilitator"))
    assert barrier.get_hatch()
    assert not facilitator.get_hatch()
    assert barrier.get_facecolor() != facilitator.get_facecolor()


def test_both_is_half_and_half() -> None:
    left, right = _shapes(draw_mark, "mixed", 1, 1, 0.1)
    assert isinstance(left, Wedge)
    assert (bool(left.get_hatch()), bool(right.get_hatch())) == (True, False)


def test_neither_is_an_empty_ring() -> None:
    (ring,) = _shapes(draw_mark, "neutral", 1, 1, 0.1)
    assert isinstance(ring, Circle)
    assert ring.get_facecolor() == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("direction", "parts"), [("barrier", 1), ("facilitator", 1), ("mixed", 2), ("neutral", 1)]
)
def test_a_bar_is_as_long_as_its_number(direction: str, parts: int) -> None:
    bars = _shapes(draw_bar, direction, 0.5, 1, 0.8, 0.1)
    assert len(bars) == parts
    assert all(isinstance(bar, Rectangle) and bar.get_width() == 0.8 for bar in bars)
