"""Files that are none, newer, busy, damaged or write-protected: one error with its sentence, and nothing is changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.errors import BusyError, NewerFileError, NotAProjectError, StoreError
from casekit.model.facts import Coding
from casekit.store import Store, opening
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow


def told(error, *words):
    """That an error has its sentence and hint in four languages, with these words in it."""
    try:
        for language in LANGUAGES:
            speak(language)
            sentence, hint = explain(error).split("\n")
            assert sentence
            assert hint
            assert all(word in sentence for word in words)
    finally:
        speak("en")


@pytest.fixture
def full(store, coding, event):
    store.append(event(), [coding(str(n)) for n in range(600)])
    return store


@pytest.fixture
def impatient(monkeypatch):
    """Files that are opened from here on wait a twentieth of a second."""
    settings = [item for item in opening._SETTINGS if "busy_timeout" not in item]
    monkeypatch.setattr(opening, "_SETTINGS", ("busy_timeout = 50", *settings))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.casekit", b""),
        ("letter.casekit", "Kære Anne-Grethe, tak for i går".encode()),
        ("short.casekit", b"SQLite format 3\x00"),
        ("image.casekit", bytes(4096)),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_and_left_as_it_is(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotAProjectError) as caught:
        Store(path)
    told(caught.value, name)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_program_s_database_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "other.casekit"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE project (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAProjectError):
        Store(path)
    assert path.read_bytes() == before


def test_a_missing_file_is_refused_and_not_made(tmp_path):
    with pytest.raises(NotAProjectError) as caught:
        Store(tmp_path / "study.casekit")
    assert caught.value.problem == "no_project_file"
    told(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert caught.value.problem == "cannot_open"
    told(caught.value)


def test_a_folder_that_is_missing_cannot_hold_a_new_file(tmp_path):
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "no" / "study.casekit", new=True)
    told(caught.value)


def test_a_file_of_a_newer_casekit_is_left_untouched(full):
    with sqlite3.connect(full.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = full.path.read_bytes()
    with pytest.raises(NewerFileError) as caught:
        Store(full.path)
    told(caught.value, "99")
    assert full.path.read_bytes() == before


@pytest.mark.parametrize("name", ["Lindesø ægte 1", "Prozent %20 #1", "Fragen? ja & nein", "a'b\"c"])
def test_a_path_may_have_letters_and_signs(tmp_path, name, coding, event):
    folder = tmp_path / name
    folder.mkdir()
    Store(folder / "study.casekit", new=True).append(event(), [coding()])
    assert (folder / "study.casekit").is_file()
    assert len(Store(folder / "study.casekit").live()[Coding]) == 1


def test_opening_and_reading_change_no_byte(full):
    before = full.path.read_bytes()
    again = Store(full.path)
    again.live()
    again.events()
    again.close()
    assert full.path.read_bytes() == before


def test_while_another_program_writes_the_file_is_busy_and_unchanged(impatient, full, event, coding):
    patient = Store(full.path)
    other = sqlite3.connect(full.path)
    other.execute("BEGIN EXCLUSIVE")
    for act in (patient.live, lambda: patient.append(event(), [coding("x")]), lambda: Store(full.path)):
        with pytest.raises(BusyError) as caught:
            act()
        told(caught.value, "study.casekit")
    other.rollback()
    other.close()
    assert patient.head() == 1


def test_while_another_program_reads_one_can_still_look(impatient, full):
    other = sqlite3.connect(full.path)
    other.execute("BEGIN")
    other.execute("SELECT * FROM events").fetchall()
    assert len(Store(full.path).live()[Coding]) == 600
    other.close()


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_damaged_and_stays_as_it_is(full, keep, event, coding):
    data = full.path.read_bytes()
    cut = data[: int(len(data) * keep) // 4096 * 4096]
    full.path.write_bytes(cut)
    with pytest.raises(StoreError) as caught:
        Store(full.path).live()
    assert caught.value.problem == "damaged"
    told(caught.value, "study.casekit")
    assert full.path.read_bytes() == cut


def test_a_page_of_rubbish_is_damage(full):
    data = bytearray(full.path.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    full.path.write_bytes(data)
    with pytest.raises(StoreError) as caught:
        Store(full.path).live()
    assert caught.value.problem == "damaged"
    assert full.path.read_bytes() == data


def test_the_head_alone_is_damage(full):
    full.path.write_bytes(full.path.read_bytes()[:100])
    with pytest.raises(StoreError) as caught:
        Store(full.path)
    assert caught.value.problem in ("damaged", "not_a_project")


@pytest.fixture
def immutable(full):
    """A file and its folder that nobody may change, not even root."""
    places = [full.path, full.path.parent]
    lock = shutil.which("chattr")
    done = lock and all(
        subprocess.run([lock, "+i", place], capture_output=True).returncode == 0 for place in places
    )
    if not done:
        full.path.chmod(0o444)
        full.path.parent.chmod(0o555)
    yield full
    if lock:
        for place in reversed(places):
            subprocess.run([lock, "-i", place], capture_output=True)
    full.path.parent.chmod(0o755)
    full.path.chmod(0o644)


def write(store: Store, *statements: str) -> None:
    with opening.writing(store._engine, store.path) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def writable(path: Path) -> bool:
    try:
        with path.open("ab"):
            return True
    except OSError:
        return False


def test_a_write_protected_project_can_be_read_and_says_that_it_cannot_be_written(immutable, event, coding):
    if writable(immutable.path):
        pytest.skip("root may write anywhere here")
    store = Store(immutable.path)
    assert len(store.live()[Coding]) == 600
    with pytest.raises(StoreError) as caught:
        store.append(event(), [coding("x")])
    assert caught.value.problem == "read_only"
    told(caught.value, "study.casekit")
    assert store.head() == 1


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        ("PRAGMA query_only = ON; INSERT INTO ends VALUES (1, 'a')", "read_only"),
        ("PRAGMA max_page_count = 1; INSERT INTO ends SELECT 2, hex(zeroblob(200000))", "disk_full"),
        ("SELECT * FROM nowhere", "store_failed"),
    ],
)
def test_what_sqlite_complains_of_is_told_in_casekit_s_words(full, act, problem):
    with pytest.raises(StoreError) as caught:
        write(full, *act.split("; "))
    assert caught.value.problem == problem
    told(caught.value, "study.casekit")
    assert full.head() == 1


def test_a_transaction_that_fails_leaves_nothing(full):
    with pytest.raises(StoreError):
        write(full, "INSERT INTO ends VALUES (1, 'a')", "INSERT INTO ends VALUES (1, 'a')")
    with opening.reading(full._engine, full.path) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ends").scalar_one() == 0


def test_the_file_is_set_up_to_lose_nothing(full):
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
    }
    with opening.reading(full._engine, full.path) as connection:
        there = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert there == wanted


def test_checking_a_sound_file_says_nothing(full):
    with opening.reading(full._engine, full.path) as connection:
        opening.check(connection, full.path)


FULL = """
import resource, signal, sys
from pathlib import Path
from casekit.errors import StoreError
from casekit.model.facts import Coder, Event, key_of
from casekit.store import Store
store = Store(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size, resource.RLIM_INFINITY))
facts = [Coder(key_of("coder", str(n)), str(n) * 50) for n in range(3000)]
try:
    store.append(Event(key_of("full"), "2026-11-22T10:00:00.000+00:00", "ah", "record"), facts)
