"""The fidelity table: what each construct of each format must leave in the text, and what it must not.

``docs/formats.md`` shows the same table; a test keeps them in step.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from casekit.model.document import Reading
from casekit.readers import READERS, read_bytes

pytestmark = pytest.mark.slow

SEEN, GONE = "birketræ", "hemmelig"
ASKED = "Hvordan går det?"
DOCS = Path(__file__).parents[2] / "docs" / "formats.md"

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" '
    f'xmlns:table="{_URN}:table:1.0" xmlns:draw="{_URN}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def packed(parts: dict[str, str]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(answer: str, **parts: str) -> bytes:
    """A question, and an answer made of the runs in *answer*; further parts by their names."""
    body = f"<w:p>{run('I: ' + ASKED)}</w:p><w:p>{run('IP: Det ')}{answer}{run(' bliver.')}</w:p>"
    return docx_of(body, **parts)


def docx_of(body: str, **parts: str) -> bytes:
    document = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    beside = {f"word/{name}.xml": f"<w:part {W}>{part}</w:part>" for name, part in parts.items()}
    return packed({"[Content_Types].xml": "<Types/>", **document, **beside})


def odt(answer: str, *, styles: str = "", looks: str = "", before: str = "") -> bytes:
    """The same as OpenDocument: *styles* of the text itself, *looks* for the part with pages and their heads."""
    body = f"<text:p>I: {ASKED}</text:p><text:p>IP: Det {answer} bliver.</text:p>"
    return odt_of(before + body, styles, looks)


def odt_of(body: str, styles: str = "", looks: str = "") -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
    }
    if looks:
        parts["styles.xml"] = f"<office:document-styles {ODF}>{looks}</office:document-styles>"
    return packed(parts)


def rtf(answer: str, before: str = "") -> bytes:
    """The same as RTF."""
    return rtf_of(f"{before}I: Hvordan g\\'e5r det?\\par IP: Det {answer} bliver.\\par")


def rtf_of(body: str) -> bytes:
    fonts = "{\\fonttbl{\\f0\\fcharset0 Calibri;}{\\f1\\fcharset2 Wingdings;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}\\pard\\plain\\f0 {body}}}".encode("ascii")


def in_rtf(text: str) -> str:
    return "".join(sign if sign.isascii() else f"\\'{ord(sign):02x}" for sign in text)


def vtt(answer: str, extra: str = "", head: str = "") -> bytes:
    """The same as subtitles."""
    return (
        f"WEBVTT\n{head}\n00:01.000 --> 00:03.000\n<v I>{ASKED}</v>\n\n{extra}"
        f"00:03.000 --> 00:05.000\n<v IP>Det {answer} bliver.</v>\n"
    ).encode()


@dataclass(frozen=True)
class Case:
    """One construct in one format: what comes of it, as the table says it, and what the answer then is."""

    construct: str
    format: str
    outcome: str
    data: bytes
    answer: str = ""
    finding: str = ""

    def __str__(self) -> str:
        return f"{self.format}: {self.construct}"


def kept(construct: str, format: str, data: bytes, answer: str = f"Det {SEEN} bliver.") -> Case:
    return Case(construct, format, "kept", data, answer)


def counted(construct: str, format: str, data: bytes, finding: str, answer: str = "Det  bliver.") -> Case:
    return Case(construct, format, "counted", data, answer, finding)


def left(construct: str, format: str, data: bytes, answer: str = "Det  bliver.") -> Case:
    return Case(construct, format, "left out", data, answer)


DELETED = f"<w:del><w:r><w:delText>{GONE}</w:delText></w:r></w:del>"
BOX = f"<w:txbxContent><w:p>{run(SEEN)}</w:p></w:txbxContent>"
SECRET = '<w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
NOTE = f'<w:comment w:id="0" w:author="Bo Holm"><w:p>{run(GONE)}</w:p></w:comment>'
GONE_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
GONE_ROW = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run(GONE)}</w:p></w:tc></w:tr></w:tbl>"
LAST = "IP: Det bliver."


def docx_code(*inside: str) -> str:
    begin, part, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>IF {GONE}</w:instrText></w:r>{inside[0]}{part}{inside[1]}{end}"


def docx_after(inside: str) -> bytes:
    """The question and the answer, with something between them."""
    return docx_of(f"<w:p>{run('I: ' + ASKED)}</w:p>{inside}<w:p>{run('IP: Det bliver.')}</w:p>")


def docx_table(rows: list[list[str]]) -> bytes:
    cells = ("".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) for row in rows)
    return docx_of("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>")


TALK = [["Tid", "Taler", "Tekst"], ["00:01", "I", ASKED], ["00:03", "IP", f"Det {SEEN} bliver."]]

DOCX = [
    kept("tracked insertion", "docx", docx(f"<w:ins>{run(SEEN)}</w:ins>")),
    counted("tracked deletion", "docx", docx(DELETED), "left_deleted"),
    kept("moved text", "docx", docx(f"<w:moveTo>{run(SEEN)}</w:moveTo><w:moveFrom>{run(SEEN)}</w:moveFrom>")),
    kept(
        "deleted paragraph mark",
        "docx",
        docx_of(
            f"<w:p>{run('I: ' + ASKED)}</w:p><w:p>{GONE_END}{run('IP: Det ')}</w:p><w:p>{run(SEEN + ' bliver.')}</w:p>"
        ),
    ),
    counted("deleted table row", "docx", docx_after(GONE_ROW), "left_deleted", "Det bliver."),
    kept(
        "content control", "docx", docx(f"<w:sdt><w:sdtPr/><w:sdtContent>{run(SEEN)}</w:sdtContent></w:sdt>")
    ),
    kept("smart tag", "docx", docx(f"<w:smartTag>{run(SEEN)}</w:smartTag>")),
    kept("link", "docx", docx(f"<w:hyperlink>{run(SEEN)}</w:hyperlink>")),
    kept("field, what it shows", "docx", docx(f'<w:fldSimple w:instr="{GONE}">{run(SEEN)}</w:fldSimple>')),
    left("field, its code", "docx", docx(docx_code(run(GONE), run(SEEN))), f"Det {SEEN} bliver."),
    kept("text box", "docx", docx(f"<w:r>{BOX}</w:r>"), f"Det  bliver.\n{SEEN}"),
    kept(
        "text box written twice for old programs",
        "docx",
        docx(
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
        f"Det  bliver.\n{SEEN}",
    ),
    kept("transcript in a table", "docx", docx_table(TALK)),
    kept(
        "table in a table",
        "docx",
        docx_of(
            f"<w:tbl><w:tr><w:tc><w:p>{run('I: ' + ASKED)}</w:p></w:tc></w:tr><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>"
            f"{run(f'IP: Det {SEEN} bliver.')}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
        ),
    ),
    kept("line break", "docx", docx(f"<w:r><w:br/></w:r>{run(SEEN)}"), f"Det \n{SEEN} bliver."),
    kept("tab", "docx", docx(f"<w:r><w:tab/></w:r>{run(SEEN)}"), f"Det \t{SEEN} bliver."),
    kept(
        "hyphen that does not break",
        "docx",
        docx(run(SEEN) + "<w:r><w:noBreakHyphen/></w:r>"),
        f"Det {SEEN}\u2011 bliver.",
    ),
    kept("soft hyphen", "docx", docx(run(SEEN[:4]) + "<w:r><w:softHyphen/></w:r>" + run(SEEN[4:]))),
    counted("hidden text", "docx", docx(run(GONE, "<w:vanish/>")), "left_hidden"),
    counted(
        "hidden by a style", "docx", docx(run(GONE, '<w:rStyle w:val="S"/>'), styles=SECRET), "left_hidden"
    ),
    counted(
        "comment", "docx", docx('<w:r><w:commentReference w:id="0"/></w:r>', comments=NOTE), "left_comments"
    ),
    counted(
        "footnote",
        "docx",
        docx("", footnotes=f"<w:footnote><w:p>{run(GONE)}</w:p></w:footnote>"),
        "left_footnotes",
    ),
    counted("page header", "docx", docx("", header1=f"<w:p>{run(GONE)}</w:p>"), "left_headers"),
    kept(
        "sign of a symbol font",
        "docx",
        docx('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>' + run(SEEN)),
        f"Det ☺{SEEN} bliver.",
    ),
    counted(
        "sign without a letter",
        "docx",
        docx('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'),
        "left_symbols",
    ),
    kept("formula", "docx", docx(f"<m:oMath><m:r><m:t>{SEEN}</m:t></m:r></m:oMath>")),
    counted(
        "document inside the document", "docx", docx_after("<w:altChunk/>"), "left_embedded", "Det bliver."
    ),
]

CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Bo'
    f"</dc:creator></office:change-info><text:p>{GONE}</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:insertion><office:change-info/></text:insertion></text:changed-region>'
    "</text:tracked-changes>"
)
INVISIBLE = '<style:style style:name="S" style:family="text"><style:text-properties text:display="none"/></style:style>'
ODT_BOX = f"<draw:frame><draw:text-box><text:p>{SEEN}</text:p></draw:text-box></draw:frame>"
PAGE = (
    '<office:master-styles><style:master-page style:name="Standard"><style:header>'
    f"<text:p>{GONE}</text:p></style:header></style:master-page></office:master-styles>"
)
REMARK = f"<office:annotation><dc:creator>Bo Holm</dc:creator><text:p>{GONE}</text:p></office:annotation>"
FOOTNOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    f"<text:note-body><text:p>{GONE}</text:p></text:note-body></text:note>"
)


def odt_table(rows: list[list[str]]) -> bytes:
    cells = (
        "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        for row in rows
    )
    rows_xml = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return odt_of(f"<table:table>{rows_xml}</table:table>")


ODT_NESTED = (
    f"<table:table><table:table-row><table:table-cell><text:p>I: {ASKED}</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><table:table><table:table-row><table:table-cell>"
    f"<text:p>IP: Det {SEEN} bliver.</text:p></table:table-cell></table:table-row></table:table>"
    "</table:table-cell></table:table-row></table:table>"
)

ODT = [
    kept(
        "tracked insertion",
        "odt",
        odt(
            f'<text:change-start text:change-id="c2"/>{SEEN}<text:change-end text:change-id="c2"/>',
            before=CHANGES.replace(GONE, ""),
        ),
    ),
    counted(
        "tracked deletion", "odt", odt('<text:change text:change-id="c1"/>', before=CHANGES), "left_deleted"
    ),
    kept("link", "odt", odt(f'<text:a href="https://{GONE}.example">{SEEN}</text:a>')),
    kept("field, what it shows", "odt", odt(f"<text:date>{SEEN}</text:date>")),
    left(
        "field, its code",
        "odt",
        odt(f'<text:user-field-get text:name="{GONE}">{SEEN}</text:user-field-get>'),
        f"Det {SEEN} bliver.",
    ),
    kept("text box", "odt", odt(ODT_BOX), f"Det  bliver.\n{SEEN}"),
    kept("transcript in a table", "odt", odt_table(TALK)),
    kept("table in a table", "odt", odt_of(ODT_NESTED)),
    kept("line break", "odt", odt(f"<text:line-break/>{SEEN}"), f"Det \n{SEEN} bliver."),
    kept("tab", "odt", odt(f"<text:tab/>{SEEN}"), f"Det \t{SEEN} bliver."),
    kept("hyphen that does not break", "odt", odt(f"{SEEN}\u2011"), f"Det {SEEN}\u2011 bliver."),
    kept("soft hyphen", "odt", odt(f"{SEEN[:4]}\u00ad{SEEN[4:]}")),
    kept("several blanks", "odt", odt(f'{SEEN}<text:s text:c="2"/>'), f"Det {SEEN}   bliver."),
    counted(
        "hidden text",
        "odt",
        odt(f'<text:hidden-text text:string-value="{GONE}" text:is-hidden="true">{GONE}</text:hidden-text>'),
        "left_hidden",
    ),
    counted(
        "hidden by a style",
        "odt",
        odt(f'<text:span text:style-name="S">{GONE}</text:span>', styles=INVISIBLE),
        "left_hidden",
    ),
    counted("comment", "odt", odt(REMARK), "left_comments"),
    counted("footnote", "odt", odt(FOOTNOTE), "left_footnotes"),
    counted("page header", "odt", odt("", looks=PAGE), "left_headers"),
]

S = in_rtf(SEEN)
RTF_ROW = "\\trowd\\cellx3000\\cellx6000\\cellx9000 "
RTF_TABLE = "".join(
    RTF_ROW + "".join(f"\\intbl {in_rtf(cell)}\\cell " for cell in row) + "\\row " for row in TALK
)
RTF_NESTED = (
    f"\\trowd\\cellx9000 \\intbl I: {in_rtf(ASKED)}\\cell\\row \\trowd\\cellx9000 \\intbl\\itap2 IP: Det {S} bliver."
    "\\nestcell{\\*\\nesttableprops\\trowd\\cellx8000\\nestrow}\\itap1\\cell\\row "
)

RTF = [
    kept("tracked insertion", "rtf", rtf(f"{{\\revised {S}}}")),
    counted("tracked deletion", "rtf", rtf(f"{{\\deleted {GONE}}}"), "left_deleted"),
    kept(
        "link", "rtf", rtf(f'{{\\field{{\\*\\fldinst HYPERLINK "https://{GONE}.example"}}{{\\fldrslt {S}}}}}')
    ),
    kept("field, what it shows", "rtf", rtf(f"{{\\field{{\\*\\fldinst DATE}}{{\\fldrslt {S}}}}}")),
    left(
        "field, its code",
        "rtf",
        rtf(f"{{\\field{{\\*\\fldinst {GONE}}}{{\\fldrslt {S}}}}}"),
        f"Det {SEEN} bliver.",
    ),
    kept("text box", "rtf", rtf(f"{{\\shp{{\\*\\shpinst{{\\shptxt {S}\\par}}}}}}"), f"Det  bliver.\n{SEEN}"),
    kept(
        "text box written twice for old programs",
        "rtf",
        rtf(
            f"{{\\shp{{\\*\\shpinst{{\\shptxt {S}\\par}}}}{{\\shprslt{{\\*\\do{{\\dptxbxtext {S}\\par}}}}}}}}"
        ),
        f"Det  bliver.\n{SEEN}",
    ),
    kept("transcript in a table", "rtf", rtf_of(RTF_TABLE)),
    kept("table in a table", "rtf", rtf_of(RTF_NESTED)),
    kept("line break", "rtf", rtf(f"\\line {S}"), f"Det \n{SEEN} bliver."),
    kept("tab", "rtf", rtf(f"\\tab {S}"), f"Det \t{SEEN} bliver."),
    kept("hyphen that does not break", "rtf", rtf(f"{S}\\_"), f"Det {SEEN}\u2011 bliver."),
    kept("soft hyphen", "rtf", rtf(in_rtf(SEEN[:4]) + "\\-" + in_rtf(SEEN[4:]))),
    counted("hidden text", "rtf", rtf(f"{{\\v {GONE}}}"), "left_hidden"),
    counted(
        "comment",
        "rtf",
        rtf(f"{{\\*\\atnid BH}}{{\\*\\atnauthor Bo Holm}}\\chatn{{\\*\\annotation {GONE}}}"),
        "left_comments",
    ),
    counted("footnote", "rtf", rtf(f"{{\\footnote {GONE}}}"), "left_footnotes"),
    counted("page header", "rtf", rtf("", before=f"{{\\header {GONE}\\par}}"), "left_headers"),
    kept("sign of a symbol font", "rtf", rtf(f"{{\\f1 J}}{S}"), f"Det ☺{SEEN} bliver."),
    kept("letters by number", "rtf", rtf("birketr\\u230\\'e6")),
]

VTT = [
    kept("name of a voice", "subtitles", vtt(SEEN)),
    kept("bold, italics, colours", "subtitles", vtt(f"<b>{SEEN[:4]}</b><c.yellow><i>{SEEN[4:]}</i></c>")),
    kept("letters by number", "subtitles", vtt("birketr&#230;")),
    kept("line break", "subtitles", vtt(f"\n{SEEN}"), f"Det {SEEN} bliver."),
    left("time inside of a cue", "subtitles", vtt(f"<00:04.000>{SEEN}"), f"Det {SEEN} bliver."),
    left(
        "note, style or region",
        "subtitles",
        vtt(SEEN, f"NOTE\n{GONE}\n\n", f"\nSTYLE\n::cue {{ {GONE} }}\n"),
        f"Det {SEEN} bliver.",
    ),
    left("name of a cue", "subtitles", vtt(SEEN, f"{GONE}-7\n"), f"Det {SEEN} bliver."),
]

CASES = [*DOCX, *ODT, *RTF, *VTT]
SUFFIXES = {"docx": "a.docx", "odt": "a.odt", "rtf": "a.rtf", "subtitles": "a.vtt"}


def read(case: Case) -> Reading:
    return read_bytes(case.data, SUFFIXES[case.format])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_seen_is_there_once_and_nothing_else(case):
    document = read(case).document
    assert document.text.count(SEEN) == case.answer.count(SEEN)
    assert document.text.count(SEEN) <= 1
    assert GONE not in document.text


def plain(words: str) -> str:
    """Words with single blanks: how many stand around what was taken out is each format's own affair."""
    return re.sub(r" {2,}(?! )", " ", words)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_says_what_was_said(case):
    document = read(case).document
    said = [(turn.speaker, plain(document.words_of(turn))) for turn in document.turns]
    exact = case.construct in {"several blanks", "line break", "tab"}
    words = document.words_of(document.turns[-1]) if exact else said[-1][1]
    assert said[0] == ("I", ASKED)
    assert [speaker for speaker, _ in said] == ["I", "IP"]
    assert words == (case.answer if exact else plain(case.answer))


