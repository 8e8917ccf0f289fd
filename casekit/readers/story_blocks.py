"""The paragraphs and tables of a document that was written by hand, and the blocks they become.

The walks through Word, RTF and OpenDocument files give the same: text as the file has it, not yet cleaned, with the
marks of remarks in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from casekit.model.finding import Finding
from casekit.readers.anchors import Places, cleaned, take, with_anchors
from casekit.readers.blocks import Block
from casekit.readers.clean import clean
from casekit.readers.labels import candidate
from casekit.readers.tables import table_blocks

__all__ = ["Item", "Paragraph", "Table", "blocks_of", "text_of", "unspoken"]


class Paragraph(NamedTuple):
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
    lines: list[str] = []
    for item in items:
        lines += (item.text,) if isinstance(item, Paragraph) else map("\t".join, item.rows)
    return "\n".join(lines)


def blocks_of(items: Sequence[Item], *, marked: bool = True) -> tuple[list[Block], list[int]]:
    """The blocks of a document, and the numbers of its tables that are no speech.

    Where it is not *marked*, what looks like a mark is part of the text.
    """
    blocks: list[Block] = []
    silent: list[int] = []
    number = 0
    tidy = not marked and _is_clean(text_of(items))
    for item in items:
        if isinstance(item, Paragraph):
            text, places = (item.text, ()) if tidy else _cleaned(item.text, marked=marked)
            blocks.append(_paragraph(item, text, places))
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


def _is_clean(text: str) -> bool:
    """Whether no piece of *text* needs to be cleaned; to look at all at once is quick."""
    return clean(text) == text


def _cleaned(text: str, *, marked: bool) -> tuple[str, Places]:
    return cleaned(text) if marked else (clean(text), ())


def _paragraph(paragraph: Paragraph, text: str, places: Places) -> Block:
    """A heading is nobody's speech, unless it is a question or has a label."""
    _, bold, heading = paragraph
    aside = heading and "?" not in text and candidate(text) is None
    return Block(text, None, None, None, bold or heading, aside, places)


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
