"""A file in which anything was changed is told, in the user's words; one in which nothing was is sound."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from casekit.errors import NewerFileError, NotAProjectError, StoreError
from casekit.model.facts import (
    CodebookFact,
    Coder,
    Coding,
    DocumentFact,
    Memo,
    Revision,
    key_of,
    sha,
)
from casekit.store import Store
from casekit.store.verifying import verify
from casekit.wording import LANGUAGES, speak

pytestmark = pytest.mark.slow


TEXT = "I: Hvad mangler?\n\nB: Der mangler boliger, og huslejen er for høj. " * 40
GOLDEN = Path(__file__).parent.parent / "golden"


def coding_at(start: int, end: int, name: str) -> Coding:
    return Coding(
        key_of("coding", name), key_of("r"), start, end, "rent", key_of("b"), "barrier", key_of("coder", "ah"), sha(TEXT[start:end])
    )  # fmt: skip


@pytest.fixture
def study(store, event):
    """A document with its text and three codings, the last withdrawn."""
    about = ("interview", "2024-01-24", "da", "", "HAV-02.txt", sha(b"x"), "txt")
    store.append(
        event(),
        [
            Coder(key_of("coder", "ah"), "ah"),
            CodebookFact(key_of("b"), "barriers", "1", "x", "{}"),
            DocumentFact(key_of("d"), "HAV-02", None, *about),
            Revision(key_of("r"), key_of("d"), TEXT, sha(TEXT)),
        ],
    )
    store.append(event(), [coding_at(20, 40, "a"), coding_at(50, 66, "b")])
    store.append(
        event(), [coding_at(5, 9, "c"), Memo(key_of("m"), key_of("d"), "Se her", key_of("coder", "ah"))]
    )
    store.append(event(), [], store.live_ids(Coding, [key_of("coding", "c")]))
    return store


def change(store: Store, *statements: str) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def told(store: Store) -> list[tuple[str, str]]:
    return [(finding.kind, finding.where) for finding in store.verify()]


def reference(name: str) -> str:
    return key_of("coding", name)[:10]


def test_a_file_in_which_nothing_was_changed_is_sound(study):
    looked = verify(study.path)
    assert looked.sound
    assert (looked.events, looked.facts, looked.texts) == (4, 8, 1)


def test_looking_changes_no_byte(study):
    before = {path: path.read_bytes() for path in study.path.parent.iterdir()}
    study.verify()
    assert {path: path.read_bytes() for path in study.path.parent.iterdir()} == before


def test_undone_and_merged_events_are_sound(copies, event, coding):
    one, two = copies(["one", "two"])
    first = event()
    one.append(first, [coding("a")])
    one.append(event(undoes=first.id), [])
    two.append(event(), [coding("b")])
    two.merge(one.path)
    assert not two.verify()


@pytest.mark.parametrize(
    ("statement", "kind", "where"),
    [
        ("UPDATE codings SET code = 'wait' WHERE start = 20", "coding_hit", f"HAV-02 · {reference('a')}"),
        ("UPDATE codings SET start = 21 WHERE start = 20", "coding_hit", f"HAV-02 · {reference('a')}"),
        ("UPDATE codings SET code = 'wait' WHERE start = 5", "coding_hit", f"HAV-02 · {reference('c')}"),
        ("UPDATE codings SET id = 'x' WHERE start = 20", "coding_hit", f"HAV-02 · {reference('a')}"),
        ("UPDATE codings SET suggestion = 99 WHERE start = 20", "coding_hit", f"HAV-02 · {reference('a')}"),
        ("UPDATE documents SET date = '2025-01-24'", "document_hit", "HAV-02"),
        ("UPDATE codebooks SET content = '[]'", "codebook_hit", "barriers"),
        ("UPDATE memos SET text = 'Se der'", "memo_hit", key_of("m")[:10]),
        ("UPDATE coders SET name = 'bk'", "coder_hit", "bk"),
        ("UPDATE events SET why = 'x' WHERE n = 2", "event_hit", "2"),
        ("UPDATE events SET state = 'zz' WHERE n = 2", "event_hit", "2"),
        ("UPDATE events SET id = 'x' WHERE n = 2", "event_hit", "2"),
        ("UPDATE events SET id = 'x' WHERE n = 4", "event_hit", "4"),
        ("UPDATE events SET sha = '' WHERE n = 3", "event_hit", "3"),
        ("DELETE FROM codings WHERE start = 20", "event_hit", "2"),
        ("DELETE FROM ends", "event_hit", "4"),
        ("PRAGMA user_version = 99", "mark_hit", "user_version"),
        ("PRAGMA user_version = 2", "mark_hit", "user_version"),
        ("PRAGMA application_id = 7", "file_head_hit", "study.casekit"),
        ("DROP INDEX codings_key", "schema_hit", "codings_key"),
        ("CREATE TRIGGER t AFTER INSERT ON codings BEGIN DELETE FROM ends; END", "schema_hit", "t"),
        ("DROP TABLE ratings", "schema_hit", "ratings"),
    ],
)  # fmt: skip
def test_what_was_changed_is_told_with_its_name(study, statement, kind, where):
    change(study, statement)
    found = verify(study.path).findings
    assert (kind, where) in [(finding.kind, finding.where) for finding in found]
    assert {finding.severity for finding in found} == {"error"}


@pytest.mark.parametrize("n", [1, 2, 3])
def test_an_event_whose_id_was_hit_is_told_and_not_its_facts(study, n):
    change(study, f"UPDATE events SET id = 'x' WHERE n = {n}")
    assert told(study) == [("event_hit", str(n))]


def test_a_changed_text_is_told_with_the_codings_whose_words_changed(study):
    change(study, f"UPDATE revisions SET text = '{TEXT[:25]}x{TEXT[26:]}'")
    [finding] = study.verify()
    assert (finding.kind, finding.where, finding.data["codings"]) == ("text_hit", "HAV-02", 1)


def test_a_coding_whose_words_are_not_those_that_were_coded_is_told(study, event):
    study.append(event(), [replace(coding_at(20, 40, "d"), start=21)])
    assert told(study) == [("quote_hit", f"HAV-02 · {reference('d')}")]


def test_a_lost_event_leaves_a_gap(study):
    change(study, "DELETE FROM events WHERE n = 2")
    assert ("event_lost", "2") in told(study)


def test_many_hits_of_one_kind_are_shortened(store, event, coding):
    store.append(event(), [coding(str(n)) for n in range(60)])
    change(store, "UPDATE codings SET code = 'wait'")
    found = store.verify()
    assert len(found) == 20
    assert [finding.data["times"] for finding in found if "times" in finding.data] == [60]


def test_bytes_that_are_no_text_are_told_and_what_was_said_is_not(study):
    change(study, "UPDATE revisions SET text = cast(x'48766164ff' AS TEXT)")
    [finding] = study.verify()
    assert finding.kind == "text_hit"
    assert "Hva" not in str(finding)


def test_an_older_file_is_looked_at_and_left_as_it_is(tmp_path):
    path = tmp_path / "study.casekit"
    shutil.copy(GOLDEN / "schema_1.casekit", path)
    before = path.read_bytes()
    looked = verify(path)
    assert {finding.kind for finding in looked.findings} <= {"quote_hit"}  # its quotes are made up
    assert looked.file == path
    assert looked.facts > 10
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE codings SET code = 'x'")
    assert "coding_hit" in {finding.kind for finding in verify(path).findings}


def test_a_file_that_a_newer_casekit_wrote_is_not_judged(study):
    change(study, "ALTER TABLE codings ADD COLUMN weight TEXT", "PRAGMA user_version = 99")
    with pytest.raises(NewerFileError):
        verify(study.path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(NotAProjectError):
        verify(tmp_path / "none.casekit")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_told_without_an_error(study, keep):
    data = study.path.read_bytes()
    study.path.write_bytes(data[: int(len(data) * keep)])
    assert verify(study.path).findings.counts["error"]


@pytest.mark.slow
def test_a_flipped_bit_in_what_was_stored_is_always_found(study, event, tmp_path):
    study.append(event(), [coding_at(n, n + 9, str(n)) for n in range(1000)])
    data, path = study.path.read_bytes(), tmp_path / "flipped.casekit"
    before = dump(study.path)
    chance = random.Random(20261122)
    missed, changed = [], 0
    for _ in range(200):
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        flipped = bytearray(data)
        flipped[place] ^= 1 << bit
        path.write_bytes(flipped)
        if same(path, before):
            continue
        changed += 1
        if sound(path):
            missed.append((place, bit))
    assert changed > 50
    assert missed == []


def dump(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        names = [
            name.decode()
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return [
            repr(row).encode()
            for name in sorted(names)
            for row in connection.execute(f'SELECT * FROM "{name}"')
        ]


def same(path: Path, before: list[bytes]) -> bool:
    try:
        return dump(path) == before
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def sound(path: Path) -> bool:
    try:
        return verify(path).sound
    except StoreError:
        return False


def test_every_finding_says_it_in_four_languages(study):
    change(
        study,
        "UPDATE codings SET code = 'x'",
        "UPDATE events SET why = 'x' WHERE n = 1",
        "DROP TABLE ratings",
    )
    try:
        for language in LANGUAGES:
            speak(language)
            assert all(len(str(finding)) > 20 for finding in study.verify())
    finally:
        speak("en")
