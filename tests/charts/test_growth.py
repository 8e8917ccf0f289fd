"""The saturation curve."""

import pandas as pd
import pytest

from casekit.charts import draw_saturation, saturation_alt
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _interviews(n: int, name: str = "HAV") -> pd.DataFrame:
    new = pd.Series([max(0, 11 - 3 * place) for place in range(n)], dtype="int64")
    names = [f"{name}-{place:02}" for place in range(n)]
    return pd.DataFrame({"interview": names, "new": new, "cumulative": new.cumsum()})


@pytest.mark.parametrize(
    ("n", "language"),
    [(1, "da"), (2, "de"), (18, "nl"), (90, "da"), (90, "de"), (90, "nl"), (90, "en")],
)  # each size, and the largest in every language
def test_the_last_number_is_told_and_nothing_overlaps(tidy, hatched, long, n: int, language: str) -> None:
    frame = _interviews(n, long[language])
    figure = draw_saturation(frame, language=language, title="Titel")
    assert str(frame["cumulative"].iloc[-1]) in tidy(figure)
    assert hatched(figure)


def test_names_are_left_out_where_there_is_no_room(tidy) -> None:
    assert sum(text.startswith("HAV") for text in tidy(draw_saturation(_interviews(18)))) == 18
    assert sum(text.startswith("HAV") for text in tidy(draw_saturation(_interviews(90)))) < 60


def test_it_tells_the_last_interview_with_something_new() -> None:
    frame = _interviews(6)
    told = saturation_alt(frame)
    assert "26 different codes" in told
    assert "HAV-03, number 4 (new codes: 2); interviews after it: 2" in told
    assert draw_saturation(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_saturation(_interviews(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_saturation(pd.DataFrame({"new": []}))
