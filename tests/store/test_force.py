from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.store.force import add_to_state, undone

pytestmark = pytest.mark.slow


histories = st.lists(st.none() | st.integers(0, 30), max_size=31).map(
    lambda targets: {
        str(n): None if target is None or not n else str(target % n) for n, target in enumerate(targets)
    }
)


def in_force(event: str, undoes: Mapping[str, str | None]) -> bool:
    """The law, word for word."""
    return not any(in_force(undo, undoes) for undo, target in undoes.items() if target == event)


@given(histories)
def test_an_event_is_in_force_unless_an_undo_in_force_names_it(undoes):
    assert undone(undoes) == {event for event in undoes if not in_force(event, undoes)}


@given(histories, st.randoms())
def test_the_order_of_events_decides_nothing(undoes, chance):
    shuffled = list(undoes.items())
    chance.shuffle(shuffled)
    assert undone(dict(shuffled)) == undone(undoes)


def test_nothing_is_undone_in_an_empty_history():
    assert undone({}) == frozenset()


def test_an_undo_of_an_event_that_is_not_there_is_no_problem():
    assert undone({"undo": "elsewhere"}) == frozenset()


def test_two_undos_of_one_event_need_two_redos():
    undoes = {"a": None, "u1": "a", "u2": "a", "r1": "u1"}
    assert "a" in undone(undoes)
    assert "a" not in undone({**undoes, "r2": "u2"})


def test_ten_thousand_undos_and_redos_do_not_exhaust_the_stack():
    chain: dict[str, str | None] = {"0": None} | {str(n): str(n - 1) for n in range(1, 10_001)}
    assert "0" not in undone(chain)
    assert "0" in undone({**chain, "last": "10000"})


def test_events_that_undo_each_other_in_a_circle_come_to_an_end():
    assert undone({"a": "b", "b": "a"}) <= {"a", "b"}


@given(st.sets(st.text(min_size=1), max_size=10), st.randoms())
def test_the_state_depends_on_the_set_of_events_alone(events, chance):
    order = list(events)
    chance.shuffle(order)
    cut = len(order) // 2
    assert add_to_state(add_to_state("", order[:cut]), order[cut:]) == add_to_state("", sorted(events))


@given(st.sets(st.text(min_size=1), max_size=5), st.text(min_size=1))
def test_one_event_more_is_another_state(events, other):
    if other not in events:
        assert add_to_state("", {*events, other}) != add_to_state("", events)


def test_a_state_is_a_sha256_in_hexadecimal_digits():
    assert len(add_to_state("", ["a"])) == len(add_to_state("", [])) == 64
