"""Codings of a text that was corrected: what was, and what waits."""

import json

import pandas as pd

from casekit.model.carried import Past, current_texts, elsewhere, left_behind, to_settle, words_before
from casekit.model.facts import Coding, Layout, Revision

DOCUMENTS = pd.DataFrame({"key": ["d"], "document": ["SOE-01"], "revision": ["new"]})
TURNS = json.dumps([[3, 9, "I", None, None], [14, 30, "IP", None, None]])
OLD = {"key": "old", "document": "d", "text": "I: Hvad?\nIP: Boligerne mangler.\n"}


def row(key, revision, start, end, carried=""):
    return {"key": key, "revision": revision, "start": start, "end": end, "carried": carried}


def facts(*codings):
    return {
        Coding: pd.DataFrame(codings, columns=["key", "revision", "start", "end", "carried"]),
        Revision: pd.DataFrame({"key": ["new"], "document": ["d"], "text": ["x"]}),
        Layout: pd.DataFrame({"revision": ["old"], "turns": [TURNS]}),
    }


def past(*codings):
    return Past(pd.DataFrame(codings), pd.DataFrame([OLD]))


def test_the_newest_text_is_the_current_one():
    texts = pd.DataFrame({"document": ["d", "e", "d"], "key": ["1", "2", "3"]})
    assert current_texts(texts)["key"].tolist() == ["2", "3"]


def test_the_words_before_are_those_that_somebody_last_stood_by():
    older, now = row("c", "old", 13, 22), row("c", "new", 0, 1, "changed")
    assert words_before(past(older, now)) == {"c": "Boligerne"}
    assert words_before(None) == {}


def test_a_coding_left_on_an_older_text_knows_its_document_and_its_turn():
    left = row("c", "old", 14, 22)
    found = left_behind(facts(left, row("d", "new", 0, 1)), DOCUMENTS, past(left))
    assert found[["key", "document", "turn"]].to_numpy().tolist() == [["c", "SOE-01", 2]]
    assert left_behind(facts(left), DOCUMENTS, None).empty


def test_a_coding_on_the_text_of_today_too_is_not_left():
    assert elsewhere(facts(row("c", "old", 14, 22), row("c", "new", 0, 1)), DOCUMENTS).empty


def test_what_waits_has_its_fate_and_its_words():
    codings = pd.DataFrame({"coding": ["a", "b"], "carried": ["changed", ""]})
    waits = to_settle(codings, pd.DataFrame({"key": ["c"], "carried": [""]}), {"a": "Ja", "c": "Nej"})
    assert waits[["coding", "fate", "before"]].to_numpy().tolist() == [
        ["a", "changed", "Ja"],
        ["c", "gone", "Nej"],
    ]
