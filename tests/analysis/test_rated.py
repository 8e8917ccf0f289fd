"""What people rated: what holds, and what is to be looked at."""

import json

import pytest

from casekit.analysis.rated import rating_findings, ratings, shown_ratings, values_of, written_value
from casekit.analysis.rating_basis import rating_basis
from casekit.errors import LookupFailedError
from casekit.model.facts import Rating, key_of

pytestmark = pytest.mark.slow


HIGH, MANY = "Huslejen er for høj.", "Ja, for få boliger."


@pytest.fixture
def rated(small):
    """Rates in the small study."""

    def rate(
        value, *, coder="ah", case="soelev", code="housing", mixed=0, reason="Læst.", links=(), basis=None
    ):
        under = rating_basis(small.study(), case=case, code=code) if basis is None else basis
        small.facts.append(Rating(key_of("rating", case, code, coder), key_of("case", case), code, key_of("codebook", "small"), value, mixed, reason, key_of("coder", coder), under, json.dumps(list(links))))  # fmt: skip
        return small.study()

    return rate


def cell(study, rater=None, case="soelev", theme="housing"):
    return ratings(study, rater).set_index(["case", "theme"]).loc[(case, theme)]


def test_not_rated_and_missing_are_told_apart(rated):
    study = rated(None)
    assert (cell(study)["status"], cell(study, case="bakke")["status"]) == ("one_rater", "not_rated")
    assert ratings(study)["value"].isna().all()


def test_raters_alike_differ_and_agree(rated):
    rated(-2)
    assert cell(rated(-2, coder="mb"))[["value", "status", "raters"]].tolist() == [-2, "alike", 2]
    study = rated(0, coder="mb", mixed=1, code="support")
    assert cell(study, theme="support")["values"] == "mb 0*"
    rated(1, code="support")
    apart = cell(rated(1, code="support"), theme="support")
    assert apart["status"] == "differ"
    assert apart[["value"]].isna().all()
    agreed = cell(rated(1, code="support", coder="agreed"), theme="support")
    assert agreed[["value", "status", "raters"]].tolist() == [1, "agreed", 2]


def test_one_raters_own_and_the_agreed_alone(rated):
    rated(-1)
    study = rated(-2, coder="agreed")
    assert (cell(study, "ah")["value"], cell(study, "agreed")["value"], cell(study, "mb")["status"]) == (
        -1,
        -2,
        "not_rated",
    )
    with pytest.raises(LookupFailedError):
        ratings(study, "nobody")


def test_strength_two_needs_linked_passages_of_two_respondents(small, rated):
    one = small.coding("SOE-01", "rent", HIGH, polarity="barrier")
    other = small.coding("SOE-01", "shortage", MANY, polarity="barrier")
    wrong = small.coding("SOE-01", "methods", "ACT virker her.", polarity="barrier")
    kinds = [finding.kind for finding in rating_findings(rated(-2, links=[one]))]
    assert kinds == ["rating_thin"]
    assert list(rating_findings(rated(-2, coder="ah", code="rent", links=[one, other]))) != []
    small.facts = [fact for fact in small.facts if not isinstance(fact, Rating)]
    assert list(rating_findings(rated(-2, links=[one, other]))) == []
    small.facts.pop()
    assert {finding.kind for finding in rating_findings(rated(-2, links=[one, wrong]))} == {
        "rating_thin",
        "rating_link_elsewhere",
    }
    small.facts.pop()
    assert {finding.kind for finding in rating_findings(rated(2, links=[one, other]))} == {"rating_thin"}


def test_no_reason_changed_passages_and_raters_apart_are_told(small, rated):
    rated(-1, reason=" ")
    study = rated(1, coder="mb")
    assert (
        sorted(finding.kind for finding in rating_findings(study))
        == ["rating_without_reason", "raters_apart"][::-1]
    )
    small.coding("SOE-01", "rent", HIGH, polarity="barrier")
    assert [finding.kind for finding in rating_findings(small.study())].count("rating_stale") == 2
    assert cell(small.study(), "ah")["stale"]
    settled = rated(0, coder="agreed")
    assert "raters_apart" not in [finding.kind for finding in rating_findings(settled)]


def test_values_are_written_as_people_write_them(rated):
    study = rated(0, mixed=1)
    wide = shown_ratings(ratings(study), {"soelev": "Sølev"})
    assert wide.loc["Housing", "Sølev"] == "0*"
    assert [written_value(value) for value in (-2, 0, 2, None)] == ["−2", "0", "+2", "–"]


def test_displays_may_work_with_proposals(small):
    small.coding("SOE-01", "rent", HIGH, polarity="barrier")
    told = values_of(small.study(), use="proposed").set_index(["case", "theme"]).loc[("soelev", "housing")]
    assert (told["value"], told["status"]) == (-1, "proposed")
    with pytest.raises(LookupFailedError):
        values_of(small.study(), use="guessed")


def test_nothing_rated_has_the_same_columns(maker, request):
    empty = ratings(maker.study())
    assert (len(empty), list(rating_findings(maker.study()))) == (0, [])
    assert empty.dtypes.to_dict() == ratings(request.getfixturevalue("small").study()).dtypes.to_dict()
