import io
import zipfile
from collections.abc import Callable

import pytest

from casekit.errors import CasekitError, ReadError
from casekit.readers import read_bytes
from casekit.readers.blocks import Block, Remark, Request, Source
from casekit.readers.opendocument import FORMAT

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{name}="{_URN}:{kind}:1.0"'
    for name, kind in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
    }.items()
)
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
MIME = "application/vnd.oasis.opendocument.text"


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, *, styles: str = "", looks: str = "", mime: str = MIME) -> bytes:
    """An .odt of XML strings: the text, its own styles, and the part with the named styles."""
    parts = {"styles": looks} if looks else {}
    return package({"content": content(body, styles), **parts}, mime=mime)


def package(parts: dict[str, str | bytes], *, mime: str = MIME, packed: int = zipfile.ZIP_STORED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        if mime:
            archive.writestr("mimetype", mime, packed)
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return memory.getvalue()


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row) for row in rows)
    return (
        "<table:table>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        + "</table:table>"
    )


def remark(text: str, name: str = "") -> str:
    named = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{named}><dc:creator>Mette</dc:creator><dc:date>2023-11-14T10:00:00</dc:date>"
        f"{p(text)}</office:annotation>"
    )


def parsed(body: str, **options: str) -> Source:
    return FORMAT.parse(odt(body, **options), Request("a.odt"))


def counts(source: Source) -> dict[str, object]:
    return {
        finding.kind: finding.data["n"] for finding in source.findings if finding.kind.startswith("left_")
    }


TALK = p("I: Hvordan går det?") + p("IP: Det går da.")


def test_paragraphs_with_labels_become_turns(spoken):
    body = p("Kommune: X") + p("I: Hej?") + p("") + p("IP: Ja.") + p("Og nej.")
    reading = read_bytes(odt(body), "a.odt")
    assert spoken(reading) == [("I", "Hej?"), ("IP", "Ja.\nOg nej.")]
    assert reading.document.text == "Kommune: X\nI: Hej?\n\nIP: Ja.\nOg nej."
    assert reading.document.metadata == (("Kommune", "X"),)
    assert reading.document.reader == "opendocument"


def test_a_flat_file_reads_like_a_package(spoken):
    root = content(TALK).replace("office:document-content", "office:document")
    flat = root.replace(NAMESPACES, f'{NAMESPACES} office:mimetype="{MIME}"')
    for data in (
        flat.encode(),
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n' + flat.encode(),
        f'<?xml version="1.0" encoding="UTF-16"?>{flat}'.encode("utf-16"),
    ):
        reading = read_bytes(data, "a.fodt")
        assert reading.document.reader == "opendocument"
        assert spoken(reading) == [("I", "Hvordan går det?"), ("IP", "Det går da.")]


@pytest.mark.parametrize(
    "data",
    [
        odt(TALK, mime=f"{MIME}-template"),
        package({"META-INF/manifest": "<m/>", "content": content(TALK)}, mime=""),
        package({"META-INF/manifest": "<m/>", "content": content(TALK)}, packed=zipfile.ZIP_DEFLATED),
    ],
    ids=["template", "no mimetype", "packed mimetype"],
)
def test_what_the_package_holds_decides(data, spoken):
    assert FORMAT.holds(data)
    assert spoken(data, "a.bin") == [("I", "Hvordan går det?"), ("IP", "Det går da.")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"I: <office:document office:mimetype='application/vnd.oasis.opendocument.text'>",
        odt(TALK, mime="application/vnd.oasis.opendocument.spreadsheet"),
        package(
            {"content": content(TALK).replace(":text>", ":spreadsheet>"), "META-INF/manifest": "<m/>"},
            mime="",
        ),
    ],
)
def test_what_is_no_text_document_is_left_to_others(data):
    assert not FORMAT.holds(data)


def test_a_heading_is_nobodys_speech_unless_it_asks(spoken):
    heading = '<text:h text:outline-level="1">{}</text:h>'
    body = heading.format("Baggrund") + TALK + heading.format("I: Og nu?") + p("IP: Nu hviler jeg.")
    reading = read_bytes(odt(body), "a.odt")
    assert spoken(reading) == [
        ("I", "Hvordan går det?"),
        ("IP", "Det går da."),
        ("I", "Og nu?"),
        ("IP", "Nu hviler jeg."),
    ]
    assert parsed(body).blocks[0] == Block("Baggrund", bold=True, aside=True)


