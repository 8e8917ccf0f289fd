"""Verifying, backups, going back and locks, as a project does them."""

import gc
import json
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from casekit.errors import BusyError, PersonNeededError, StoreError
from casekit.model.facts import Setting, key_of
from casekit.project import Project
from casekit.project import keeping as keeping_module
from casekit.store import Store
from casekit.store.backups import backups_of
from casekit.store.locking import lock_of

pytestmark = pytest.mark.slow


START = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)


@pytest.fixture
def project(tmp_path):
    return Project.create(tmp_path / "hf", coder="ah")


def say(project, value):
    return project.record(Setting(key_of("setting", "x"), "x", value))


def session(project, minutes, coder="ah"):
    """The project opened anew at a time of its own."""
    ticks = count()
    start = START + timedelta(minutes=minutes)
    return Project(
        project.file, Store(project.file), coder=coder, clock=lambda: (start + timedelta(seconds=next(ticks))).isoformat()
    )  # fmt: skip


@pytest.fixture
def early(tmp_path):
    """A project that was made at the start of the test's time."""
    (tmp_path / "early").mkdir()
    file = tmp_path / "early" / "study.casekit"
    made = Project(file, Store(file, new=True), coder="ah", clock=START.isoformat)
    made._write("create", [Setting(key_of("setting", "language"), "language", "en")])
    return made


@pytest.fixture
def shared(project, monkeypatch):
    """A project in a folder that others see."""
    place = keeping_module.SharedPlace("sync", "OneDrive")
    monkeypatch.setattr(keeping_module, "shared_place", lambda _: place)
    return Project.open(project.file, coder="ah")


def test_a_project_is_sound_and_says_how_much_was_looked_at(project):
    told = project.verify()
    assert told.sound
    assert (told.events, told.facts, told.texts) == (1, 3, 0)


# Backups


def test_a_backup_lies_beside_the_project_or_where_it_is_wanted(project, tmp_path):
    assert project.backup().parent == project.folder / "backups"
    assert project.backup(tmp_path / "usb.casekit") == tmp_path / "usb.casekit"
    with pytest.raises(StoreError) as caught:
        project.backup(tmp_path / "usb.casekit")
    assert caught.value.problem == "backup_exists"
    assert list(project.backups()["kind"]) == [""]


def test_before_the_first_change_of_a_session_there_is_a_backup_when_it_is_time(early):
    say(session(early, 5), "a")
    assert backups_of(early.file) == []
    later = session(early, 20)
    say(later, "b")
    say(later, "c")
    [made] = backups_of(early.file)
    assert Project.open(made).study().n == 2
    say(session(early, 25), "d")
    assert backups_of(early.file) == [made]
    say(session(early, 40), "e")
    assert len(backups_of(early.file)) == 2


def test_reading_makes_no_backup(early):
    session(early, 60).study()
    assert backups_of(early.file) == []


def test_a_backup_that_fails_keeps_nobody_from_their_work_and_is_told_once(early, monkeypatch):
    (early.folder / "backups").write_text("in the way")
    later = session(early, 20)
    told = []
    later.tell = told.append
    say(later, "a")
    say(later, "b")
    assert [finding.kind for finding in told] == ["not_backed_up"]
    assert [finding.kind for finding in later.notices] == ["not_backed_up"]
    assert later.study().n == 3


def test_without_somebody_to_tell_it_is_a_warning_that_stops_nothing(early):
    (early.folder / "backups").write_text("in the way")
    assert say(session(early, 20), "a") == 2  # even where warnings are errors, as here


# The clock


def test_a_clock_that_goes_back_is_told_and_changes_nothing_that_is_live(early):
    say(session(early, 100), "a")
    back = session(early, 3)
    back.tell = lambda _: None
    say(back, "b")
    assert [finding.kind for finding in back.notices] == ["clock_behind"]
    log = back.log()
    assert list(log["n"]) == [1, 2, 3]
    assert log["at"].iloc[2] < log["at"].iloc[1]
    settings = back._store.live()[Setting]
    assert list(settings.loc[settings["name"] == "x", "value"]) == ["b"]
    back.undo()
    settings = back._store.live()[Setting]
    assert list(settings.loc[settings["name"] == "x", "value"]) == ["a"]
    assert back.verify().sound


# Going back


def test_going_back_is_an_event_and_what_was_later_can_be_merged_again(project):
    say(project, "a")
    kept = project.backup()
    say(project, "b")
    present = project.restore(kept)
    assert list(project.log()["verb"]) == ["create", "record", "restore"]
    assert project.log()["why"].iloc[-1] == kept.name
    project.merge(present)
    assert len(project.log()) == 4


def test_a_project_is_no_backup_of_itself(project):
    with pytest.raises(StoreError) as caught:
        project.restore(project.file)
    assert caught.value.problem == "backup_is_project"


def test_a_backup_with_what_was_removed_for_good_does_not_come_back(project):
    from casekit.model.facts import Purge

    kept = project.backup()
    project.record(Purge(key_of("person", "HAV-02"), "person"))
    with pytest.raises(StoreError) as caught:
        project.restore(kept)
    assert caught.value.problem == "backup_holds_purged"


# Who writes


def hold(project, host="another-host", process=12):
    told = {"host": host, "process": process, "coder": "bk", "since": "2026-11-22T22:15"}
    lock_of(project.file).write_text(json.dumps(told))


def test_on_a_disk_of_one_s_own_there_is_no_lock(project):
    say(project, "a")
    assert not lock_of(project.file).exists()


def test_in_a_shared_place_a_session_that_writes_holds_the_lock_until_it_is_closed(shared):
    with Project.open(shared.file, coder="ah") as project:
        project.study()
        assert not lock_of(project.file).exists()
        say(project, "a")
        assert lock_of(project.file).exists()
    assert not lock_of(project.file).exists()
    assert say(project, "b") == 3
    project.close()


def test_a_project_that_is_forgotten_lets_go(shared):
    project = Project.open(shared.file, coder="ah")
    say(project, "a")
    del project
    gc.collect()
    assert not lock_of(shared.file).exists()


def test_while_another_holds_it_one_can_look_but_not_write(shared):
    hold(shared)
    with pytest.raises(BusyError) as caught:
        say(shared, "a")
    assert caught.value.data["coder"] == "bk"
    assert shared.study().n == 1


def test_a_session_whose_lock_was_taken_away_writes_no_more_while_another_does(shared):
    say(shared, "a")
    hold(shared)
    with pytest.raises(BusyError):
        say(shared, "b")
    lock_of(shared.file).unlink()
    assert say(shared, "b") == 3
    shared.close()


def test_a_lock_is_taken_away_by_a_named_person_and_the_log_says_so(shared):
    hold(shared)
    with pytest.raises(PersonNeededError):
        Project.open(shared.file).unlock()
    assert shared.locked_by().host == "another-host"
    assert shared.unlock().coder == "bk"
    assert shared.log()["verb"].iloc[-1] == "unlock"
    assert "another-host 12 bk" in shared.log()["why"].iloc[-1]
    assert shared.locked_by() is None
    assert shared.unlock() is None
    shared.close()


def test_merging_is_writing(shared, tmp_path):
    other = shared.backup(tmp_path / "other.casekit")
    hold(shared)
    with pytest.raises(BusyError):
        shared.merge(other)


def test_a_project_remembers_that_it_may_be_shared(project):
    assert not project.allows_sync()
    project.allow_sync()
    assert Project.open(project.file).allows_sync()
