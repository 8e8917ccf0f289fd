"""Rows, columns and marks."""

import pytest

from casekit.charts.grid import Grid, Label, Mark, draw_grid

pytestmark = pytest.mark.slow


def _grid(rows: int, columns: int, name: str = "Emne", **look: object) -> Grid:
    cells = {(row, column): Mark(f"{row}/{column}") for row in range(rows) for column in range(columns)}
    heads = [Label(f"{name} {place}") for place in range(columns)]
    return Grid([Label(f"{name} {place}") for place in range(rows)], heads, cells, "", "Note", **look)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("columns", "language"),
    [(0, "da"), (1, "de"), (2, "nl"), (6, "en"), (30, "da"), (30, "de"), (30, "nl"), (30, "en")],
)  # each size, and the largest in every language
def test_columns_that_a_page_has_no_room_for_go_on_below(tidy, long, columns: int, language: str) -> None:
    grid = _grid(3, columns, long[language])
    figure = draw_grid(grid, alt="")
    assert figure.get_figwidth() <= 6.31
    texts = tidy(figure)
    assert {mark.text for mark in grid.cells.values()} <= set(texts)


def test_a_missing_cell_is_a_dash_or_nothing(tidy) -> None:
    grid = Grid([Label("a")], [Label("1"), Label("2")], {(0, 0): Mark("x")}, "", "")
    assert "–" in tidy(draw_grid(grid, alt=""))
    bare = Grid([Label("a")], [Label("1"), Label("2")], {(0, 0): Mark("x")}, "", "", missing="")
    assert "–" not in tidy(draw_grid(bare, alt=""))


def test_marks_in_lines_make_the_row_higher(tidy) -> None:
    one, two = (
        Grid([Label("a")], [Label("b")], {(0, 0): Mark(text)}, "", "") for text in ("x", "x\ny\nz\nw")
    )
    assert draw_grid(two, alt="").get_figheight() > draw_grid(one, alt="").get_figheight()


def test_the_legend_shows_each_mark(tidy, hatched) -> None:
    grid = _grid(1, 1, legend=[(Mark("-2", hatch="//"), "stærkt")])
    figure = draw_grid(grid, alt="")
    assert "stærkt" in tidy(figure)
    assert hatched(figure) == {"//"}