except StoreError as error:
    print(error.problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_where_no_more_can_be_written_it_is_told_and_nothing_is_lost(full):
    before = full.live()[Coding]
    run = [sys.executable, "-c", FULL, str(full.path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert done in (["write_failed"], ["disk_full"])
    told(StoreError(done[0], file="study.casekit"), "study.casekit")
    assert full.head() == 1
    assert len(full.live()[Coding]) == len(before)
    assert not full.verify()


@pytest.mark.parametrize(
    ("name", "message", "problem"),
    [
        ("SQLITE_IOERR_WRITE", "disk I/O error", "write_failed"),
        ("SQLITE_IOERR_READ", "disk I/O error", "disk_failed"),
        ("SQLITE_FULL", "database or disk is full", "disk_full"),
        ("SQLITE_BUSY", "database is locked", "busy"),
    ],
)
def test_faults_of_the_disk_are_told_apart(tmp_path, name, message, problem):
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    complaint = opening.complaint(error, tmp_path / "study.casekit")
    assert complaint.problem == problem
    told(complaint, "study.casekit")


def test_a_file_in_a_folder_that_cannot_be_written_is_read_without_side_files(full, monkeypatch, event):
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK and allowed(path, how))
    full.path.with_name("study.casekit-journal").unlink(missing_ok=True)
    store = Store(full.path)
    assert len(store.live()[Coding]) == 600
    assert not store.verify()
    with pytest.raises(StoreError) as caught:
        store.append(event(), [])
    assert caught.value.problem == "read_only"
    assert [path.name for path in full.path.parent.iterdir()] == ["study.casekit"]


def test_damage_that_sqlite_tells_in_bytes_that_are_no_text_is_damage(full):
    data = full.path.read_bytes()
    place = data.index(b"CREATE TABLE events")
    full.path.write_bytes(data[:place] + b"\xc9" + data[place + 1 :])
    with pytest.raises(StoreError) as caught:
        Store(full.path).live()
    assert caught.value.problem in ("damaged", "store_failed")
