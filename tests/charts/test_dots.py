"""The dot plot."""

import pandas as pd
import pytest

from casekit.charts import dotplot_alt, draw_dotplot
from casekit.errors import TableError

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("cases", "language"),
    [(1, "da"), (2, "de"), (6, "nl"), (30, "da"), (30, "de"), (30, "nl"), (30, "en")],
)  # each size, and the largest in every language
def test_every_dot_has_its_numbers_and_nothing_overlaps(
    frames, tidy, long, cases: int, language: str
) -> None:
    frame = frames(cases, 6, label=long[language])
    texts = tidy(draw_dotplot(frame, language=language, title="Titel"))
    told = [text for text in texts if text.endswith("/4")]
    assert sorted(told) == sorted(f"{row.interviews}/{row.of}" for row in frame.itertuples())
    assert not any("%" in text for text in texts)


def test_what_is_mentioned_most_stands_first(frames) -> None:
    frame = frames(2, 5)
    axes = draw_dotplot(frame).axes[0]
    rows = [text.get_text() for text in axes.texts if text.get_text().startswith("Emne")]
    sums = frame.groupby("item")["interviews"].sum()
    shown = [sums[name] for name in rows]
    assert shown == sorted(shown, reverse=True)


def test_few_interviews_are_grey_and_hollow(frames, tidy) -> None:
    figure = draw_dotplot(frames(1, 3, of=2))
    cells = [text for text in figure.axes[0].texts if text.get_text().endswith("/2")]
    assert {text.get_style() for text in cells} == {"italic"}
    assert any("fewer than three" in text.replace("\n", " ") for text in tidy(figure))


def test_it_tells_extremes_and_n_in_words(frames) -> None:
    frame = pd.DataFrame({"case": ["A", "A"], "item": ["x", "y"], "interviews": [3, 1], "of": [4, 4]})
    told = dotplot_alt(frame)
    assert "x – in 3 of 4" in told
    assert "y – in 1 of 4" in told
    assert draw_dotplot(frame).alt == told
    assert draw_dotplot(frame).frame is frame


def test_empty_and_broken_frames(tidy) -> None:
    empty = pd.DataFrame({"case": [], "item": [], "interviews": [], "of": []})
    assert tidy(draw_dotplot(empty)) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_dotplot(pd.DataFrame({"case": []}))