def test_bold_questions_without_labels_are_the_interviewers(spoken):
    style = '<style:style style:family="paragraph" style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = p("Hvordan går det?", "B") + p("Fint.") + p("Og nu?", "B") + p("Tja.")
    reading = read_bytes(odt(body, styles=style), "a.odt")
    assert spoken(reading) == [("I", "Hvordan går det?"), ("R", "Fint."), ("I", "Og nu?"), ("R", "Tja.")]


def test_a_whole_interview_in_a_table_is_read(spoken):
    rows = [["Tid", "Taler", "Tekst"], ["00:00:03", "JS", "Kører den?"], ["00:00:09", "IP", "Ja."]]
    document = read_bytes(odt(p("Interviewer: JS") + table(rows)), "a.odt").document
    assert spoken(document) == [("JS", "Kører den?"), ("IP", "Ja.")]
    assert [turn.start_ms for turn in document.turns] == [3_000, 9_000]


def test_a_table_of_notes_is_seen_but_no_speech(kinds):
    notes = [["Indruk", "Warm"], ["Praktisch", "Bellen na tienen"], ["Nog", "Tekst van bijlage 3"]]
    reading = read_bytes(odt(TALK + table(notes)), "a.odt")
    assert "Bellen na tienen" in reading.document.text
    assert {"table_not_speech", "notes_not_speech"} <= set(kinds(reading))


def test_what_stands_beside_the_talk_is_counted_and_not_read():
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('REAL NAME')}</text:note-body></text:note>"
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        f"<dc:creator>REAL NAME</dc:creator></office:change-info>{p('REAL NAME')}</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    master = (
        f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page>"
        f"<style:header>{p('REAL NAME')}</style:header><style:footer>{p('')}</style:footer>"
        f'<style:header-left style:display="false">{p("REAL NAME")}</style:header-left>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    body = deleted + TALK + p(f"Ja{note}{remark('REAL NAME')}")
    source = parsed(body, looks=master)
    assert "REAL NAME" not in "\n".join(block.text for block in source.blocks)
    assert counts(source) == {
        "left_deleted": 9,
        "left_comments": 1,
        "left_footnotes": 1,
        "left_headers": 1,
    }
    assert dict(source.left) == {"deleted": 9, "comments": 1, "footnotes": 1, "headers": 1}


def test_remarks_keep_their_words_and_their_places():
    body = (
        p(f"I: Hej{remark('her')} du?")
        + p(f"IP: Det {remark('over to afsnit', 'x')}går")
        + p('da<office:annotation-end office:name="x"/>.')
    )
    source = parsed(body)
    assert source.remarks == (
        Remark("Mette", "her", "2023-11-14T10:00:00"),
        Remark("Mette", "over to afsnit", "2023-11-14T10:00:00"),
    )
    assert [(block.text, block.anchors) for block in source.blocks] == [
        ("I: Hej du?", ((0, 6), (0, 6))),
        ("IP: Det går", ((1, 8),)),
        ("da.", ((1, 2),)),
    ]


def test_places_of_remarks_count_the_characters_that_are_kept():
    end = '<office:annotation-end office:name="x"/>'
    source = parsed(p(f"so\u00adcial fe\u0301e {remark('her', 'x')}cafe{end}\u0301"))
    (block,) = source.blocks
    assert (block.text, block.anchors) == ("social fée café", ((0, 11), (0, 15)))


def test_remarks_on_a_transcript_in_a_table_stand_where_the_words_are():
    end = '<office:annotation-end office:name="x"/>'
    rows = [
        ["Tid", "Taler", "Tekst"],
        ["00:03", "JS", "Kører den?"],
        ["00:09", f"IP{remark('hvem?')}", f"  Det {remark('ja', 'x')}gør{end} den."],
    ]
    blocks = parsed(table(rows)).blocks
    assert [(block.text, block.anchors) for block in blocks] == [
        ("Kører den?", ()),
        ("Det gør den.", ((0, 0), (0, 0), (1, 4), (1, 7))),
    ]


