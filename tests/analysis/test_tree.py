from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.analysis.comparing import compare
from casekit.analysis.passages import passages
from casekit.analysis.tree import tree
from casekit.errors import LookupFailedError
from casekit.model.facts import key_of
from casekit.wording import speak

pytestmark = pytest.mark.slow


SPLIT = """
casekit: codebook/1
id: small
version: 2.0.0
codes:
  - id: housing
    codes: [{id: rent}, {id: deposit}]
changes:
  - {version: 1.0.0}
  - {version: 2.0.0, replaced: {rent: [rent, deposit], shortage: [rent, deposit]}}
"""
COUNTS = ["interviews", "passages", "suggestions", "waiting"]


def counts(table, code):
    return table.set_index("code").loc[code, COUNTS].to_list()


def test_the_tree_has_every_code_with_its_level_below_the_one_above(small):
    table = tree(small.study())
    assert list(zip(table["code"], table["level"], strict=True)) == [
        ("housing", 0), ("shortage", 1), ("rent", 1), ("support", 0), ("methods", 1), ("act", 2), ("steps", 0), ("intake", 1),
    ]  # fmt: skip
    assert list(table.index[:2]) == ["Housing", "\u2003Housing shortage"]
    assert table.index[5] == "\u2003\u2003ACT"
    assert table.index.name == "Small codebook"
    assert not table[COUNTS].to_numpy().any()


def test_labels_are_in_the_language_spoken_and_say_where_another_stands_in(small):
    speak("da")
    assert list(tree(small.study())["label"][:2]) == ["Bolig", "Boligmangel"]
    speak("nl")
    assert tree(small.study())["label"].iloc[0] == "Housing [en]"


def test_a_code_counts_what_was_said_about_it_and_about_those_below(small):
    small.coding("SOE-01", "act", "ACT virker her.")
    small.coding("SOE-01", "methods", "Ja, for få boliger.")
    small.coding("SOE-02", "act", "Vi har boliger nok.")
    small.coding("SOE-02", "support", "boliger nok.", coder="mb")
    table = tree(small.study())
    assert counts(table, "act") == [2, 2, 0, 0]
    assert counts(table, "methods") == [2, 3, 0, 0]
    assert counts(table, "support") == [2, 3, 0, 0], "words of one theme that overlap are one passage"
    assert counts(table, "housing") == [0, 0, 0, 0]


def test_what_somebody_asks_is_not_counted_and_what_was_agreed_counts_for_all(small):
    small.coding("SOE-01", "rent", "Hvordan går det med boliger?")
    assert counts(tree(small.study()), "rent") == [0, 0, 0, 0]
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.coding("SOE-01", "act", "ACT virker her.", coder="agreed")
    table = tree(small.study())
    assert (counts(table, "rent"), counts(table, "act")) == ([0] * 4, [1, 1, 0, 0])


def test_open_suggestions_are_counted_and_no_decided_ones(small):
    small.suggestion("SOE-01", "rent", "Huslejen er for høj.")
    small.suggestion("SOE-02", "shortage", "Vi har boliger nok.")
    table = tree(small.study())
    assert [counts(table, code)[2] for code in ("housing", "rent", "shortage", "act")] == [2, 1, 1, 0]


def test_codings_that_wait_are_told_and_counted_as_no_passage(small):
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.")
    small.facts = [fact for fact in small.facts if getattr(fact, "name", "") != "small"]
    small.book(SPLIT)
    table = tree(small.study())
    assert counts(table, "rent") == [0, 0, 0, 1]
    assert counts(table, "housing") == [0, 0, 0, 1], "what has no code of today stands nowhere"
    assert counts(table, "deposit") == [0, 0, 0, 0]


def test_another_codebook_is_counted_for_itself(small):
    small.book(SPLIT.replace("id: small", "id: other"))
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.facts[-1] = replace(
        small.facts[-1], codebook=key_of("codebook", "other"), version="2.0.0", code="deposit"
    )
    study = small.study()
    assert counts(tree(study, "other"), "deposit") == [1, 1, 0, 0]
    assert not tree(study, "small")[COUNTS].to_numpy().any()
    assert tree(study, "other").index.name == "other", "it has no title"


def test_an_unknown_codebook_is_refused(small, build):
    with pytest.raises(LookupFailedError):
        tree(small.study(), "nowhere")
    with pytest.raises(LookupFailedError):
        tree(build().study())


SAID = ("Der er for få boliger.", "få boliger. Huslejen", "Huslejen er for høj.", "ACT virker her.")
CODES = ("housing", "shortage", "rent", "support", "methods", "act")


@pytest.mark.slow  # makes a study for each example
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(SAID), st.sampled_from(["ah", "mb"]))))
def test_a_code_counts_as_its_passages_do_and_a_theme_as_it_is_compared(small, codings):
    before = list(small.facts)
    try:
        for code, said, coder in set(codings):
            small.coding("SOE-01", code, said, coder=coder)
        study = small.study()
    finally:
        small.facts = before
    table = tree(study).set_index("code")["passages"]
    below = {"shortage", "rent", "act"}
    assert {code: table[code] for code in below} == {code: len(passages(study, code=code)) for code in below}
    compared = compare(study).groupby("theme")["passages"].sum()
    assert dict(table[["housing", "support", "steps"]]) == dict(compared)
