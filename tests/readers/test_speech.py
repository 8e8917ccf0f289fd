import json
from pathlib import Path

import pytest

from casekit.errors import ReadError, TableError
from casekit.readers import read_bytes, speech
from casekit.readers.blocks import SpeakerMap

SEGMENTS = [
    {"id": 0, "start": 0.5, "end": 2.25, "text": " Hvor længe har du boet her?", "speaker": "SPEAKER_00"},
    {"id": 1, "start": 2.5, "end": 4.0, "text": " Det er", "speaker": "SPEAKER_01"},
    {"id": 2, "start": 4.0, "end": 6.0, "text": " tre år siden.", "speaker": "SPEAKER_01"},
]


def dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def whisper(*texts: str, **more: object) -> bytes:
    segments = [{"start": 2.5 * n, "end": 2.5 * n + 2, "text": text} for n, text in enumerate(texts)]
    return dump({"segments": segments, **more})


def test_segments_with_speakers_are_turns(spoken):
    document = read_bytes(dump({"language": "da", "segments": SEGMENTS}), "a.json").document
    assert spoken(document) == [
        ("SPEAKER_00", "Hvor længe har du boet her?"),
        ("SPEAKER_01", "Det er tre år siden."),
    ]
    assert [(turn.start_ms, turn.end_ms) for turn in document.turns] == [(500, 2_250), (2_500, 6_000)]
    assert (document.language, document.metadata) == ("da", (("language", "da"),))


def test_the_shape_is_told(kinds):
    reading = read_bytes(dump({"segments": SEGMENTS}), "a.json")
    (finding,) = [finding for finding in reading.findings if finding.kind == "speech_shape"]
    assert (finding.severity, dict(finding.data)) == ("note", {"shape": "WhisperX", "unit": "s"})


def test_an_unknown_shape_is_a_warning():
    rows = [
        {"who": 1, "speakerName": "Bo", "content": "Ja, det er det.", "startTime": 1_000 * n}
        for n in range(1, 4)
    ]
    reading = read_bytes(dump({"rows": rows}), "a.json")
    (finding,) = [finding for finding in reading.findings if finding.kind == "speech_shape_guessed"]
    assert (finding.severity, finding.data["unit"]) == ("warning", "ms")
    assert [turn.start_ms for turn in reading.document.turns] == [1_000]


def test_without_speakers_sentences_make_paragraphs(spoken, kinds):
    reading = read_bytes(whisper(" Det er ikke", " så let.", " Nej."), "a.json")
    assert spoken(reading) == [("–", "Det er ikke så let."), ("–", "Nej.")]
    assert "no_speakers" in kinds(reading)


def test_times_in_other_units_become_milliseconds():
    otter = {
        "speech": {
            "transcripts": [
                {"start_offset": 16_000, "end_offset": 48_000, "speaker_id": 7, "transcript": "Hej du"}
            ],
            "speakers": [{"id": 7, "speaker_name": "Mette Kruse"}],
        }
    }
    (turn,) = read_bytes(dump(otter), "a.json").document.turns
    assert (turn.speaker, turn.start_ms, turn.end_ms) == ("Mette Kruse", 1_000, 3_000)


def test_speakers_have_the_names_that_the_file_gives_them(spoken):
    segments = [
        {
            "speaker": "spk1",
            "words": [{"text": "Hej,", "start": 0.1, "end": 0.5}, {"text": "Bo.", "start": 0.6, "end": 1}],
        },
        {"speaker": "spk2", "words": [{"text": "Ja.", "start": 1.1, "end": 2}]},
    ]
    speakers = [{"spkid": "spk1", "name": "Mette Kruse"}, {"spkid": "spk2", "name": "Bo"}]
    data = dump({"speakers": speakers, "segments": segments})
    assert spoken(data, "a.json") == [("Mette Kruse", "Hej, Bo."), ("Bo", "Ja.")]


