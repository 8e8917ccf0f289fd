import numpy as np
import pytest

from casekit.analysis.agreement_levels import interval, percentiles


def test_the_fewer_documents_the_farther_out_the_bounds() -> None:
    tails = [percentiles(number)[0] for number in (2, 3, 6, 12, 50, 1000)]
    assert tails == sorted(tails)
    assert tails[-1] == pytest.approx(2.5, abs=0.05)
    assert percentiles(6)[0] == pytest.approx(0.243, abs=0.01)  # t of 5 degrees of freedom is 2.571
    assert percentiles(1) == (0, 100)


def test_an_interval_needs_half_of_the_draws() -> None:
    values = np.column_stack([np.arange(1000.0), np.full(1000, np.nan), np.full(1000, np.nan)])
    values[:400, 1], values[:600, 2] = 1, 2
    low, high = interval(values, 10_000)
    assert (low[0], high[0]) == (pytest.approx(24.975, abs=0.5), pytest.approx(974, abs=0.5))
    assert np.isnan([low[1], high[1]]).all()
    assert (low[2], high[2]) == (2, 2)
    assert np.isnan(interval(values[:0], 5)).all()
