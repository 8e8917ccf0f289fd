import pandas as pd
import pytest

from casekit.analysis.contrast import MIN_OTHERS, against_others, leaning
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


COLUMNS = ["theme", "interviews", "of", "here", "others", "mention", "barrier", "facilitator", "mixed"]


@pytest.fixture
def four(maker):
    """Four cases with one interview each: two hindered, one helped, one silent."""
    for name, polarity in (("a", "barrier"), ("b", "barrier"), ("c", "facilitator"), ("d", None)):
        maker.case(name, name.upper())
        maker.interview(name, name, [("I", "Og?"), ("IP", "Boligerne.")])
        if polarity:
            maker.coding(name, "shortage", "Boligerne.", polarity=polarity)
    return maker


def test_a_case_is_set_against_how_the_others_lean(four):
    found = against_others(four.study(), "a").set_index("theme").loc["housing"]
    assert found.to_dict() == {
        "interviews": 1, "of": 1, "here": "barrier", "others": 3, "mention": 2, "barrier": 1, "facilitator": 1, "mixed": 0,
    }  # fmt: skip


def test_a_case_may_be_silent_where_the_others_are_not(four):
    found = against_others(four.study(), "d").set_index("theme").loc["housing"]
    assert (found["here"], found["mention"], found["barrier"]) == ("", 3, 2)


def test_no_other_case_is_named(four):
    table = against_others(four.study(), "a")
    assert list(table.columns) == COLUMNS
    assert not table.isin(["b", "c", "d", "B", "C", "D"]).any().any()


def test_fewer_than_three_others_with_interviews_are_not_compared(small):
    for name in ("ekstra", "endnu"):
        small.case(name, name.title())
    small.interview("EKS-01", "ekstra", [("IP", "Boligerne.")])
    assert MIN_OTHERS == 3
    table = against_others(small.study(), "soelev")
    assert table.empty
    assert list(table.columns) == COLUMNS


def test_members_count_as_the_case_they_belong_to(four):
    four.case("e", "E", parent="a")
    four.interview("e", "e", [("IP", "Boligerne er fine.")])
    found = against_others(four.study(), "b").set_index("theme").loc["housing"]
    assert found["others"] == 3


def test_an_unknown_case_is_refused(four):
    with pytest.raises(LookupFailedError) as caught:
        against_others(four.study(), "nowhere")
    assert caught.value.problem == "unknown_case"


def test_a_study_without_interviews_has_nothing_to_compare(maker):
    maker.case("a", "A")
    assert against_others(maker.study(), "a").empty


def test_a_row_leans_as_two_of_three_of_its_interviews_do():
    row = pd.Series({"barrier": 1, "facilitator": 2, "mixed": 0, "neutral": 5})
    assert leaning(row) == "facilitator"
