from casekit.readers.anchors import mark
from casekit.readers.rtf_story import Story
from casekit.readers.story_blocks import Paragraph, Table, text_of


def say(story: Story, text: str, *, bold: bool = False) -> Story:
    story.add(text, bold=bold)
    return story


def test_a_paragraph_is_bold_when_all_that_is_written_is():
    story = Story("body")
    say(say(story, " "), "a", bold=True).end_paragraph()
    say(say(story, "a", bold=True), "b").end_paragraph()
    say(story, "c").end_paragraph(heading=True)
    assert story.close() == [Paragraph(" a", True), Paragraph("ab"), Paragraph("c", heading=True)]


def test_halves_of_characters_are_joined_and_lost_alone():
    story = Story("body")
    for code in (0xD83D, 0xDE00, 0xDE00):
        story.add_half(code, bold=False)
    assert story.close() == [Paragraph("😀\ufffd")]


def test_empty_paragraphs_stay_and_an_empty_end_is_none():
    story = Story("body")
    story.end_paragraph()
    assert story.close() == [Paragraph("")]


def test_paragraphs_of_a_cell_are_its_lines():
    story = Story("body")
    say(story, "a").end_paragraph(1)
    say(story, "b").end_cell(1)
    story.end_cell(1)
    story.end_row(1)
    assert story.close() == [Table((("a\nb", ""),))]


def test_a_cell_has_no_blank_lines_around_it():
    story = Story("body")
    story.end_paragraph(1)
    say(story, "a").end_paragraph(1)
    story.end_cell(1)
    story.end_row(1)
    assert story.close() == [Table((("a",),))]


def test_words_behind_the_last_cell_are_one_more():
    story = Story("body")
    say(story, "a").end_cell(1)
    say(story, "b").end_row(1)
    assert story.close() == [Table((("a", "b"),))]


def test_places_behind_the_last_cell_are_at_its_end():
    story = Story("body")
    say(story, "a").end_cell(1)
    story.mark(3)
    story.end_row(1)
    assert story.close() == [Table((("a" + mark(3),),))]


def test_a_row_that_was_never_ended_is_kept_and_paragraphs_without_a_cell_are_none():
    story = Story("body")
    say(story, "a").end_cell(1)
    assert say(story, "b").close() == [Table((("a", "b"),))]
    story = Story("body")
    say(story, "a").end_cell(1)
    story.end_row(1)
    say(story, "b", bold=True).end_paragraph(1)
    assert story.close() == [Table((("a",),)), Paragraph("b", True)]


def test_a_row_of_nothing_is_no_row():
    story = Story("body")
    story.end_row(1)
    assert story.close() == []


def test_tables_nest_no_deeper_than_the_limit():
    story = Story("body")
    say(story, "a").end_cell(1_000_000)
    assert text_of(story.close()) == "a"


def test_boxes_follow_their_paragraph_into_its_cell():
    story = Story("body")
    story.boxes = [Paragraph("box")]
    say(story, "a").end_cell(1)
    assert story.close() == [Table((("a\nbox",),))]


def test_what_is_written_twice_can_be_taken_back():
    story = say(Story("body"), "a")
    length = say(story, "b").length
    say(story, "c").go_back(length)
    assert story.close() == [Paragraph("ab")]
