import pytest

from casekit.readers.blocks import Block
from casekit.readers.tables import Columns, columns_of, named_columns, read_time, table_blocks

SPEECH = "Det er jo ikke sådan lige til at sige"


def test_named_columns_are_turns():
    rows = [["Tid", "Taler", "Tekst"], ["00:00:03", "JS", "Sådan."], ["00:00:09", "IP:", "Ja\nja"]]
    assert table_blocks(rows) == (Block("Sådan.", "JS", 3_000), Block("Ja\nja", "IP", 9_000))


@pytest.mark.parametrize(
    "header",
    [
        ["Zeit", "Sprecher", "Text"],
        ["Tijd", "Spreker", "Tekst"],
        ["Time", "Speaker", "Text"],
        ["Start", "Person", "Transkript"],
    ],
)
def test_columns_have_names_in_four_languages(header):
    assert table_blocks([header, ["0:05", "B", "x"]]) == (Block("x", "B", 5_000),)


def test_columns_without_names_are_told_by_what_stands_in_them():
    rows = [["1", "00:03", "I", SPEECH], ["2", "00:09", "IP", SPEECH], ["3", "00:15", "I", SPEECH]]
    assert [(block.speaker, block.start_ms) for block in table_blocks(rows)] == [
        ("I", 3_000),
        ("IP", 9_000),
        ("I", 15_000),
    ]


def test_two_columns_may_be_speaker_and_text():
    rows = [["I:", SPEECH], ["IP:", SPEECH], ["I:", SPEECH], ["IP:", SPEECH]]
    assert [block.speaker for block in table_blocks(rows)] == ["I", "IP", "I", "IP"]


def test_two_columns_may_be_time_and_text_with_labels():
    rows = [["00:03", f"I: {SPEECH}"], ["00:09", f"IP: {SPEECH}"]]
    assert table_blocks(rows) == (Block(f"I: {SPEECH}", None, 3_000), Block(f"IP: {SPEECH}", None, 9_000))


def test_a_row_without_a_speaker_goes_on_with_the_one_above():
    rows = [["Taler", "Tekst"], ["IP", "Ja."], ["", "Og nej."], ["I", ""], ["I", "Nå."]]
    assert table_blocks(rows) == (Block("Ja.", "IP"), Block("Og nej."), Block("Nå.", "I"))


def test_a_head_in_two_columns_is_key_and_value_lines():
    rows = [["Kommune", "Havnstrup"], ["Dato:", "14. november"], ["Interviewer", "MK"]]
    assert [block.text for block in table_blocks(rows)] == [
        "Kommune: Havnstrup",
        "Dato: 14. november",
        "Interviewer: MK",
    ]


def test_a_table_of_notes_is_said_by_nobody():
    rows = [["Indruk", SPEECH], ["Nog navragen", SPEECH], ["Praktisch", SPEECH]]
    blocks = table_blocks(rows)
    assert all(block.aside for block in blocks)
    assert blocks[0].text == f"Indruk\t{SPEECH}"


def test_one_column_is_layout_only():
    assert table_blocks([["I: a"], ["IP: b"]]) == (Block("I: a"), Block("IP: b"))


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]], [["", ""], [" "]]])
def test_an_empty_table_is_nothing(rows):
    assert table_blocks(rows) == ()


def test_rows_of_unequal_length_do_no_harm():
    assert table_blocks([["Tid", "Taler", "Tekst"], ["00:01"], ["00:02", "IP", "Ja", "x"]]) == (
        Block("Ja", "IP", 2_000),
        Block("x", aside=True),
    )


def test_what_stands_beside_the_talk_is_seen_and_said_by_nobody():
    rows = [
        ["Nr", "Tid", "Taler", "Tekst", "Note"],
        ["1", "00:01", "I", "Hvordan går det?", "god start"],
        ["2", "00:05", "IP", "Fint.", ""],
        ["3", "Pause, kaffe", "", "", ""],
        ["4", "00:09", "I", "Og ellers?", ""],
    ]
    assert table_blocks(rows) == (
        Block("Hvordan går det?", "I", 1_000),
        Block("god start", aside=True),
        Block("Fint.", "IP", 5_000),
        Block("Pause, kaffe", aside=True),
        Block("Og ellers?", "I", 9_000),
    )


# times


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        ("00:01:02", (62_000, None)),
        ("1:02", (62_000, None)),
        ("[0:01:02.5]", (62_500, None)),
        ("#00:00:21-4#", (21_400, None)),
        ("00:00:05:12", (5_000, None)),
        ("00:01:02.345678", (62_345, None)),
        ("00:01 --> 00:05", (1_000, 5_000)),
        ("0:01 – 0:05", (1_000, 5_000)),
        ("62", (None, None)),
        ("kl. 12", (None, None)),
        ("", (None, None)),
    ],
)
def test_times_are_written_in_many_ways(cell, times):
    assert read_time(cell) == times


@pytest.mark.parametrize(
    ("cell", "start"), [("62", 62_000), ("62,4", 62_400), ("62.4 s", 62_400), ("4.6e-05", 0), ("62 m", None)]
)
def test_plain_numbers_are_times_where_a_unit_is_known(cell, start):
    assert read_time(cell, 1000) == (start, None)


def test_a_column_for_the_end_is_read():
    rows = [["Start", "Slut", "Taler", "Tekst"], ["0:01", "0:03", "I", "Ja."]]
    assert table_blocks(rows) == (Block("Ja.", "I", 1_000, 3_000),)


def test_from_and_until_are_times_only_together():
    assert named_columns(["Von", "Bis", "Text"]) == Columns(2, None, 0, 1, header=1)
    assert named_columns(["Van", "Tekst"]) is None


@pytest.mark.parametrize("header", [["Wer", "Was"], ["Hvem", "Hvad"], ["Wie", "Wat"], ["Who", "What"]])
def test_who_and_what_are_speaker_and_text_only_together(header):
    assert named_columns(["Nr", *header, "Anm"]) == Columns(2, 1, header=1)
    assert named_columns(["Zeit", header[1]]) is None
    assert named_columns(["Taler", header[1]]) is None
    assert named_columns([*header, "Tekst"]) == Columns(2, 0, header=1)


def test_who_and_what_of_two_languages_are_no_pair():
    assert named_columns(["Wer", "Hvad"]) is None


@pytest.mark.parametrize("when", ["Bis wann", "Hvornår", "Deadline", "Status"])
def test_who_does_what_until_when_is_no_talk(when):
    assert named_columns(["Wer", "Was", when]) is None


def test_names_of_columns_may_be_written_in_many_ways():
    assert named_columns(["Start Time (s)", "SPEAKER_NAME", "Text:"]) == Columns(2, 1, 0, header=1)
    assert named_columns(["Sprecher/in", "Wortlaut"]) == Columns(1, 0, header=1)
    assert named_columns([f"Text {'x' * 90}", "Wer"]) is None


def test_an_unclosed_bracket_in_a_name_takes_no_time():
    assert named_columns(["(" * 50, "Tekst"]) is None


def test_columns_are_found_below_blank_rows():
    assert columns_of([["", ""], ["Taler", "Tekst"], ["I", "Ja"]]) == Columns(1, 0, header=1)
    assert columns_of([["", ""]]) is None


def test_a_few_words_in_a_long_time_are_still_seconds():
    rows = [["Tid", "Taler", "Tekst"], ["5", "I", "Ja"], ["20,5", "IP", "Nej"]]
    assert [block.start_ms for block in table_blocks(rows)] == [5_000, 20_500]
