import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.model.blinding import Blind
from casekit.project.assigning import (
    assigned_coders,
    assignment_of,
    document_keys,
    facts_of,
    still_at_it,
    unhidden,
)


@pytest.fixture
def study(project):
    return project.study()


def test_names_are_given_alone_or_several_and_each_counts_once(study):
    assert list(document_keys(study, "LIN-01")) == ["LIN-01"]
    assert list(document_keys(study, ["LIN-01", "HAV-01", "LIN-01"])) == ["LIN-01", "HAV-01"]
    assert [one.name for one in assigned_coders(study, ["ah", " bk ", "ah"])] == ["ah", "bk"]


@pytest.mark.parametrize("names", ["findes ikke", [], ""])
def test_unknown_documents_and_none_are_refused(study, names):
    with pytest.raises(LookupFailedError):
        document_keys(study, names)


def test_there_is_an_assignment_for_each_document_and_coder(study):
    keys, people = document_keys(study, ["LIN-01", "HAV-01"]), assigned_coders(study, ["ah", "bk"])
    assert len(facts_of(keys.values(), people)) == 2 + 4
    assert (
        assignment_of(keys["LIN-01"], people[0].key).key
        == assignment_of(keys["LIN-01"], people[0].key, finished=True).key
    )


def test_nobody_is_at_a_document_that_is_not_assigned(study):
    assert still_at_it(study, "LIN-01") == ()


def test_the_log_keeps_who_and_when_of_hidden_acts(study):
    key = study.documents.set_index("document").loc["LIN-01", "key"]
    log = pd.DataFrame({"by": ["ah", "bk", "ah"], "verb": ["accepted", "accepted", "add"], "why": ["x", "y", "z"], "documents": ["HAV-01, LIN-01", "LIN-01", "LIN-01"]})  # fmt: skip
    blind = Blind("bk", {key: frozenset({"ah"})})
    assert list(unhidden(log, study, blind, "bk", strict=False)["why"]) == ["", "y", "z"]
    assert list(unhidden(log, study, blind, "bk", strict=True)["why"]) == ["y", "z"]
