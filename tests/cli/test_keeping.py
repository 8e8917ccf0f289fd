import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casekit.project import Project
from casekit.project import keeping as keeping_module

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path):
    made = Project.create(tmp_path / "hf", coder="ah")
    made.message("Boliger mangler.")
    return made


def hit(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE messages SET text = 'Boliger nok.'")


def test_verify_says_that_all_is_well(run, project):
    done = run("verify", "--project", str(project.folder))
    assert done.exit_code == 0
    assert "2 events, 4 facts, 0 texts" in done.stdout.replace("\n", " ")


def test_verify_names_what_was_hit_and_the_backup_to_go_back_to(run, project):
    kept = project.backup()
    hit(project.file)
    done = run("verify", "--project", str(project.folder))
    assert done.exit_code == 1
    assert "main message" in done.stderr
    assert kept.name in done.stdout.replace("\n", "")
    back = run("restore", str(kept), "--project", str(project.folder), "--as", "ah")
    assert back.exit_code == 0
    assert run("verify", "--project", str(project.folder)).exit_code == 0


@pytest.mark.parametrize("damage", [b"", b"\x00" * 3000])
def test_a_file_that_cannot_be_opened_is_verified_and_restored_all_the_same(run, project, damage):
    kept = project.backup()
    project.file.write_bytes(damage)
    done = run("verify", "--project", str(project.folder))
    assert (done.exit_code, kept.name in done.stdout.replace("\n", "")) == (1, True)
    assert run("restore", str(kept), "--project", str(project.folder)).exit_code == 0
    assert Project.open(project.file).study().n == 2


def test_backups_are_made_and_listed(run, project, tmp_path):
    made = run("backup", "--project", str(project.folder))
    assert "backups" in made.stdout
    assert run("backup", str(tmp_path / "usb.casekit"), "--project", str(project.folder)).exit_code == 0
    assert (tmp_path / "usb.casekit").exists()
    listed = run("backup", "--list", "--project", str(project.folder)).stdout
    assert "as usual" in listed


def test_a_lock_is_shown_and_removed(run, project):
    lock = Path(f"{project.file}.lock")
    lock.write_text(
        json.dumps({"host": "another-host", "process": 7, "coder": "bk", "since": "2026-11-22T22:15"})
    )
    where = ("--project", str(project.folder), "--as", "ah")
    asked = run("unlock", *where)
    assert asked.exit_code == 1
    assert "another-host" in asked.output
    assert lock.exists()
    assert run("unlock", "--yes", *where).exit_code == 0
    assert not lock.exists()
    assert "another-host" in run("log", "--project", str(project.folder)).stdout.replace("\n", "")
    assert run("unlock", *where).exit_code == 0


def test_a_shared_place_is_told_once_on_standard_error(run, tmp_path, monkeypatch):
    monkeypatch.delenv("CASEKIT_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "Dropbox" / "hf"
    first = run("new", str(folder))
    assert "Dropbox copies" in first.stderr.replace("\n", " ")
    assert "Dropbox copies" not in run("log", "--project", str(folder)).stderr
    other = run("new", str(tmp_path / "Dropbox" / "two"), "--allow-sync")
    assert "Dropbox" not in other.stderr


def test_another_s_lock_is_a_sentence(run, project, monkeypatch):
    monkeypatch.setattr(
        keeping_module, "shared_place", lambda _: keeping_module.SharedPlace("network", "cifs")
    )
    Path(f"{project.file}.lock").write_text("{")
    done = run("undo", "--project", str(project.folder), "--as", "ah")
    assert done.exit_code == 1
    assert "casekit unlock" in done.stderr
