"""Paragraphs and tables of written documents as blocks, whatever format they come from."""

import pytest

from casekit.readers.anchors import mark
from casekit.readers.blocks import Block
from casekit.readers.story_blocks import Paragraph, Table, blocks_of, text_of, unspoken

TALK = Table((("Tid", "Taler", "Tekst"), ("00:05", "IP", f"Det er{mark(0)} rigtigt{mark(0)}, ja.")))
NOTES = Table((("Punkt", "Hvem", "Hvornår"), ("Tag", "Bo", "senere")))


def test_the_text_of_items_is_lines_with_tabs_between_cells():
    assert text_of([Paragraph("a"), Table((("b", "c"), ("d\ne", ""))), Paragraph("")]) == "a\nb\tc\nd\ne\t\n"


def test_a_paragraph_is_cleaned_and_its_marks_become_places():
    blocks, silent = blocks_of([Paragraph(f"{mark(3)}bo\u00adlig{mark(3)}", bold=True)])
    assert (blocks, silent) == ([Block("bolig", bold=True, anchors=((3, 0), (3, 5)))], [])


@pytest.mark.parametrize(
    ("text", "aside"), [("Baggrund", True), ("Hvad så nu?", False), (f"{mark(1)}IP: Ja", False)]
)
def test_a_heading_is_nobodys_unless_it_asks_or_has_a_label(text, aside):
    (block,), _ = blocks_of([Paragraph(text, heading=True)])
    assert (block.aside, block.bold) == (aside, True)


def test_a_table_of_talk_keeps_its_places():
    assert blocks_of([TALK]) == ([Block("Det er rigtigt, ja.", "IP", 5_000, anchors=((0, 7), (0, 14)))], [])


def test_a_table_without_talk_is_told_by_its_number():
    blocks, silent = blocks_of([TALK, Paragraph("x"), NOTES])
    assert [block.aside for block in blocks] == [False, False, True, True]
    assert silent == [2]
    (told,) = unspoken(silent, "a.docx")
    assert (told.kind, told.where, told.data["table"]) == ("table_not_speech", "a.docx", 2)


def test_a_mark_between_a_letter_and_its_accent_leaves_one_character():
    blocks, _ = blocks_of(
        [Table((("I", f"Hvad koster en cafe{mark(0)}\u0301 i byen?"), ("IP", "Det ved jeg ikke.")))]
    )
    assert "café" in "".join(block.text for block in blocks)
