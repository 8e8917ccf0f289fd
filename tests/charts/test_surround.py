"""What stands around a chart."""

from casekit.charts.paper import Paper
from casekit.charts.surround import KEY, Surround


def _sign(paper: Paper, x: float, y: float) -> None:
    paper.box(x, y - 0.05, KEY, 0.1)


def test_without_title_legend_and_note_there_is_little() -> None:
    assert Surround("", "").top < 0.1
    assert Surround("Titel", "").top > Surround("", "").top


def test_a_long_legend_goes_on_in_the_next_line(tidy) -> None:
    around = Surround("Titel", "Note", [(_sign, f"et langt ord om noget {place}") for place in range(9)])
    paper = Paper(6.3, around.top + 1 + around.foot)
    around.draw(paper, below=around.top + 1)
    assert len(tidy(paper.figure)) == 11