@pytest.mark.parametrize("case", [case for case in CASES if case.outcome == "counted"], ids=str)
def test_what_was_left_out_is_counted_and_told(case):
    told = {
        finding.kind: finding.data["n"] for finding in read(case).findings if finding.kind.startswith("left_")
    }
    length = len(GONE) if case.finding in {"left_deleted", "left_hidden"} else 1
    assert told == {case.finding: length}


def rows_in_docs(first: str) -> list[list[str]]:
    """The table in ``docs/formats.md`` whose first cell is *first*, without the line below its head."""
    lines = DOCS.read_text(encoding="utf-8").split("\n")
    begin = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    table = list(takewhile(lambda line: line.startswith("|"), lines[begin:]))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (table[0], *table[2:])]


def table_in_docs() -> dict[tuple[str, str], str]:
    """Construct and format to outcome."""
    (_, *formats), *body = rows_in_docs("construct")
    told = {(row[0], format): cell for row in body for format, cell in zip(formats, row[1:], strict=True)}
    return {place: outcome for place, outcome in told.items() if outcome != "–"}


def test_the_documentation_shows_what_is_tested():
    assert table_in_docs() == {(case.construct, case.format): case.outcome for case in CASES}


def test_the_documentation_names_every_kind_of_file():
    named = {suffix for row in rows_in_docs("files")[1:] for suffix in row[0].split(", ")}
    assert named == {suffix for format in READERS for suffix in format.suffixes}