def test_a_name_that_two_speakers_have_does_not_make_them_one(spoken):
    speakers = [{"id": 0, "name": "Speaker"}, {"id": 1, "name": "Speaker"}]
    monologues = [
        {"speaker": n, "elements": [{"type": "text", "value": f"Ord {n}", "ts": n}]} for n in (0, 1)
    ]
    assert spoken(dump({"speakers": speakers, "monologues": monologues}), "a.json") == [
        ("Speaker 0", "Ord 0"),
        ("Speaker 1", "Ord 1"),
    ]


def test_a_letter_of_assemblyai_is_no_role():
    utterances = [
        {"speaker": letter, "text": "Det er det", "start": n, "end": n + 900}
        for n, letter in ((0, "A"), (1_000, "B"))
    ]
    document = read_bytes(dump({"utterances": utterances}), "a.json").document
    assert [turn.speaker for turn in document.turns] == ["Speaker A", "Speaker B"]
    assert [turn.start_ms for turn in document.turns] == [0, 1_000]


def test_what_the_file_says_of_the_interview_is_metadata_and_gives_roles():
    info = {
        "kommune": "Lindesø",
        "interview": 3,
        "request_id": "f00",
        "audioUrl": "x",
        "kilde": "https://example.org/a",
        "sti": "/home/mk/a.wav",
        "tags": ["x"],
        "speakers": {"SPEAKER_00": "informant", "SPEAKER_01": "interviewer"},
    }
    document = read_bytes(dump({"info": info, "segments": SEGMENTS, "language": "danish"}), "a.json").document
    assert document.metadata == (
        ("kommune", "Lindesø"),
        ("interview", "3"),
        ("SPEAKER_00", "informant"),
        ("SPEAKER_01", "interviewer"),
        ("language", "danish"),
    )
    assert document.language == "da"
    assert (document.role_of("SPEAKER_00"), document.role_of("SPEAKER_01")) == ("respondent", "interviewer")


def test_names_in_a_map_of_speakers_are_used(spoken):
    data = dump({"speakers": {"SPEAKER_00": "Mette", "SPEAKER_01": "informant"}, "segments": SEGMENTS})
    assert [speaker for speaker, _ in spoken(data, "a.json")] == ["Mette", "SPEAKER_01"]


def test_loops_are_kept_and_told(kinds):
    reading = read_bytes(whisper("Tak.", "Tak.", "Tak.", "Ja."), "a.json")
    assert reading.document.text.count("Tak.") == 3
    assert [finding.data["n"] for finding in reading.findings if finding.kind == "speech_loops"] == [3]


def test_impossible_times_cost_no_words(kinds):
    segments = [
        {"seek": 0, "start": -1, "end": 2, "text": "en", "speaker": "A1"},
        {"start": 5.5, "end": 4, "text": "to", "speaker": "B1"},
        {"text": "tre", "speaker": "A1"},
        {"start": 1e12, "end": 2e12, "text": "fire", "speaker": "B1"},
    ]
    reading = read_bytes(dump({"segments": segments}), "a.json")
    turns = reading.document.turns
    assert [(turn.start_ms, turn.end_ms) for turn in turns] == [
        (None, 2_000),
        (5_500, None),
        (None, None),
        (None, None),
    ]
    assert [finding.data["n"] for finding in reading.findings if finding.kind == "speech_times_unusable"] == [
        4
    ]


def test_nan_and_endless_numbers_are_no_times():
    data = b'{"segments": [{"start": NaN, "end": 1e999, "text": "Hej", "speaker": "A1"}, {"start": %s, "text": "du"}]}'
    reading = read_bytes(data % (b"9" * 5_000), "a.json")
    assert [(turn.start_ms, turn.end_ms) for turn in reading.document.turns] == [(None, None), (None, None)]


def test_what_was_passed_over_is_counted():
    segments = [*SEGMENTS, {"start": 7, "text": " "}, "løse ord", ["a"]]
    found = {
        finding.kind: finding.data.get("n")
        for finding in read_bytes(dump({"segments": segments}), "a.json").findings
    }
    assert (found["segments_empty"], found["segments_unread"]) == (1, 2)


