"""The portrait of a document."""

import pandas as pd
import pytest

from casekit.charts import draw_portrait, portrait_alt
from casekit.errors import TableError

pytestmark = pytest.mark.slow
WAYS = ("barrier", "facilitator", "mixed", "neutral", "")


def _passages(codes: int, name: str = "Kode", turns: int = 40) -> pd.DataFrame:
    rows = [
        (
            f"{name} {code}",
            1 + (code * 7 + at * 11) % turns,
            min(turns, 2 + (code * 7 + at * 11) % turns),
            WAYS[(code + at) % 5],
        )
        for code in range(codes)
        for at in range(code % 4 + 1)
    ]
    return pd.DataFrame(rows, columns=["item", "turn", "last", "polarity"])


@pytest.mark.parametrize(("codes", "turns"), [(2, 3), (6, 40), (30, 400)])
@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_every_code_has_a_row_with_its_number_of_passages(
    tidy, hatched, long, codes, turns, language
) -> None:
    figure = draw_portrait(_passages(codes, long[language], turns), turns=turns, language=language)
    assert len(tidy(figure)) > 2 * codes
    assert hatched(figure)


def test_marks_stand_where_the_passages_are() -> None:
    frame = pd.DataFrame(
        {"item": ["a", "a"], "turn": [1, 10], "last": [1, 10], "polarity": ["facilitator"] * 2}
    )
    bars = [box for box in draw_portrait(frame, turns=10).axes[0].patches if box.get_linewidth() == 1.1]
    first, last = sorted(box.get_x() for box in bars)[1:]  # the legend stands to the left
    assert last - first == pytest.approx(9 * bars[-1].get_width(), rel=0.01)


def test_it_tells_n_and_the_most_in_words() -> None:
    frame = _passages(4)
    told = portrait_alt(frame, turns=50)
    assert "50 turns" in told
    assert "10 passages" in told
    assert "Kode 3 (4)" in told
    assert draw_portrait(frame, turns=50).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_portrait(_passages(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_portrait(pd.DataFrame({"item": []}))
