from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.readers.speech_shapes import Found, find_talk


def word(text: str, start: float, **more: object) -> dict[str, object]:
    return {"text": text, "start": start, "end": start + 0.4, **more}


def said(found: Found | None) -> list[tuple[str | None, str, float | None]]:
    assert found is not None
    return [(item.speaker, item.text, item.start[0] if item.start else None) for item in found.items]


TWO: list[tuple[str | None, str, float | None]] = [("A", "Hej du?", 1.0), ("B", "Ja.", 2.0)]
TIMES = [{"start": 1, "end": 2}, {"start": 2, "end": 3}]
SHAPES: dict[str, tuple[Any, list[tuple[str | None, str, float | None]]]] = {
    "Whisper": (
        {"text": "Hej du? Ja.", "segments": [{"text": "Hej du?", **TIMES[0]}, {"text": "Ja.", **TIMES[1]}]},
        [(None, "Hej du?", 1.0), (None, "Ja.", 2.0)],
    ),
    "WhisperX": (
        {
            "segments": [
                {"text": "Hej du?", "speaker": "A", **TIMES[0]},
                {"text": "Ja.", "speaker": "B", **TIMES[1]},
            ]
        },
        TWO,
    ),
    "Amberscript": (
        {
            "speakers": [{"spkid": "A", "name": "Mette"}],
            "segments": [
                {"speaker": "A", "words": [word("Hej", 1), word("du?", 1.5)]},
                {"speaker": "B", "words": [word("Ja.", 2)]},
            ],
        },
        TWO,
    ),
    "AssemblyAI": (
        {
            "utterances": [
                {"speaker": "A", "text": "Hej du?", **TIMES[0], "words": [word("Hej", 1)]},
                {"speaker": "B", "text": "Ja.", **TIMES[1]},
            ],
            "words": [word("Hej", 1)],
        },
        TWO,
    ),
    "Rev": (
        {
            "monologues": [
                {
                    "speaker": "A",
                    "elements": [
                        {"type": "text", "value": "Hej", "ts": 1.0, "end_ts": 1.2},
                        {"type": "punct", "value": " "},
                        {"type": "text", "value": "du", "ts": 1.5, "end_ts": 1.8},
                        {"type": "punct", "value": "?"},
                    ],
                },
                {"speaker": "B", "elements": [{"type": "text", "value": "Ja.", "ts": 2.0, "end_ts": 2.4}]},
            ]
        },
        TWO,
    ),
    "Otter": (
        {
            "speech": {
                "transcripts": [
                    {"start_offset": 1, "end_offset": 2, "speaker_id": "A", "transcript": "Hej du?"},
                    {"start_offset": 2, "end_offset": 3, "speaker_id": "B", "transcript": "Ja."},
                ]
            }
        },
        TWO,
    ),
    "chunks": (
        {
            "text": "x",
            "chunks": [{"timestamp": [1, 2], "text": " Hej du?"}, {"timestamp": [2, None], "text": "Ja."}],
        },
        [(None, " Hej du?", 1.0), (None, "Ja.", 2.0)],
    ),
    "whisper.cpp": (
        {
            "transcription": [
                {"offsets": {"from": 1, "to": 2}, "timestamps": {"from": "00:00:09,000"}, "text": "Hej du?"},
                {"offsets": {"from": 2, "to": 3}, "text": "Ja."},
            ]
        },
        [(None, "Hej du?", 1.0), (None, "Ja.", 2.0)],
    ),
    "ElevenLabs": (
        {
            "words": [
                {"text": "Hej", "start": 1, "end": 1.2, "type": "word", "speaker_id": "A"},
                {"text": " ", "start": 1.2, "end": 1.3, "type": "spacing", "speaker_id": "A"},
                {"text": "du?", "start": 1.3, "end": 1.4, "type": "word", "speaker_id": "A"},
                {"text": " ", "start": 1.4, "end": 2, "type": "spacing", "speaker_id": "A"},
                {"text": "Ja.", "start": 2, "end": 3, "type": "word", "speaker_id": "B"},
            ]
        },
        TWO,
    ),
    "AWS Transcribe": (
        {
            "results": {
                "transcripts": [{"transcript": "Hej du? Ja."}],
                "speaker_labels": {
                    "segments": [
                        {
                            "items": [
                                {"start_time": "1.0", "speaker_label": "A"},
                                {"start_time": "1.5", "speaker_label": "A"},
                            ]
                        },
                        {"items": [{"start_time": "2.0", "speaker_label": "B"}]},
                    ]
                },
                "items": [
                    {"type": "pronunciation", "start_time": "1.0", "alternatives": [{"content": "Hej"}]},
                    {"type": "pronunciation", "start_time": "1.5", "alternatives": [{"content": "du"}]},
                    {"type": "punctuation", "alternatives": [{"content": "?"}]},
                    {"type": "pronunciation", "start_time": "2.0", "alternatives": [{"content": "Ja"}]},
                    {"type": "punctuation", "alternatives": [{"content": "."}]},
                ],
            }
        },
        TWO,
    ),
    "Speechmatics": (
        {
            "results": [
                {"type": "word", "start_time": 1.0, "alternatives": [{"content": "Hej", "speaker": "A"}]},
                {"type": "word", "start_time": 1.5, "alternatives": [{"content": "du", "speaker": "A"}]},
                {
                    "type": "punctuation",
                    "start_time": 1.6,
                    "alternatives": [{"content": "?", "speaker": "A"}],
                },
                {"type": "word", "start_time": 2.0, "alternatives": [{"content": "Ja.", "speaker": "B"}]},
            ]
        },
        TWO,
    ),
    "Azure": (
        {
            "recognizedPhrases": [
                {"speaker": 1, "offset": "PT1S", "duration": "PT1S", "nBest": [{"display": "Hej du?"}]},
                {"speaker": 2, "offset": "PT2S", "duration": "PT1S", "nBest": [{"display": "Ja."}]},
            ]
        },
        [("1", "Hej du?", 1.0), ("2", "Ja.", 2.0)],
    ),
    "Deepgram": (
        {
            "results": {
                "channels": [
                    {
                        "alternatives": [
                            {
                                "transcript": "Hej du? Ja.",
                                "words": [],
                                "paragraphs": {
                                    "paragraphs": [
                                        {
                                            "speaker": 0,
                                            "start": 1,
                                            "sentences": [{"text": "Hej"}, {"text": "du?"}],
                                        },
                                        {"speaker": 1, "start": 2, "sentences": [{"text": "Ja."}]},
                                    ]
                                },
                            }
                        ]
                    }
                ]
            }
        },
        [("0", "Hej du?", 1.0), ("1", "Ja.", 2.0)],
    ),
    "Google": (
        {
            "results": [
                {"alternatives": [{"transcript": "Hej du?", "words": [{"word": "Hej", "startTime": "1s"}]}]},
                {"alternatives": [{"transcript": " Ja."}]},
                {
                    "alternatives": [
                        {
                            "words": [
                                {"word": "Hej", "startTime": "1s", "speakerTag": 1},
                                {"word": "du?", "startTime": "1.5s", "speakerTag": 1},
                                {"word": "Ja.", "startTime": "2s", "speakerTag": 2},
                            ]
                        }
                    ]
                },
            ]
        },
        [("1", "Hej du?", 1.0), ("2", "Ja.", 2.0)],
    ),
    "text": ({"text": "Hej du?"}, [(None, "Hej du?", None)]),
}


