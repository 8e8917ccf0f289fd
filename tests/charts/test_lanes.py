"""The turn strip."""

import pandas as pd
import pytest

from casekit.charts import draw_turn_strip, turn_strip_alt
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _turns(n: int, name: str = "IP") -> pd.DataFrame:
    rows, at = [], 0.0
    for turn in range(n):
        words = 10 + turn * 13 % 70
        who = ("I", "interviewer") if turn % 2 == 0 else (f"{name} {turn % 3}", "respondent")
        rows.append((turn + 1, *who, at, at + words, turn % 4 // 3))
        at += words
    return pd.DataFrame(rows, columns=["turn", "speaker", "role", "begin", "end", "coded"])


@pytest.mark.parametrize(
    ("n", "language"),
    [(1, "da"), (10, "de"), (80, "nl"), (400, "da"), (400, "de"), (400, "nl"), (400, "en")],
)  # each size, and the largest in every language
def test_every_turn_is_a_block_and_every_speaker_a_lane(tidy, long, n: int, language: str) -> None:
    figure = draw_turn_strip(_turns(n, long[language]), language=language, unit="minutes")
    assert "I" in tidy(figure)
    assert len(figure.axes[0].patches) >= n + 3


def test_coded_and_not_coded_differ_by_more_than_colour(hatched) -> None:
    assert hatched(draw_turn_strip(_turns(4))) == {"//////"}


def test_names_keep_their_ends(tidy, long) -> None:
    texts = tidy(draw_turn_strip(_turns(8, long["de"])))
    assert {text[-1] for text in texts if "…" in text} == {"0", "1", "2"}


def test_it_tells_who_says_most_and_what_is_coded() -> None:
    frame = _turns(4)
    told = turn_strip_alt(frame)
    assert "IP 0 says most: 49 of 72 words" in told
    assert "1 of 2 answers are coded" in told
    assert draw_turn_strip(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert "There is nothing to show yet." in tidy(draw_turn_strip(_turns(0)))
    with pytest.raises(TableError):
        draw_turn_strip(pd.DataFrame({"turn": []}))
