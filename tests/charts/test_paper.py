"""The sheet on which charts draw."""

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from casekit.charts.paper import Chart, Paper, height_of, text_width, wrapped

LONG = "Fachkompetenz, Personalgewinnung und Fluktuation im Wohnungsnotfallhilfesystem"


def test_no_line_is_wider_than_allowed_and_no_letter_is_lost() -> None:
    lines = wrapped(LONG, 1.2, 8)
    assert max(text_width(line, 8) for line in lines) <= 1.2
    assert "".join(lines).replace("-", "").replace(" ", "") == LONG.replace(" ", "")


def test_lines_break_at_blanks_first_and_after_hyphens() -> None:
    assert wrapped("Vestermarken-Østerby Kommune", 1.1, 8) == ["Vestermarken-", "Østerby Kommune"]


def test_a_no_break_blank_holds_together() -> None:
    assert wrapped("Lindesø (n\u00a0=\u00a03)", 0.6, 8)[-1] == "(n\u00a0=\u00a03)"


def test_no_words_are_one_empty_line() -> None:
    assert wrapped("", 1, 8) == [""]


def test_two_lines_are_twice_as_high_as_one() -> None:
    assert height_of(2, 8) == pytest.approx(2 * height_of(1, 8))


def test_bold_is_wider() -> None:
    assert text_width("Havnstrup", 8, bold=True) > text_width("Havnstrup", 8)


def test_a_sheet_counts_in_inches_from_the_upper_left() -> None:
    paper = Paper(3, 2)
    assert tuple(paper.figure.get_size_inches()) == (3, 2)
    assert (paper.axes.get_xlim(), paper.axes.get_ylim()) == ((0, 3), (2, 0))


def test_on_axes_of_the_caller_letters_shrink_with_the_sheet() -> None:
    figure = Figure(figsize=(3, 2))
    paper = Paper(6, 4, ax=figure.add_axes((0, 0, 1, 1)))
    paper.text(1, 1, "Tekst", size=8)
    assert paper.figure is figure
    assert paper.axes.texts[0].get_fontsize() == pytest.approx(4)


def test_labels_are_words_not_formulas() -> None:
    paper = Paper(3, 2)
    paper.text(1, 1, "5 $ og 6 $", size=8)
    assert not paper.axes.texts[0].get_parse_math()


def test_shapes_are_put_on_the_sheet() -> None:
    paper = Paper(3, 2)
    paper.box(0, 0, 1, 1, facecolor="#ffffff")
    paper.line((0, 1), (0, 1), colour="#000000", width=1)
    assert isinstance(paper.axes.patches[0], Rectangle)
    assert len(paper.axes.lines) == 1


def test_a_chart_shows_itself_in_a_notebook_with_its_alternative_text() -> None:
    chart = Chart.of(1, 1, 'Kort <b> & "citat"')
    assert chart._repr_png_().startswith(b"\x89PNG")
    assert chart._repr_html_().startswith('<img alt="Kort &lt;b&gt; &amp; &quot;citat&quot;" style')
