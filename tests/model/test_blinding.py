import pandas as pd
import pytest

from casekit.model.blinding import Blind, blind_for, hidden_work, shown
from casekit.model.facts import (
    FACTS,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Memo,
    Revision,
    Suggestion,
    key_of,
)

AH, BK, CL, MACHINE = (key_of("coder", name) for name in ("ah", "bk", "cl", "indicators"))


def assigned(*rows):
    columns = ["key", "document", "coder", "finished"]
    return pd.DataFrame([(f"{n}", *row) for n, row in enumerate(rows)], columns=columns, dtype=object)


@pytest.fixture
def facts():
    frames = {kind: pd.DataFrame({"key": []}, dtype=object) for kind in FACTS}
    coders = (AH, BK, CL, MACHINE)
    return frames | {
        DocumentFact: pd.DataFrame({"key": ["d", "e"], "name": ["LIN-01", "HAV-01"]}),
        Revision: pd.DataFrame({"key": ["rd", "re"], "document": ["d", "e"]}),
        Coder: pd.DataFrame({"key": coders, "kind": ["person"] * 3 + ["machine"]}),
        Coding: pd.DataFrame({"key": [f"{one}{text}" for one in "abc" for text in "de"], "revision": ["rd", "re"] * 3, "coder": [AH, AH, BK, BK, CL, CL]}),
        Suggestion: pd.DataFrame({"key": ["s1", "s2"], "revision": ["rd", "rd"], "coder": [MACHINE, AH]}),
        Decision: pd.DataFrame({"key": ["x", "y"], "suggestion": ["s1", "s1"], "coder": [AH, BK]}),
        Memo: pd.DataFrame({"key": ["m", "n", "o"], "about": ["ad", "rd", "elsewhere"], "revision": [None, "rd", None], "coder": [AH, CL, AH]}),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "name", "others"),
    [
        ([("d", AH, 0), ("d", BK, 0)], "ah", {"d": {BK}}),
        ([("d", AH, 1), ("d", BK, 0)], "ah", {"d": {BK}}),
        ([("d", AH, 1), ("d", BK, 1)], "ah", {}),
        ([("d", AH, 0), ("d", BK, 0)], "cl", {}),
        ([("d", AH, 0), ("d", BK, 0)], None, {"d": {AH, BK}}),
        ([("d", AH, 0)], "ah", {}),
        ([("d", AH, 0)], None, {}),
        ([], "ah", {}),
    ],
)
def test_a_document_is_blind_for_those_who_code_it_until_all_have_finished(rows, name, others):
    assert {key: set(who) for key, who in blind_for(assigned(*rows), name).others.items()} == others


def test_what_others_did_on_a_blind_document_is_not_there_and_the_rest_is(facts):
    seen = shown(facts, Blind(BK, {"d": frozenset({AH})}))
    assert list(seen[Coding]["key"]) == ["ae", "bd", "be", "ce"]
    assert list(seen[Suggestion]["key"]) == ["s1"]
    assert list(seen[Decision]["key"]) == ["y"]
    assert list(seen[Memo]["key"]) == ["n", "o"]
    assert len(facts[Coding]) == 6


def test_nobody_named_sees_no_work_on_a_blind_document(facts):
    seen = shown(facts, Blind(None, {"d": frozenset({AH, BK})}))
    assert list(seen[Coding]["key"]) == ["ae", "be", "ce"]
    assert seen[Decision].empty


def test_where_nothing_is_blind_everything_is_shown(facts):
    assert shown(facts, Blind()) == dict(facts)
    assert hidden_work(facts, Blind()) == []


def test_what_is_hidden_is_told_by_document_and_number(facts):
    [told] = hidden_work(facts, Blind(BK, {"e": frozenset({AH, CL})}))
    assert (told.where, told.data["n"]) == ("HAV-01", 2)
