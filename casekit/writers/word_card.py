"""Cards: what there is to know of one thing, as paragraphs with a bar beside them, on one page where that can be."""

from collections.abc import Iterator
from typing import Any

from docx.shared import Pt

from casekit.report.blocks import Card, Paragraph, Quote
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.word_sheet import Sheet, fill, quoted, source_of

__all__ = ["write_card"]

_BAR = 24  # eighths of a point
_ROW = Pt(3)  # above the first line of a row
_APART = Pt(10)  # below the last line


def write_card(sheet: Sheet, card: Card) -> None:
    """Add *card*; each paragraph keeps the next one on its page."""
    paragraphs = list(_paragraphs(sheet, card))
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True
        if card.colour:
            xml.edge(paragraph._p, ("left",), colour=card.colour.lstrip("#"), eighths=_BAR, space=8)
    if paragraphs:
        paragraphs[-1].paragraph_format.keep_with_next = False
        paragraphs[-1].paragraph_format.space_after = _APART


def _paragraphs(sheet: Sheet, card: Card) -> Iterator[Any]:
    if card.head:
        paragraph = sheet.paragraph("", look.ENTRY)
        fill(paragraph, card.head)
        look.grey(paragraph.runs[0])
        yield paragraph
    for term, lines in card.rows:
        for number, line in enumerate(lines):
            yield _line(sheet, "" if number else term, line)


def _line(sheet: Sheet, term: str, line: Paragraph | Quote) -> Any:
    """A term, if it is the first line of its row, and the line beside it."""
    paragraph = sheet.paragraph("", look.ENTRY)
    fill(paragraph, f"{term}\t")
    paragraph.runs[0].bold = bool(term)
    if term:
        paragraph.paragraph_format.space_before = _ROW
    text = quoted(line.text, line.language) if isinstance(line, Quote) else line.text
    fill(paragraph, text, language=line.language, own=sheet.language)
    if isinstance(line, Quote) and source_of(line):
        fill(paragraph, f"  {source_of(line)}")
        look.grey(paragraph.runs[-1])
    return paragraph
