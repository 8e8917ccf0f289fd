import json
from dataclasses import replace

import pytest

from casekit.analysis.dimensions import DIMENSIONS, attribute_of, dimension, named
from casekit.analysis.floor import floor_of
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


@pytest.fixture
def peopled(small):
    """Sølev has 8.000 inhabitants, and a part of it."""
    small.case("havn", "Havnen", parent="soelev")
    small.facts = [
        replace(fact, attributes=json.dumps([["population", "7.900", "2019", ""], ["population", "8.000", "2023", ""]]))
        if getattr(fact, "label", "") == "Sølev" else fact
        for fact in small.facts
    ]  # fmt: skip
    return small


@pytest.mark.parametrize("name", DIMENSIONS)
def test_every_property_has_a_value_for_each_respondent_and_a_word_for_it(small, name):
    study = small.study()
    one = dimension(study, name)
    values = one.values(floor_of(study).respondents)
    assert len(values) == 5
    assert all(one.label(value) for value in values)
    assert set(one.rank(values)) >= set(values)


def test_the_latest_value_of_an_attribute_holds_also_for_members(peopled):
    assert attribute_of(peopled.study(), "population") == {"soelev": "8.000", "havn": "8.000"}


def test_an_attribute_is_a_property(peopled):
    study = peopled.study()
    one = dimension(study, "population")
    assert list(one.values(floor_of(study).respondents)) == ["8.000"] * 4 + [""]
    assert one.label("") == "–"


def test_an_unknown_property_is_refused_with_those_there_are(small):
    with pytest.raises(LookupFailedError) as caught:
        dimension(small.study(), "weather")
    assert caught.value.problem == "unknown_dimension"
    assert "sector" in str(caught.value.data["known"])


def test_a_query_writes_values_so_that_they_can_be_read():
    assert [named(value) for value in ("a-b_1", 'say "x"', "")] == ["a-b_1", '"say ""x"""', '""']
