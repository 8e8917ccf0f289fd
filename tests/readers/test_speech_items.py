import pytest

from casekit.readers.speech_items import (
    MILLISECONDS,
    SAMPLES,
    SECONDS,
    Item,
    has_words,
    item_of,
    items_of_words,
    number_of,
    text_of,
    time_of,
    unit_of,
)


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (3, (3.0, None)),
        (1.5, (1.5, None)),
        ("0.25", (0.25, None)),
        ("00:00:01,200", (1_200.0, 1.0)),
        ("01:02", (62_000.0, 1.0)),
        ("1.400s", (1.4, 1_000.0)),
        ("PT1H1M0.5S", (3_660.5, 1_000.0)),
        ({"seconds": "1", "nanos": 500_000_000}, (1.5, 1_000.0)),
        (None, None),
        (True, None),
        ("soon", None),
        ("PT", None),
        ([1], None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        (1e300, None),
    ],
)
def test_times_as_json_holds_them(value, time):
    assert number_of(value) == time


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"text": "a"}, "a"),
        ({"transcript": "a", "text": ""}, "a"),
        ({"words": "a"}, "a"),
        ({"punctuated_word": "Hej,", "word": "hej"}, "Hej,"),
        ({"alternatives": [{"content": "a"}, {"content": "b"}]}, "a"),
        ({"nBest": [{"lexical": "hej", "display": "Hej."}]}, "Hej."),
        ({"alternatives": [{"alternatives": [{"text": "a"}]}]}, ""),
        ({"alternatives": []}, ""),
        ({"text": 3, "words": [1]}, ""),
    ],
)
def test_the_words_of_an_object(fields, text):
    assert text_of(fields) == text


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start": 1, "end": 2.5}, (1.0, None), (2.5, None)),
        ({"begin": "1", "to": "2"}, (1.0, None), (2.0, None)),
        ({"timestamp": [1, None]}, (1.0, None), None),
        ({"timestamp": "00:01"}, (1_000.0, 1.0), None),
        ({"offsets": {"from": 10, "to": 20}}, (10.0, 1.0), (20.0, 1.0)),
        ({"start": 1.0, "duration": 2}, (1.0, None), (3.0, None)),
        ({"offsetMilliseconds": 960, "durationMilliseconds": 40}, (960.0, 1.0), (1_000.0, 1.0)),
        ({"offset": "PT1S", "duration": "PT2S"}, (1.0, 1_000.0), (3.0, 1_000.0)),
        ({"start": "x", "ts": 4}, (4.0, None), None),
        ({}, None, None),
    ],
)
def test_the_times_of_an_object(fields, start, end):
    (item,) = item_of({"text": "a", **fields})
    assert (item.start, item.end, time_of(fields)) == (start, end, start)


@pytest.mark.parametrize(
    ("fields", "speaker"),
    [
        ({"speaker": " Mette\nKruse "}, "Mette Kruse"),
        ({"speaker": 0}, "0"),
        ({"speaker": {"id": "s1", "name": "Bo"}}, "Bo"),
        ({"speaker": "", "speaker_id": "s1"}, "s1"),
        ({"speaker": None}, None),
        ({"speaker": True}, None),
        ({"speaker": -1}, None),
        ({"speaker": ["a"]}, None),
    ],
)
def test_the_speaker_of_an_object(fields, speaker):
    (item,) = item_of({"text": "a", **fields})
    assert item.speaker == speaker


def word(text: str, speaker: str | None, start: float) -> dict[str, object]:
    return {"word": text, "speaker": speaker, "start": start, "end": start + 0.5}


def test_a_segment_without_a_speaker_is_parted_where_the_words_change_theirs():
    words = [word("Hej", "A", 0), word("du.", "A", 1), word("Ja.", "B", 2)]
    assert list(item_of({"text": " Hej du. Ja.", "words": words})) == [
        Item("A", "Hej du.", (0.0, None), (1.5, None)),
        Item("B", "Ja.", (2.0, None), (2.5, None)),
    ]


def test_no_word_is_lost_where_the_single_words_are_not_all():
    words = [word("Hej", "A", 0), word("Ja.", "B", 2), word("Ja.", "B", 3)]
    (item,) = item_of({"text": "Hej du. Ja. Ja.", "words": words})
    assert (item.speaker, item.text) == ("B", "Hej du. Ja. Ja.")


def test_the_segment_knows_better_than_its_words():
    (item,) = item_of({"text": "Hej du", "speaker": "C", "words": [word("Hej", "A", 0), word("du", "B", 1)]})
    assert (item.speaker, item.text) == ("C", "Hej du")


def test_words_make_a_text_with_or_without_blanks_of_their_own():
    assert [item.text for item in item_of({"words": [{"text": "Hej"}, {"text": ","}, {"text": "du"}]})] == [
        "Hej, du"
    ]
    assert [item.text for item in item_of({"words": [{"word": " Hej"}, {"word": ","}, {"word": " du"}]})] == [
        "Hej, du"
    ]
    elements = [
        {"type": "text", "value": "Hej"},
        {"type": "punct", "value": ", "},
        {"type": "text", "value": "du"},
    ]
    assert [item.text for item in item_of({"elements": elements})] == ["Hej, du"]


def test_single_words_make_sentences():
    words = [
        word("Hej.", "A", 0),
        word("Du", "A", 1),
        {"content": "?", "type": "punctuation"},
        word("Ja", "B", 2),
    ]
    assert [(item.speaker, item.text, item.start) for item in items_of_words(words)] == [
        ("A", "Hej.", (0.0, None)),
        ("A", "Du?", (1.0, None)),
        ("B", "Ja", (2.0, None)),
    ]


def test_words_without_full_stops_are_parted_all_the_same():
    lengths = [len(item.text.split()) for item in items_of_words([word("ja", None, n) for n in range(130)])]
    assert lengths == [60, 60, 10]


@pytest.mark.parametrize(
    ("unit", "step"), [(SECONDS, 4.0), (SECONDS, 4.2), (MILLISECONDS, 4_000), (SAMPLES, 64_000)]
)
def test_the_unit_is_told_by_words_per_second(unit, step):
    items = [
        Item(None, "en to tre fire fem seks syv otte ni ti", (n * step, None), ((n + 1) * step, None))
        for n in range(9)
    ]
    assert unit_of(items) == unit
    assert unit_of([Item(item.speaker, item.text, item.start) for item in items]) == unit


def test_a_few_impossible_times_do_not_change_the_unit():
    items = [Item(None, "en to tre fire fem", (n, None), (n + 2, None)) for n in range(0, 10, 2)]
    assert (
        unit_of([*items, Item(None, "ja", (5, None), (1e12, None)), Item(None, "ja", (-9, None))]) == SECONDS
    )


def test_without_times_the_unit_is_seconds():
    assert unit_of([]) == unit_of([Item(None, "a", (0.0, None), (0.0, None))]) == SECONDS
    assert unit_of([Item(None, "a", (5.0, 1.0), (9_000_000.0, 1.0))]) == SECONDS


def test_an_object_has_words_or_not():
    assert has_words({"text": "a"})
    assert has_words({"words": [{"word": "a"}]})
    assert not has_words({"text": " ", "words": [{"word": ""}, 3]})
