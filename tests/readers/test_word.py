import io
import zipfile
from contextlib import suppress

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import CasekitError, ReadError
from casekit.readers import read_bytes
from casekit.readers.anchors import remark_spans
from casekit.readers.blocks import Remark, Request, Source
from casekit.readers.lines import lines_of
from casekit.readers.word import FORMAT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOLD = "<w:rPr><w:b/></w:rPr>"


def make_docx(body: str, **parts: str) -> bytes:
    return package(
        **{"word/document.xml": document(body)}, **{f"word/{n}.xml": one for n, one in parts.items()}
    )


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
    note = "<w:comment>" + paragraph("REAL NAME") + "</w:comment>"
    names = ("comments", "footnotes", "endnotes", "header1", "footer2", "diagrams/data1")
    parts = {name: beside.format(note) for name in names}
    body = (
        paragraph("I: Hej?")
        + paragraph("IP: Ja")
        + "<w:p><w:del><w:r><w:delText>REAL NAME</w:delText></w:r></w:del></w:p>"
    )
    reading = read_bytes(docx(body, **parts), "a.docx")
    assert "REAL NAME" not in reading.document.text
    counts = {finding.kind: finding.data["n"] for finding in reading.findings if "n" in finding.data}
    assert counts == {
        "left_deleted": 9,
        "left_embedded": 1,
        "left_comments": 1,
        "left_footnotes": 2,
        "left_headers": 2,
    }


def test_broken_parts_beside_the_text_do_not_cost_the_interview(docx, paragraph, kinds):
    reading = read_bytes(
        docx(paragraph("I: Hej?") + paragraph("IP: Ja"), comments="<broken", styles="<broken"), "a.docx"
    )
    assert len(reading.document.turns) == 2
    assert kinds(reading).count("part_unreadable") == 1


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


