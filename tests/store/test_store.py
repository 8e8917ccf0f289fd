import subprocess
import sys

import pytest

from casekit.errors import StoreError
from casekit.model.facts import FACTS, Coder, Coding, Setting, key_of
from casekit.store import Store

pytestmark = pytest.mark.slow


# Writing and reading


def test_a_new_file_has_no_events_and_no_facts(store):
    assert store.head() == 0
    assert store.events().empty
    assert all(frame.empty for frame in store.live().values())


def test_what_is_written_is_there_with_its_keys_as_text(store, coding, event):
    assert store.append(event(), [coding(), Coder(key_of("coder", "ah"), "ah")]) == 1
    row = store.live()[Coding].iloc[0]
    assert (row["key"], row["coder"], row["suggestion"]) == (coding().key, key_of("coder", "ah"), None)
    assert (row["start"], row["end"], row["event"]) == (0, 7, 1)


def test_danish_german_and_dutch_letters_and_emoji_stay_as_they_are(store, event):
    value = "Lindesø, Grünstraße, ’s-Hertogenbosch, ĳ 🏠\nand \x00 too"
    store.append(event(), [Setting(key_of("setting", "x"), "x", value)])
    assert Store(store.path).live()[Setting]["value"].tolist() == [value]


def test_an_event_is_written_with_all_its_facts_or_not_at_all(store, coding, event):
    with pytest.raises(StoreError) as caught:
        store.append(event(), [coding("a"), coding("a")])  # one id twice
    assert caught.value.problem == "store_failed"
    assert store.head() == 0
    assert store.live()[Coding].empty


def test_an_event_that_is_there_already_is_refused(store, event):
    same = event()
    store.append(same, [])
    with pytest.raises(StoreError):
        store.append(same, [])
    assert store.head() == 1


def test_an_ended_fact_is_not_live_and_comes_back_when_its_end_is_undone(store, coding, event, codes):
    store.append(event(), [coding()])
    end = event()
    store.append(end, [], store.live_ids(Coding, [coding().key]))
    assert codes(store) == []
    store.append(event(undoes=end.id), [])
    assert codes(store) == ["rent"]


def test_only_the_events_asked_for_count(store, coding, event, codes):
    first = event()
    store.append(first, [coding("a")])
    store.append(event(undoes=first.id), [])
    assert codes(store) == []
    assert list(store.live(among=[1])[Coding]["code"]) == ["rent"]
    assert store.live(among=[])[Coding].empty


def test_live_without_an_event_is_as_if_it_were_undone_and_writes_nothing(store, coding, event):
    first = event()
    store.append(first, [coding()])
    assert store.live_without(first.id)[Coding].empty
    assert len(store.live()[Coding]) == 1
    assert store.head() == 1


def test_live_without_an_undo_brings_back_what_it_took(store, coding, event):
    first = event()
    store.append(first, [coding()])
    undo = event(undoes=first.id)
    store.append(undo, [])
    assert len(store.live_without(undo.id)[Coding]) == 1


# What is new


def test_a_fact_that_says_nothing_new_is_not_among_the_new(store, coding, event):
    store.append(event(), [coding()])
    assert store.new_among([coding()]) == ([], [])


def test_a_fact_that_says_something_else_under_its_key_replaces_the_one_before(
    store, coding, event, kept, codes
):
    store.append(event(), [coding("a"), coding("b")])
    new, ended = store.new_among([coding("a", code="wait"), coding("b")])
    assert [fact.code for fact in new] == ["wait"]
    assert ended == store.live_ids(Coding, [coding("a").key])
    kept(store, [coding("a", code="wait")])
    assert sorted(codes(store)) == ["rent", "wait"]


def test_equal_facts_that_are_asked_for_together_are_new_once(store, coding):
    assert store.new_among([coding(), coding()]) == ([coding()], [])


def test_a_fact_that_was_ended_is_new_again(store, coding, event):
    store.append(event(), [coding()])
    store.append(event(), [], store.live_ids(Coding, [coding().key]))
    assert store.new_among([coding()]) == ([coding()], [])


def test_nothing_is_new_among_nothing(store):
    assert store.new_among([]) == ([], [])


def test_more_facts_than_one_statement_holds_are_told_apart(store, coding, event):
    many = [coding(str(n)) for n in range(2300)]
    store.append(event(), many[:2200])
    new, ended = store.new_among(many)
    assert new == many[2200:]
    assert ended == []
    assert len(store.live_ids(Coding, [fact.key for fact in many])) == 2200


# Processes


WRITER = """
import sys
from pathlib import Path
from casekit.model.facts import Coder, Event, key_of
from casekit.store import Store
store, name = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    key = key_of(name, str(number))
    store.append(Event(key, "2024-01-24T10:00:00.000+00:00", name, "record"), [Coder(key, f"{name} {number}")])
    print(number, flush=True)
"""


@pytest.mark.slow
def test_two_processes_that_write_at_once_both_get_everything_in(store):
    run = [sys.executable, "-c", WRITER, str(store.path)]
    both = [subprocess.Popen([*run, name, "25"], stdout=subprocess.DEVNULL) for name in ("ah", "bk")]
    assert [process.wait(60) for process in both] == [0, 0]
    history = store.events()
    assert list(history["n"]) == list(range(1, 51))
    assert len(store.live()[Coder]) == 50
    assert history["state"].is_unique


KILLER = """
import os, random, signal, sys, time
exec(sys.stdin.read())  # the writer, for its imports; it writes nothing
for round in range(20):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        for number in range(10_000):
            key = key_of(str(round), str(number))
            store.append(Event(key, "2024-01-24T10:00:00.000+00:00", "ah", "record"), [Coder(key, f"{round} {number}")])
            os.write(writer, b".")
    os.close(writer)
    told = os.read(reader, 1)
    time.sleep(random.random() / 50)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 1000):
        told += more
    print(len(told), store.head(), len(store.live()[Coder]), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
def test_a_writer_that_is_killed_loses_nothing_that_it_had_told(store):
    run = [sys.executable, "-c", KILLER, str(store.path), "none", "0"]
    done = subprocess.run(run, input=WRITER, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(done) == 20
    told = 0
    for rounds, line in enumerate(done, 1):
        new, head, facts = map(int, line.split())
        told += new
        assert facts == head  # no half event
        assert told <= head <= told + rounds  # at most one in each round was written and not told
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_every_kind_of_fact_has_a_frame(store):
    assert list(store.live()) == list(FACTS)
