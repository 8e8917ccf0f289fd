import sqlite3
from contextlib import closing

import pytest

from casekit.errors import NotAProjectError, StoreError
from casekit.model.facts import Coding
from casekit.store import Store
from casekit.store.backups import back_up, backups_of, kind_of
from casekit.store.restoring import newest_sound, restore


@pytest.fixture
def kept(store, event, coding):
    """A backup with one coding, of a file that now has two."""
    store.append(event(), [coding("a")])
    made = back_up(store.path)
    store.append(event(), [coding("b")])
    return made


def hit(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE codings SET code = 'x'")


def test_going_back_keeps_the_present_file(store, kept):
    present = restore(store.path, kept)
    assert len(store.live()[Coding]) == 1
    assert kind_of(store.path, present) == "replaced"
    assert len(Store(present).live()[Coding]) == 2
    store.merge(present)
    assert len(store.live()[Coding]) == 2


def test_a_backup_that_was_hit_is_refused_unless_told(store, kept):
    hit(kept)
    before = store.path.read_bytes()
    with pytest.raises(StoreError) as caught:
        restore(store.path, kept)
    assert caught.value.problem == "unsound_backup"
    assert store.path.read_bytes() == before
    restore(store.path, kept, unsound=True)
    assert list(store.live()[Coding]["code"]) == ["x"]


@pytest.mark.parametrize("damage", ["head", "end", "gone"])
def test_a_file_that_cannot_be_opened_gives_way_and_is_kept_as_it_is(store, kept, damage):
    data = store.path.read_bytes()
    broken = {"head": b"\x00" * 200 + data[200:], "end": data[:5000], "gone": None}[damage]
    if broken is None:
        store.path.unlink()
        with pytest.raises(StoreError):
            restore(store.path, kept)
        return
    store.path.write_bytes(broken)
    present = restore(store.path, kept)
    assert present.read_bytes() == broken
    assert len(Store(store.path).live()[Coding]) == 1
    assert Store(store.path).verify().counts["error"] == 0


def test_what_is_no_backup_is_refused(store, tmp_path):
    with pytest.raises(NotAProjectError):
        restore(store.path, tmp_path / "none.casekit")


def test_the_newest_sound_backup_is_found_behind_those_that_were_hit(store, kept):
    later = back_up(store.path)
    assert newest_sound(store.path) == later
    hit(later)
    assert newest_sound(store.path) == kept
    for path in backups_of(store.path):
        path.write_bytes(b"rubbish")
    assert newest_sound(store.path) is None
