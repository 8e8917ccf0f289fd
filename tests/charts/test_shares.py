"""The heat map."""

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from casekit.charts import draw, draw_heatmap, heatmap_alt
from casekit.charts.style import contrast
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _texts(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_cell_says_x_of_n_and_every_case_its_n(frames) -> None:
    frame = frames(2, 3)
    texts = _texts(draw_heatmap(frame, language="da", title="Hvor nævnes emnerne?"))
    cells = [text for text in texts if "/" in text and len(text) < 6]
    assert cells == [f"{row.interviews}/{row.of}" for row in frame.itertuples()]
    assert "By 1 (n\u00a0=\u00a04)" in texts
    assert texts[0] == "Hvor nævnes emnerne?"


def test_no_percent_stands_in_the_chart(frames) -> None:
    assert not any("%" in text for text in _texts(draw_heatmap(frames(3, 5))))


def test_a_cell_that_the_frame_leaves_out_is_a_dash_and_not_a_zero(frames) -> None:
    assert "–" in _texts(draw_heatmap(frames(2, 3).iloc[1:]))


def test_few_interviews_are_grey_italic_and_edged(frames) -> None:
    axes = draw_heatmap(frames(1, 3, of=2)).axes[0]
    cells = [text for text in axes.texts if text.get_text().endswith("/2")]
    assert all(text.get_style() == "italic" for text in cells)
    assert [patch for patch in axes.patches if patch.get_linestyle() not in ("-", "solid")]


def test_letters_in_cells_are_legible(frames) -> None:
    axes = draw_heatmap(frames(6, 9, of=5)).axes[0]
    filled = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_fill()]
    for text in (text for text in axes.texts if text.get_text().endswith("/5")):
        x, y = text.get_position()
        cell = next(patch for patch in filled if patch.get_bbox().contains(x, y))
        assert contrast(to_hex(text.get_color()), to_hex(cell.get_facecolor())) >= 4.5


@pytest.mark.parametrize(
    ("cases", "items"),
    [
        (1, 9),
        (2, 9),
        (6, 9),
        (30, 9),
        (1, 52),
        (2, 52),
        (6, 52),
        pytest.param(30, 52, marks=pytest.mark.slow),
    ],
)
def test_every_letter_lies_on_the_sheet(frames, cases: int, items: int) -> None:
    figure = draw_heatmap(
        frames(cases, items, of=14, label="Belegungsrechte und kommunale Wohnungsvergabe"), language="de"
    )
    width, height = figure.bbox.width, figure.bbox.height
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert box.x0 > -1
        assert box.y0 > -1
        assert box.x1 < width + 1
        assert box.y1 < height + 1, text.get_text()


def test_with_many_items_they_stand_below_each_other(frames) -> None:
    axes = draw_heatmap(frames(2, 20)).axes[0]
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert places["Emne 1"][0] == places["Emne 20"][0]


def test_it_draws_on_axes_of_the_caller(frames) -> None:
    figure = Figure(figsize=(5, 3))
    axes = figure.add_subplot()
    assert draw_heatmap(frames(), ax=axes) is figure
    assert axes.texts


def test_the_figure_carries_its_alternative_text(frames) -> None:
    frame = frames()
    assert draw_heatmap(frame, language="nl").alt == heatmap_alt(frame, language="nl")


def test_an_empty_frame_can_be_drawn_and_says_so() -> None:
    figure = draw_heatmap(pd.DataFrame({"case": [], "item": [], "interviews": [], "of": []}), language="da")
    assert draw(figure)
    assert _texts(figure) == ["Der er endnu ikke noget at vise."]


def test_a_frame_without_its_columns_is_refused() -> None:
    with pytest.raises(TableError):
        draw_heatmap(pd.DataFrame({"case": []}))


def test_equal_frames_give_equal_bytes(frames) -> None:
    assert draw(draw_heatmap(frames()), dpi=80) == draw(draw_heatmap(frames()), dpi=80)
