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


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"a,b\n1,I\n", 1),
        (b"cue,speaker\n", 1),
        (b"turn,role\n1,interviewer\n", 1),
        (b"cue,speaker\n1,I\n2\n", 3),
        (b"cue,speaker\n1,I\n\n2, \n", 4),
        (b"cue,speaker\n1,I\n1,IP\n", 3),
        (b"cue,speaker\n,I\n", 2),
        (b"time,speaker\n00:05,I\nsoon,IP\n", 3),
        (b"time,speaker\n00:05,I\n0:05,IP\n", 3),
        (b"turn,speaker\n0,I\n", 2),
        (b"turn,speaker\n-1,I\n", 2),
        (b"turn,speaker\n1.5,I\n", 2),
        (b"turn,speaker\n" + b"9" * 5_000 + b",I\n", 2),
        ("turn,speaker\n²,I\n".encode(), 2),
        (b"label,speaker\nMK,A\nmk,B\n", 3),
        (b"label,speaker,role\nMK,,\n", 2),
        (b"turn,speaker,role\n1,MK,boss\n", 2),
        (b"turn,speaker,role\n1,MK,interviewer\n2,MK,respondent\n", 3),
        (b'turn,speaker\n1,"MK\n', 2),
        (b"\x81\x8d\x8f" * 20, 1),
        (b"PK\x03\x04 broken", 1),
    ],
)
def test_a_broken_map_is_a_table_error_with_its_line(data, line):
    with pytest.raises(TableError) as caught:
        parse_speaker_map(data, file="a.csv")
    assert (caught.value.problem, caught.value.data) == ("bad_speaker_map", {"file": "a.csv", "line": line})


def test_a_map_of_endless_cells_is_refused(monkeypatch):
    monkeypatch.setattr("casekit.readers.speaker_map._MAX_CELLS", 10)
    with pytest.raises(TableError) as caught:
        parse_speaker_map(workbook(*([("turn", "speaker")] * 9)), file="a.xlsx")
    assert caught.value.problem == "bad_speaker_map"
