import pytest

from casekit.errors import ReadError, TableError
from casekit.readers import read_bytes
from casekit.readers.blocks import SpeakerMap


def vtt(*cues: str, head: str = "") -> bytes:
    times = (f"00:{2 * n:02}.000 --> 00:{2 * n + 2:02}.000" for n in range(len(cues)))
    return (
        f"WEBVTT\n\n{head}".encode()
        + "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True)).encode()
    )


def test_cues_of_one_speaker_make_one_turn_with_one_blank_between_them(spoken):
    data = vtt("<v Jonas>Hej du,", "<v Jonas>kan du\nhøre mig?</v>", "<v Malene>Ja.</v>", "<v Jonas>Godt.")
    document = read_bytes(data, "a.vtt").document
    assert spoken(document) == [("Jonas", "Hej du, kan du høre mig?"), ("Malene", "Ja."), ("Jonas", "Godt.")]
    assert document.text == "Jonas: Hej du, kan du høre mig?\n\nMalene: Ja.\n\nJonas: Godt."
    assert [(turn.start_ms, turn.end_ms) for turn in document.turns] == [
        (0, 4_000),
        (4_000, 6_000),
        (6_000, 8_000),
    ]


def test_names_in_front_of_the_words_are_speakers_too(spoken):
    data = vtt(
        "Judith: Hoor je mij?", "Wouter: Ja, want", "op de gang.", "Judith: Mooi.", "Wouter: Tja: zo is het"
    )
    assert spoken(data, "a.vtt") == [
        ("Judith", "Hoor je mij?"),
        ("Wouter", "Ja, want op de gang."),
        ("Judith", "Mooi."),
        ("Wouter", "Tja: zo is het"),
    ]


def test_two_speakers_may_share_a_cue(spoken):
    assert spoken(vtt("I: Hvor?\nIP: Der.", "I: Nå.", "IP: Ja."), "a.vtt") == [
        ("I", "Hvor?"),
        ("IP", "Der."),
        ("I", "Nå."),
        ("IP", "Ja."),
    ]


def test_a_note_is_the_head(spoken):
    reading = read_bytes(
        vtt("<v JS>Hej", "<v Bo>Ja", head="NOTE\nKommune: Lindesø\nInterviewer: JS\nOpdigtet\nSprog: da\n\n"),
        "a.vtt",
    )
    assert reading.document.metadata == (
        ("Kommune", "Lindesø"),
        ("Interviewer", "JS"),
        ("Sprog", "da"),
        ("NOTE", "Opdigtet"),
    )
    assert reading.document.role_of("JS") == "interviewer"
    assert "Lindesø" not in reading.document.text


def test_the_first_cue_may_be_the_head(spoken):
    data = "1\n00:00:00,000 --> 00:00:01,000\nKommune: Havnstrup\nInterviewer: JS\n\n2\n00:00:01,000 --> 00:00:02,000\nI: Hej?\n\n3\n00:00:02,000 --> 00:00:03,000\nIP: Hej."
    document = read_bytes(data.encode(), "a.srt").document
    assert document.metadata == (("Kommune", "Havnstrup"), ("Interviewer", "JS"))
    assert spoken(document) == [("I", "Hej?"), ("IP", "Hej.")]


def test_without_names_sentences_are_put_together_and_a_warning_given(spoken, kinds):
    reading = read_bytes(vtt("Det er ikke sådan", "lige til at sige.", "Nej."), "a.vtt")
    assert spoken(reading) == [("–", "Det er ikke sådan lige til at sige."), ("–", "Nej.")]
    assert "no_speakers" in kinds(reading)
    assert "–" not in reading.document.text


def test_a_long_silence_parts_paragraphs(spoken):
    data = b"WEBVTT\n\n00:00.000 --> 00:01.000\nog\n\n00:09.000 --> 00:10.000\nmen"
    assert len(spoken(data, "a.vtt")) == 2


