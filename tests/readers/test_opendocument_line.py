from lxml import etree

from casekit.readers.opendocument_line import (
    Cell,
    Line,
    Paragraph,
    Table,
    all_text,
    in_cell,
    one_blank,
    text_length,
)

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def body(inside: str) -> etree._Element:
    return etree.fromstring(f"<x {NAMESPACES}>{inside}</x>")


def test_blanks_in_a_row_are_one_and_those_at_the_ends_are_none():
    line = Line()
    for text in ("\n  Det ", " er", "\t\n", "sådan \n"):
        line.say(text, bold=False)
    assert line.paragraph(heading=False).text == "Det er sådan"


def test_blanks_that_the_file_counts_are_kept():
    line = Line()
    line.say("a ", bold=False)
    line.sign("  ", bold=False)
    line.say(" b", bold=False)
    line.sign(" ", bold=False)
    assert line.paragraph(heading=False).text == "a    b "


def test_a_line_is_bold_when_all_its_words_are():
    line = Line()
    line.say("a ", bold=True)
    line.sign("\t", bold=False)
    assert line.paragraph(heading=False).bold
    line.say("b", bold=False)
    assert not line.paragraph(heading=False).bold
    assert not Line().paragraph(heading=False).bold


def test_a_place_behind_the_last_blank_is_the_end():
    line = Line()
    line.say("Ja. ", bold=False)
    line.mark(0)
    assert line.paragraph(heading=True) == Paragraph("Ja.", heading=True, anchors=((0, 3),))


def test_a_fields_command_is_dropped_and_its_result_kept():
    line = Line()
    line.say("Se ", bold=False)
    line.note_field("{f}fieldmark-start")
    line.say("HYPERLINK x", bold=False)
    line.note_field("{f}fieldmark-separator")
    line.say("siden", bold=False)
    line.note_field("{f}fieldmark-end")
    line.note_field("{f}fieldmark-separator")
    assert (line.paragraph(heading=False).text, line.length) == ("Se siden", 8)


def test_a_cell_holds_lines_and_parts_inner_cells_by_tabs():
    inner = Table(((Cell("x"), Cell("y", ((1, 1),))), (Cell("z"),)))
    items = [Paragraph(""), Paragraph("a", anchors=((0, 1),)), inner, Paragraph("")]
    assert in_cell(iter(items)) == Cell("a\nx\ty\nz", ((0, 1), (1, 5)))


def test_places_in_blank_lines_of_a_cell_move_to_where_words_are():
    items = [Paragraph("", anchors=((0, 0),)), Paragraph("a"), Paragraph("", anchors=((1, 0),))]
    assert in_cell(iter(items)) == Cell("a", ((0, 0), (1, 1)))


def test_no_break_spaces_stay():
    assert one_blank("a\u00a0\u00a0b \n c") == "a\u00a0\u00a0b c"


def test_all_text_is_that_of_paragraphs_without_notes():
    inside = (
        "outside<text:p> Det <text:span>er</text:span><text:s/>så<text:note><text:p>note</text:p></text:note>dan\n"
        "<svg:desc>picture</svg:desc></text:p><text:list> <text:p>Ja<text:tab/>da</text:p></text:list>"
        "<office:annotation><text:p>remark</text:p></office:annotation>"
    )
    assert all_text(body(inside)) == "Det er sådan\nJa\tda"
    assert text_length(body("<text:p>REAL NAME</text:p>\n<text:p/>")) == 9
