"""Reports as Word documents."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

import casekit
from casekit.report.blocks import (
    BulletList,
    Callout,
    Field,
    Figure,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Placeholder,
    Quote,
    Report,
    Title,
)
from casekit.writers import write_word

pytestmark = pytest.mark.slow

HOME = Path(casekit.__file__).parents[1]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def _open(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def _told(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def _of(*blocks, **settings) -> Document:
    return _open(write_word(Report("feedback", "Titel", settings.pop("language", "da"), blocks, **settings)))


def _quotes(report: Report) -> list[Quote]:
    cells = [cell for block in report.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    return [block for block in (*report.blocks, *cells) if isinstance(block, Quote)]


def test_the_file_is_accessible(report: Report, flaws) -> None:
    assert flaws(write_word(report)) == []
    assert flaws(write_word(dataclasses.replace(report, internal=True, mark="Internt"))) == []


def test_every_quote_is_in_the_file_with_who_and_where(report: Report) -> None:
    document = _open(write_word(report))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for quote in _quotes(report):
        assert text.count(quote.text) == 2  # once as a block, once in a table
        assert f"{quote.who} · {quote.reference}" in text


def test_each_block_has_its_style(report: Report) -> None:
    styles = [style for style, _ in _told(_open(write_word(report)))]
    wanted = {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Normal",
        "Quote",
        "List Bullet",
        "Caption",
    }
    assert wanted | {"Casekit Callout", "Casekit Entry", "Casekit Placeholder", "Casekit Source"} == set(
        styles
    )


def test_words_in_another_language_are_tagged_and_only_those(report: Report, part) -> None:
    body = part(write_word(report), "word/document.xml")
    tagged = {
        "".join(run.itertext()): tag.get(f"{W}val")
        for run in body.iter(f"{W}r")
        for tag in run.iter(f"{W}lang")
    }
    german = [quote.text for quote in _quotes(report) if quote.language == "de"]
    said = {"Wie man dort sagt.", "Über Wohnungen.", german[0], f"„{german[0]}“"}
    assert tagged == dict.fromkeys(said, "de-DE")


def test_captions_are_numbered_above_tables_and_below_figures(report: Report) -> None:
    document = _open(write_word(report))
    captions = [text for style, text in _told(document) if style == "Caption"]
    assert captions == ["Figur 1: Retninger", "Tabel 1: Retninger", "Tabel 2: Uddrag"]
    first = document.tables[0]._tbl
    assert "".join(first.getprevious().itertext()).endswith("Retninger")
    picture = next(p for p in document.paragraphs if p._p.find(f".//{W}drawing") is not None)
    assert picture._p.getnext().xpath("string(.)").startswith("Figur ")
    assert picture.paragraph_format.keep_with_next


def test_a_question_stays_on_the_page_of_its_place() -> None:
    blocks = (Paragraph("Who?"), Field("t.1", "Who", ""), Paragraph("Thanks."))
    told = _open(write_word(Report("sheet", "Sheet", "en", blocks))).paragraphs
    assert [one.paragraph_format.keep_with_next for one in told if one.text in ("Who?", "Thanks.")] == [
        True,
        None,
    ]


def test_a_figure_is_as_wide_as_the_text_and_says_what_it_shows(report: Report, part) -> None:
    data = write_word(report)
    (shape,) = _open(data).inline_shapes
    assert shape.width.cm == pytest.approx(16, abs=0.01)
    (picture,) = part(data, "word/document.xml").iter(f"{WP}docPr")
    assert picture.get("descr") == "Figur over hæmmende og fremmende forhold i Havnstrup."


def test_a_high_figure_fits_the_page(report: Report) -> None:
    frame = next(block.frame for block in report.blocks if isinstance(block, Figure))
    many = frame.loc[frame.index.repeat(40)].reset_index(drop=True)
    (shape,) = _of(Figure("heatmap", many, "Kort", "Et kort", (("title", "Titel"),))).inline_shapes
    assert shape.height.cm < 21
    assert shape.width.cm <= 16


def test_paragraphs_begin_where_a_line_is_left_blank() -> None:
    told = _told(_of(Paragraph("Et.\n\n\nTo,\nstadig to.\n"), Paragraph("  "), BulletList(("a", "", " "))))
    assert told == [("Normal", "Et."), ("Normal", "To,\nstadig to."), ("List Bullet", "a")]


def test_a_page_break_belongs_to_what_follows() -> None:
    document = _of(Heading("A"), PageBreak(), Heading("B"), PageBreak())
    assert [bool(p.paragraph_format.page_break_before) for p in document.paragraphs] == [False, True]


def test_a_quote_without_a_speaker_has_no_line_below() -> None:
    assert _told(_of(Quote("Ja.", "da", "", ""))) == [("Quote", "Ja.")]


def test_an_internal_report_says_so_below_its_title_and_on_every_page() -> None:
    document = _of(Title("T", "U"), Paragraph("x"), internal=True, mark="Internt")
    assert _told(document)[:3] == [("Title", "T"), ("Subtitle", "U"), ("Casekit Callout", "Internt")]
    assert [p.text for p in document.sections[0].header.paragraphs] == ["Internt"]


def test_the_mark_is_not_said_twice_in_the_text() -> None:
    told = _told(_of(Callout("Internt"), internal=True, mark="Internt"))
    assert told == [("Casekit Callout", "Internt")]


def test_an_internal_report_without_a_mark_gets_one_in_its_language() -> None:
    assert _told(_of(internal=True, language="de"))[0][1].startswith("Internes Arbeitspapier")


def test_hostile_text_is_written_as_it_is_without_what_xml_refuses() -> None:
    hostile = "<w:p> & ]]> {{ x }} \x00\x0b\x1b\ufffe\ud800 \u202e'\"\tå"
    blocks = (Title(hostile, hostile), Heading(hostile), Paragraph(hostile, "de"), BulletList((hostile,)))
    boxes = (Callout(hostile), Placeholder(hostile), Quote(hostile, "nl", hostile, hostile))
    grid = Grid((hostile,), ((hostile,), (Quote(hostile, "nl", hostile, hostile),)), hostile)
    properties = ((hostile, hostile),)
    data = write_word(
        Report(
            "passages",
            hostile,
            "da",
            (*blocks, *boxes, grid),
            internal=True,
            mark=hostile,
            properties=properties,
        )
    )
    clean = "<w:p> & ]]> {{ x }}  \u202e'\"\tå"
    assert [text for _, text in _told(_open(data))].count(clean) == 8
    assert _open(data).core_properties.title == clean


def test_nothing_of_a_person_or_a_machine_is_in_the_file(report: Report) -> None:
    with ZipFile(io.BytesIO(write_word(report))) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert b"python-docx" not in everything
    assert not [
        name for name in names if "thumbnail" in name or "app.xml" in name or "stylesWithEffects" in name
    ]


PROGRAM = """
import hashlib, pandas as pd
from casekit.report.blocks import *
from casekit.writers import write_word, write_excel, write_csv
f = pd.DataFrame({"case": ["a", "a"], "item": ["x", "y"], "interviews": [1, 2], "of": [2, 2],
                  "barrier": [1, 1], "facilitator": [0, 0], "mixed": [0, 1], "neutral": [0, 0]})
q = Quote("Ja", "de", "hvem", "hvor")
r = Report("feedback", "T", "da", (Title("T"), q, Figure("directions", f, "c", "a"), Figure("heatmap", f, "c", "a"),
    Grid(("a", "b"), (("c", q),), "g")), internal=True, properties=(("a", "b"), ("made_at", "2024-01-01")))
for data in (write_word(r), write_excel({"a": f}, about={"k": "v"}), write_csv(f)):
    print(hashlib.sha256(data).hexdigest())
"""


@pytest.mark.slow
def test_equal_reports_give_equal_bytes_in_every_process() -> None:
    def run(seed: str, zone: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(HOME)}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("1", "UTC") == run("4711", "America/New_York")


def test_writing_changes_nothing_in_the_report(report: Report) -> None:
    figure = next(block for block in report.blocks if isinstance(block, Figure))
    before = figure.frame.copy()
    digests = {hashlib.sha256(write_word(report)).hexdigest() for _ in range(2)}
    assert len(digests) == 1
    assert figure.frame.equals(before)
