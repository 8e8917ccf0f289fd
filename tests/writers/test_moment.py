"""When a file says it was made."""

from datetime import datetime

import pytest

from casekit.writers.moment import FIXED, moment


@pytest.mark.parametrize(
    ("iso", "named"),
    [
        ("2024-03-05T10:15:00+01:00", datetime(2024, 3, 5, 9, 15)),
        ("2024-03-05T10:15:00.123456Z", datetime(2024, 3, 5, 10, 15)),
        ("2024-03-05", datetime(2024, 3, 5)),
        ("i går", FIXED),
        ("", FIXED),
    ],
)
def test_a_moment_is_named_in_utc_or_is_the_fixed_one(iso: str, named: datetime) -> None:
    assert moment(iso) == named