def test_keys_that_stand_twice_are_told():
    data = b'{"segments": [{"start": 1, "text": "Hej", "text": "Nej"}]}'
    reading = read_bytes(data, "a.json")
    assert (reading.document.text, "json_keys_doubled" in {finding.kind for finding in reading.findings}) == (
        "Nej",
        True,
    )


def test_other_lists_are_told():
    data = dump({"a": [{"text": "Hej du der", "start": 1}], "b": [{"text": "Nej", "start": 1}]})
    found = {finding.kind: finding.data.get("n") for finding in read_bytes(data, "a.json").findings}
    assert found["speech_lists_left"] == 1


def test_lone_surrogates_and_no_break_spaces(kinds):
    data = b'{"segments": [{"start": 1, "text": "8\\u00a0kr. \\ud83d\\ude00\\ud800 e\\u0301"}]}'
    reading = read_bytes(data, "a.json")
    assert reading.document.text == "8\u00a0kr. 😀 é"
    assert "control_characters" in kinds(reading)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_json_comes_in_many_encodings(spoken, encoding):
    data = dump({"segments": SEGMENTS}).decode().encode(encoding)
    assert spoken(data, "a.json")[0] == ("SPEAKER_00", "Hvor længe har du boet her?")


def test_a_map_names_the_speakers(spoken):
    told = SpeakerMap("cue", (("1", "I", ""), ("3", "IP", "")))
    assert spoken(whisper("Hej?", "Nå?", "Ja."), "a.json", speakers=told) == [
        ("I", "Hej? Nå?"),
        ("IP", "Ja."),
    ]
    with pytest.raises(TableError):
        read_bytes(whisper("Hej?"), "a.json", speakers=told)


def test_a_map_may_use_the_ids_of_the_file(spoken):
    told = SpeakerMap("cue", (("0", "I", ""), ("1", "IP", "")))
    assert [speaker for speaker, _ in spoken(dump({"segments": SEGMENTS}), "a.json", speakers=told)] == [
        "I",
        "IP",
    ]


def test_what_is_surely_speech_is_known_without_its_name(kinds):
    data = dump({"segments": SEGMENTS})
    assert speech.FORMAT.holds(data)
    assert "name_misleads" in kinds(read_bytes(data, "a.txt"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'[00:00:01] "start" I: Hej',
        b'{"text": "only words"}',
        b'{"segments": ' + b"[" * 100_000,
    ],
)
def test_what_is_not_surely_speech_is_not_claimed(data):
    assert not speech.FORMAT.holds(data)


def test_words_alone_are_read_where_the_name_says_json():
    assert read_bytes(b'{"text": "Det er kun tekst."}', "a.json").document.text == "Det er kun tekst."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"segments": [{"text": "Hej"', "bad_json"),
        (b"I: Hej", "bad_json"),
        (b"[" * 100_000, "json_too_deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "json_too_deep"),
        (b'{"name": "casekit", "version": "1"}', "json_no_transcript"),
        (b'{"segments": []}', "json_no_transcript"),
        (b"[]", "json_no_transcript"),
        (b"3", "json_no_transcript"),
        (b'{"segments": [{"start": 1, "text": "..."}]}', "no_text"),
    ],
)
def test_what_is_no_transcript_is_a_read_error(data, problem):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.json")
    assert caught.value.problem == problem


def test_the_place_of_a_mistake_is_told():
    with pytest.raises(ReadError) as caught:
        read_bytes(b'{"segments": [\n {"text": Hej}]}', "a.json")
    assert caught.value.data == {"file": "a.json", "line": 2, "column": 11}


def test_a_file_larger_than_any_transcript_is_refused(monkeypatch):
    monkeypatch.setattr(speech, "MAX_BYTES", 100)
    data = dump({"segments": SEGMENTS})
    assert not speech.FORMAT.holds(data)
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.json")
    assert caught.value.problem == "too_large"


def test_every_piece_of_a_broken_file_ends_in_a_read_error_or_a_document():
    data = dump({"language": "da", "info": {"speakers": {"SPEAKER_00": "interviewer"}}, "segments": SEGMENTS})
    for end in range(1, len(data), 7):
        with pytest.raises(ReadError):
            read_bytes(data[:end], Path("a.json").name)
