"""Waves, and before and after a day."""

import pytest

from casekit.analysis import displays
from casekit.errors import LookupFailedError


def test_before_and_after_a_day(four):
    table = displays.time_ordered(four.study(), since="2023-11-14")
    assert set(table["period"]) == {"after"}
    assert set(displays.time_ordered(four.study(), since="2023-11-15")["period"]) == {"before"}
    assert table.set_index(["case", "theme"]).loc[
        ("east", "housing"), ["interviews", "of", "leaning"]
    ].tolist() == [1, 1, "barrier"]
    with pytest.raises(LookupFailedError):
        displays.time_ordered(four.study(), since="i oktober")
