"""Several people write to one file at the same time."""

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("writers", "each"), [(2, 100), pytest.param(6, 25, marks=pytest.mark.thorough)])
def test_writers_at_the_same_time_lose_nothing_and_nobody_is_turned_away(measured, writers, each):
    told = measured("writers", writers, each)
    assert told["failed"] == []
    assert told["codings"] == writers * each
    assert (told["lost"], told["doubled"], told["torn"], told["not clean"]) == (0, 0, 0, 0)
