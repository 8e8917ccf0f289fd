from dataclasses import replace

import pytest

from casekit.analysis.exploring import Sieve, explored, passages_of
from casekit.analysis.matrices import matrix
from casekit.errors import LookupFailedError, UnknownCodeError
from casekit.model.facts import Asked, Topic, key_of


@pytest.fixture
def coded(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-01", "shortage", "få boliger. Huslejen", polarity="barrier", coder="mb")
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="barrier")
    small.coding("SOE-01", "act", "ACT virker her.", polarity="facilitator")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.", polarity="facilitator")
    small.coding("BAK-01", "housing", "Ikke boliger", polarity="")
    return small.study()


def cells(study, sieve=Sieve()):  # noqa: B008
    table = explored(study, study.codebook("small"), sieve)
    return {(row.case, row.code): row for row in table.itertuples()}


def test_a_cell_says_how_many_of_how_many_and_which_way(coded):
    found = cells(coded)
    both = found["soelev", "shortage"]
    assert (both.n, both.of, both.passages, both.direction, both.told) == (2, 2, 2, "mixed", "2/2")
    none = found["bakke", "shortage"]
    assert (none.n, none.of, none.passages, none.direction, none.told) == (0, 1, 0, "", "0/1")
    theme = found["bakke", "housing"]
    assert (theme.n, theme.direction) == (1, "")


def test_who_was_not_asked_is_told_apart_from_who_said_nothing(small):
    about, topic = key_of("document", "BAK-01"), key_of("topic", "Bolig")
    small.facts += [
        Topic(topic, "Bolig", 1, "{}", "[]", '["shortage"]'),
        Asked(key_of("asked", about, topic), about, topic, 0, key_of("coder", "ah")),
    ]
    found = cells(small.study())
    assert found["bakke", "shortage"].told == "not asked"
    assert found["soelev", "shortage"].told == "0/2"


pytestmark = pytest.mark.slow

SIEVES = [
    Sieve(),
    Sieve(role="support_worker"),
    Sieve(direction="barrier"),
    Sieve("team_leader", "da", "barrier"),
    Sieve(language="de"),
]


@pytest.mark.parametrize("sieve", SIEVES)
def test_every_number_leads_to_its_passages(coded, sieve):
    book = coded.codebook("small")
    for (case, code), row in cells(coded, sieve).items():
        behind = passages_of(coded, book, case, code, sieve)
        assert row.n == behind["document"].nunique()
        assert (row.passages == 0) == behind.empty
        assert set(behind["case"]) <= {case}


def test_a_direction_leaves_the_base_as_it_is(coded):
    found = cells(coded, Sieve(direction="barrier"))["soelev", "shortage"]
    assert (found.told, found.direction) == ("1/2", "barrier")


def test_a_role_counts_those_who_have_it_and_where_they_were_heard(coded):
    found = cells(coded, Sieve(role="team_leader"))
    assert found["soelev", "rent"].told == "1/1"
    assert ("bakke", "rent") not in found


@pytest.mark.parametrize("by", ["theme", "code"])
def test_without_a_sieve_it_counts_as_the_matrix_does(coded, by):
    table = matrix(coded, "case", by, codebook="small")
    found = cells(coded)
    assert [(row.n, row.of) for row in table.itertuples()] == [
        (found[row.case, getattr(row, by)].n, found[row.case, getattr(row, by)].of)
        for row in table.itertuples()
    ]


def test_passages_of_a_case_are_not_those_of_cases_below_it(coded):
    below = coded.cases.assign(parent=["", "soelev"])
    study = replace(coded, cases=below)
    found = passages_of(study, study.codebook("small"), "soelev", "housing", Sieve())
    assert set(found["document"]) == {"SOE-01", "SOE-02"}


def test_what_is_not_there_is_refused(coded):
    book = coded.codebook("small")
    with pytest.raises(LookupFailedError):
        passages_of(coded, book, "nowhere", "rent", Sieve())
    with pytest.raises(UnknownCodeError):
        passages_of(coded, book, "soelev", "nothing", Sieve())
    with pytest.raises(LookupFailedError):
        Sieve(direction="up").checked()
