"""Typical and deviant cases."""

import pytest

from casekit.analysis import displays

pytestmark = pytest.mark.slow


def test_who_is_typical_and_who_is_not(four):
    table = displays.typical(four.study()).set_index("case")
    assert table.loc["south", "kind"] == "typical"
    assert table.loc["west", "kind"] == "deviant"
    assert table.loc["west", "deviates"] == "Housing −2 (+1)"
    assert table.loc["west", ["items", "of_items"]].tolist() == [1, 2]


def test_nobody_deviates_where_all_are_alike_or_two_are_compared(small):
    assert set(displays.typical(small.study())["kind"]) == {""}
