import pytest

from casekit.errors import TableError
from casekit.readers.blocks import BLANK, NOBODY, Block, Request, SpeakerMap
from casekit.readers.said import (
    Utterance,
    clock_ms,
    joined,
    looped,
    names_in_doubt,
    one_line,
    said_notices,
    with_map,
    with_names,
)


def say(*said: tuple[str | None, str], step: int = 1_000) -> list[Utterance]:
    return [
        Utterance(speaker, words, at * step, at * step + 900, str(at + 1))
        for at, (speaker, words) in enumerate(said)
    ]


def ask(by: str, *rows: tuple[str, str]) -> Request:
    return Request("a.vtt", speakers=SpeakerMap(by, tuple((*row, "") for row in rows), "a.speakers.csv"))


def test_what_one_speaker_says_in_a_row_is_one_block():
    blocks = list(joined(say(("A", "Hej"), ("A", "du."), ("B", "Ja."), ("A", "Nå"))))
    assert blocks == [
        Block("Hej du.", "A", 0, 1_900),
        BLANK,
        Block("Ja.", "B", 2_000, 2_900),
        BLANK,
        Block("Nå", "A", 3_000, 3_900),
    ]


def test_where_nobody_is_named_a_paragraph_ends_with_the_sentence():
    blocks = list(joined(say((None, "Det er"), (None, "sådan."), (None, "Nej"))))
    assert [block.text for block in blocks] == ["Det er sådan.", "", "Nej"]
    assert blocks[0].speaker == NOBODY


def test_where_nobody_is_named_a_paragraph_ends_with_a_long_silence_or_when_it_gets_long():
    assert len(list(joined(say((None, "og"), (None, "så"), step=5_000)))) == 3
    long = [block.text for block in joined(say(*[(None, "x" * 100)] * 8)) if block.text]
    assert [len(text) for text in long] == [605, 201]


def test_a_missing_time_is_no_silence():
    said = [Utterance(None, "og", 0, None), Utterance(None, "så", 60_000), Utterance(None, "så")]
    assert [block.text for block in joined(said)] == ["og så så"]


def test_what_has_no_words_makes_no_block():
    assert list(joined(say(("A", ""), ("B", "")))) == []
    assert [block.text for block in joined(say(("A", "Hej"), ("B", ""), ("A", "du")))] == ["Hej du"]


def test_a_map_by_cue_names_the_speaker_from_there_on():
    said = with_map(
        say((None, "a"), ("X", "b"), (None, "c"), (None, "d")), ask("cue", ("2", "I"), ("4", "IP"))
    )
    assert [one.speaker for one in said] == [None, "I", "I", "IP"]


def test_a_cue_without_words_may_stand_in_a_map():
    said = with_map(say((None, "a"), (None, ""), (None, "c")), ask("cue", ("1", "I"), ("2", "IP")))
    assert [one.speaker for one in said] == ["I", "IP", "IP"]


def test_a_number_that_the_file_gives_twice_is_the_first():
    said = [
        Utterance(None, "a", number="1"),
        Utterance(None, "b", number="2"),
        Utterance(None, "c", number="1"),
    ]
    assert [one.speaker for one in with_map(said, ask("cue", ("1", "I"), ("2", "IP")))] == ["I", "IP", "IP"]


def test_a_map_by_time_names_who_speaks_when_an_utterance_begins():
    said = [*say((None, "a"), (None, "b"), (None, "c"), (None, "d")), Utterance(None, "e")]
    told = with_map(said, ask("time", ("00:00:03", "IP"), ("1", "I"), ("00:02,500", "R")))
    assert [one.speaker for one in told] == [None, "I", "I", "IP", "IP"]


@pytest.mark.parametrize(("by", "place"), [("cue", "9"), ("cue", ""), ("time", "soon"), ("time", "")])
def test_a_map_with_a_wrong_place_is_a_table_error_with_its_line(by, place):
    with pytest.raises(TableError) as caught:
        with_map(say((None, "a")), ask(by, ("1", "I"), (place, "IP")))
    assert (caught.value.problem, caught.value.data) == (
        "speaker_map_place",
        {"file": "a.speakers.csv", "line": 3, "what": place, "by": by},
    )


@pytest.mark.parametrize("by", ["turn", "label"])
def test_other_maps_are_left_to_others(by):
    said = say(("A", "a"))
    assert with_map(said, ask(by, ("1", "I"))) is said
    assert list(said_notices(said, ask(by, ("1", "I")))) == []


def test_names_in_front_of_the_words_are_speakers_where_the_format_names_nobody():
    said = with_names(
        say((None, "Judith: Ja"), (None, "en nee"), (None, "Wim: Nee"), (None, "Judith: Wim: ja"))
    )
    assert [(one.speaker, one.words) for one in said] == [
        ("Judith", "Ja"),
        ("Judith", "en nee"),
        ("Judith", "Wim: Nee"),  # once only: it may be said
        ("Judith", "Wim: ja"),
    ]
    named = say(("A", "Judith: Ja"), (None, "Judith: Nee"))
    assert with_names(named) is named


ZOOM = (
    "Bo Holm: Hej",
    "Ida Bruun: Ja",
    "Bo Holm: Nå",
    "Ida Bruun: Nej",
    "Karl Lund: Jeg går",
    "Bo Holm: Hej hej",
)


def test_where_every_utterance_has_a_name_who_speaks_once_is_believed():
    said = with_names(say(*((None, words) for words in ZOOM)))
    assert said[4].speaker == "Karl Lund"
    assert list(names_in_doubt(say((None, ZOOM[0])), said, file="a.vtt")) == []


def test_a_name_that_is_not_believed_is_told_where_the_format_names_nobody():
    before = say(*((None, words) for one in ZOOM for words in (one, "og så videre")))
    (doubt,) = names_in_doubt(before, with_names(before), file="a.vtt")
    assert (doubt.kind, dict(doubt.data)) == ("name_uncertain", {"label": "Karl Lund", "n": 1})
    voiced = say(("A", "Karl Lund: ja"), ("B", "nej"))
    assert list(names_in_doubt(voiced, voiced, file="a.vtt")) == []


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        ("00:01:02", 62_000),
        ("62", 62_000),
        ("62.5", 62_500),
        ("01:02,500", 62_500),
        ("[1:00:00]", 3_600_000),
        ("#00:01:02-3#", 62_300),
        ("0.123456", 123),
        ("", None),
        ("a", None),
        ("1:2:3:4", None),
        ("-5", None),
    ],
)
def test_times_as_people_write_them(time, ms):
    assert clock_ms(time) == ms


def test_one_line_keeps_no_break_spaces():
    assert one_line("  a\n\t b\u00a0c  d ") == "a b\u00a0c d"


def test_three_times_the_same_is_a_loop():
    assert looped(say(("A", "Tak."), ("A", "tak."), ("A", "Tak."), ("A", "Ja"), ("A", "Ja"))) == 3
    assert looped(say(("A", ""), ("A", ""), ("A", ""))) == 0


def test_utterances_of_nobody_are_told_beside_those_with_a_name():
    (finding,) = said_notices(say(("A", "a"), (None, "b"), (None, "")), Request("a.vtt"))
    assert (finding.kind, finding.data["n"]) == ("cues_nameless", 1)
    assert list(said_notices(say((None, "a")), Request("a.vtt"))) == []