def keys_of(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for child in value.values() for key in keys_of(child))]
    return [key for child in value for key in keys_of(child)] if isinstance(value, list) else []


@pytest.mark.parametrize("program", SHAPES)
def test_the_files_of_each_program_are_known(program):
    value, expected = SHAPES[program]
    found = find_talk(value)
    assert said(found) == expected
    assert found is not None
    assert (found.program, found.sure, found.beside) == (program, True, 0)


def test_several_channels_are_several_speakers():
    channel = {"alternatives": [{"transcript": "Hej", "words": [{"word": "Hej", "start": 1, "end": 2}]}]}
    found = find_talk({"results": {"channels": [channel, channel]}})
    assert [item.speaker for item in found.items] == ["Channel 1", "Channel 2"]


def test_google_without_speakers_keeps_every_result():
    found = find_talk(
        {"results": [{"alternatives": [{"transcript": "Hej"}]}, {"alternatives": [{"transcript": "Ja"}]}]}
    )
    assert [item.text for item in found.items] == ["Hej", "Ja"]


def test_a_list_of_an_unknown_program_is_found_by_its_names():
    value = {
        "data": {
            "rows": [
                {"speakerName": "A", "content": "Hej", "startTime": 1},
                {"content": "Ja", "startTime": 2},
            ]
        }
    }
    found = find_talk(value)
    assert said(found) == [("A", "Hej", 1.0), (None, "Ja", 2.0)]
    assert not found.sure
    assert said(find_talk([{"start": "00:00:01,200", "text": "Hej"}])) == [(None, "Hej", 1_200.0)]


def test_lists_with_other_words_are_counted():
    value = {
        "a": [{"text": "Hej du der", "start": 1}],
        "b": [{"text": "Nej", "start": 1}],
        "c": [{"text": "du", "start": 1}],
    }
    found = find_talk(value)
    assert ([item.text for item in found.items], found.beside) == (["Hej du der"], 1)


def test_what_is_no_object_and_what_has_no_words_is_counted():
    found = find_talk(
        {"segments": [{"text": "Hej", "start": 1}, "Ja", [1], None, {"text": " ", "start": 2}, {}]}
    )
    assert (len(found.items), found.unread, found.empty) == (1, 3, 2)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        3,
        None,
        "text",
        {"segments": []},
        {"segments": {"text": "a"}},
        {"segments": [3], "text": " "},
        {"name": "casekit", "dependencies": [{"name": "lxml", "value": "5"}]},
        {"results": {"items": "x", "channels": [{"alternatives": []}]}},
        {"results": [{"alternatives": [3]}]},
        {"text": ["a"]},
    ],
)
def test_json_without_talk_is_none(value):
    assert find_talk(value) is None


def test_half_of_the_objects_must_speak():
    assert find_talk([{"text": "Hej", "start": 1}, {"a": 1}, {"b": 2}]) is None


def test_ten_thousand_lists_are_no_trouble():
    value = [[{"text": f"ord {n}", "start": n}] for n in range(10_000)]
    assert find_talk(value).beside == 9_999


KEYS = sorted({key for value, _ in SHAPES.values() for key in keys_of(value)})
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["Hej", "", "1.5", "00:01", "punct"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(JSON)
def test_whatever_json_holds_is_talk_or_none(value):
    found = find_talk(value)
    assert found is None or all(item.text.strip() for item in found.items)


@pytest.mark.parametrize("odd", [None, 3, [], {}, [[]], "x"])
def test_fields_of_a_wrong_kind_cost_no_other_words(odd):
    words = [{"text": "Hej", "start": 1, "type": odd, "speaker": odd}, {"text": "du", "start": odd}]
    for value in (
        {"segments": [{"speaker": odd, "words": words}]},
        {"results": {"items": words, "speaker_labels": odd}},
    ):
        found = find_talk(value)
        assert found is not None
        assert "".join(item.text for item in found.items).replace(" ", "") == "Hejdu"
