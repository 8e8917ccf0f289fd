"""The rating matrix."""

import pandas as pd
import pytest

from casekit.charts import draw_rating_matrix, rating_matrix_alt
from casekit.errors import TableError

pytestmark = pytest.mark.slow
VALUES = (-2, -1, 0, 0, 1, 2, None)


def _ratings(cases: int, items: int = 7, name: str = "Emne") -> pd.DataFrame:
    rows = [
        (f"By {case}", f"{name} {item}", VALUES[(case + item) % 7], (case + item) % 7 == 3, case % 2 == 0)
        for case in range(cases)
        for item in range(items)
    ]
    frame = pd.DataFrame(rows, columns=["case", "item", "value", "mixed", "asked"])
    return frame.assign(value=frame["value"].astype("Int64"))


@pytest.mark.parametrize(
    ("cases", "words", "language"),
    [
        (2, False, "da"),
        (2, True, "de"),
        (6, False, "nl"),
        (6, True, "en"),
        (30, False, "da"),
        (30, True, "de"),
        (30, False, "nl"),
        (30, True, "en"),
    ],
)  # each size, and the largest in every language
def test_every_rating_can_be_read(tidy, hatched, long, cases: int, words: bool, language: str) -> None:
    figure = draw_rating_matrix(_ratings(cases, name=long[language]), language=language, words=words)
    tidy(figure)
    assert {"//////", "///", "..."} <= hatched(figure)


def test_mixed_is_starred_missing_is_empty_and_not_asked_is_told(tidy) -> None:
    texts = tidy(draw_rating_matrix(_ratings(2)))
    assert {"−2", "+1", "+2", "0", "0*", "not asked"} <= set(texts)
    assert sum(text == "not asked" for text in texts) == 1


def test_raters_who_differ_and_what_is_not_agreed(tidy) -> None:
    frame = _ratings(1).assign(differ=lambda one: one["value"].isna(), open=lambda one: one["value"] == 2)
    texts = tidy(draw_rating_matrix(frame))
    assert "raters differ" in texts
    assert any("not agreed yet" in text.replace("\n", " ") for text in texts)


def test_it_tells_extremes_and_what_is_missing_in_words() -> None:
    frame = _ratings(2)
    told = rating_matrix_alt(frame)
    assert "12 of 14 cells" in told
    assert "Highest (+2): Emne 5 (By 0)" in told
    assert "Lowest (−2): Emne 0 (By 0)" in told
    assert "Mixed: 2. Not asked: 1." in told
    assert draw_rating_matrix(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_rating_matrix(_ratings(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_rating_matrix(pd.DataFrame({"case": []}))
