"""Every version of a fact that a file holds."""

from dataclasses import replace

from casekit.model.facts import Coding


def test_all_versions_of_a_key_are_there_with_what_ended_them(store, event, coding, kept):
    one = coding("c1")
    kept(store, [one, coding("c2")])
    kept(store, [replace(one, code="waiting")])
    found = store.past(Coding, [one.key])
    assert found["code"].tolist() == ["rent", "waiting"]
    assert found["ended_by"].tolist() == [(2,), ()]
    assert found["coder"].tolist() == [one.coder] * 2
    store.append(event(verb="withdraw"), [], store.live_ids(Coding, [one.key]))
    assert store.past(Coding, [one.key])["ended_by"].tolist() == [(2,), (3,)]
    assert store.past(Coding, []).empty
    assert store.ended_twice(Coding) == []


def test_what_two_copies_ended_apart_is_found_when_they_are_united(copies, event, coding):
    one, other = copies("ab")
    first = event()
    for store in (one, other):
        store.append(first, [coding("c1")])
    for store in (one, other):
        store.append(event(), [], store.live_ids(Coding, [coding("c1").key]))
    one.merge(other.path)
    assert one.ended_twice(Coding) == [coding("c1").key]
    assert other.ended_twice(Coding) == []
