import pytest

from casekit.errors import ReadError, UnknownFormatError
from casekit.readers.assembling import reading_of, readings_of
from casekit.readers.blocks import Block, Format, Request, Source

PLAIN = Format(
    "text", (".txt",), lambda data: False, lambda data, request: Source((Block(data.decode()),)), text=True
)
SURE = Format(
    "shout",
    (".shout",),
    lambda data: data.startswith(b"!"),
    lambda data, request: Source((Block(data.decode()[1:], "X", 5),), (("Sprog", "da"),)),
)


def test_a_format_that_is_sure_of_the_bytes_comes_first():
    reading = reading_of(b"!HEJ", Request("a.txt"), (PLAIN, SURE))
    assert (reading.document.reader, reading.document.text, reading.document.turns[0].start_ms) == (
        "shout",
        "X: HEJ",
        5,
    )
    assert [finding.kind for finding in reading.findings] == ["name_misleads"]


def test_else_the_suffix_tells_and_text_under_another_name_is_text():
    assert reading_of(b"Hej", Request("a.txt"), (PLAIN, SURE)).document.reader == "text"
    assert reading_of(b"Hej", Request("a.shout"), (PLAIN, SURE)).document.reader == "text"
    with pytest.raises(UnknownFormatError):
        reading_of(b"Hej", Request("a.other"), (PLAIN, SURE))


def test_metadata_of_the_format_stand_before_those_of_the_head_and_tell_the_language():
    document = reading_of(b"!HEJ", Request("a.shout"), (PLAIN, SURE)).document
    assert (document.metadata, document.language) == ((("Sprog", "da"),), "da")


def test_a_language_that_nobody_knows_is_told():
    reading = reading_of(b"I: Mhm", Request("a.txt"), (PLAIN,))
    assert "language_unknown" in {finding.kind for finding in reading.findings}


def test_empty_bytes_and_bytes_without_letters_are_read_errors():
    for data, problem in ((b"", "file_empty"), (b" 12: 3", "no_text")):
        with pytest.raises(ReadError) as caught:
            reading_of(data, Request("a.txt"), (PLAIN,))
        assert caught.value.problem == problem


def test_interviewers_are_handed_on():
    reading = reading_of(b"AB: Hej\nCD: Ja\nAB: Nej\nCD: Jo", Request("a.txt"), (PLAIN,), interviewers=["CD"])
    assert [(speaker.label, speaker.role) for speaker in reading.document.speakers] == [
        ("AB", "respondent"),
        ("CD", "interviewer"),
    ]


PARTED = Format(
    "parted",
    (".parted",),
    lambda data: data.startswith(b"?"),
    lambda data, request: Source(
        (),
        parts=tuple(
            (f"svar-{number}", Source((Block("Hvad synes du?", aside=True), Block(words, "–"))))
            for number, words in enumerate(data.decode()[1:].split("|"), 1)
        ),
    ),
)


def test_the_language_of_a_survey_is_guessed_once_from_all_answers():
    data = "?Ja.|Det er jo ikke det, vi har aftalt, og jeg ved ikke hvad der sker så.|Nej.".encode()
    readings = readings_of(data, Request("a.parted"), (PARTED,))
    assert [reading.document.language for reading in readings] == ["da"] * 3
    kinds = [[finding.kind for finding in reading.findings] for reading in readings]
    assert kinds == [["language_guessed"], [], []]
    assert len({reading.document.source_sha for reading in readings}) == 3
    with pytest.raises(ReadError) as caught:
        reading_of(data, Request("a.parted"), (PARTED,))
    assert (caught.value.problem, caught.value.data["n"]) == ("several_documents", 3)
