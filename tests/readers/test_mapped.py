import pytest

from casekit.errors import TableError
from casekit.model.document import Reading
from casekit.readers import read, read_bytes
from casekit.readers.blocks import SpeakerMap

PROSE = "Hvordan går det?\n\nFint.\n\nOg nu?\n\nOgså fint."
TIMED = (
    "[00:00:05] Hvordan går det her?\n\n[00:00:09] Det går fint.\n\nMen koldt.\n\n[00:01:00] Og hvad så nu?"
)
TALK = "MK: Hvordan går det?\nBH: Det går da meget godt.\nMK: Og nu?\nBH: Jo, også godt."


def told(text: str, by: str, *rows: tuple[str, str, str], name: str = "a.txt") -> Reading:
    return read_bytes(text.encode(), name, speakers=SpeakerMap(by, rows, "a.speakers.csv"))


def speakers(reading: Reading) -> list[str]:
    return [turn.speaker for turn in reading.document.turns]


def roles(reading: Reading) -> dict[str, tuple[str, str]]:
    return {one.label: (one.role, one.reason) for one in reading.document.speakers}


def test_by_turn_somebody_speaks_from_there_on(kinds):
    reading = told(PROSE, "turn", ("2", "BH", ""), ("3", "MK", "interviewer"), ("4", "BH", ""))
    assert speakers(reading) == ["–", "BH", "MK", "BH"]
    assert reading.document.text == PROSE
    assert roles(reading) == {
        "–": ("unknown", "unclear"),
        "BH": ("respondent", "answers"),
        "MK": ("interviewer", "table"),
    }
    assert "speaker_map_used" in kinds(reading)
    assert not {"no_speakers", "speaker_map_unused"} & set(kinds(reading))


def test_the_order_of_the_rows_does_not_matter_and_one_row_may_name_many():
    assert speakers(told(PROSE, "turn", ("3", "MK", ""), ("1", "BH", ""))) == ["BH", "BH", "MK", "MK"]


def test_turns_that_have_a_speaker_keep_theirs(kinds):
    reading = told(TALK, "turn", ("1", "X", ""))
    assert speakers(reading) == ["MK", "BH"] * 2
    assert "speaker_map_idle" in kinds(reading)
    assert "speaker_map_used" not in kinds(reading)


def test_by_time_a_turn_without_a_time_goes_with_the_one_above():
    reading = told(TIMED, "time", ("00:06", "BH", ""), ("60", "MK", ""))
    assert speakers(reading) == ["–", "BH", "BH", "MK"]
    assert speakers(told(TIMED, "time", ("0", "A", ""), ("1:00:00", "B", ""))) == ["A"] * 4


def test_by_label_everybody_with_that_label_gets_the_name_and_the_text_stays(kinds):
    reading = told(TALK, "label", ("mk", "Mette", ""), ("BH", "", "interviewer"))
    assert speakers(reading) == ["Mette", "BH"] * 2
    assert reading.document.text == TALK
    assert roles(reading) == {"Mette": ("respondent", "answers"), "BH": ("interviewer", "table")}
    assert "speaker_map_used" in kinds(reading)


def test_roles_that_are_told_win_over_labels_and_head():
    text = "Kommune: X\nInterviewer: MK\n\nI: Hej?\nIP: Ja.\nMK: Nå?\nIP: Jo.\nI: Og?\nMK: Ja?"
    rows = (("I", "", "respondent"), ("MK", "", "unknown"), ("IP", "", "interviewer"))
    assert roles(told(text, "label", *rows)) == {
        "I": ("respondent", "table"),
        "IP": ("interviewer", "table"),
        "MK": ("unknown", "table"),
    }


def test_a_renamed_label_goes_on_to_say_what_it_says():
    text = "I: Hej?\nIP: Ja.\nI: Og?\nIP: Jo."
    assert roles(told(text, "label", ("I", "Mette", ""), ("IP", "Bo", ""))) == {
        "Mette": ("interviewer", "known_label"),
        "Bo": ("respondent", "known_label"),
    }


def test_two_labels_may_be_one_person_and_a_joined_label_is_found_by_either_spelling():
    text = "Mette Krogh: Hej?\nIP: Ja.\nMK: Og?\nIP: Jo."
    assert speakers(told(text, "label", ("Mette Krogh", "M", ""))) == ["M", "IP", "M", "IP"]
    assert speakers(told(text, "label", ("MK", "M", ""))) == ["M", "IP", "M", "IP"]
    assert speakers(told(TALK, "label", ("MK", "X", ""), ("BH", "X", ""))) == ["X"] * 4


