import pytest

from casekit.readers.blocks import Block
from casekit.readers.tables import table_blocks

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
    )
