"""A report with every kind of block, and a checker of what makes a Word file accessible."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from lxml import etree

from casekit.charts.style import contrast
from casekit.report.blocks import (
    BulletList,
    Callout,
    Card,
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

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

DANISH = Quote(
    "Det er dér, det sander til – »sådan da«.", "da", "Teamleder i bostøtten", "HAV-02, tur 10 · 7f3c09a1b2"
)
GERMAN = Quote(
    "Am Anfang wollte keiner, da kamen die Vorurteile.",
    "de",
    "Sozialarbeiterin",
    "AHR-01, tur 6 · 93ab77e012",
)


def _frame() -> pd.DataFrame:
    rows = [("Havnstrup", "Bolig", 3, 5, 2, 1, 0, 0), ("Havnstrup", "Støtte", 4, 5, 3, 0, 1, 0)]
    return pd.DataFrame(
        rows, columns=["case", "item", "interviews", "of", "barrier", "facilitator", "mixed", "neutral"]
    )


BLOCKS = (
    Title("Foreløbige fund", "Havnstrup Kommune"),
    Callout("Foreløbige resultater til drøftelse."),
    Heading("Hovedbudskaber"),
    BulletList(("Boligerne ligger samlet.", "Støtten er for knap.")),
    Placeholder("Her skriver projektlederen."),
    Heading("Fund"),
    Heading("Støtte", 2),
    Paragraph("Støtten er bundet til dagtimerne."),
    DANISH,
    Paragraph("Wie man dort sagt.", "de"),
    GERMAN,
    Figure("directions", _frame(), "Retninger", "Figur over hæmmende og fremmende forhold i Havnstrup."),
    Grid(("Tema", "Nævnt i"), (("Bolig", "3 af 5"), ("Støtte", "4 af 5")), "Retninger"),
    Heading("Uddrag", 3),
    Grid(
        ("Tema", "Uddrag", "Note"),
        (("Støtte", DANISH, ""), ("Bolig", GERMAN, "Fra en anden case")),
        "Uddrag",
        (1, 3, 1),
    ),
    Paragraph("Efter tabellen."),
    Card(
        (("Definition", (Paragraph("Om boliger."), Paragraph("Über Wohnungen.", "de"))),), "home", "#1b6ca8"
    ),
    PageBreak(),
    Heading("Kan I genkende billedet?"),
)


@pytest.fixture
def report() -> Report:
    """A Danish report with every kind of block, two quotes in German among them."""
    properties = (("made_at", "2024-03-05T10:15:00+01:00"), ("casekit", "0.1.0"))
    return Report("feedback", "Foreløbige fund", "da", BLOCKS, case="havnstrup", properties=properties)


@pytest.fixture
def part() -> Callable[[bytes, str], Any]:
    """Reads one XML part of a file."""

    def read(data: bytes, name: str) -> Any:
        with ZipFile(io.BytesIO(data)) as package:
            return etree.fromstring(package.read(name))

    return read


@pytest.fixture
def flaws(part: Callable[[bytes, str], Any]) -> Callable[[bytes], list[str]]:
    """What EN 301 549, clause 10, would find in a written .docx; empty where it is accessible."""

    def find(data: bytes) -> list[str]:
        body, styles = part(data, "word/document.xml")[0], part(data, "word/styles.xml")
        found = [*_names(part(data, "docProps/core.xml"), styles), *_levels(body), *_paragraphs(body)]
        return [*found, *_drawings(body), *_tables(body), *_contrasts(body, styles)]

    return find


def _names(core: Any, styles: Any) -> Iterator[str]:
    for name in ("title", "language"):
        if not core.findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
            yield f"no {name}"
    language = core.findtext("{http://purl.org/dc/elements/1.1/}language")
    if {tag.get(f"{W}val") for tag in styles.iter(f"{W}lang")} != {language}:
        yield "styles speak another language"


def _levels(body: Any) -> Iterator[str]:
    before = 0
    for style in body.iter(f"{W}pStyle"):
        heading = re.fullmatch(r"Heading(\d)", style.get(f"{W}val"))
        if heading:
            level = int(heading[1])
            if level > before + 1:
                yield f"heading {level} after {before}"
            before = level


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        text = "".join(paragraph.itertext()).strip()
        if not text and paragraph.find(f".//{W}drawing") is None:
            yield "empty paragraph"
        if re.match(r"[•*]|- ", text):
            yield f"typed bullet: {text}"


def _drawings(body: Any) -> Iterator[str]:
    if next(body.iter(f"{WP}anchor", f"{W}framePr", f"{W}txbxContent"), None) is not None:
        yield "floating box"
    for child in body:
        for picture in child.iter(f"{WP}docPr"):
            if not picture.get("descr"):
                yield "picture without alternative text"
            if not any(later.tag == f"{W}tbl" for later in child.itersiblings()):
                yield "figure without a table"


def _tables(body: Any) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield "table without header row"
        if next(table.iter(f"{W}gridSpan", f"{W}vMerge"), None) is not None:
            yield "merged cells"
        if table.find(f".//{W}tc//{W}tbl") is not None:
            yield "table in a table"
        if any(not "".join(cell.itertext()).strip() for cell in table.iter(f"{W}tc")):
            yield "empty cell"
        if table.find(f"{W}tblPr/{W}tblCaption") is None:
            yield "table without a name"


def _contrasts(body: Any, styles: Any) -> Iterator[str]:
    used = {style.get(f"{W}val") for style in body.iter(f"{W}pStyle")} | {"Normal"}
    shades = {shade.get(f"{W}fill") for cell in body.iter(f"{W}tcPr") for shade in cell.iter(f"{W}shd")}
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") in used:
            own = {shade.get(f"{W}fill") for shade in style.iter(f"{W}shd")} or {"FFFFFF", *shades}
            for colour in style.iterfind(f"{W}rPr/{W}color"):
                if min(contrast(f"#{colour.get(f'{W}val')}", f"#{shade}") for shade in own) < 4.5:
                    yield f"pale letters: {style.get(f'{W}styleId')}"
