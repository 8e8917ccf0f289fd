import pandas as pd
import pytest

from casekit.model.contested import contested, verdicts
from casekit.model.facts import FACTS, Coding, Decision, Revision

DOCUMENTS = pd.DataFrame({"key": ["d"], "revision": ["r"]})
CODINGS = pd.DataFrame(
    {"key": ["c1", "c2"], "revision": ["r", "r"], "code": ["rent", "wait"], "polarity": ["", ""]}
)


def facts(**told):
    kinds = {kind.__name__: kind for kind in FACTS}
    frames = {kind: pd.DataFrame({"key": []}, dtype=object) for kind in FACTS}
    frames[Revision] = pd.DataFrame({"key": ["r", "old"], "document": ["d", "d"]})
    frames[Coding] = CODINGS
    return frames | {kinds[name]: frame for name, frame in told.items()}


def decisions(*rows):
    return pd.DataFrame(
        [("k", "s", *row) for row in rows], columns=["key", "suggestion", "verdict", "coding"], dtype=object
    )


@pytest.mark.parametrize(
    ("made", "differ"),
    [
        ([("accepted", "c1"), ("accepted", "c1")], False),
        ([("accepted", "c1"), ("rejected", None)], True),
        ([("changed", "c1"), ("changed", "c2")], True),
        ([("rejected", None), ("rejected", None)], False),
    ],
)
def test_decisions_differ_by_what_they_say_not_by_who_says_so(made, differ):
    found = list(contested(facts(Decision=decisions(*made)), DOCUMENTS))
    assert found == ([(Decision, ["k"])] if differ else [])


def test_a_coding_on_two_texts_of_a_document_is_one_and_on_one_text_two():
    apart = CODINGS.assign(key="c1", revision=["r", "old"])
    assert list(contested(facts(Coding=apart), DOCUMENTS)) == []
    assert list(contested(facts(Coding=CODINGS.assign(key="c1")), DOCUMENTS)) == [(Coding, ["c1"])]


def test_a_decision_says_its_verdict_and_what_it_led_to():
    assert list(verdicts(decisions(("accepted", "c2"), ("rejected", None)), CODINGS)) == [
        "accepted wait ",
        "rejected  ",
    ]
