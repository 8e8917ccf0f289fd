from collections import Counter
from dataclasses import replace

import pytest

from casekit.model.facts import (
    FACTS,
    CaseFact,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Export,
    Memo,
    Revision,
    key_of,
)
from casekit.store.undoing import Ledger

pytestmark = pytest.mark.slow


def taken(store, event, before=()):
    ledger = Ledger(store.trail())
    return ledger, ledger.take(event.id, [one.id for one in before])


def resting(store, event, before=()):
    ledger, found = taken(store, event, before)
    return dict(Counter(FACTS[ledger.kind[row]].table for row in found.rests))


def test_nothing_rests_on_the_last_act(store, coding, kept):
    assert resting(store, kept(store, [coding()])) == {}


def test_what_names_a_fact_rests_on_it(store, coding, kept):
    first = kept(store, [coding()])
    kept(store, [Memo(key_of("memo", "1"), coding().key, "Ses efter", key_of("coder", "ah"))])
    kept(
        store,
        [
            Decision(
                key_of("decision", "1"), key_of("s"), "accepted", key_of("coder", "ah"), coding=coding().key
            )
        ],
    )
    assert resting(store, first) == {"memos": 1, "decisions": 1}


def test_a_later_change_rests_on_what_it_changed(store, coding, kept):
    kept(store, [coding()])
    second = kept(store, [coding(code="wait")])
    kept(store, [coding(code="loans")])
    assert resting(store, second) == {"codings": 1}


def test_a_change_can_be_taken_back_while_nothing_came_after_it(store, coding, kept):
    kept(store, [coding()])
    second = kept(store, [coding(code="wait")])
    kept(store, [coding("other")])
    assert resting(store, second) == {}


def test_what_was_taken_back_does_not_rest_on_anything(store, coding, event, kept):
    first = kept(store, [coding()])
    memo = kept(store, [Memo(key_of("memo", "1"), coding().key, "Ses efter", key_of("coder", "ah"))])
    store.append(event(undoes=memo.id), [])
    assert resting(store, first) == {}


def test_what_somebody_else_said_as_well_stays_and_carries_what_rests_on_it(copies, coding, kept):
    ours, theirs = copies(["ours", "theirs"])
    first = kept(ours, [coding()])
    kept(theirs, [coding()])
    ours.merge(theirs.path)
    kept(ours, [Memo(key_of("memo", "1"), coding().key, "Ses efter", key_of("coder", "ah"))])
    assert resting(ours, first) == {}


def test_an_end_rests_on_nothing_so_that_a_withdrawal_can_be_taken_back(store, coding, event, kept):
    kept(store, [coding()])
    end = event()
    store.append(end, [], store.live()[type(coding())]["id"])
    assert resting(store, end) == {}
    kept(store, [replace(coding(), code="wait")])
    assert resting(store, end) == {"codings": 1}


def test_what_was_there_before_does_not_rest_on_it(store, coding, event, kept):
    kept(store, [coding()])
    kept(store, [Memo(key_of("memo", "1"), coding().key, "Ses efter", key_of("coder", "ah"))])
    end = event()
    store.append(end, [], store.live()[type(coding())]["id"])
    undo = event(undoes=end.id)
    store.append(undo, [])
    assert resting(store, undo) == {}  # the memo stood without its coding before


def test_a_later_change_rests_on_the_first_version_too(store, coding, kept):
    first = kept(store, [coding()])
    second = kept(store, [coding(code="wait")])
    assert resting(store, first) == {"codings": 1}
    assert resting(store, first, before=[second]) == {}


def test_what_stands_in_the_records_rests_on_nothing(store, coding, kept):
    case = CaseFact(key_of("case", "lin"), "lin", "Lindesø")
    first = kept(store, [case])
    kept(store, [Export(key_of("x"), "feedback", case.key, "f.docx", "d", 0)])
    assert resting(store, first) == {}


def test_what_would_come_back_without_its_ground_must_wait(store, coding, event, kept):
    document = DocumentFact(key_of("d"), "LIN", None, "interview", "", "da", "", "", "", "")
    first = kept(store, [document])
    second = kept(store, [Revision(key_of("r"), document.key, "Huslejen", "s")])
    undone = [event(undoes=one.id) for one in (second, first)]
    for undo in undone:
        store.append(undo, [])
    ledger, found = taken(store, undone[0])
    assert [FACTS[ledger.kind[row]].table for row in found.needs] == ["documents"]
    assert len(taken(store, undone[0], before=[undone[1]])[1].needs) == 0


def test_coders_stay_as_long_as_somebody_names_them(store, coding, kept):
    first = kept(store, [Coder(key_of("coder", "ah"), "ah"), coding("other")])
    second = kept(store, [coding()])
    ledger, found = taken(store, first)
    assert [str(ledger.trail.names[key]) for key in found.coders] == [key_of("coder", "ah")]
    assert len(found.rests) == 0
    assert len(taken(store, first, before=[second])[1].coders) == 0


def test_the_ledger_and_the_store_agree_on_what_is_live(store, coding, event, kept):
    first = kept(store, [coding()])
    kept(store, [coding(code="wait")])
    store.append(event(undoes=first.id), [])
    ledger = Ledger(store.trail())
    mine = ledger.live() & (ledger.kind == FACTS.index(Coding))
    assert int(mine.sum()) == len(store.live()[Coding])
