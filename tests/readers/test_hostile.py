"""Files that mean harm, or are broken: each ends in a document or in one error that names the file."""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from casekit.errors import ReadError
from casekit.model.document import Document, Reading
from casekit.readers import read_all, read_bytes
from casekit.wording import LANGUAGES, language, speak

pytestmark = pytest.mark.slow  # hundreds of broken files

Outcome = Callable[[bytes, str], Document | str]

TALK = (("I", "Hvad er der sket siden sidst?"), ("IP", "Vi har fået en lejlighed på Søvej 7, »endelig«."))
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "text", "table")
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
BOMB = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive, the same whenever it is made."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return memory.getvalue()


def docx(body: str, before: str = "", **more: str | bytes) -> bytes:
    document = f"{before}<w:document {WORD_SPACE}><w:body>{body}</w:body></w:document>"
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more}, zipfile.ZIP_STORED
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, before: str = "", **more: str | bytes) -> bytes:
    content = (
        f"{before}<office:document-content {OPEN_SPACES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more}
    parts["META-INF/manifest.xml"] = MANIFEST
    return zipped(parts, zipfile.ZIP_STORED)


def xlsx(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:r="{office}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip archive with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**parts, name: change(bytes(parts[name]))})


def rtf(text: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252 " + text + "}").encode("cp1252")


def html(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def eaf(value: str, before: str = "") -> bytes:
    slots = '<TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/>'
    inner = f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="x" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b">{value}</ALIGNABLE_ANNOTATION>'
    tier = f'<TIER TIER_ID="IP" LINGUISTIC_TYPE_REF="d"><ANNOTATION>{inner}</ANNOTATION></TIER>'
    body = f'<HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{slots}</TIME_ORDER>{tier}'
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    return f'{head}<ANNOTATION_DOCUMENT VERSION="3.0">{body}</ANNOTATION_DOCUMENT>'.encode()


def eaf_value(text: str) -> str:
    return f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>"


def pdf(*lines: str) -> bytes:
    shown = b" T* ".join(b"(%s) Tj" % line.encode("cp1252") for line in lines)
    drawn = b"BT /F1 11 Tf 14 TL 72 770 Td %s ET" % shown
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


SEGMENTS = [
    {"start": at, "end": at + 1, "speaker": who, "text": words} for at, (who, words) in enumerate(TALK)
]
LINES = tuple(f"{who}: {words}" for who, words in TALK)
ROWS = [("Tid", "Taler", "Tekst"), *((f"0:0{at}", who, words) for at, (who, words) in enumerate(TALK * 3))]
RTF_LINES = "".join(f"{line}\\par " for line in LINES * 3)
SMALL: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: "\n\n".join(LINES * 3).encode(),
    "a.md": lambda: "\n\n".join(f"**{who}:** {words}" for who, words in TALK * 3).encode(),
    "a.docx": lambda: docx("".join(map(paragraph, LINES * 3))),
    "a.odt": lambda: odt("".join(f"<text:p>{line}</text:p>" for line in LINES * 3)),
    "a.rtf": lambda: rtf(RTF_LINES),
    "a.vtt": lambda: (
        "WEBVTT\n\n"
        + "".join(f"00:0{at}.000 --> 00:0{at}.900\n<v {who}>{words}\n\n" for at, (who, words) in enumerate(TALK * 3))
    ).encode(),
    "a.srt": lambda: "".join(
        f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}\n\n" for at, line in enumerate(LINES * 3, 1)
    ).encode(),
    "a.html": lambda: html("".join(f"<p>{line}</p>" for line in LINES * 3)),
    "a.otr": lambda: json.dumps({"text": "".join(f"<p>{line}</p>" for line in LINES * 3), "media": ""}).encode(),
    "a.eaf": lambda: eaf(eaf_value(TALK[1][1])),
    "a.json": lambda: json.dumps({"segments": SEGMENTS}, ensure_ascii=False).encode(),
    "a.csv": lambda: "\n".join(";".join(row) for row in ROWS).encode(),
    "a.xlsx": lambda: xlsx(list(ROWS)),
    "a.pdf": lambda: pdf(*LINES * 3),
}  # fmt: skip
if find_spec("pypdfium2") is None:
    del SMALL["a.pdf"]


@pytest.fixture
def outcome() -> Iterator[Outcome]:
    """What reading ends in: a document whose text, turns and findings are sound, or the problem of an error."""
    before = language()

    def ends_in(data: bytes, name: str) -> Document | str:
        told: ReadError | Reading
        try:
            told = read_bytes(data, name)
        except ReadError as error:
            told = error
        for code in LANGUAGES:
            speak(code)
            assert_told(told, name)
        if isinstance(told, ReadError):
            return told.problem
        assert_sound(told.document)
        return told.document

    yield ends_in
    speak(before)


def one_of(problem: str, name: str) -> set[str]:
    """What a flaw may be called; where a library of others reads workbooks, it may stumble first."""
    return {problem, "table_unreadable"} if name == "a.xlsx" else {problem}


def assert_told(told: ReadError | Reading, name: str) -> None:
    """The error names the file, and everything has a sentence in the language spoken."""
    if isinstance(told, Reading):
        assert all(str(finding) for finding in told.findings)
        return
    assert name in str(told)
    assert str(told) != told.problem
    assert not HARMFUL.search(str(told))


def assert_sound(document: Document) -> None:
    """The text has no signs that break programs, and its turns lie in it one after the other."""
    assert not HARMFUL.search(document.text)
    assert document.turns
    end = 0
    for turn in document.turns:
        assert end <= turn.span.start < turn.span.end <= len(document.text)
        assert not HARMFUL.search(turn.speaker)
        end = turn.span.end


# ---- the files as they should be ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SMALL)
def test_the_sound_file_is_read_so_that_what_is_broken_below_is_not_broken_for_another_reason(
    name: str, outcome: Outcome
) -> None:
    document = outcome(SMALL[name](), name)
    assert isinstance(document, Document)
    assert TALK[1][1] in " ".join(document.text.split())


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("name", SMALL)
def test_a_file_cut_off_anywhere_is_read_or_refused(name: str, tenth: int, outcome: Outcome) -> None:
    data = SMALL[name]()
    ended = outcome(data[: len(data) * tenth // 10], name)
    if name in {"a.docx", "a.odt", "a.xlsx"}:
        assert ended == "bad_archive"  # the directory of a zip archive stands at its end


@pytest.mark.parametrize("name", [*SMALL, "a.htm", "a.docm", "a.tsv", "a", "a.doc", "a.mp3"])
def test_random_bytes_are_read_or_refused_under_every_name(name: str, outcome: Outcome) -> None:
    for seed in range(3):
        outcome(random.Random(seed).randbytes(5_000), name)


@pytest.mark.parametrize("name", SMALL)
def test_the_beginning_of_a_file_with_rubbish_behind_it_is_read_or_refused(
    name: str, outcome: Outcome
) -> None:
    data = SMALL[name]()
    outcome(data[:600] + random.Random(1).randbytes(2_000), name)


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("seed", range(3))
def test_flipped_bits_are_read_or_refused(name: str, seed: int, outcome: Outcome) -> None:
    chance, data = random.Random(seed), bytearray(SMALL[name]())
    for _ in range(12):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    outcome(bytes(data), name)


@pytest.mark.parametrize("name", SMALL)
def test_an_empty_file_is_called_empty(name: str, outcome: Outcome) -> None:
    assert outcome(b"", name) == "file_empty"


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("filling", [b"\0", b"\n", b" ", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_of_nothing_is_refused(name: str, filling: bytes, outcome: Outcome) -> None:
    assert isinstance(outcome(filling * 3_000, name), str)


@pytest.mark.parametrize("name", SMALL)
def test_a_file_under_the_name_of_another_kind_is_read_as_what_it_is(name: str, outcome: Outcome) -> None:
    for other in ("a.txt", "a.docx", "a.vtt", "a.json", "a.csv", "a"):
        ended = outcome(SMALL[name](), other)
        if name not in {"a.txt", "a.md", "a.csv", "a.json"}:  # plain characters may be meant as anything
            assert isinstance(ended, Document), other


# ---- zip archives ------------------------------------------------------------------------------------------------

PACKAGES = {"a.docx": "word/document.xml", "a.odt": "content.xml", "a.xlsx": "xl/worksheets/sheet1.xml"}


def swollen(data: bytes, part: str) -> bytes:
    """The text of a document, and two megabytes of blanks behind it that pack into two kilobytes."""
    return with_part(data, part, lambda content: content + b" " * 2_000_000)


def lying(data: bytes, part: str) -> bytes:
    """The same, with a directory and a head that say the part is small."""
    packed = swollen(data, part)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        size = archive.getinfo(part).file_size
    return packed.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def with_directory(data: bytes, change: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A zip archive whose directory is changed before it is written."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), old.getinfo(name).compress_type)
        change(new)
    return memory.getvalue()


def sharing(archive: zipfile.ZipFile) -> None:
    """A second entry over the bytes of the first."""
    again = zipfile.ZipInfo("again")
    first = archive.filelist[0]
    again.header_offset, again.CRC = first.header_offset, first.CRC
    again.compress_size, again.file_size, again.compress_type = first.compress_size, first.file_size, 8
    archive.filelist.append(again)


def doubling(archive: zipfile.ZipFile) -> None:
    archive.filelist.append(archive.filelist[-1])


def encrypting(archive: zipfile.ZipFile) -> None:
    for info in archive.filelist:
        info.flag_bits |= 1


def crowding(archive: zipfile.ZipFile) -> None:
    for at in range(5_001):
        info = zipfile.ZipInfo(f"p{at}")
        info.CRC, info.header_offset = 0, 0
        archive.filelist.append(info)


def squeezing(archive: zipfile.ZipFile) -> None:
    archive.filelist[-1].compress_type = 97


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize("bomb", [swollen, lying])
def test_a_part_that_swells_is_refused(
    name: str, bomb: Callable[[bytes, str], bytes], outcome: Outcome
) -> None:
    assert outcome(bomb(SMALL[name](), PACKAGES[name]), name) in one_of("bad_archive", name)


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (sharing, "bad_archive"),
        (doubling, "bad_archive"),
        (crowding, "bad_archive"),
        (squeezing, "bad_archive"),
        (encrypting, "password_protected"),
    ],
)
def test_a_directory_that_lies_is_refused(
    name: str, change: Callable[[zipfile.ZipFile], None], problem: str, outcome: Outcome
) -> None:
    assert outcome(with_directory(SMALL[name](), change), name) == problem


@pytest.mark.parametrize("name", PACKAGES)
def test_an_archive_in_an_archive_is_never_opened(name: str, outcome: Outcome) -> None:
    bomb = zipped({"b": b"\0" * 3_000_000})
    data = with_directory(SMALL[name](), lambda new: new.writestr("embedded/b.zip", bomb, zipfile.ZIP_STORED))
    assert isinstance(outcome(data, name), Document)


@pytest.mark.parametrize("name", PACKAGES)
def test_parts_that_would_leave_their_folder_stay_where_they_are(
    name: str, outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = with_directory(SMALL[name](), lambda new: new.writestr("../../evil.txt", "ud af mappen"))
    document = outcome(data, name)
    assert isinstance(document, Document)
    assert "ud af mappen" not in document.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt", "a.doc", "a.txt"])
def test_an_office_file_under_a_password_is_called_so(name: str, outcome: Outcome) -> None:
    sealed = OLE + bytes(1_000) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)
    assert outcome(sealed, name) == "password_protected"


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.txt"])
def test_an_old_word_file_is_called_so_whatever_its_name(name: str, outcome: Outcome) -> None:
    old = OLE + bytes(1_000) + "WordDocument".encode("utf-16-le") + bytes(2_000)
    assert outcome(old, name) == "format_doc"


# ---- XML ---------------------------------------------------------------------------------------------------------


def in_sheet(before: str, text: str) -> bytes:
    def changed(content: bytes) -> bytes:
        return before.encode() + content.replace(b"<sheetData>", f"<sheetData>{text}".encode())

    return with_part(SMALL["a.xlsx"](), PACKAGES["a.xlsx"], changed)


XML_FORMATS: dict[str, Callable[[str, str], bytes]] = {
    "a.docx": lambda before, text: docx(paragraph("I: hej " + text), before),
    "a.odt": lambda before, text: odt(f"<text:p>I: hej {text}</text:p>", before),
    "a.eaf": lambda before, text: eaf(eaf_value("hej " + text), before),
    "a.xlsx": in_sheet,
}


@pytest.mark.parametrize("name", XML_FORMATS)
@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("<!DOCTYPE r>", ""),
        (BOMB, "&c;"),
        ('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>', "&f;"),
        ('<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
        ('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>', ""),
    ],
    ids=["empty", "laughs", "local", "remote", "parameter"],
)
def test_xml_with_a_document_type_is_refused(name: str, before: str, text: str, outcome: Outcome) -> None:
    assert outcome(XML_FORMATS[name](before, text), name) in one_of("xml_doctype", name)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.eaf"])
def test_an_entity_that_nobody_declared_is_refused_and_not_swallowed(name: str, outcome: Outcome) -> None:
    assert outcome(XML_FORMATS[name]("", "&hvem;"), name) == "bad_xml"


def test_a_web_page_that_declares_entities_is_read_without_them(outcome: Outcome) -> None:
    body = "<html><body><p>I: hej du</p><p>IP: hej &c; med</p></body></html>"
    document = outcome(
        f'<?xml version="1.0"?>{BOMB.replace("DOCTYPE r", "DOCTYPE html")}{body}'.encode(), "a.html"
    )
    assert isinstance(document, Document)
    assert "haha" not in document.text


# ---- numbers that are meant to cost something ---------------------------------------------------------------------


def cells(n: int) -> str:
    return (
        "<w:tr>"
        + f"<w:tc><w:tcPr><w:gridSpan w:val='{n}'/></w:tcPr>{paragraph('I: hej')}</w:tc>" * 2
        + "</w:tr>"
    )


def test_a_cell_over_a_thousand_million_columns_is_one_cell(outcome: Outcome) -> None:
    document = outcome(docx(f"<w:tbl>{cells(1_000_000_000)}</w:tbl>" + paragraph("IP: ja")), "a.docx")
    assert isinstance(document, Document)
    assert len(document.text) < 100


@pytest.mark.parametrize("n", ["2000000000", "99999999999999999999", "-5", "1e9", "x", ""])
def test_two_thousand_million_blanks_are_not_written_out(n: str, outcome: Outcome) -> None:
    document = outcome(
        odt(f'<text:p>I: hej<text:s text:c="{n}"/>du</text:p><text:p>IP: ja</text:p>'), "a.odt"
    )
    assert isinstance(document, Document)
    assert len(document.text) < 1_100


@pytest.mark.parametrize("n", ["2000000000", "99999999999999999999", "-5", "x"])
def test_cells_and_rows_repeated_without_end_are_not_written_out(n: str, outcome: Outcome) -> None:
    row = (
        f'<table:table-row table:number-rows-repeated="{n}"><table:table-cell table:number-columns-repeated="{n}">'
        "<text:p>hej</text:p></table:table-cell></table:table-row>"
    )
    document = outcome(odt(f"<text:p>I: ja</text:p><table:table>{row * 3}</table:table>"), "a.odt")
    assert isinstance(document, Document)
    assert len(document.text) < 200_000


@pytest.mark.parametrize(
    "stamp", ["999999:59:59.999", "99999999999:00:00.000", "00:99:99.000", "0:0", "-1:00:00.000"]
)
@pytest.mark.parametrize("name", ["a.vtt", "a.srt"])
def test_huge_and_impossible_times_lose_no_words(name: str, stamp: str, outcome: Outcome) -> None:
    cue = f"1\n{stamp} --> {stamp}\nI: hej du\n\n2\n00:00:01.000 --> 00:00:02.000\nIP: ja tak\n\n"
    document = outcome(("WEBVTT\n\n" + cue if name == "a.vtt" else cue).encode(), name)
    assert isinstance(document, Document)
    assert "hej du" in document.text
    assert "ja tak" in document.text


@pytest.mark.parametrize(
    "time", ["1e308", "-1e308", "NaN", "Infinity", "1e999", '"x"', "null", "[]", "9" * 400, "9" * 5_000]
)
def test_times_in_json_that_are_no_times_lose_no_words(time: str, outcome: Outcome) -> None:
    segment = '{"start": %s, "end": %s, "text": "hej med dig", "speaker": "A"}' % (time, time)  # noqa: UP031
    ended = outcome(f'{{"segments": [{segment}, {segment}]}}'.encode(), "a.json")
    assert not isinstance(ended, Document) or "hej med dig" in ended.text


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "x", "", "1e5", "NaN"])
def test_times_in_elan_that_are_no_times_lose_no_words(value: str, outcome: Outcome) -> None:
    ended = outcome(eaf(eaf_value("hej med dig")).replace(b'"900"', f'"{value}"'.encode()), "a.eaf")
    assert isinstance(ended, Document)
    assert "hej med dig" in ended.text


@pytest.mark.parametrize(
    "name", ["ts_99999999999999999999_1_S01", "ts_-1_-2_S01", "ts__ _", "ts_1_2_", "ts_x_y_S00", "ts_"]
)
def test_anchors_that_hold_no_times_lose_no_words(name: str, outcome: Outcome) -> None:
    anchor = f'<p><a name="{name}">S01: hej med dig</a></p>'
    document = outcome(html(anchor + '<p><a name="ts_0_900_S00">S00: ja tak</a></p>'), "a.html")
    assert isinstance(document, Document)
    assert "hej med dig" in document.text


@pytest.mark.parametrize("stamp", ["1e308", "NaN", "-1", "x", "9" * 400])
def test_time_stamps_in_otr_that_are_no_times_lose_no_words(stamp: str, outcome: Outcome) -> None:
    line = f'<p><span class="timestamp" data-timestamp="{stamp}">0:01</span> I: hej med dig</p>'
    document = outcome(json.dumps({"text": line * 2}).encode(), "a.otr")
    assert isinstance(document, Document)
    assert "hej med dig" in document.text


# ---- depth and length --------------------------------------------------------------------------------------------

NESTED = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
DEEP: dict[str, tuple[str, Callable[[], bytes]]] = {
    "tables in tables": ("a.docx", lambda: docx(NESTED[0] * 70 + paragraph("I: hej") + NESTED[1] * 70)),
    "content controls": ("a.docx", lambda: docx("<w:sdt>" * 3_000 + paragraph("I: hej") + "</w:sdt>" * 3_000)),
    "sections": ("a.odt", lambda: odt("<text:section>" * 3_000 + "<text:p>I: hej</text:p>" + "</text:section>" * 3_000)),
    "spans": ("a.odt", lambda: odt("<text:p>I: hej" + "<text:span>x" * 200 + "</text:span>" * 200 + "</text:p>")),
    "lists": ("a.odt", lambda: odt("<text:list><text:list-item>" * 100 + "<text:p>I: ja</text:p>" + "</text:list-item></text:list>" * 100)),
    "xml": ("a.eaf", lambda: eaf("<x>" * 3_000 + "</x>" * 3_000)),
    "divisions": ("a.html", lambda: html("<div>" * 20_000 + "I: hej")),
    "bold": ("a.html", lambda: html("<p>I: hej " + "<b>x" * 20_000)),
    "tables in a page": ("a.html", lambda: html("<table><tr><td>I: hej" * 3_000)),
    "lists in a page": ("a.html", lambda: html("<ul><li>I: hej" * 3_000)),
    "divisions in otr": ("a.otr", lambda: json.dumps({"text": "<div>" * 20_000 + "I: hej"}).encode()),
    "brackets": ("a.json", lambda: b"[" * 100_000),
    "closed brackets": ("a.json", lambda: b"[" * 100_000 + b"]" * 100_000),
    "objects": ("a.json", lambda: b'{"segments":' * 50_000 + b"1" + b"}" * 50_000),
    "objects in otr": ("a.otr", lambda: b'{"text":' * 50_000 + b"1" + b"}" * 50_000),
    "lists in segments": ("a.json", lambda: b'{"segments": [' * 400 + b"]}" * 400),
    "open groups": ("a.rtf", lambda: rtf("I: hej " + "{" * 100_000)),
    "groups": ("a.rtf", lambda: rtf("I: hej " + "{" * 100_000 + "x" + "}" * 100_000)),
    "closed groups": ("a.rtf", lambda: rtf("I: hej " + "}" * 100_000)),
    "destinations": ("a.rtf", lambda: rtf("I: hej " + "{\\*\\x " * 20_000)),
    "deletions": ("a.rtf", lambda: rtf("I: hej " + "{\\deleted x" * 20_000)),
    "a page tree": ("a.pdf", lambda: pdf(*LINES).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")),
}  # fmt: skip


@pytest.mark.parametrize("case", DEEP)
def test_what_lies_too_deep_is_read_or_refused(case: str, outcome: Outcome) -> None:
    name, made = DEEP[case]
    outcome(made(), name)


LONG: dict[str, tuple[str, Callable[[], bytes], int]] = {
    "runs": ("a.docx", lambda: docx("<w:p><w:r><w:t>I: </w:t></w:r>" + "<w:r><w:t>ab</w:t></w:r>" * 40_000 + "</w:p>"), 80_000),
    "spans": ("a.odt", lambda: odt("<text:p>I: " + "<text:span>ab</text:span>" * 20_000 + "</text:p>"), 40_000),
    "a line": ("a.txt", lambda: b"I: hej\nIP: ja\n" + b"x" * 5_000_000, 5_000_000),
    "a line in a cue": ("a.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 1_000_000, 1_000_000),
    "labels": ("a.txt", lambda: "".join(f"{label(at)}: hej\n" for at in range(3_000)).encode(), 30_000),
    "labels twice": ("a.txt", lambda: "".join(f"{label(at % 1_000)}: hej\n" for at in range(2_000)).encode(), 20_000),
    "voices": ("a.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v A>ja<v B>nej" * 2_000, 12_000),
    "rows": ("a.csv", lambda: ("Tid;Taler;Tekst\n" + "0:01;I;hej med dig\n0:02;IP;ja\n" * 1_000).encode(), 15_000),
    "segments": ("a.json", lambda: json.dumps({"segments": SEGMENTS * 1_000}).encode(), 70_000),
    "paragraphs": ("a.rtf", lambda: rtf("I: hej\\par IP: ja\\par " * 2_000), 24_000),
    "lines in a page": ("a.html", lambda: html("<p>I: hej<br>IP: ja</p>" * 2_000), 24_000),
}  # fmt: skip


def label(number: int) -> str:
    """A name of its own for each number."""
    return "".join("bcdfghklmn"[int(digit)] for digit in f"{number:05}").capitalize()


@pytest.mark.parametrize("case", LONG)
def test_what_is_long_is_read_whole(case: str, outcome: Outcome) -> None:
    name, made, least = LONG[case]
    document = outcome(made(), name)
    assert isinstance(document, Document)
    assert len(document.text) >= least


KILLERS = (
    "(", "[", "[00:", "#", "# ", "#00:", "a b: ", "A:", "A (b) ", "I = x, ", "{", "{:", "<", "<v ", "**", "__a", "&", "\\",
    "00:00 ", "--> ", "- ", "kl. ", "van ", " \t", "\u0301\u0323", "\u202e", "é", ".", "?",
)  # fmt: skip
IN_A_LINE: dict[str, Callable[[str], bytes]] = {
    "a.txt": lambda text: f"I: hej\nIP: ja\n\n{text}\n\nI: nej".encode(),
    "a.md": lambda text: f"I: hej\nIP: ja\n\n{text}\n\nI: nej".encode(),
    "a.vtt": lambda text: f"WEBVTT\n\n00:01.000 --> 00:02.000\nhej {text}\n".encode(),
    "a.srt": lambda text: f"1\n00:00:01,000 --> 00:00:02,000\nhej {text}\n".encode(),
    "a.html": lambda text: html(f"<p>I: hej {text}</p>"),
    "a.csv": lambda text: f"Tid;Taler;Tekst\n0:01;I;hej\n0:02;IP;{text}\n".encode(),
    "a.json": lambda text: json.dumps(
        {"segments": [*SEGMENTS, {"start": 5, "end": 6, "text": text}]}
    ).encode(),
    "a.rtf": lambda text: rtf(
        "I: hej " + re.sub(r"([\\{}])", r"\\\1", text).encode("ascii", "ignore").decode()
    ),
}


@pytest.mark.parametrize("name", IN_A_LINE)
@pytest.mark.parametrize("killer", KILLERS)
def test_signs_over_and_over_hang_no_pattern(name: str, killer: str, outcome: Outcome) -> None:
    times = 10_000 // len(killer)
    assert isinstance(outcome(IN_A_LINE[name](killer * times), name), Document)
    outcome(IN_A_LINE[name]((killer * 40 + "\n") * (times // 40)), name)


# ---- characters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt", "a.srt"])
@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32", "cp1252", "mac-roman"]
)
def test_text_in_any_of_the_usual_encodings_comes_back(name: str, encoding: str, outcome: Outcome) -> None:
    document = outcome(SMALL[name]().decode().encode(encoding), name)
    assert isinstance(document, Document)
    assert document.words_of(document.turns[1]) == TALK[1][1]


def test_letters_that_were_saved_wrongly_are_kept_and_told(outcome: Outcome) -> None:
    reading = read_bytes("I: Det gÃ¥r bedre nu pÃ¥ SÃ¸vej\nIP: ja\nI: nej".encode(), "a.txt")
    assert reading.document.words_of(reading.document.turns[0]) == "Det gÃ¥r bedre nu pÃ¥ SÃ¸vej"
    assert "garbled_characters" in {finding.kind for finding in reading.findings}


HALVES: dict[str, bytes] = {
    "a.json": b'{"segments": [{"start": 0, "end": 1, "text": "hej \\ud83d og \\ude00 du", "speaker": "\\udc00A"}]}',
    "a.otr": b'{"text": "<p>I: hej \\ud800 du</p><p>IP: ja &#xDFFF; nej</p>"}',
    "a.rtf": rtf("I: hej \\u-10179? du\\par IP: \\u56832? ja \\u55357?\\u56832? nej\\u99999999? slut\\u-99999999? du\\par"),
    "a.html": html("<p>I: hej &#xD83D; du</p><p>IP: &#55357;&#56832; ja &#0; &#x110000; &#99999999999; nej</p>"),
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nhej &#xD83D; du &#0; ja &#99999999999; nej\n",
    "a.txt": b"I: hej \xed\xa0\xbd du\nIP: ja \xed\xb8\x80 nej\n",
    "a.md": b"I: hej &#xD83D; du\n\nIP: ja &#0; nej &#x110000; tak\n",
    "a.docx": docx(paragraph("I: hej _xD83D_ du")),
}  # fmt: skip


@pytest.mark.parametrize("name", HALVES)
def test_half_a_character_never_comes_into_the_text(name: str, outcome: Outcome) -> None:
    document = outcome(HALVES[name], name)
    assert isinstance(document, Document)
    assert "du" in document.text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt", "a.html", "a.csv", "a.json", "a.otr"])
def test_control_characters_never_come_into_the_text(name: str, outcome: Outcome) -> None:
    signs = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)))
    told = json.dumps(signs)[1:-1] if name in {"a.json", "a.otr"} else signs
    document = outcome(SMALL[name]().replace(b"lejlighed", f"lejlig{told}hed".encode()), name)
    assert isinstance(document, Document)
    assert "hed på" in document.text


# ---- the folder --------------------------------------------------------------------------------------------------


def test_one_bad_file_stops_none_of_the_others(tmp_path: Path) -> None:
    for at, (name, make) in enumerate(SMALL.items()):
        (tmp_path / f"{at:02}{name}").write_bytes(make())
    (tmp_path / "0.docx").write_bytes(swollen(SMALL["a.docx"](), PACKAGES["a.docx"]))
    (tmp_path / "1.json").write_bytes(b"[" * 100_000)
    (tmp_path / "zz.eaf").write_bytes(eaf("", BOMB))
    readings = read_all(tmp_path)
    assert [one.file for one in readings.unread] == ["0.docx", "1.json", "zz.eaf"]
    assert len(readings) == len(SMALL)
