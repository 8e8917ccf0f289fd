"""The panels of the directions chart."""

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle, Wedge

from casekit.charts import directions_alt, draw, draw_directions
from casekit.charts.style import BARRIER, FACILITATOR, WIDTH
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _one(of: int, **counts: int) -> pd.DataFrame:
    told = {"barrier": 0, "facilitator": 0, "mixed": 0, "neutral": 0, **counts}
    return pd.DataFrame(
        [{"case": "By", "item": "Emne", "interviews": sum(counts.values()), "of": of, **told}]
    )


def _marks(figure: Figure) -> list[Circle]:
    legend = 0.5  # inches; marks of the legend lie above
    shapes = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle | Wedge)]
    return [shape for shape in shapes if shape.center[1] > legend]


def _coloured(figure: Figure, colour: str) -> list[Circle]:
    return [
        mark for mark in _marks(figure) if isinstance(mark, Circle) and to_hex(mark.get_edgecolor()) == colour
    ]


def test_each_interview_has_one_mark() -> None:
    figure = draw_directions(_one(9, barrier=3, facilitator=2, mixed=1, neutral=2))
    assert len([mark for mark in _marks(figure) if isinstance(mark, Circle)]) == 3 + 2 + 2
    assert len([mark for mark in _marks(figure) if isinstance(mark, Wedge)]) == 2


def test_barriers_lie_left_of_both_and_facilitators_right() -> None:
    figure = draw_directions(_one(9, barrier=2, facilitator=2, mixed=1))
    middle = next(mark.center[0] for mark in _marks(figure) if isinstance(mark, Wedge))
    assert max(mark.center[0] for mark in _coloured(figure, BARRIER)) < middle
    assert min(mark.center[0] for mark in _coloured(figure, FACILITATOR)) > middle


def test_from_ten_interviews_up_bars_take_the_place_of_marks() -> None:
    figure = draw_directions(_one(10, barrier=6, facilitator=3, mixed=2, neutral=1))
    assert not _marks(figure)
    bars = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle) and patch.get_y() > 0.5]
    lengths = {to_hex(bar.get_edgecolor()): bar.get_width() for bar in bars if bar.get_height() > 0.1}
    assert lengths[BARRIER] == pytest.approx(2 * lengths[FACILITATOR])
    assert {"6", "3", "2", "1"} <= {text.get_text() for text in figure.axes[0].texts}


def test_each_case_has_a_panel_with_its_n(frames) -> None:
    texts = [text.get_text().replace("\n", " ") for text in draw_directions(frames(6, 3)).axes[0].texts]
    assert [text for text in texts if text.startswith("By ")] == [
        f"By {n} (n\u00a0=\u00a04)" for n in range(1, 7)
    ]


def test_each_row_says_x_of_n(frames) -> None:
    frame = frames(1, 5)
    texts = [text.get_text() for text in draw_directions(frame).axes[0].texts]
    assert [text for text in texts if "/" in text] == [
        f"{row.interviews}/{row.of}" for row in frame.itertuples()
    ]


@pytest.mark.parametrize(
    ("cases", "items", "of"),
    [
        (1, 9, 5),
        (1, 9, 14),
        (2, 9, 5),
        (6, 9, 14),
        pytest.param(30, 9, 5, marks=pytest.mark.slow),
        (1, 52, 14),
        (2, 52, 5),
        pytest.param(6, 52, 5, marks=pytest.mark.slow),
        pytest.param(6, 52, 14, marks=pytest.mark.slow),
    ],
)
def test_every_letter_and_mark_lies_on_the_sheet(frames, cases: int, items: int, of: int) -> None:
    figure = draw_directions(
        frames(cases, items, of=of, label="Psykiatri og misbrugsbehandling"), language="de"
    )
    width, height = figure.get_size_inches()
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert box.x0 > -1
        assert box.x1 < figure.bbox.width + 1, text.get_text()
        assert box.y0 > -1
    for patch in figure.axes[0].patches:
        box = patch.get_path().get_extents(patch.get_patch_transform())
        assert 0 <= box.x0 <= box.x1 <= width
        assert 0 <= box.y0 <= box.y1 <= height


def test_one_case_fits_a_page_as_it_is(frames) -> None:
    assert draw_directions(frames(1, 9)).get_figwidth() == WIDTH


def test_it_draws_on_axes_of_the_caller(frames) -> None:
    figure = Figure(figsize=(5, 3))
    assert draw_directions(frames(), ax=figure.add_subplot()) is figure


def test_few_interviews_have_a_grey_heading(frames) -> None:
    texts = draw_directions(frames(1, 2, of=2)).axes[0].texts
    assert next(text for text in texts if text.get_text().startswith("By 1")).get_style() == "italic"


def test_the_figure_carries_its_alternative_text(frames) -> None:
    frame = frames()
    assert draw_directions(frame, language="de").alt == directions_alt(frame, language="de")


def test_title_legend_and_note_speak_the_language_asked_for(frames) -> None:
    texts = [
        text.get_text() for text in draw_directions(frames(), language="nl", title="Wat helpt?").axes[0].texts
    ]
    assert texts[0] == "Wat helpt?"
    assert "belemmert (links)" in texts
    assert texts[-1].startswith("Elk teken is één interview.")


def test_equal_frames_give_equal_bytes(frames) -> None:
    assert draw(draw_directions(frames()), dpi=80) == draw(draw_directions(frames()), dpi=80)


def test_an_empty_frame_can_be_drawn_and_says_so() -> None:
    names = ("case", "item", "interviews", "of", "barrier", "facilitator", "mixed", "neutral")
    figure = draw_directions(pd.DataFrame({name: [] for name in names}))
    assert draw(figure)
    assert figure.axes[0].texts[-1].get_text() == "There is nothing to show yet."


def test_a_frame_without_directions_is_refused(frames) -> None:
    with pytest.raises(TableError) as error:
        draw_directions(frames().drop(columns=["mixed", "neutral"]))
    assert error.value.data["missing"] == "mixed, neutral"
