"""Reports as Word documents."""

import io
from itertools import zip_longest
from pathlib import Path
from typing import Any, assert_never

from docx.shared import Emu, Pt

from casekit.report.blocks import (
    Block,
    BulletList,
    Callout,
    Card,
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
from casekit.writers import word_style as look
from casekit.writers import word_xml as xml
from casekit.writers.characters import writable
from casekit.writers.packing import repacked
from casekit.writers.word_card import write_card
from casekit.writers.word_field import write_field
from casekit.writers.word_page import frame_pages, mark_of, set_properties
from casekit.writers.word_sheet import Sheet, source_of
from casekit.writers.word_table import write_grid

__all__ = ["write_word"]

_STEP = Emu(228_600)  # a quarter of an inch, as Word sets off a list
_ROOM = Emu(1_440_000)  # 4 cm of the page's height stay free for the heading and the caption of a figure


def write_word(report: Report, *, template: Path | None = None) -> bytes:
    """*report* as a .docx, in our own look or that of a house *template*.

    Equal reports give equal bytes. A template lends its styles (by name), page size, headers and footers; its text is
    left out. The mark of an internal report stands on every page and once more in the text of the first.

    Raises:
        TemplateError: where *template* is missing, is no Word file, or lacks styles.
    """
    document = look.opened(template, language=report.language)
    section = document.sections[0]
    if report.landscape:
        look.turn_pages(section)
    height = int(section.page_height - section.top_margin - section.bottom_margin - _ROOM)
    sheet = Sheet(document, report.language, look.text_width(section), height)
    blocks = _with_mark(report)
    for block, following in zip_longest(blocks, blocks[1:]):
        _write(sheet, block)
        if isinstance(block, Paragraph) and isinstance(following, Field):  # a question stays with its place
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    frame_pages(document, report)
    set_properties(document, report)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _with_mark(report: Report) -> list[Block]:
    """The blocks, with the mark as a callout below the title unless the report says it itself."""
    blocks = list(report.blocks)
    mark = mark_of(report)
    if mark and Callout(mark) not in blocks:
        titled = next((place for place, block in enumerate(blocks) if isinstance(block, Title)), -1)
        blocks.insert(titled + 1, Callout(mark))
    return blocks


def _write(sheet: Sheet, block: Block) -> None:  # noqa: C901 - one line per kind of block
    match block:
        case Title(text, subtitle):
            _write_title(sheet, text, subtitle)
        case Heading(text, level):
            sheet.paragraph(text, f"Heading {level}")
        case Paragraph(text, language):
            sheet.paragraphs(text, look.BODY, language=language)
        case BulletList():
            _write_list(sheet, block)
        case Callout(text):
            sheet.paragraphs(text, look.CALLOUT)
        case Placeholder(text):
            sheet.paragraphs(text, look.PLACEHOLDER)
        case Quote():
            _write_quote(sheet, block)
        case Field():
            write_field(sheet.paragraph("", look.FIELD), block)
        case Grid():
            write_grid(sheet, block)
        case Card():
            write_card(sheet, block)
        case Figure():
            _write_figure(sheet, block)
        case PageBreak():
            sheet.page_ended = True
        case _:
            assert_never(block)


def _write_title(sheet: Sheet, text: str, subtitle: str) -> None:
    sheet.paragraph(text, "Title")
    if subtitle:
        sheet.paragraph(subtitle, look.subtitle_style(sheet.document))


def _write_list(sheet: Sheet, bullets: BulletList) -> None:
    for item, level in zip_longest(bullets.items, bullets.levels, fillvalue=0):
        if str(item).strip():
            paragraph = sheet.paragraph(str(item), "List Bullet")
            if level:
                paragraph.paragraph_format.left_indent = _STEP * (int(level) + 1)
                paragraph.paragraph_format.first_line_indent = -_STEP


def _write_quote(sheet: Sheet, quote: Quote) -> None:
    """The words, tagged with their language, and below them who and where, on the same page."""
    paragraph = sheet.paragraph(quote.text, "Quote", language=quote.language)
    if source_of(quote):
        paragraph.paragraph_format.keep_with_next = True
        sheet.paragraph(source_of(quote), look.SOURCE)


def _write_figure(sheet: Sheet, figure: Figure) -> None:
    """The chart as a picture as wide as the text, or as high as the page, with its caption below."""
    paragraph = sheet.paragraph("", look.BODY)
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(_picture(figure, sheet.language)))
    share = min(sheet.width / shape.width, sheet.height / shape.height)
    shape.width, shape.height = Emu(int(shape.width * share)), Emu(int(shape.height * share))
    caption = sheet.caption("figure", figure.caption)
    caption.paragraph_format.keep_with_next = False
    caption.paragraph_format.space_before = Pt(2)
    xml.describe_picture(shape, writable(figure.alt), f"{figure.chart} {sheet.numbers['figure']}")


def _picture(figure: Figure, language: str) -> bytes:
    from casekit import charts

    match figure.chart:
        case "heatmap":
            chart = charts.draw_heatmap
        case "directions":
            chart = charts.draw_directions
        case _:
            assert_never(figure.chart)
    options: dict[str, Any] = dict(figure.options)
    return charts.draw(chart(figure.frame, language=language, **options))
