import re
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit.readers as readers
from casekit.errors import CasekitError, ReadError, TableError, UnknownFormatError
from casekit.readers import READERS, read, read_bytes, readable
from casekit.readers.blocks import Block, Format, Source
from casekit.wording import LANGUAGES, keys, speak

TALK = "Kommune: Havnstrup\nDato: 14. november 2023\n\nI: Hvordan går det?\n\nIP: Det går da meget godt.\n"


def test_a_file_becomes_a_document_with_its_names_and_the_sha_of_its_bytes(tmp_path):
    path = tmp_path / "HAV-02 æ.txt"
    path.write_text(TALK, "utf-8")
    document = read(path).document
    assert (document.name, document.file, document.reader) == ("HAV-02 æ", "HAV-02 æ.txt", "text")
    assert document.source_sha == sha256(path.read_bytes()).hexdigest()
    assert document.language == "da"
    assert document.metadata == (("Kommune", "Havnstrup"), ("Dato", "14. november 2023"))


def test_a_path_may_be_given_as_text_and_bytes_read_alike(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TALK, "utf-8")
    assert read(str(path)) == read_bytes(TALK.encode(), "a.txt")


def test_the_language_given_wins():
    assert read_bytes(TALK.encode(), "a.txt", language="nl").document.language == "nl"


@pytest.mark.parametrize(
    ("name", "data", "problem", "kind"),
    [
        ("a.txt", b"", "file_empty", ReadError),
        ("a.docx", b"", "file_empty", ReadError),
        ("a.txt", b" \n\t 12 \n", "no_text", ReadError),
        ("a.xyz", b"words", "format_unknown", UnknownFormatError),
        ("noname", b"words", "format_unknown", UnknownFormatError),
        ("a.json", b"{}", "json_no_transcript", ReadError),
        ("a.txt", b"\x89PNG words", "format_unknown", UnknownFormatError),
        ("a.doc", b"words", "format_doc", UnknownFormatError),
        ("a.txt", b"PK\x03\x04 broken", "bad_archive", ReadError),
        ("a.srt", b"words only", "bad_subtitles", ReadError),
        ("a.txt", b"\x81\x8d\x8f\x90" * 40, "undecodable", ReadError),
    ],
)
def test_what_cannot_be_read_is_one_error_with_its_facts(name, data, problem, kind):
    with pytest.raises(kind) as caught:
        read_bytes(data, name)
    assert caught.value.problem == problem
    assert caught.value.data["file"] == name


def test_a_missing_file_and_a_folder_are_read_errors(tmp_path):
    for path, problem in ((tmp_path / "no.txt", "file_missing"), (tmp_path, "file_is_folder")):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.problem == problem


def test_a_file_larger_than_any_transcript_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text(TALK)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.problem == "too_large"