def package(**parts: str) -> bytes:
    """A package of parts by their names."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            archive.writestr(name, content)
    return memory.getvalue()


def document(body: str) -> str:
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def relations(**targets: str) -> str:
    listed = (
        f'<R Type="http://purl.oclc.org/x/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f"<R>{''.join(listed)}</R>"


@pytest.mark.parametrize(
    ("rels", "name"),
    [
        (relations(officeDocument="Word/Document.xml"), "word/document.xml"),
        (relations(officeDocument="word\\document.xml"), "word\\document.xml"),
        (relations(officeDocument="/word/gone.xml"), "word/document.xml"),
        (relations(officeDocument="../../word/doc.xml"), "word/doc.xml"),
        ("<broken", "word/document.xml"),
        ("<!DOCTYPE x><R/>", "word/document.xml"),
    ],
)
def test_the_document_is_found_whatever_it_is_called(paragraph, spoken, rels, name):
    data = package(**{"_rels/.rels": rels, name: document(paragraph("I: Hej"))})
    assert spoken(data, "a.docx") == [("I", "Hej")]


def test_a_package_without_a_folder_of_words_own_is_known_by_its_types(paragraph, spoken):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {"_rels/.rels": relations(officeDocument="text.xml"), "text.xml": document(paragraph("I: Hej"))}
    types = {"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>'}
    assert spoken(package(**types, **parts), "a.docx") == [("I", "Hej")]
    assert not FORMAT.holds(package(**parts))


def test_parts_beside_the_document_are_found_by_its_relations(paragraph):
    hidden = f'<w:styles {W}><w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    body = paragraph("I: Hej") + paragraph("REAL NAME", properties='<w:pPr><w:pStyle w:val="S"/></w:pPr>')
    data = package(
        **{
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": relations(styles="styles7.xml", comments="/odd/notes.xml"),
            "word/styles7.xml": hidden,
            "odd/notes.xml": f"<w:comments {W}><w:comment>{paragraph('Se her')}</w:comment></w:comments>",
        }
    )
    source = FORMAT.parse(data, Request("a.docx"))
    assert [block.text for block in source.blocks] == ["I: Hej"]
    assert [remark.text for remark in source.remarks] == ["Se her"]
    assert dict(source.left) == {"hidden": 9, "comments": 1}


def comments(*said: str) -> str:
    listed = (
        f'<w:comment w:id="{n}" w:author="Bo Holm" w:date="2026-03-01T10:00:00Z"><w:p w14:paraId="A{n}"><w:r>'
        f"<w:t>{text}</w:t></w:r></w:p></w:comment>"
        for n, text in enumerate(said)
    )
    return f'<w:comments {W} xmlns:w14="w14">{"".join(listed)}</w:comments>'


def ranged(number: int, text: str) -> str:
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{make_run(text)}{end}'


def make_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def remarked(source: Source) -> dict[str, str]:
    """For each remark the words that it is about."""
    lines = lines_of(source.blocks)
    text = "\n".join(line.text for line in lines)
    spans = remark_spans(source.blocks, lines, text)
    return {source.remarks[number].text: span.of(text) for number, span in spans.items()}


def test_comments_are_remarks_about_words(docx, paragraph):
    body = (
        paragraph("I: Hej?")
        + f"<w:p>{make_run('IP: Ja fe')}{ranged(0, chr(0x301) + ' og')}{ranged(1, ' nej')}{make_run('.')}</w:p>"
        + f'<w:p>{make_run("Slut nu. Tak.")}<w:r><w:commentReference w:id="2"/></w:r></w:p>'
    )
    source = FORMAT.parse(docx(body, comments=comments("Hvad?", "Næ", "Husk")), Request("a.docx"))
    assert source.remarks[0] == Remark("Bo Holm", "Hvad?", "2026-03-01T10:00:00Z")
    assert [block.text for block in source.blocks] == ["I: Hej?", "IP: Ja fé og nej.", "Slut nu. Tak."]
    assert source.blocks[1].anchors == ((0, 9), (0, 12), (1, 12), (1, 16))
    assert remarked(source) == {"Hvad?": "og", "Næ": "nej", "Husk": "Tak."}


def test_an_answer_is_a_remark_on_the_same_words(docx):
    extended = '<e><c paraId="A0"/><c paraId="A1" paraIdParent="A0" done="1"/></e>'
    body = f"<w:p>{make_run('I: Det ')}{ranged(0, 'går')}</w:p>"
    data = docx(body, comments=comments("Hvem?", "Mette"), commentsExtended=extended)
    assert remarked(FORMAT.parse(data, Request("a.docx"))) == {"Hvem?": "går", "Mette": "går"}
    broken = docx(body, comments=comments("Hvem?", "Mette"), commentsExtended="<broken")
    assert remarked(FORMAT.parse(broken, Request("a.docx"))) == {"Hvem?": "går"}


def test_comments_in_a_table_do_not_change_what_it_says(docx, table, spoken):
    rows = [["Tid", "Taler", "Tekst"], ["00:00:03", "JS", "Kører den?"], ["00:00:09", "IP", "Ja da."]]
    body = table(rows)
    for number, cell in enumerate(("00:00:03", "IP", "Ja da.")):
        body = body.replace(f"<w:r><w:t>{cell}</w:t></w:r>", ranged(number, cell))
    body = body.replace("<w:tbl>", '<w:tbl><w:commentRangeStart w:id="3"/>')
    data = docx(body + '<w:commentRangeEnd w:id="3"/>', comments=comments("Tid", "Hvem", "Nå", "Alt"))
    assert read_bytes(data, "a.docx").document.text == read_bytes(docx(table(rows)), "a.docx").document.text
    assert spoken(data, "a.docx") == [("JS", "Kører den?"), ("IP", "Ja da.")]
    about = {"Tid": "Kører den?", "Hvem": "Ja da.", "Nå": "Ja da.", "Alt": "Kører den?\nIP: Ja da."}
    assert remarked(FORMAT.parse(data, Request("a.docx"))) == about


def test_a_comment_on_a_heading_leaves_it_one(docx, paragraph):
    style = f'<w:styles {W}><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
    body = f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{ranged(0, "I: Tema")}</w:p>' + paragraph("I: Hej")
    blocks = FORMAT.parse(docx(body, comments=comments("x"), styles=style), Request("a.docx")).blocks
    assert [(block.text, block.aside) for block in blocks] == [("I: Tema", False), ("I: Hej", False)]


WORD = st.text("abcæ", min_size=1, max_size=5)


@given(st.lists(st.lists(st.tuples(WORD, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_comment_finds_its_words_again(paragraphs):
    said, body = [], ""
    for words in paragraphs:
        runs = ""
        for word, remarked_on in words:
            runs += ranged(len(said), word) + make_run(" ") if remarked_on else make_run(word + " ")
            said += [word] * remarked_on
        body += f"<w:p>{make_run('IP: ')}{runs}</w:p>"
    texts = [f"{n} {word}" for n, word in enumerate(said)]
    source = FORMAT.parse(make_docx(body, comments=comments(*texts)), Request("a.docx"))
    assert remarked(source) == {text: text.split()[1] for text in texts}


def test_broken_comments_do_not_cost_the_interview(docx, paragraph, kinds):
    body = paragraph("I: Hej?") + f"<w:p>{ranged(0, 'IP: Ja')}</w:p>"
    reading = read_bytes(docx(body, comments="<!DOCTYPE x><broken"), "a.docx")
    assert reading.document.text == "I: Hej?\nIP: Ja"
    assert kinds(reading).count("part_unreadable") == 1


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


@pytest.mark.parametrize("in_table", [False, True])
def test_odd_signs_are_told_wherever_they_stand_and_no_words_go_with_them(
    docx, paragraph, table, kinds, in_table
):
    said = "Det koster \ufdd0500\ufdd1 kroner i bo\u00adligen."
    rows = (
        ("I", "Hvad koster det så?"),
        ("IP", said),
        ("I", "Tak skal du have."),
        ("IP", "Det var så lidt."),
    )
    body = table(rows) if in_table else "".join(paragraph(f"{who}: {words}") for who, words in rows)
    reading = read_bytes(docx(body), "a.docx")
    assert "Det koster \ufdd0500\ufdd1 kroner i boligen." in reading.document.text
    assert "invisible_characters" in kinds(reading)