def test_a_map_names_the_speakers(spoken, kinds):
    reading = read_bytes(
        vtt("Uklart", "Hej?", "Ja.", "Jo."),
        "a.vtt",
        speakers=SpeakerMap("cue", (("2", "I", ""), ("3", "IP", ""))),
    )
    assert spoken(reading) == [("–", "Uklart"), ("I", "Hej?"), ("IP", "Ja. Jo.")]
    assert {"speaker_map_used", "cues_nameless"} <= set(kinds(reading))
    assert reading.document.role_of("–") == "unknown"


def test_a_map_that_names_a_cue_which_is_not_there_is_a_table_error():
    with pytest.raises(TableError) as caught:
        read_bytes(vtt("Hej"), "a.vtt", speakers=SpeakerMap("cue", (("1", "I", ""), ("7", "IP", ""))))
    assert caught.value.data["line"] == 3


def test_rolling_captions_are_taken_once(spoken, kinds):
    cues = ["a b", "a b\nc d", "c d\ne f", "e f\ng h", "g h\ni j"]
    reading = read_bytes(vtt(*cues), "a.vtt")
    assert reading.document.text == "a b c d e f g h i j"
    assert "cues_repeated" in kinds(reading)


def test_what_was_lax_is_told(kinds):
    data = b"1\n0:0:1 -> 0:0:2\nHej.\n\nmed dig\n\n2\n00:00:03,000 --> 00:00:04,000\n\n"
    assert {"cue_times_lax", "text_outside_cues", "cues_empty"} <= set(kinds(read_bytes(data, "a.srt")))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_subtitles_come_in_many_encodings(spoken, encoding):
    text = "WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\n<v Søren>Får I så færre?\r\n"
    assert spoken(text.encode(encoding), "a.vtt") == [("Søren", "Får I så færre?")]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.vtt", b"WEBVTT"), ("a.vtt", b"hello"), ("a.srt", b"one\ntwo\n"), ("a.vtt", b"WEBVTT\n\nNOTE x\n")],
)
def test_a_file_without_cues_is_a_read_error(name, data):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert caught.value.problem == "bad_subtitles"


def test_the_same_words_in_every_cue_are_no_rolling_captions(spoken, kinds):
    reading = read_bytes(vtt(*["Tak."] * 5), "a.vtt")
    assert reading.document.text == "\n\n".join(["Tak."] * 5)
    assert "speech_loops" in kinds(reading)
    assert "cues_repeated" not in kinds(reading)


def test_a_map_may_go_by_time(spoken):
    told = SpeakerMap("time", (("0", "I", ""), ("00:00:02", "IP", "")))
    assert spoken(vtt("Hej?", "Ja.", "Jo."), "a.vtt", speakers=told) == [("I", "Hej?"), ("IP", "Ja. Jo.")]


def test_a_map_may_name_a_cue_without_words(spoken):
    data = b"1\n00:00:01,000 --> 00:00:02,000\nHej?\n\n2\n00:00:02,000 --> 00:00:03,000\n\n3\n00:00:03,000 --> 00:00:04,000\nJa.\n"
    told = SpeakerMap("cue", (("1", "I", ""), ("2", "IP", "")))
    assert spoken(data, "a.srt", speakers=told) == [("I", "Hej?"), ("IP", "Ja.")]


def test_teams_numbers_its_cues_with_letters_and_notes_its_confidence(spoken, kinds):
    data = b"WEBVTT\n\n7c2f19be-40d3/12-0\n00:00:03.000 --> 00:00:04.000\n<v Mette Kruse>Hej?</v>\n\nNOTE Confidence: 0.91\n\n7c2f19be-40d3/13-0\n00:00:04.000 --> 00:00:05.000\n<v Bo>Ja.</v>\n"
    reading = read_bytes(data, "a.vtt")
    assert spoken(reading) == [("Mette Kruse", "Hej?"), ("Bo", "Ja.")]
    assert "notes_in_file" in kinds(reading)
    assert "7c2f" not in reading.document.text


def test_cues_that_overlap_keep_their_times():
    data = b"WEBVTT\n\n00:01.000 --> 00:05.000\n<v A>Jeg\n\n00:02.000 --> 00:03.000\n<v B>Ja\n"
    turns = read_bytes(data, "a.vtt").document.turns
    assert [(turn.start_ms, turn.end_ms) for turn in turns] == [(1_000, 5_000), (2_000, 3_000)]