def test_the_content_decides_not_the_name(docx, paragraph):
    assert read_bytes(docx(paragraph("I: Hej")), "a.txt").document.reader == "word"
    assert read_bytes(TALK.encode(), "a.docx").document.reader == "text"
    assert read_bytes(b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej", "a.txt").document.reader == "subtitles"
    assert "name_misleads" in {finding.kind for finding in read_bytes(TALK.encode(), "a.docx").findings}


def test_readable_asks_the_suffix_only():
    names = ("a.txt", "a.MD", "a.docx", "a.vtt", "a.srt", "a.ODT", "a.xyz", "a.doc", "a")
    assert [readable(name) for name in names] == [True] * 6 + [False] * 3


SRT = "1\n00:00:00,000 --> 00:00:02,000\nHvordan går det?\n\n2\n00:00:02,000 --> 00:00:04,000\nFint.\n"


def test_a_speaker_map_beside_the_file_is_used_by_itself(tmp_path, spoken, kinds):
    (tmp_path / "a.srt").write_text(SRT, "utf-8")
    (tmp_path / "a.speakers.csv").write_text("cue,speaker\n1,I\n2,IP\n", "utf-8")
    reading = read(tmp_path / "a.srt")
    assert spoken(reading) == [("I", "Hvordan går det?"), ("IP", "Fint.")]
    assert "speaker_map_used" in kinds(reading)


def test_a_speaker_map_can_be_named(tmp_path, spoken):
    (tmp_path / "a.srt").write_text(SRT, "utf-8")
    (tmp_path / "b.csv").write_text("cue;speaker\n1;MK\n2;IP\n", "utf-8")
    assert spoken(read(tmp_path / "a.srt", speakers=tmp_path / "b.csv"))[0][0] == "MK"
    with pytest.raises(ReadError):
        read(tmp_path / "a.srt", speakers=tmp_path / "no.csv")


def test_a_broken_speaker_map_is_a_table_error(tmp_path):
    (tmp_path / "a.srt").write_text(SRT, "utf-8")
    (tmp_path / "a.speakers.csv").write_text("cue,speaker\n1,I\n9,IP\n", "utf-8")
    with pytest.raises(TableError) as caught:
        read(tmp_path / "a.srt")
    assert caught.value.problem == "speaker_map_place"
    assert caught.value.data == {"file": "a.speakers.csv", "line": 3, "what": "9", "by": "cue"}


def test_a_speaker_map_for_a_text_is_reported_as_unused(tmp_path, kinds):
    (tmp_path / "a.txt").write_text(TALK, "utf-8")
    (tmp_path / "b.csv").write_text("cue,speaker\n1,I\n", "utf-8")
    assert "speaker_map_unused" in kinds(read(tmp_path / "a.txt", speakers=tmp_path / "b.csv"))


class Entry:
    name = "shout"

    def __init__(self, loads: object) -> None:
        self.loads = loads

    def load(self) -> object:
        if isinstance(self.loads, Exception):
            raise self.loads
        return self.loads


@pytest.fixture
def plugged(monkeypatch):
    def plug(loads: object) -> None:
        readers._added.cache_clear()
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Entry(loads)])

    yield plug
    monkeypatch.undo()
    readers._added.cache_clear()


def test_other_packages_may_add_a_format(plugged, spoken):
    plugged(
        Format(
            "shout",
            (".shout",),
            lambda data: False,
            lambda data, request: Source((Block(data.decode(), "X"),)),
            text=True,
        )
    )
    assert readable("a.shout")
    assert spoken(b"HEJ", "a.shout") == [("X", "HEJ")]


def test_an_added_format_that_does_not_load_is_a_read_error(plugged):
    plugged(RuntimeError("no"))
    with pytest.raises(ReadError) as caught:
        readable("a.txt.shout")
    assert caught.value.problem == "reader_broken"


def test_importing_the_readers_loads_nothing_heavy():
    code = "import sys, casekit.readers; print([m for m in ('lxml', 'pandas', 'docx', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_formats_have_names_and_suffixes_of_their_own():
    names = [format.name for format in READERS]
    suffixes = [suffix for format in READERS for suffix in format.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.docx", "a.vtt", "a.srt", "a"]))
def test_any_bytes_end_in_a_document_or_one_casekit_error(data, name):
    with suppress(CasekitError):
        document = read_bytes(data, name).document
        assert all(turn.span.end <= len(document.text) for turn in document.turns)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.md", "a.vtt", "a.srt"]))
def test_any_text_ends_in_a_document_or_one_casekit_error(text, name):
    with suppress(CasekitError):
        reading = read_bytes(text.encode("utf-8", "ignore"), name)
        assert all(str(finding) for finding in reading.findings)


SOURCES = [
    *Path(readers.__file__).parent.glob("*.py"),
    *(Path(readers.__file__).parents[1] / "files").glob("*.py"),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_whatever_is_raised_or_found_has_its_sentence_and_every_problem_its_hint(source):
    code = source.read_text("utf-8")
    problems = re.findall(r"(?:ReadError|UnknownFormatError|TableError|WriteError)\(\s*\"(\w+)\"", code)
    found = re.findall(r"Finding\.of\(\s*\"(\w+)\"", code)
    wanted = {f"{kind}.{problem}" for problem in problems for kind in ("error", "hint")}
    assert wanted | {f"finding.{kind}" for kind in found} <= keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_hold_in_every_language(language, docx, paragraph):
    speak(language)
    try:
        for data, name in (
            (b"Vi talte.", "a.txt"),
            (docx("<w:altChunk/>" + paragraph("I: a")), "a.docx"),
            (SRT.encode(), "a.vtt"),
        ):
            assert all(str(finding) for finding in read_bytes(data, name).findings)
    finally:
        speak("en")
