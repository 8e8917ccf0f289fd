"""XML that python-docx does not write."""

import io

import docx
import pytest

from casekit.writers import word_xml as xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def document():
    """An empty document."""
    return docx.Document()


def _tags(element) -> list[str]:
    return [child.tag.removeprefix(W) for child in element]


def test_a_field_has_its_five_parts_and_a_text_until_word_counts(document) -> None:
    paragraph = document.add_paragraph()
    xml.add_field(paragraph, "PAGE", "7")
    kinds = [tag.get(f"{W}fldCharType") for tag in paragraph._p.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert paragraph.text == "7"


def test_borders_and_shade_stand_where_the_schema_wants_them(document) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = docx.shared.Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    xml.shade(paragraph._p, "EEEEEE")
    xml.edge(paragraph._p, ("right", "top"), colour="000000", eighths=4, space=1)
    assert _tags(paragraph._p.pPr) == ["keepNext", "pBdr", "shd", "spacing"]
    assert _tags(paragraph._p.pPr.find(f"{W}pBdr")) == ["top", "right"]


def test_no_sides_take_a_border_away(document) -> None:
    style = document.styles["Title"]
    assert style.element.find(f".//{W}pBdr") is not None
    xml.edge(style.element, (), colour="000000", eighths=0, space=0)
    assert style.element.find(f".//{W}pBdr") is None


def test_a_set_font_wins_over_the_theme(document) -> None:
    xml.set_font(document.styles["Heading 1"], "Calibri")
    fonts = document.styles["Heading 1"].element.rPr.rFonts
    assert not [name for name in fonts.attrib if "Theme" in name or "theme" in name]


def test_a_run_in_another_language_says_so(document) -> None:
    run = document.add_paragraph().add_run("Ja")
    run.bold = True
    xml.tag_language(run, "de-DE")
    assert _tags(run._r.rPr) == ["b", "lang"]


def test_documents_without_defaults_get_a_language_too(document) -> None:
    styles = document.styles.element
    styles.remove(styles.find(f"{W}docDefaults"))
    xml.set_languages(document, "nl-NL")
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "nl-NL"


def test_table_text_comes_last_in_its_properties(document) -> None:
    table = document.add_table(1, 2)
    xml.set_widths(table, [914400, 914400 * 2])
    xml.caption_table(table, "Navn", "Beskrivelse")
    assert _tags(table._tbl.tblPr)[-2:] == ["tblCaption", "tblDescription"]
    assert table._tbl.tblPr.find(f"{W}tblW").get(f"{W}w") == "4320"
    assert [column.width for column in table.columns] == [914400, 914400 * 2]


def test_a_cell_is_shaded_before_its_alignment(document) -> None:
    cell = document.add_table(1, 1).cell(0, 0)
    cell.vertical_alignment = docx.enum.table.WD_ALIGN_VERTICAL.TOP
    xml.shade_cell(cell, "EEEEEE")
    assert _tags(cell._tc.tcPr) == ["tcW", "shd", "vAlign"]


def test_a_table_style_gets_rules_and_room(document) -> None:
    style = document.styles["Table Grid"]
    xml.rule_table(style, colour="888888")
    assert _tags(style.element.find(f"{W}tblPr")) == ["tblBorders", "tblCellMar"]


def test_letters_are_neither_spaced_nor_capitals(document) -> None:
    style = document.styles["Subtitle"]
    style.font.all_caps = True
    xml.plain_spacing(style)
    assert not {"spacing", "caps"} & set(_tags(style.element.rPr))


def test_a_cleared_body_keeps_the_headers_of_its_sections(document) -> None:
    document.sections[0].header.paragraphs[0].text = "Brevhoved"
    document.add_paragraph("Tekst")
    document.add_section()
    xml.clear_body(document)
    assert _tags(document.element.body) == ["sectPr"]
    assert document.sections[0].header.paragraphs[0].text == "Brevhoved"


def test_word_opens_the_document_as_a_modern_one(document) -> None:
    xml.modern(document)
    settings = {
        tag.get(f"{W}name"): tag.get(f"{W}val") for tag in document.settings.element.iter(f"{W}compatSetting")
    }
    assert settings["compatibilityMode"] == "15"


def test_parts_are_left_out_by_their_kind(document) -> None:
    package = document.part.package
    xml.drop_part(package, "thumbnail")
    assert not [rel for rel in package.rels.values() if "thumbnail" in rel.reltype]


def test_properties_are_numbered_from_two_and_replaced_by_name(document) -> None:
    xml.set_custom_properties(document, {"a": "1", "b": "2"})
    xml.set_custom_properties(document, {"b": "3"})
    rels = document.part.package.rels.values()
    (part,) = [rel.target_part for rel in rels if rel.reltype.endswith("custom-properties")]
    root = docx.oxml.parse_xml(part.blob)
    assert [(entry.get("name"), entry.get("pid"), entry[0].text) for entry in root] == [
        ("a", "2", "1"),
        ("b", "3", "3"),
    ]


def test_a_row_can_head_its_table_and_stay_whole(document) -> None:
    row = document.add_table(1, 1).rows[0]
    xml.keep_row_whole(row)
    xml.mark_header_row(row)
    assert _tags(row._tr.trPr) == ["cantSplit", "tblHeader"]


def test_a_picture_says_what_it_shows_and_keeps_no_distance(document) -> None:
    from matplotlib.figure import Figure

    from casekit.charts import draw

    png = io.BytesIO(draw(Figure(figsize=(1, 1))))
    shape = document.add_picture(png)
    xml.describe_picture(shape, "Et kort", "heatmap 1")
    assert shape._inline.docPr.get("descr") == "Et kort"
    assert shape._inline.get("distL") == "0"
