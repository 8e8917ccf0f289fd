"""The agreement plot."""

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from casekit.charts import agreement_alt, draw_agreement
from casekit.errors import TableError

pytestmark = pytest.mark.slow


def _codes(n: int, name: str = "Kode") -> pd.DataFrame:
    values = [None if code % 6 == 5 else 1 - code * 0.11 % 1.3 for code in range(n)]
    frame = pd.DataFrame(
        {"label": [f"{name} {code}" for code in range(n)], "alpha": pd.Series(values, dtype="float64")}
    )
    low, high = frame["alpha"] - 0.2, (frame["alpha"] + 0.1).clip(upper=1)
    return frame.assign(alpha_low=low, alpha_high=high, units=120, given=[5 + code for code in range(n)])


@pytest.mark.parametrize(
    ("n", "language"),
    [(1, "da"), (2, "de"), (6, "nl"), (30, "da"), (30, "de"), (30, "nl"), (30, "en")],
)  # each size, and the largest in every language
def test_every_code_has_its_value_and_n(tidy, long, n: int, language: str) -> None:
    texts = tidy(draw_agreement(_codes(n, long[language]), language=language, title="Titel"))
    assert [text for text in texts if text.endswith("/120")] == [f"{5 + code}/120" for code in range(n)]
    assert ({"0.667", "0.8", "1.0"} if language == "en" else {"0,667", "0,8", "1,0"}) <= set(texts)


def test_an_undefined_value_is_told_and_not_drawn(tidy) -> None:
    figure = draw_agreement(_codes(6))
    assert "undefined" in tidy(figure)
    assert len(figure.axes[0].patches) == 5


def test_no_colour_judges() -> None:
    frame = _codes(5).assign(given=50)
    assert len({to_hex(patch.get_edgecolor()) for patch in draw_agreement(frame).axes[0].patches}) == 1


def test_rare_codes_are_hollow(tidy) -> None:
    figure = draw_agreement(_codes(6))
    assert any("fewer than 10 units" in text.replace("\n", " ") for text in tidy(figure))
    assert {to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches} == {"#ffffff"}


def test_without_intervals_there_are_dots_alone() -> None:
    frame = _codes(3).assign(alpha_low=float("nan"), alpha_high=float("nan"))
    assert len(draw_agreement(frame).axes[0].patches) == 3


def test_it_tells_extremes_and_n_in_words() -> None:
    frame = _codes(6)
    told = agreement_alt(frame)
    assert "6 codes in 120 units" in told
    assert "Highest: Kode 0 (1.00)" in told
    assert "undefined: 1" in told
    assert draw_agreement(frame).alt == told


def test_empty_and_broken_frames(tidy) -> None:
    assert tidy(draw_agreement(_codes(0))) == ["There is nothing to show yet."]
    with pytest.raises(TableError):
        draw_agreement(_codes(3), measure="ac1")
