"""Frames as tables of a notebook."""

import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.report.tables import table


def _comparison() -> pd.DataFrame:
    rows = [
        ("alb", "housing", 1, 2, 3),
        ("alb", "support", 0, 2, 0),
        ("bre", "housing", 2, 3, 9),
        ("bre", "support", 3, 3, 1),
    ]
    return pd.DataFrame(rows, columns=["case", "theme", "interviews", "of", "passages"])


def _html(frame: pd.DataFrame, **options: object) -> str:
    return table(frame, **options)._repr_html_()  # type: ignore[arg-type]


def test_a_comparison_is_laid_out_with_x_of_n_and_its_caption_tells_n() -> None:
    html = _html(_comparison())
    assert all(f">{cell}</td>" in html for cell in ("1/2", "0/2", "2/3", "3/3"))
    assert "n\u00a0=\u00a02–3" in html
    assert "<caption" in html


def test_what_is_counted_can_be_chosen() -> None:
    assert ">9</td>" in _html(_comparison(), show="passages")
    with pytest.raises(LookupFailedError):
        table(_comparison(), show="nowhere")


def test_every_cell_has_its_own_style_and_there_is_no_sheet() -> None:
    html = _html(_comparison())
    assert "<style" not in html
    assert " id=" not in html
    assert html.count("<td style=") == 4
    assert "text-align: right" in html


def test_other_frames_lose_their_row_numbers_and_pairs_become_x_of_n() -> None:
    frame = pd.DataFrame(
        {"name": ["a", None], "documents": [1, 2], "of_documents": [4, 4], "share": [0.5, -0.25]},
        index=[7, 9],
    )
    html = _html(frame)
    assert "1/4" in html
    assert "of_documents" not in html
    assert ">7<" not in html
    assert "−0.25" in html
    assert "2 rows" in html
    assert ">–</td>" in html


@pytest.mark.parametrize("text", ["<b>x</b>", "<style>", "a & b", '"', "{x}"])
def test_words_are_never_taken_for_html(text: str) -> None:
    frame = pd.DataFrame({text: [text]}, index=pd.Index([text]))
    html = _html(frame, caption=text)
    assert "<b>" not in html
    assert "<style>" not in html


def test_of_many_rows_the_first_are_shown_which_is_said() -> None:
    html = _html(pd.DataFrame({"a": range(500)}))
    assert "200" in html.partition("</caption>")[0]
    assert html.count("<tr>") == 201


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        _comparison().iloc[:0],
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame({"a": [1, 2]}, index=["x", "x"]),
        pd.DataFrame({"a": [[1, 2]]}),
    ],
)
def test_strange_frames_are_shown_all_the_same(frame: pd.DataFrame) -> None:
    assert "<table" in _html(frame)


def test_it_is_a_styler_to_go_on_with() -> None:
    html = table(_comparison()).set_properties(color="red")._repr_html_()
    assert "color: red" in html
    assert "<style" not in html
