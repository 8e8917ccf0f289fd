"""The paragraphs and tables of a document that was written by hand, and the blocks they become.

The walks through Word, RTF and OpenDocument files give the same: text as the file has it, not yet cleaned, with the
marks of remarks in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casekit.model.finding import Finding
from casekit.readers.anchors import cleaned, take, with_anchors
from casekit.readers.blocks import Block
from casekit.readers.clean import clean
from casekit.readers.labels import candidate
from casekit.readers.tables import table_blocks

__all__ = ["Item", "Paragraph", "Table", "blocks_of", "text_of", "unspoken"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, whether all of it is bold, and whether it is a heading."""

    text: str
    bold: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, each with the text of its cells."""

    rows: tuple[tuple[str, ...], ...]


Item = Paragraph | Table


def text_of(items: Iterable[Item]) -> str:
    """What stands in *items*, as lines; the cells of a table are parted by tabs.

    >>> text_of([Paragraph("Ja."), Table((("Tid", "Tekst"), ("00:05", "Hej")))])
    'Ja.\\nTid\\tTekst\\n00:05\\tHej'
    """
    return "\n".join(line for item in items for line in _lines(item))


def _lines(item: Item) -> Iterator[str]:
    if isinstance(item, Paragraph):
        yield item.text
    else:
        yield from map("\t".join, item.rows)


def blocks_of(items: Iterable[Item], *, marked: bool = True) -> tuple[list[Block], list[int]]:
    """The blocks of a document, and the numbers of its tables that are no speech.

    Where it is not *marked*, what looks like a mark is part of the text.
    """
    blocks: list[Block] = []
    silent: list[int] = []
    number = 0
    for item in items:
        if isinstance(item, Paragraph):
            blocks.append(_paragraph(item, marked=marked))
            continue
        number += 1
        rows = _table(item, marked=marked)
        blocks += rows
        if rows and all(block.aside for block in rows):
            silent.append(number)
    return blocks, silent


def unspoken(tables: Iterable[int], file: str) -> Iterator[Finding]:
    """That the tables with these numbers are taken for no speech."""
    for number in tables:
        yield Finding.of("table_not_speech", "warning", file, table=number)


def _paragraph(paragraph: Paragraph, *, marked: bool) -> Block:
    """A heading is nobody's speech, unless it is a question or has a label."""
    text, places = cleaned(paragraph.text) if marked else (clean(paragraph.text), ())
    aside = paragraph.heading and "?" not in text and candidate(text) is None
    return Block(text, bold=paragraph.bold or paragraph.heading, aside=aside, anchors=places)


def _table(table: Table, *, marked: bool) -> list[Block]:
    """A table's blocks; marks of remarks are kept from what says which column is which."""
    rows = [[clean(cell) for cell in row] for row in table.rows]
    if not marked:
        return list(table_blocks(rows))
    plain = [[take(cell)[0].strip("\n") for cell in row] for row in rows]
    return [_composed(block) for block in with_anchors(table_blocks(plain), rows)]


def _composed(block: Block) -> Block:
    """A mark may have stood between a letter and its accent, which are one character now."""
    text = clean(block.text)
    speaker = clean(block.speaker) if block.speaker else block.speaker
    if (text, speaker) == (block.text, block.speaker):
        return block
    anchors = tuple((number, min(at, len(text))) for number, at in block.anchors)
    return block._replace(text=text, speaker=speaker, anchors=anchors)
