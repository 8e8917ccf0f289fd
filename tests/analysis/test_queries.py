import pytest

from casekit.analysis.passages import PASSAGE_COLUMNS, passages
from casekit.analysis.queries import Saved, check_query, query, saved_queries
from casekit.errors import LookupFailedError, PatternError
from casekit.model.facts import Query, key_of

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-01", "rent", "få boliger. Huslejen er for høj.")
    small.coding("SOE-01", "methods", "Men vi når at besøge dem.")
    small.coding("SOE-01", "act", "ACT virker her.")
    small.coding("BAK-01", "shortage", "Ikke boliger, men ensomhed.")
    return small


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("shortage", ["SOE shortage", "BAK shortage"]),
        ("methods", ["SOE methods", "SOE act"]),
        ("code=methods", ["SOE methods"]),
        ("shortage and rent", ["SOE shortage", "SOE rent"]),
        ("shortage with rent", ["SOE shortage"]),
        ("shortage and not rent", ["BAK shortage"]),
        ("not shortage", ["SOE methods", "SOE act"]),
        ("shortage or act", ["SOE shortage", "SOE act", "BAK shortage"]),
        ("shortage near methods", ["SOE shortage"]),
        ("methods near 1 turn rent", ["SOE methods"]),
        ("act near 1 turn rent", []),
        ("act near 3 turns rent", ["SOE act"]),
        ("rent before methods", ["SOE rent"]),
        ("rent after methods", []),
        ("methods after rent", ["SOE methods"]),
        ("rent before methods before act", ["SOE rent"]),
        ("shortage before rent", []),
        ("methods near 4 words rent", ["SOE methods"]),
        ("methods near 3 words rent", []),
        ("methods near methods", ["SOE methods", "SOE act"]),
        ('"besøge"', ["SOE methods"]),
        ('"bolig*" and case=bakke', ["BAK shortage"]),
        ("polarity=barrier near act", []),
        ("polarity=barrier near 4 turns act", ["SOE shortage"]),
        ("(shortage or act) and case=soelev", ["SOE shortage", "SOE act"]),
    ],
)
def test_a_query_finds_these(coded, text, found):
    table = query(coded.study(), text)
    said = [f"{row.document[:3]} {row.code}" for row in table.itertuples()]
    assert sorted(said) == sorted(found)


def test_passages_look_as_everywhere(coded):
    study = coded.study()
    assert list(query(study, "shortage").columns) == list(PASSAGE_COLUMNS)
    assert query(study, "housing").equals(passages(study, code="housing"))


RENAMED = """
casekit: codebook/1
id: small
version: 2.0.0
title: {en: Small codebook}
codes:
  - id: shortage
    label: {en: Housing shortage}
changes:
  - version: 2.0.0
    date: 2024-01-01
    what: {en: A better name}
    replaced: {lack: [shortage]}
"""


def test_a_code_that_was_renamed_is_found_by_its_old_name(coded):
    coded.book(RENAMED)
    assert len(query(coded.study(), "lack")) == 2


def test_a_saved_query_is_run_by_its_name(coded):
    asked = Saved("shortage and case=bakke", coders=("ah",))
    coded.facts.append(Query(key_of("query", "bakke's"), "bakke's", asked.content))
    study = coded.study()
    assert saved_queries(study) == {"bakke's": asked}
    assert list(query(study, "bakke's")["document"]) == ["BAK-01"]


def test_suggestions_and_coders_can_be_asked(coded):
    coded.suggestion("SOE-02", "rent", "Vi har boliger nok.")
    study = coded.study()
    assert list(query(study, "rent", suggestions=True)["document"]) == ["SOE-02"]
    assert query(study, "rent", coders=["mb"]).empty
    with pytest.raises(LookupFailedError):
        query(study, "rent", coders=["nobody"])


def test_flags_are_those_of_the_suggestion_that_it_came_from(small, suggesting):
    study = suggesting(small.study(), {"document": "SOE-02", "code": "rent", "text": "Vi har boliger nok.", "flags": "negated", "status": "accepted", "became": "rent"})  # fmt: skip
    assert len(query(study, "flag=negated")) == 1
    assert query(study, "flag=hedged").empty
    assert query(study, "flag=negated", suggestions=True).empty


def test_a_mistake_in_a_search_term_is_shown_in_the_query(coded):
    with pytest.raises(PatternError) as caught:
        query(coded.study(), 'rent and "+bo+"')
    assert caught.value.caret.splitlines()[1].index("^") == 10


def test_an_unknown_code_is_told_with_what_comes_near(coded):
    with pytest.raises(PatternError) as caught:
        check_query(coded.study(), Saved("shortag"))
    assert (caught.value.problem, caught.value.data["near"]) == ("query_unknown_word", "shortage")


def test_an_empty_study_answers_with_nothing(maker):
    assert list(query(maker.study(), "shortage and not rent").columns) == list(PASSAGE_COLUMNS)
    assert query(maker.study(), '"bolig" near 5 words rent').empty
