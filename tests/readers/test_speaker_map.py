import datetime
import io

import pytest

from casekit.errors import TableError
from casekit.readers.blocks import SpeakerMap
from casekit.readers.speaker_map import parse_speaker_map


def workbook(*rows: tuple[object, ...]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book, memory = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_map_is_read_whatever_parts_its_columns(sign):
    data = f"Cue{sign}Speaker\r\n2{sign}I\r\n\r\n3{sign}IP:\r\n".encode("utf-8-sig")
    assert parse_speaker_map(data, file="a.csv") == SpeakerMap(
        "cue", (("2", "I", ""), ("3", "IP", "")), "a.csv"
    )


def test_columns_may_stand_in_any_order_among_others():
    assert parse_speaker_map(b"speaker,note,cue\nI,x,4\n", file="a.csv").rows == (("4", "I", ""),)


@pytest.mark.parametrize(
    ("by", "place"),
    [("cue", "7"), ("cue", "intro"), ("time", "00:01:02"), ("time", "62.5"), ("turn", "12"), ("label", "MK")],
)
def test_the_place_is_a_cue_a_time_a_turn_or_a_label(by, place):
    found = parse_speaker_map(f"{by},speaker\n{place},Mette  Krogh\n".encode(), file="a.csv")
    assert (found.by, found.rows) == (by, ((place, "Mette Krogh", ""),))


def test_of_several_places_the_cue_counts_first():
    assert parse_speaker_map(b"label,turn,speaker\nA,1,MK\n", file="a.csv").by == "turn"


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("interviewer", "interviewer"),
        ("Interviewerin", "interviewer"),
        ("spørger", "interviewer"),
        ("onderzoeker", "interviewer"),
        ("respondent", "respondent"),
        ("Informant", "respondent"),
        ("Befragte", "respondent"),
        ("geïnterviewde", "respondent"),
        ("deltager", "respondent"),
        ("unknown", "unknown"),
        ("ukendt", "unknown"),
        ("unbekannt", "unknown"),
        ("onbekend", "unknown"),
        ("", ""),
    ],
)
def test_a_role_is_a_word_of_the_field(word, role):
    assert parse_speaker_map(f"turn,speaker,role\n1,MK,{word}\n".encode(), file="a.csv").rows == (
        ("1", "MK", role),
    )


def test_by_label_a_name_or_a_role_is_enough():
    data = b"label,speaker,role\nA,Mette,\nB,,respondent\nC,Bo,interviewer\n"
    rows = (("A", "Mette", ""), ("B", "", "respondent"), ("C", "Bo", "interviewer"))
    assert parse_speaker_map(data, file="a.csv").rows == rows
    assert parse_speaker_map(b"label,role\nA,interviewer\n", file="a.csv").rows == (("A", "", "interviewer"),)


def test_a_workbook_is_read_too():
    data = workbook(
        ("Time", "Speaker", "Role"),
        (datetime.time(0, 1, 2), "MK", "interviewer"),
        (None,) * 3,
        ("01:30", "BH", None),
    )
    assert parse_speaker_map(data, file="a.xlsx") == SpeakerMap(
        "time", (("00:01:02", "MK", "interviewer"), ("01:30", "BH", "")), "a.xlsx"
    )
    assert parse_speaker_map(workbook(("turn", "speaker"), (3, "MK")), file="a.xlsx").rows == (
        ("3", "MK", ""),
    )


BAD, COLUMNS, PLACE, ROLE, TWICE = (
    "bad_speaker_map",
    "speaker_map_columns",
    "speaker_map_place",
    "speaker_map_role",
    "speaker_map_twice",
)


