"""Figures as PNG."""

import io

import matplotlib
import pytest
from matplotlib.figure import Figure
from PIL import Image

from casekit.charts import draw, draw_directions, draw_heatmap


def _figure(width: float = 2, height: float = 1, words: str = "Tekst") -> Figure:
    figure = Figure(figsize=(width, height))
    figure.text(0.5, 0.5, words)
    return figure


def test_equal_figures_give_equal_bytes_that_name_no_program() -> None:
    assert draw(_figure()) == draw(_figure())
    assert b"Software" not in draw(_figure())


def test_dots_per_inch_are_kept() -> None:
    assert Image.open(io.BytesIO(draw(_figure(), dpi=100))).size == (200, 100)


def test_a_very_long_figure_gets_fewer_dots() -> None:
    assert max(Image.open(io.BytesIO(draw(_figure(1, 60)))).size) == 6000


def test_letters_that_the_font_lacks_do_no_harm() -> None:
    assert draw(_figure(words="住宅 🏠"))


OWN = {"font.size": 30, "lines.linewidth": 9, "lines.linestyle": ":", "axes.grid": True, "figure.facecolor": "red",
       "patch.force_edgecolor": True, "font.family": "serif", "figure.autolayout": True, "savefig.bbox": "tight"}  # fmt: skip


@pytest.mark.parametrize("chart", [draw_heatmap, draw_directions])
def test_the_users_own_settings_do_not_count_and_stay(frames, chart) -> None:
    plain = draw(chart(frames()), dpi=60)
    with matplotlib.rc_context(OWN):
        assert draw(chart(frames()), dpi=60) == plain
        assert matplotlib.rcParams["font.size"] == 30


def test_the_backend_is_left_alone(frames) -> None:
    before = dict.__getitem__(matplotlib.rcParams, "backend")
    draw(draw_heatmap(frames()), dpi=60)
    assert dict.__getitem__(matplotlib.rcParams, "backend") == before
