import pytest

from casekit.errors import TableError
from casekit.readers.speaker_map import parse_speaker_map


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_map_is_read_whatever_parts_its_columns(sign):
    data = f"Cue{sign}Speaker\r\n2{sign}I\r\n\r\n3{sign}IP:\r\n".encode("utf-8-sig")
    assert parse_speaker_map(data, file="a.csv") == (("2", "I"), ("3", "IP"))


def test_columns_may_stand_in_any_order_among_others():
    assert parse_speaker_map(b"speaker,note,cue\nI,x,4\n", file="a.csv") == (("4", "I"),)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"a,b\n1,I\n", 1),
        (b"cue,speaker\n", 1),
        (b"cue,speaker\n1,I\n2\n", 3),
        (b"cue,speaker\n1,I\n2, \n", 3),
        (b"cue,speaker\n1,I\n1,IP\n", 3),
        (b"\x81\x8d\x8f" * 20, 1),
    ],
)
def test_a_broken_map_is_a_table_error_with_its_line(data, line):
    with pytest.raises(TableError) as caught:
        parse_speaker_map(data, file="a.csv")
    assert (caught.value.problem, caught.value.data) == ("bad_speaker_map", {"file": "a.csv", "line": line})
