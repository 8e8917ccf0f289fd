from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language import stretches as module
from casekit.language.stretches import stretches


def turn(number, start, end):
    return SimpleNamespace(turn=number, start=start, end=end)


def told(text, turns):
    return [(one.turn, one.span.of(text)) for one in stretches(text, turns)]


def test_turns_come_with_their_numbers_and_what_stands_between_with_0():
    text = "Titel\n\nI: Hvad?\n\nIP: Jo.\n"
    assert told(text, [turn(1, 10, 15), turn(2, 21, 24)]) == [
        (0, "Titel\n\nI:"),
        (1, "Hvad?"),
        (0, "IP:"),
        (2, "Jo."),
    ]
    assert told(text, []) == [(0, text.strip())]
    assert told(" \n", []) == []


@given(st.text("ab \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_nothing_is_lost_and_nothing_comes_twice(text, places):
    turns = [turn(number, *sorted(place)) for number, place in enumerate(places, 1)]
    found = list(stretches(text, turns))
    inside = [one.span for one in found]
    assert all(one.end <= other.start for one, other in pairwise(inside))
    assert "".join("".join(one.of(text).split()) for one in inside) == "".join(text.split())


@pytest.mark.parametrize("text", ["aaaa bbbb. cccc dddd. e", "x" * 23])
def test_what_is_too_long_comes_in_pieces(text, monkeypatch, one_document):
    monkeypatch.setattr(module, "_AT_ONCE", 10)
    pieces = [one.span for one in module.stretches_of(one_document(text), "A")]
    assert len(pieces) > 2
    assert all(len(one) <= 10 for one in pieces)
    assert "".join(one.of(text) for one in pieces).replace(" ", "") == text.replace(" ", "")


def test_only_what_is_said_where_somebody_speaks(one_document):
    study = one_document("Titel\n\nI: Hvad?", [("I", "interviewer", 10, 15)])
    assert [one.turn for one in module.stretches_of(study, "A")] == [0, 1]
    assert [one.turn for one in module.stretches_of(study, "A", said=True)] == [1]
    assert [one.turn for one in module.stretches_of(one_document("Titel"), "A", said=True)] == [0]
