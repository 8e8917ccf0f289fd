"""Which cases are strong and which are weak."""

import pytest

from casekit.analysis import displays
from casekit.analysis.outcomes import in_order, sides_of
from casekit.errors import LookupFailedError


def test_an_outcome_that_tells_nothing_is_refused(four):
    with pytest.raises(LookupFailedError):
        displays.distinguishing(four.study(), "weather")
    with pytest.raises(LookupFailedError):
        displays.distinguishing(four.study(), {"north": "sunny", "south": "rain"})
    with pytest.raises(LookupFailedError):
        displays.case_ordered(four.study(), {"nowhere": 1})


def test_an_attribute_words_and_a_rating_part_cases(four):
    study = four.study()
    assert sides_of(study, "outcome").strong == ("north", "south")
    assert sides_of(study, "outcome", cut=3.5).strong == ("north",)
    told = sides_of(study, {"north": "Strong", "west": "weak"})
    assert (told.strong, told.weak, told.side_of("east")) == (("north",), ("west",), "")
    rated = sides_of(study, "housing")
    assert (rated.strong, rated.weak, rated.cut) == (("north", "south"), ("east", "west"), 0.0)


def test_decimal_commas_and_words_are_ordered(four):
    table = in_order(four.study(), {"north": "0,5", "south": 0.25, "east": "unknown"})
    assert table["case"].tolist() == ["north", "south", "east", "west"]
