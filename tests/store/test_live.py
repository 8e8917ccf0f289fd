"""What is live: by the law, and by example."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.model.facts import Coding, Message, key_of
from casekit.store import Store
from casekit.store.live import live_rows
from casekit.store.opening import reading

pytestmark = pytest.mark.slow


LAW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
acts = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "withdraw", "undo", "redo"]),
        st.integers(0, 2),
        st.sampled_from(["rent", "wait"]),
    ),
    max_size=6,
)


@LAW
@given(acts, acts)
def test_every_live_fact_has_an_event_in_force_and_no_end_in_force(perform, base, ours):
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "a", new=True)
        perform(store, base, "ah")
        perform(store, ours, "bk")
        with store._engine.connect() as connection:
            facts = connection.exec_driver_sql("SELECT id, event, key, sha FROM codings ORDER BY event").all()
            ended = connection.exec_driver_sql("SELECT event, fact FROM ends").all()
        force = set(store.events().query("in_force")["n"])
        gone = {fact for n, fact in ended if n in force}
        expected = {row.id: (row.key, row.sha) for row in facts if row.event in force and row.id not in gone}
        assert sorted(store.live_ids(Coding, [key_of("coding", str(n)) for n in range(3)])) == sorted(
            expected
        )
        once = {
            told: id_ for id_, told in reversed(expected.items())
        }  # equal ones are shown once, as the first
        assert sorted(store.live()[Coding]["id"]) == sorted(once.values())


def test_only_live_facts_with_one_of_the_keys_are_found(store, coding, event):
    store.append(event(), [coding("a"), coding("b"), coding("c")])
    store.append(event(), [], store.live_ids(Coding, [coding("b").key]))
    with reading(store._engine, store.path) as connection:
        rows = live_rows(connection, Coding, [coding("a").key, coding("b").key, key_of("nothing")])
        assert [(row.key, row.event) for row in rows] == [(coding("a").key, 1)]
        assert live_rows(connection, Coding, []) == []


def test_a_key_is_looked_up_in_its_own_kind_only(store, coding, event):
    store.append(event(), [coding("a")])
    assert store.live_ids(Message, [coding("a").key]) == []


def test_equal_facts_are_shown_once_and_different_ones_both(store, coding, event):
    store.append(event(), [coding("a")])
    store.append(event(), [coding("a")])
    assert len(store.live()[Coding]) == 1
    store.append(event(), [coding("a", code="wait")])
    assert list(store.live()[Coding]["code"]) == ["rent", "wait"]


def test_when_the_first_of_two_equal_facts_is_undone_the_other_is_shown(store, coding, event):
    first = event()
    store.append(first, [coding("a")])
    store.append(event(), [coding("a")])
    store.append(event(undoes=first.id), [])
    assert list(store.live()[Coding]["event"]) == [2]


def test_an_end_that_was_undone_ends_nothing_and_among_the_events_before_it_never_did(store, coding, event):
    store.append(event(), [coding("a")])
    end = event()
    store.append(end, [], store.live_ids(Coding, [coding("a").key]))
    store.append(event(undoes=end.id), [])
    assert [len(store.live(among=range(1, n + 1))[Coding]) for n in (1, 2, 3)] == [1, 0, 1]


def test_facts_of_one_event_stand_as_they_were_given(store, coding, event):
    store.append(event(), [coding(key, code=key) for key in "zebra"])
    assert list(store.live()[Coding]["code"]) == list("zebra")
