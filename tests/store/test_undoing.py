from dataclasses import replace

from casekit.model.facts import Decision, Memo, key_of
from casekit.store.undoing import rests_on


def resting(store, event):
    history = store.events()
    [n] = history.loc[history["id"] == event.id, "n"]
    return dict(rests_on(store.live(), store.live_without(event.id), after=n))


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
