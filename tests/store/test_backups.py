"""Backups are whole, checked, and let go of in time; a migration without one does not happen."""

import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casekit.errors import StoreError
from casekit.model.facts import Coding
from casekit.store import Store, backups
from casekit.store.backups import back_up, backups_of, is_due, kind_of, made_at
from casekit.store.copying import copy_database
from casekit.store.verifying import verify

pytestmark = pytest.mark.slow


NOW = datetime(2026, 11, 22, 22, 15, 1, tzinfo=UTC)
GOLDEN = Path(__file__).parent.parent / "golden"


def test_a_backup_says_when_it_was_made_and_holds_what_the_file_held(store, event, coding):
    store.append(event(), [coding()])
    made = back_up(store.path, now=NOW)
    assert made.relative_to(store.path.parent).as_posix() == "backups/study-2026-11-22T221501Z.casekit"
    assert made_at(store.path, made) == NOW
    assert len(Store(made).live()[Coding]) == 1
    assert verify(made).sound
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_two_backups_in_one_second_are_two(store):
    assert back_up(store.path, now=NOW) != back_up(store.path, now=NOW)
    assert len(backups_of(store.path)) == 2


def test_backups_are_those_of_the_file_newest_first(store):
    made = [back_up(store.path, now=NOW + timedelta(days=n)) for n in (2, 0, 1)]
    (made[0].parent / "notes.txt").write_text("x")
    (made[0].parent / "other-2026-11-22T221501Z.casekit").write_text("x")
    assert backups_of(store.path) == [made[0], made[2], made[1]]
    assert backups_of(store.path.with_name("none.casekit")) == []


def test_the_newest_five_stay_and_of_older_days_the_newest_of_five(store):
    times = [NOW - timedelta(hours=6 * n) for n in range(60)]
    for time in reversed(times):
        back_up(store.path, now=time)
    kept = [made_at(store.path, path) for path in backups_of(store.path)]
    assert kept[:5] == times[:5]
    assert len(kept) == 10
    older = kept[5:]
    assert [time.date() for time in older] == [older[0].date() - timedelta(days=n) for n in range(5)]
    assert all(time == max(one for one in times[5:] if one.date() == time.date()) for time in older)


def test_those_made_before_a_migration_are_kept_apart(store):
    marked = back_up(store.path, kind="migration", now=NOW - timedelta(days=100))
    for n in range(12):
        back_up(store.path, now=NOW + timedelta(minutes=n))
    assert marked in backups_of(store.path)
    assert kind_of(store.path, marked) == "migration"


def test_a_backup_is_due_when_the_file_changed_and_the_newest_is_older_than_ten_minutes(store, event, coding):
    first = datetime.fromisoformat((one := event()).at)
    assert not is_due(store.path, first)
    store.append(one, [coding("a")])
    assert not is_due(store.path, first + timedelta(minutes=9))
    assert is_due(store.path, first + timedelta(minutes=11))
    back_up(store.path, now=first + timedelta(minutes=11))
    assert not is_due(store.path, first + timedelta(days=1))
    store.append(event(), [coding("b")])
    assert not is_due(store.path, first + timedelta(minutes=12))
    assert is_due(store.path, first + timedelta(minutes=22))


def test_without_room_nothing_is_copied(store, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage(10, 10, 0))
    with pytest.raises(StoreError) as caught:
        back_up(store.path)
    assert caught.value.problem == "no_room"
    assert backups_of(store.path) == []


def test_a_damaged_file_gives_no_backup(store, event, coding):
    store.append(event(), [coding(str(n)) for n in range(600)])
    data = store.path.read_bytes()
    store.path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with pytest.raises(StoreError) as caught:
        back_up(store.path)
    assert caught.value.problem == "no_backup"
    assert list((store.path.parent / "backups").iterdir()) == []


def test_while_another_program_writes_a_backup_is_what_was_committed(store, event, coding):
    store.append(event(), [coding()])
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM codings")
        made = back_up(store.path)
        other.execute("ROLLBACK")
    assert len(Store(made).live()[Coding]) == 1


def test_copying_what_is_not_there_makes_nothing(tmp_path):
    with pytest.raises(OSError):
        copy_database(tmp_path / "none", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "study.casekit"
    shutil.copy(GOLDEN / "schema_1.casekit", path)
    return path


def test_before_a_migration_the_file_is_kept_as_it_was(old):
    Store(old)
    [kept] = backups_of(old)
    assert kind_of(old, kept) == "migration"
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    Store(old)
    assert backups_of(old) == [kept]


def test_without_room_for_a_backup_nothing_is_migrated(old, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage(10, 10, 0))
    before = old.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store(old)
    assert caught.value.problem == "no_room"
    assert old.read_bytes() == before


def test_merging_from_an_older_file_leaves_that_as_it_is(old, tmp_path):
    before = old.read_bytes()
    new = Store(tmp_path / "new.casekit", new=True)
    new.merge(old)
    assert new.head() > 0
    assert not [one for one in new.verify() if one.kind != "quote_hit"]
    assert old.read_bytes() == before
    assert not (tmp_path / "backups").exists()
