"""Themes that part strong cases from weak ones."""

import pytest

from casekit.analysis import displays

pytestmark = pytest.mark.slow


def test_themes_that_part_strong_from_weak(four):
    table = displays.distinguishing(four.study(), "outcome").set_index("theme")
    housing, support = table.loc["housing"], table.loc["support"]
    assert housing[["distinguishes", "toward", "gap", "n_strong", "n_weak"]].tolist() == [
        "strongly",
        "strong",
        3.0,
        2,
        2,
    ]
    assert support[["distinguishes", "n_weak", "missing"]].tolist() == ["too_few", 1, "west"]


def test_the_rule_of_distinguishing(four):
    turned = displays.distinguishing(
        four.study(), {"north": "weak", "south": "weak", "east": "strong", "west": "strong"}
    )
    assert turned.set_index("theme").loc["housing", ["distinguishes", "toward"]].tolist() == [
        "strongly",
        "weak",
    ]
    crossed = displays.distinguishing(four.study(), {"north": 1, "south": 0, "east": 0, "west": 1})
    assert crossed.set_index("theme").loc["housing", "distinguishes"] == "not"
    few = displays.distinguishing(four.study(), {"north": 1, "south": 0})
    assert set(few["distinguishes"]) == {"too_few"}