@pytest.mark.parametrize(
    ("data", "problem", "line", "what"),
    [
        (b"", COLUMNS, 1, "–"),
        (b"a,b\n1,I\n", COLUMNS, 1, "a, b"),
        (b"I: so I said to him that,speaker\n", COLUMNS, 1, "…, speaker"),
        (b"cue,speaker\n", BAD, 1, ""),
        (b"turn,role\n1,interviewer\n", COLUMNS, 1, "turn, role"),
        (b"cue,speaker\n1,I\n2\n", BAD, 3, "2"),
        (b"cue,speaker\n1,I\n\n2, \n", BAD, 4, "2"),
        (b"cue,speaker\n1,I\n1,IP\n", TWICE, 3, "1"),
        (b"cue,speaker\n,I\n", PLACE, 2, "–"),
        (b"time,speaker\n00:05,I\nsoon,IP\n", PLACE, 3, "soon"),
        (b"time,speaker\n00:05,I\n0:05,IP\n", TWICE, 3, "0:05"),
        (b"turn,speaker\n0,I\n", PLACE, 2, "0"),
        (b"turn,speaker\n-1,I\n", PLACE, 2, "-1"),
        (b"turn,speaker\n1.5,I\n", PLACE, 2, "1.5"),
        (b"turn,speaker\n" + b"9" * 5_000 + b",I\n", PLACE, 2, "9" * 40),
        ("turn,speaker\n²,I\n".encode(), PLACE, 2, "²"),
        (b"label,speaker\nMK,A\nmk,B\n", TWICE, 3, "mk"),
        (b"label,speaker,role\nMK,,\n", BAD, 2, "MK"),
        (b"turn,speaker,role\n1,MK,boss\n", ROLE, 2, "boss"),
        (b"turn,speaker,role\n1,MK,interviewer\n2,MK,respondent\n", TWICE, 3, "MK"),
        (b'turn,speaker\n1,"MK\n', BAD, 2, None),
        (b"\x81\x8d\x8f" * 20, BAD, 1, None),
        (b"PK\x03\x04 broken", BAD, 1, None),
    ],
)
def test_a_broken_map_is_a_table_error_that_says_what_is_wrong_and_where(data, problem, line, what):
    with pytest.raises(TableError) as caught:
        parse_speaker_map(data, file="a.csv")
    found = caught.value.data
    assert (caught.value.problem, found["file"], found["line"]) == (problem, "a.csv", line)
    assert found["what"] == what if what is not None else found["what"]
    assert f"“{what}”" in str(caught.value) or problem in {BAD, COLUMNS}


def test_an_unknown_role_is_told_with_those_that_are_known():
    with pytest.raises(TableError) as caught:
        parse_speaker_map(b"label,role\nMK,boss\n", file="a.csv")
    assert caught.value.data["known"] == "interviewer, respondent, unknown"


@pytest.mark.parametrize(
    ("header", "by"),
    [
        ("label,Taler,Rolle", "label"),
        ("Label,Sprecher,Rolle", "label"),
        ("label,Spreker,Rol", "label"),
        ("Tid,Taler,Rolle", "time"),
        ("Zeit,Sprecherin,Rolle", "time"),
        ("Beurt,Spreker,Rol", "turn"),
    ],
)
def test_the_columns_may_be_called_as_in_transcripts(header, by):
    found = parse_speaker_map(f"{header}\n1,MK,svarer\n".encode(), file="a.csv")
    assert (found.by, found.rows) == (by, (("1", "MK", "respondent"),))


def test_a_column_of_its_own_name_goes_before_another():
    data = b"taler,label,speaker,rolle\nx,MK,Mette,fragt\n"
    assert parse_speaker_map(data, file="a.csv").rows == (("MK", "Mette", "interviewer"),)


def test_a_map_of_endless_cells_is_refused(monkeypatch):
    monkeypatch.setattr("casekit.readers.speaker_map._MAX_CELLS", 10)
    with pytest.raises(TableError) as caught:
        parse_speaker_map(workbook(*([("turn", "speaker")] * 9)), file="a.xlsx")
    assert caught.value.problem == "bad_speaker_map"