def test_remarks_in_a_head_of_two_columns_stand_behind_the_key():
    rows = [["Kommune", f"Havn{remark('?')}strup"], ["Dato", "14. november 2023"]]
    (first, _) = parsed(table(rows)).blocks
    assert (first.text, first.anchors) == ("Kommune: Havnstrup", ((0, 13), (0, 13)))


def test_a_remark_on_the_names_of_columns_does_not_shift_the_others():
    rows = [["Tid", f"Taler{remark('?')}", "Tekst"], ["00:03", "JS", f"Kører {remark('!')}den?"]]
    assert parsed(table(rows)).blocks[0].anchors == ((0, 0), (0, 0), (1, 6), (1, 6))


def test_signs_that_look_like_the_mark_of_a_remark_are_none():
    assert parsed(p("a\ufdd07\ufdd1b")).blocks == (Block("a\ufdd07\ufdd1b"),)
    (block,) = parsed(p(f"a\ufdd07\ufdd1b{remark('x')}c")).blocks
    assert (block.text, block.anchors) == ("a7bc", ((0, 3), (0, 3)))


def test_broken_styles_do_not_cost_the_interview(kinds, spoken):
    reading = read_bytes(odt(TALK, looks="<broken"), "a.odt")
    assert len(spoken(reading)) == 2
    assert "part_unreadable" in kinds(reading)


def test_strange_characters_are_told(kinds):
    assert "invisible_characters" in kinds(read_bytes(odt(TALK + p("so\u00adcial")), "a.odt"))


def test_a_password_is_told_as_such():
    manifest = f"<manifest:manifest {NAMESPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    data = package({"content": b"\x00\x9f\x12", "META-INF/manifest": manifest})
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.odt")
    assert caught.value.problem == "password_protected"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (odt(""), "no_text"),
        (odt(p("  ")), "no_text"),
        (odt(TALK)[:-30], "bad_archive"),
        (odt(TALK)[:60], "bad_archive"),
        (package({"other": "<a/>"}), "bad_archive"),
        (package({"content": "<a"}), "bad_xml"),
        (package({"content": ""}), "bad_xml"),
        (package({"content": "<a/>"}), "bad_xml"),
        (package({"content": content(TALK).encode("utf-16-le")[1:]}), "bad_xml"),
        (package({"content": "<!DOCTYPE a []>" + content(TALK)}), "xml_doctype"),
        (odt("<text:section>" * 300 + TALK + "</text:section>" * 300), "bad_xml"),
        (odt(p("a" * 1_000_000) * 11), "bad_archive"),
        (b"<x:document x:mimetype='" + MIME.encode() + b"'", "bad_xml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_files_end_in_one_error(data, problem):
    with pytest.raises(CasekitError) as caught:
        read_bytes(data, "a.odt")
    assert caught.value.problem == problem


def test_blanks_and_cells_that_are_to_come_again_without_end_are_capped(kinds):
    cell = f'<table:table-cell table:number-columns-repeated="99999999">{p("x")}</table:table-cell>'
    huge = f'<table:table><table:table-row table:number-rows-repeated="2000000000">{cell}</table:table-row></table:table>'
    reading = read_bytes(odt(TALK + p('a<text:s text:c="2000000000"/>b') + huge), "a.odt")
    assert f"a{' ' * 1_000}b" in reading.document.text
    assert len(reading.document.text) < 25_000
    assert "repeats_left_out" in kinds(reading)


def test_a_damaged_byte_anywhere_ends_in_a_document_or_one_error(with_damage: Callable[[bytes], list[bytes]]):
    for data in with_damage(odt(TALK + table([["a", "b"]]) + p(remark("x")))):
        try:
            read_bytes(data, "a.odt")
        except CasekitError:
            continue


@pytest.fixture
def with_damage() -> Callable[[bytes], list[bytes]]:
    def damaged(data: bytes) -> list[bytes]:
        return [data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :] for at in range(0, len(data), 9)]

    return damaged
