import io
import zipfile
from contextlib import suppress

import docx as python_docx
import pytest

from casekit.errors import CasekitError, ReadError
from casekit.readers import read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOLD = "<w:rPr><w:b/></w:rPr>"


def test_paragraphs_with_labels_become_turns(docx, paragraph, spoken):
    body = (
        paragraph("Kommune: X")
        + paragraph("I: Hej?")
        + "<w:p/>"
        + paragraph("IP: Ja.")
        + paragraph("Og nej.")
    )
    reading = read_bytes(docx(body), "a.docx")
    assert spoken(reading) == [("I", "Hej?"), ("IP", "Ja.\nOg nej.")]
    assert reading.document.text == "Kommune: X\nI: Hej?\n\nIP: Ja.\nOg nej."
    assert reading.document.metadata == (("Kommune", "X"),)


def test_what_python_docx_writes_is_read(spoken):
    made = python_docx.Document()
    made.add_heading("Interview", 1)
    made.add_paragraph("Interviewer: Hvordan går det?")
    made.add_paragraph("Forstander: Det går da.")
    table = made.add_table(2, 3)
    for cell, text in zip(
        table._cells, ["Tid", "Taler", "Tekst", "00:05", "Interviewer", "Godt."], strict=True
    ):
        cell.text = text
    memory = io.BytesIO()
    made.save(memory)
    document = read_bytes(memory.getvalue(), "a.docx").document
    assert spoken(document) == [
        ("Interviewer", "Hvordan går det?"),
        ("Forstander", "Det går da."),
        ("Interviewer", "Godt."),
    ]
    assert document.turns[-1].start_ms == 5_000


def test_a_whole_interview_in_a_table_is_read(docx, paragraph, table, spoken):
    rows = [["Tid", "Taler", "Tekst"], ["00:00:03", "JS", "Kører den?"], ["00:00:09", "IP", "Ja."]]
    document = read_bytes(docx(paragraph("Interviewer: JS") + table(rows)), "a.docx").document
    assert spoken(document) == [("JS", "Kører den?"), ("IP", "Ja.")]
    assert [turn.start_ms for turn in document.turns] == [3_000, 9_000]
    assert document.text.endswith("JS: Kører den?\nIP: Ja.")
    assert document.role_of("JS") == "interviewer"


def test_notes_in_a_table_below_are_no_speech_of_whoever_spoke_last(docx, paragraph, table, spoken, kinds):
    notes = [
        ["Indruk", "Warm, praat in omwegen"],
        ["Praktisch", "Bellen na tienen"],
        ["Nog navragen", "Tekst van bijlage 3"],
    ]
    body = (
        paragraph("I: Hoe gaat het?")
        + paragraph("R: Goed.")
        + paragraph("Notities interviewer")
        + table(notes)
    )
    reading = read_bytes(docx(body), "a.docx")
    assert spoken(reading)[-1] == ("R", "Goed.")
    assert "Bellen na tienen" in reading.document.text
    assert {"table_not_speech", "notes_not_speech"} <= set(kinds(reading))


def test_teams_puts_name_time_and_words_into_one_paragraph(docx, spoken):
    said = "<w:p><w:r><w:t>{}   {}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>"
    body = said.format("Mette Kruse", "0:03", "Hej?") + said.format("Bo Holm", "1:02:11", "Hej.")
    document = read_bytes(docx(body), "a.docx").document
    assert spoken(document) == [("Mette Kruse", "Hej?"), ("Bo Holm", "Hej.")]
    assert [turn.start_ms for turn in document.turns] == [3_000, 3_731_000]


def test_bold_questions_without_labels_are_the_interviewers(docx, paragraph, spoken):
    body = (
        paragraph("Hvordan går det?", run=BOLD)
        + paragraph("Fint.")
        + paragraph("Og nu?", run=BOLD)
        + paragraph("Tja.")
    )
    reading = read_bytes(docx(body), "a.docx")
    assert spoken(reading) == [("I", "Hvordan går det?"), ("R", "Fint."), ("I", "Og nu?"), ("R", "Tja.")]
    assert reading.document.text == "Hvordan går det?\nFint.\nOg nu?\nTja."
    assert "bold_asks" in {finding.kind for finding in reading.findings}


def test_what_stands_beside_the_talk_is_counted_and_not_read(docx, paragraph, kinds):
    beside = f"<w:x {W}>{{}}</w:x>"
    note = "<w:n>" + paragraph("REAL NAME") + "</w:n>"
    parts = {
        name: beside.format(note) for name in ("comments", "footnotes", "endnotes", "header1", "footer2")
    }
    body = (
        paragraph("I: Hej?")
        + paragraph("IP: Ja")
        + "<w:p><w:del><w:r><w:delText>REAL NAME</w:delText></w:r></w:del></w:p>"
    )
    reading = read_bytes(docx(body, **parts), "a.docx")
    assert "REAL NAME" not in reading.document.text
    counts = {
        finding.kind: finding.data["n"] for finding in reading.findings if finding.kind.startswith("word_")
    }
    assert counts == {"word_deleted": 9, "word_comments": 1, "word_footnotes": 2, "word_headers": 2}


def test_broken_parts_beside_the_text_do_not_cost_the_interview(docx, paragraph, kinds):
    reading = read_bytes(
        docx(paragraph("I: Hej?") + paragraph("IP: Ja"), comments="<broken", styles="<broken"), "a.docx"
    )
    assert len(reading.document.turns) == 2
    assert kinds(reading).count("word_part_unreadable") == 1


def test_the_package_says_which_part_is_the_document(paragraph, spoken):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels", '<R><R Type="http://x/officeDocument" Target="/word/odd name.xml"/></R>'
        )
        archive.writestr(
            "word/odd name.xml", f"<w:document {W}><w:body>{paragraph('I: Hej')}</w:body></w:document>"
        )
    assert spoken(memory.getvalue(), "a.docx") == [("I", "Hej")]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<w:p>", "bad_xml"),
        ("", "no_text"),
        ("<w:p><w:r><w:t>12 34</w:t></w:r></w:p>", "no_text"),
        ("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000, "bad_xml"),
    ],
)
def test_broken_and_empty_documents_are_read_errors(docx, body, problem):
    with pytest.raises(ReadError) as caught:
        read_bytes(docx(body), "a.docx")
    assert caught.value.problem == problem


def test_a_document_type_is_refused():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'
        )
    with pytest.raises(ReadError) as caught:
        read_bytes(memory.getvalue(), "a.docx")
    assert caught.value.problem == "xml_doctype"


@pytest.mark.parametrize("name", ["word/nothing.xml", "word/document.xml"])
def test_a_package_without_a_document_is_a_read_error(name):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, "<a/>")
    with pytest.raises(ReadError):
        read_bytes(memory.getvalue(), "a.docx")


def test_a_grid_that_spans_a_billion_columns_does_no_harm(docx, paragraph, spoken):
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph("I: Hej")}</w:tc>'
    assert spoken(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx") == [("I", "Hej")]


def test_every_damage_to_a_file_ends_in_a_document_or_one_casekit_error(docx, paragraph):
    data = docx(paragraph("I: Hej?") + paragraph("IP: Ja"))
    for at in range(0, len(data), 3):
        with suppress(CasekitError):
            read_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], "a.docx")


def test_text_is_composed_and_clean(docx, paragraph):
    assert read_bytes(docx(paragraph("I: fe\u0301e so\u00adcial")), "a.docx").document.text == "I: fée social"
