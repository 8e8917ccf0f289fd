"""The rules that propose ratings."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.rating import RULES, SCALE, propose_ratings, proposed_value, scale_of
from casekit.errors import LookupFailedError
from casekit.model.codes import RatingRules

pytestmark = pytest.mark.slow


few = st.integers(0, 6)


def counts(**told):
    names = ("barrier", "facilitator", "both", "neutral", "examples_barrier", "examples_facilitator")
    return SimpleNamespace(**({"passages": 9} | dict.fromkeys(names, 0) | told))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"passages": 0}, (None, False, "nothing_said")),
        ({}, (None, False, "no_direction")),
        ({"neutral": 2}, (0, False, "descriptive")),
        ({"barrier": 2, "examples_barrier": 2}, (-2, False, "examples")),
        ({"barrier": 2, "examples_barrier": 1}, (-1, False, "one_way")),
        ({"facilitator": 1, "examples_facilitator": 1}, (1, False, "one_way")),
        ({"barrier": 2, "facilitator": 1, "examples_barrier": 2, "examples_facilitator": 1}, (-1, False, "leans")),
        ({"barrier": 1, "facilitator": 1, "examples_barrier": 1, "examples_facilitator": 1}, (0, True, "contradicts")),
        ({"barrier": 1, "facilitator": 1}, (0, False, "contradicts")),
    ],
)  # fmt: skip
def test_each_rule_is_as_it_says(told, expected):
    assert proposed_value(counts(**told)) == expected


@given(barrier=few, facilitator=few, both=few, neutral=few, one=few, other=few)
def test_barriers_and_facilitators_are_treated_alike(barrier, facilitator, both, neutral, one, other):
    here = counts(barrier=barrier, facilitator=facilitator, both=both, neutral=neutral, examples_barrier=one, examples_facilitator=other)  # fmt: skip
    turned = counts(barrier=facilitator, facilitator=barrier, both=both, neutral=neutral, examples_barrier=other, examples_facilitator=one)  # fmt: skip
    value, mixed, rule = proposed_value(here)
    opposite, also, same = proposed_value(turned)
    assert (mixed, rule) == (also, same)
    assert (value is None) == (opposite is None)
    assert value is None or (value == -opposite and value in SCALE)
    assert rule in RULES
    assert not mixed or value == 0
    assert value is None or abs(value) < 2 or max(one, other) >= 2


def test_two_respondents_with_examples_are_needed(small):
    long = "Der er for få boliger. Huslejen er for høj."
    small.coding("SOE-01", "shortage", long, polarity="barrier")
    table = propose_ratings(small.study(), words=3).set_index(["case", "theme"])
    assert (table.loc[("soelev", "housing"), "value"], table.loc[("soelev", "housing"), "rule"]) == (
        -1,
        "one_way",
    )
    small.coding("SOE-01", "shortage", "Ja, for få boliger. Men vi når at besøge dem.", polarity="barrier")
    table = propose_ratings(small.study(), words=3).set_index(["case", "theme"])
    row = table.loc[("soelev", "housing")]
    assert (row["value"], row["barrier"], row["of_people"], row["examples_barrier"]) == (-2, 2, 3, 2)
    assert (
        propose_ratings(small.study(), words=30)
        .set_index(["case", "theme"])
        .loc[("soelev", "housing"), "value"]
        == -1
    )


def test_what_nobody_says_is_missing_and_steps_are_not_rated(small):
    table = propose_ratings(small.study())
    assert table["value"].isna().all()
    assert set(table["rule"]) == {"nothing_said"}
    assert "steps" not in set(table["theme"])


def test_a_study_without_cases_has_no_rows_but_the_columns(maker, request):
    empty = propose_ratings(maker.study(), by="code")
    full = propose_ratings(request.getfixturevalue("small").study(), by="code")
    assert (len(empty), len(full) > 0) == (0, True)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_another_scale_is_not_proposed_for(small):
    study = small.study()
    book = replace(study.codebook(), rating=RatingRules(scale=("unknown", "1", "2", "3", "4")))
    assert scale_of(book) == (1, 2, 3, 4)
    study.codebooks["small"] = book  # type: ignore[index]
    with pytest.raises(LookupFailedError, match="small"):
        propose_ratings(study)