def test_a_role_without_a_name_holds_for_the_label_that_is_kept():
    text = "Mette Krogh: Hej?\nIP: Ja.\nMK: Og?\nIP: Jo."
    assert roles(told(text, "label", ("Mette Krogh", "", "unknown")))["MK"] == ("unknown", "table")


@pytest.mark.parametrize(
    ("text", "by", "rows", "line", "what"),
    [
        (PROSE, "turn", [("1", "A", ""), ("5", "B", "")], 3, "5"),
        (PROSE, "turn", [("x", "A", "")], 2, "x"),
        (PROSE, "time", [("00:05", "A", "")], 2, "00:05"),
        (TIMED, "time", [("00:05", "A", ""), ("soon", "B", "")], 3, "soon"),
    ],
)
def test_a_place_that_is_not_there_is_a_table_error_with_its_line(text, by, rows, line, what):
    with pytest.raises(TableError) as caught:
        told(text, by, *rows)
    assert caught.value.problem == "speaker_map_place"
    assert caught.value.data == {"file": "a.speakers.csv", "line": line, "what": what, "by": by}


def test_two_names_for_one_speaker_are_a_table_error():
    text = "Mette Krogh: Hej?\nIP: Ja.\nMK: Og?\nIP: Jo."
    with pytest.raises(TableError) as caught:
        told(text, "label", ("Mette Krogh", "A", ""), ("MK", "B", ""))
    assert caught.value.problem == "speaker_map_twice"
    assert caught.value.data == {"file": "a.speakers.csv", "line": 3, "what": "MK"}


def test_labels_that_are_not_there_are_told_and_the_rest_of_the_map_is_used(kinds):
    reading = told(
        TALK, "label", ("XY", "X", "interviewer"), ("BH", "Bo", "interviewer"), ("Z", "", "unknown")
    )
    assert speakers(reading) == ["MK", "Bo"] * 2
    assert roles(reading)["Bo"] == ("interviewer", "table")
    (absent,) = [one for one in reading.findings if one.kind == "speaker_map_label_absent"]
    assert (absent.severity, absent.data["n"], absent.data["labels"]) == ("warning", 2, "XY, Z")
    (used,) = [one for one in reading.findings if one.kind == "speaker_map_used"]
    assert used.data["n"] == 1


def test_a_map_of_other_labels_only_changes_nothing(kinds):
    reading = told(TALK, "label", *((f"X{n}", "A", "interviewer") for n in range(10)))
    assert speakers(reading) == ["MK", "BH"] * 2
    assert "speaker_map_label_absent" in kinds(reading)
    assert not {"speaker_map_used", "speaker_map_idle"} & set(kinds(reading))
    (absent,) = [one for one in reading.findings if one.kind == "speaker_map_label_absent"]
    assert absent.data["labels"] == "X0, X1, X2, X3, X4, X5, X6, X7, …"


def test_cues_are_for_subtitles_but_labels_and_turns_for_all(kinds):
    assert "speaker_map_unused" in kinds(told(TALK, "cue", ("1", "A", "")))
    vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v MK>Hej?\n\n00:02.000 --> 00:03.000\n<v BH>Ja."
    assert speakers(told(vtt, "label", ("MK", "Mette", ""), name="a.vtt")) == ["Mette", "BH"]
    bare = "WEBVTT\n\n00:00.000 --> 00:02.000\nHej?\n\n00:09.000 --> 00:10.000\nJa."
    assert speakers(told(bare, "turn", ("2", "BH", ""), name="a.vtt")) == ["–", "BH"]
    assert speakers(told(bare, "time", ("0", "MK", "interviewer"), ("0:09", "BH", ""), name="a.vtt")) == [
        "MK",
        "BH",
    ]
    assert roles(told(bare, "cue", ("1", "MK", "respondent"), ("2", "BH", "interviewer"), name="a.vtt")) == {
        "MK": ("respondent", "table"),
        "BH": ("interviewer", "table"),
    }


def test_a_table_beside_the_file_is_read_with_it(tmp_path):
    (tmp_path / "a.txt").write_text(TALK, "utf-8")
    (tmp_path / "a.speakers.csv").write_text("label;speaker;role\nBH;Bo;informant\n", "utf-8")

    reading = read(tmp_path / "a.txt", speakers=tmp_path / "a.speakers.csv")
    assert speakers(reading) == ["MK", "Bo"] * 2
    assert roles(reading)["Bo"] == ("respondent", "table")
