"""Paragraphs, cells and tables of an OpenDocument text, and how a paragraph is put together from its pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from casekit.readers.opendocument_styles import OFFICE, TABLE, TEXT

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "ANNOTATION",
    "BESIDE",
    "BODIES",
    "CHANGES",
    "DRAW",
    "EMBEDDED",
    "HEADING",
    "NOTE",
    "PARAGRAPHS",
    "SIGNS",
    "SILENT",
    "Anchors",
    "Cell",
    "Line",
    "Paragraph",
    "Table",
    "all_text",
    "in_cell",
    "one_blank",
    "text_length",
]

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"

HEADING = f"{TEXT}h"
PARAGRAPHS = frozenset({f"{TEXT}p", HEADING})
BODIES = frozenset({*PARAGRAPHS, f"{TABLE}table"})
ANNOTATION = f"{OFFICE}annotation"
NOTE = f"{TEXT}note"
CHANGES = f"{TEXT}tracked-changes"
SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
EMBEDDED = frozenset(
    {f"{DRAW}{name}" for name in ("object", "object-ole", "applet", "plugin", "floating-frame", "control")}
    | {"{http://www.w3.org/1998/Math/MathML}math"}
)
_INDEXES = (
    "table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography"
)
SILENT = frozenset(
    {f"{TEXT}{name}-source" for name in _INDEXES.split()}
    | {f"{TEXT}number", f"{TEXT}script", f"{OFFICE}change-info", f"{OFFICE}forms", f"{OFFICE}binary-data"}
    | {f"{_SVG}title", f"{_SVG}desc", f"{TABLE}title", f"{TABLE}desc"}
)
BESIDE = SILENT | EMBEDDED | {ANNOTATION, NOTE, CHANGES}
_BLANKS = re.compile(r"[\t\r\n][ \t\r\n]*| [ \t\r\n]+")

Anchors = tuple[tuple[int, int], ...]


class Paragraph(NamedTuple):
    """A paragraph's text, whether all of it is bold, whether it is a heading, and the remarks on it."""

    text: str
    bold: bool = False
    heading: bool = False
    anchors: Anchors = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table's cell, and the remarks on it."""

    text: str
    anchors: Anchors = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, each with its cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Line:
    """A paragraph while it is put together; blanks in a row count as one, unless the file says how many."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)
    length: int = 0
    blank: bool = True  # whether a blank that comes now is one too many
    hidden: bool = False

    def say(self, text: str, *, bold: bool) -> None:
        """Put characters behind what is here already."""
        text = one_blank(text)
        if self.blank and text.startswith(" "):
            text = text[1:]
        if text:
            self.sign(text, bold=bold)
            self.blank = text.endswith(" ")

    def sign(self, text: str, *, bold: bool) -> None:
        """Put blanks, a tab or a break behind what is here already, just as they are."""
        self.pieces.append((text, bold))
        self.length += len(text)
        self.blank = False

    def mark(self, number: int) -> None:
        """Note that the remark *number* begins or ends here."""
        self.anchors.append((number, self.length))

    def note_field(self, tag: str) -> None:
        """Begin or end a field; what stands between its beginning and its result is a command that nobody sees."""
        if tag.endswith("}fieldmark-start"):
            self.fields.append(len(self.pieces))
        elif self.fields and tag.endswith("}fieldmark-separator"):
            self.length -= sum(len(text) for text, _ in self.pieces[self.fields[-1] :])
            del self.pieces[self.fields[-1] :]
        elif self.fields and tag.endswith("}fieldmark-end"):
            self.fields.pop()

    def paragraph(self, *, heading: bool) -> Paragraph:
        """The paragraph as it stands; a blank at its end is none."""
        text = "".join([piece for piece, _ in self.pieces])
        if self.blank and text.endswith(" "):
            text = text[:-1]
        written = [bold for piece, bold in self.pieces if piece.strip()]
        anchors = tuple([(number, min(at, len(text))) for number, at in self.anchors])
        return Paragraph(text, bool(written) and all(written), heading, anchors)


def in_cell(items: Iterator[Paragraph | Table]) -> Cell:
    """Paragraphs and tables as the lines of one cell; the cells of a table inside are parted by tabs."""
    texts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for piece in _pieces(items):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            anchors += [(number, at + length) for number, at in piece.anchors]
            texts.append(piece.text)
        length += len(texts[-1])
    whole = "".join(texts)
    text = whole.strip("\n")
    before = len(whole) - len(whole.lstrip("\n"))
    return Cell(text, tuple((number, min(max(at - before, 0), len(text))) for number, at in anchors))


def _pieces(items: Iterator[Paragraph | Table]) -> Iterator[Paragraph | Cell | str]:
    """What stands in a cell, with what parts it."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for row in item.rows:
                for at, cell in enumerate(row):
                    yield from ("\t", cell) if at else (cell,)
                if row is not item.rows[-1]:
                    yield "\n"
        yield "\n"


def one_blank(text: str) -> str:
    """*text* with every run of blanks and line breaks made one blank, as OpenDocument wants it."""
    if "  " not in text and text.isprintable():  # as nearly always
        return text
    return _BLANKS.sub(" ", text)


def text_length(element: "etree._Element") -> int:
    """How many characters stand in the paragraphs of *element*, leaving out notes and remarks."""
    return sum(len(text) for text in _texts(element) if text != "\n")


def all_text(element: "etree._Element") -> str:
    """What stands in the paragraphs of *element*, one below the other."""
    lines = "".join(_texts(element)).split("\n")
    return "\n".join(line.strip(" ") for line in lines).strip("\n")


def _texts(element: "etree._Element") -> Iterator[str]:
    """What stands in the paragraphs of *element*, with a line break behind each of them."""
    from lxml import etree

    inside = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        begins, is_paragraph = event == "start", one.tag in PARAGRAPHS
        if begins and one is not element and one.tag in BESIDE:
            walker.skip_subtree()
            continue
        inside += (1 if begins else -1) * is_paragraph
        if is_paragraph and not begins:
            yield "\n"
        text = one.text if begins else one.tail
        if inside and text and (begins or one is not element):
            yield one_blank(text)
        if begins and one.tag in SIGNS:
            yield SIGNS[one.tag]
