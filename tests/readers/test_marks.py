import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.marks import milliseconds, take_marks


@pytest.mark.parametrize(
    ("line", "text", "start", "end"),
    [
        ("[00:00:05] Interviewer: Fijn.", "Interviewer: Fijn.", 5_000, None),
        ("(01:02) I: Ja", "I: Ja", 62_000, None),
        ("00:01:02 I: Ja", "I: Ja", 62_000, None),
        ("00:00:01.5 --> 00:00:03.25 I: Ja", "I: Ja", 1_500, 3_250),
        ("[00:05 - 00:09] Ja", "Ja", 5_000, 9_000),
        ("#00:00:05-1# I: Ja", "I: Ja", 5_100, None),
        ("B: Ja. #00:00:58-2#", "B: Ja.", None, 58_200),
        ("B: Ja. [1:00:58]", "B: Ja.", None, 3_658_000),
        ("[00:01] B: Ja. #00:02#", "B: Ja.", 1_000, 2_000),
        ("I [00:00:05]: Ja", "I: Ja", 5_000, None),
        ("I: [00:00:05] Ja", "I: Ja", 5_000, None),
        ("Interviewer (00:05): Ja", "Interviewer: Ja", 5_000, None),
        ("#00:00:21-4#", "", None, 21_400),
        ("[00:00:21]", "", 21_000, None),
        ("[00:05 - 00:09]", "", 5_000, 9_000),
        ("I 00:00:05: Ja", "I: Ja", 5_000, None),
        ("Spreker 1 0:05: Ja", "Spreker 1: Ja", 5_000, None),
        ("Speaker 1 (00:00:05):", "Speaker 1:", 5_000, None),
        ("Speaker 1: [00:00:05]", "Speaker 1:", 5_000, None),
        ("I: #00:00:05-0#", "I:", None, 5_000),
        ("#00:00:00-0# B: Gut. #00:00:30-0# Ja. #00:00:35-0#", "B: Gut. Ja.", 0, 35_000),
    ],
)
def test_marks_at_the_ends_of_a_line_become_times(line, text, start, end):
    marked = take_marks(line)
    assert (marked.text, marked.start_ms, marked.end_ms) == (text, start, end)


def test_marks_inside_a_line_are_taken_out_and_counted():
    marked = take_marks("B: Ja [00:01:00] og så #00:02:00-0# gik vi.")
    assert (marked.text, marked.inside) == ("B: Ja og så gik vi.", 2)


@pytest.mark.parametrize(
    "line",
    [
        "Kl. 12:30 var vi der",
        "12:30 var vi der",
        "Vi ses (12:30)",
        "B: (3) ja (..) //mhm// (lacht) [uhørligt]",
        "Forholdet er 2:1",
        "http://a.example:8080",
        "# 1:1 #",
        "Kl 12:30: så kom hun",
        "Bussen 12:30: den var væk",
        "Vi ses kl. 12:30, eller 13:15.",
        "Fra 8:00-16:00",
    ],
)
def test_what_only_looks_like_a_time_stays(line):
    assert take_marks(line).text == line


def test_milliseconds_count_tenths_hundredths_and_thousandths():
    assert [milliseconds(f"0:01{end}") for end in ("", "-4", ".45", ",450")] == [1_000, 1_400, 1_450, 1_450]


@given(st.text(alphabet="0123456789:.,-#[]()<>{} ab"))
def test_nothing_is_ever_added_to_a_line(line):
    text = take_marks(line).text
    assert len(text) <= len(line) + 2
    assert sum(map(str.isalpha, text)) == sum(map(str.isalpha, line))
