"""Round numbers along an axis."""

from hypothesis import given
from hypothesis import strategies as st

from casekit.charts.scale import ticks


@given(st.integers(-1, 1000), st.integers(0, 1_000_000), st.integers(2, 12))
def test_there_are_few_in_order_and_none_beyond_the_ends(low: int, length: int, most: int) -> None:
    told = ticks(low, low + length, most)
    assert len(told) <= most + 2
    assert told == sorted(set(told))
    assert all(low - 1e-6 <= one <= low + length + 1e-6 for one in told)


def test_counts_have_whole_numbers() -> None:
    assert ticks(0, 3, 9) == [0, 1, 2, 3]
    assert ticks(1, 4, 9)[0] == 1
