"""A removal as a whole: file, journal, backups; and what happens when it is cut short."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.errors import StoreError
from casekit.model.facts import DocumentFact, Event, Key, Purge, Revision, key_of, sha
from casekit.store import Store, purging
from casekit.store.backups import FOLDER, back_up
from casekit.store.residue import ENCODINGS

pytestmark = pytest.mark.slow


GONE = key_of("document", "a")
WORDS = ("Kvistlejligheden", "zanzibarisk", "Mappenavn")
GOLDEN = Path(__file__).parents[1] / "golden"


def told(name="Mappenavn", text="Kvistlejligheden er zanzibarisk. " * 400):
    revision = key_of("revision", GONE, sha(text))
    return [
        DocumentFact(GONE, name, None, "interview", "", "da", "", f"{name}.txt", sha(name), "text"),
        Revision(revision, GONE, text, sha(text)),
    ]


def mark():
    return [Purge(GONE, "document")]


def readable(folder):
    data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [word for word in WORDS for encoding in ENCODINGS if word.encode(encoding) in data]


@pytest.fixture
def filled(store, event):
    store.append(event(), told())
    back_up(store.path)
    return store


def test_nothing_is_left_in_the_file_its_journal_and_its_backups(filled, event):
    assert readable(filled.path.parent)
    told = filled.purge(event(verb="purge"), mark())
    assert readable(filled.path.parent) == []
    assert [(place.fate, place.found) for place in told.places] == [("purged", 0), ("purged", 0)]
    assert not filled.path.with_name(f"{filled.path.name}-journal").exists()
    assert not filled.verify()
    (backup,) = (filled.path.parent / FOLDER).iterdir()
    assert not Store(backup).verify()


def test_a_backup_that_cannot_be_opened_is_deleted_and_told(filled, event):
    (backup,) = (filled.path.parent / FOLDER).iterdir()
    backup.write_bytes(backup.read_bytes()[:3000])
    told = filled.purge(event(verb="purge"), mark())
    assert [place.fate for place in told.places] == ["purged", "deleted"]
    assert not backup.exists()


def test_a_backup_of_an_older_schema_is_brought_up_to_date_first(filled, event):
    old = filled.path.parent / FOLDER / "old.casekit"
    shutil.copyfile(GOLDEN / "schema_1.casekit", old)
    told = filled.purge(event(verb="purge"), mark())
    assert {place.file.name: place.fate for place in told.places}["old.casekit"] == "purged"
    assert Store(old).marked() == filled.marked()


def test_what_is_still_readable_is_told(filled, event, monkeypatch):
    (backup,) = (filled.path.parent / FOLDER).iterdir()

    def broken(file, path):
        return purging.Place(file, "failed"), purging.Gone()

    monkeypatch.setattr(purging, "_purged_backup", broken)
    told = filled.purge(event(verb="purge"), mark())
    assert {place.file: place.found > 0 for place in told.places} == {filled.path: False, backup: True}


@pytest.mark.parametrize("step", ["apply_marks", "rewrite", "_purged_backup"])
def test_cut_short_it_is_as_before_or_made_up_for_at_the_next_opening(filled, event, monkeypatch, step):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(purging, step, stop)
        with pytest.raises(KeyboardInterrupt):
            filled.purge(event(verb="purge"), mark())
    if step == "apply_marks":
        assert filled.marked() == frozenset()
        assert len(filled.live()[Revision]) == 1
    else:
        Store(filled.path).finish_purging()
        assert readable(filled.path.parent) == []
    assert not filled.verify()


KILLED = """
import os, sys
from pathlib import Path
from casekit.model.facts import Event, Key, Purge, key_of
from casekit.store import Store, purging
left = int(sys.argv[2])
def counted(real):
    def called(*args, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        return real(*args, **named)
    return called
from casekit.store import removing
for module, name in ((purging, "rewrite"), (purging, "_purged_backup"), (purging, "apply_marks"), (removing, "_delete"), (removing, "_digest"), (purging, "_found"), (purging, "_put")):
    setattr(module, name, counted(getattr(module, name)))
event = Event(Key("e" * 32), "2030-01-01T00:00:00.000+00:00", "ah", "purge")
Store(Path(sys.argv[1])).purge(event, [Purge(key_of("document", "a"), "document")])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_step_it_is_old_or_finished(filled, tmp_path):
    seen = set()
    for steps in range(0, 14, 2):
        folder = tmp_path / str(steps)
        folder.mkdir()
        shutil.copyfile(filled.path, folder / "study.casekit")
        shutil.copytree(filled.path.parent / FOLDER, folder / FOLDER)
        command = [sys.executable, "-c", KILLED, str(folder / "study.casekit"), str(steps)]
        ended = subprocess.run(command, check=False, env=os.environ, capture_output=True)
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        store = Store(folder / "study.casekit")
        store.finish_purging()
        assert not store.verify()
        removed = bool(store.marked())
        seen.add(removed)
        assert bool(readable(folder)) != removed
        assert len(store.live()[Revision]) == (0 if removed else 1)
    assert seen == {True, False}


def test_finishing_does_nothing_where_nothing_was_removed(filled):
    before = {path: path.read_bytes() for path in filled.path.parent.rglob("*") if path.is_file()}
    filled.finish_purging()
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_that_cannot_be_written_anew_is_told(tmp_path):
    with pytest.raises(StoreError) as caught:
        purging.rewrite(tmp_path / "nowhere" / "study.casekit")
    assert caught.value.problem == "not_rewritten"


def test_the_marking_act_is_the_same_in_the_backup(filled, event):
    act: Event = event(verb="purge")
    filled.purge(act, mark())
    (backup,) = (filled.path.parent / FOLDER).iterdir()
    assert Key(act.id) in set(Store(backup).events()["id"])
    assert Store(backup).marked() == filled.marked()
