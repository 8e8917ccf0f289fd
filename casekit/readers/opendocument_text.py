"""The visible text of an OpenDocument text: all changes accepted, nothing hidden, nothing lost.

The walk uses a stack of its own, never recursion over the tree; only tables in tables and boxes in boxes call it
again, up to a depth.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casekit.readers.blocks import Remark
from casekit.readers.clean import clean
from casekit.readers.opendocument_line import (
    ANNOTATION,
    BESIDE,
    BODIES,
    CHANGES,
    DRAW,
    EMBEDDED,
    HEADING,
    NOTE,
    PARAGRAPHS,
    SIGNS,
    SILENT,
    Cell,
    Line,
    Paragraph,
    Table,
    all_text,
    in_cell,
    one_blank,
    text_length,
)
from casekit.readers.opendocument_styles import OFFICE, TABLE, TEXT, Styles, style_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Walk"]

MAX_BLANKS = 1_000  # in one ``text:s``
MAX_CELLS = 10_000  # that are not written down, but said to come again
MAX_REPEATED = 1_000_000  # characters, in blanks and cells that come again

_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STYLED = frozenset({f"{TEXT}span", f"{TEXT}a"})
_REMARK_ENDS = f"{OFFICE}annotation-end"
_DISPLAY = f"{TEXT}display"
_COUNT = f"{TEXT}c"
_SECTION = f"{TEXT}section"
_HIDING = frozenset({f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"})
_ROW = frozenset({f"{TABLE}table-row"})
_COVERED = f"{TABLE}covered-table-cell"
_CELLS = frozenset({f"{TABLE}table-cell", _COVERED})
_NESTED = 20  # tables in tables; what lies deeper is read as plain text


@dataclass(slots=True)
class Walk:
    """One walk through a document.

    ``left`` counts what was left out, in characters or pieces; ``unrepeated`` how often something that the file wants
    again and again was not written again.
    """

    styles: Styles
    left: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    unrepeated: int = 0
    _named: dict[str, int] = field(default_factory=dict)
    _boxes: "list[etree._Element]" = field(default_factory=list)
    _cells_left: int = MAX_CELLS
    _characters_left: int = MAX_REPEATED

    def items(self, container: "etree._Element", depth: int = 0) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables in *container*, in order; text boxes come after the paragraph that holds them."""
        for element in self._bodies(container):
            if element.tag not in PARAGRAPHS:
                yield Table(tuple(self._rows(element, depth)))
                continue
            yield self._paragraph(element)
            if not self._boxes:
                continue
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                yield from self.items(box, depth + 1) if depth < _NESTED else (Paragraph(all_text(box)),)

    def _bodies(self, container: "etree._Element") -> Iterator["etree._Element"]:
        """Paragraphs and tables, through whatever wraps them: lists, sections, indexes, frames."""
        stack: list[Iterator[etree._Element]] = [iter(container)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.tag in BODIES:
                yield element
            elif not self._set_aside(element):
                stack.append(iter(element))

    def _set_aside(self, element: "etree._Element") -> bool:
        """Whether *element* holds nothing that is read; what it held is counted."""
        tag = element.tag
        if tag == CHANGES:
            self.left["deleted"] += text_length(element)
        elif tag in EMBEDDED or _is_link(element):
            self.left["embedded"] += 1
        elif tag == NOTE:
            self.left["footnotes"] += text_length(element) > 0
        elif tag == ANNOTATION:
            self._remark(element)
        elif _is_hidden(element):
            self.left["hidden"] += text_length(element)
        else:
            return tag in SILENT
        return True

    def _paragraph(self, element: "etree._Element") -> Paragraph:
        style = style_name(element, "paragraph")
        line = Line()
        self._read(element, line, (self.styles.is_bold(style), self.styles.is_hidden(style)))
        paragraph = line.paragraph(heading=element.tag == HEADING or self.styles.is_heading(style))
        if not line.hidden:
            return paragraph
        self.left["hidden"] += len(paragraph.text) + sum(map(text_length, self._boxes))
        self._boxes.clear()
        return Paragraph("", anchors=tuple((number, 0) for number, _ in paragraph.anchors))

    def _read(self, paragraph: "etree._Element", line: Line, look: tuple[bool, bool]) -> None:
        """Put the text of *paragraph* into *line*; a look is whether text is bold, and whether it is hidden."""
        stack = [(paragraph, iter(paragraph), look)]
        self._say(paragraph.text, line, look)
        while stack:
            above, children, look = stack[-1]
            element = next(children, None)
            if element is None:
                stack.pop()
                if stack:
                    self._say(above.tail, line, stack[-1][2])
            elif not _is_words(element) and (
                self._is_sign(element, line, look) or self._is_beside(element, line, look)
            ):
                self._say(element.tail, line, look)
            else:
                inside = self._look(element, look)
                self._say(element.text, line, inside)
                if len(element):
                    stack.append((element, iter(element), inside))
                else:
                    self._say(element.tail, line, look)

    def _look(self, element: "etree._Element", look: tuple[bool, bool]) -> tuple[bool, bool]:
        if element.tag not in _STYLED:
            return look
        style = style_name(element, "text")
        return self.styles.is_bold(style, around=look[0]), self.styles.is_hidden(style, around=look[1])

    def _say(self, text: str | None, line: Line, look: tuple[bool, bool]) -> None:
        if not text:
            return
        bold, hidden = look
        if hidden:
            self.left["hidden"] += len(one_blank(text))
        else:
            line.say(text, bold=bold)

    def _is_sign(self, element: "etree._Element", line: Line, look: tuple[bool, bool]) -> bool:
        """Whether *element* stands for blanks, a tab or a break, which are then written."""
        sign = SIGNS.get(element.tag)
        if sign is None:
            return False
        bold, hidden = look
        if sign == " " and (again := _number(element, _COUNT) - 1):
            sign += " " * self._repeated(again, most=MAX_BLANKS - 1)
        if not hidden:
            line.sign(sign, bold=bold)
        return True

    def _is_beside(self, element: "etree._Element", line: Line, look: tuple[bool, bool]) -> bool:
        """Whether *element* holds no text of this paragraph; what it stands for is noted."""
        tag, hidden = element.tag, look[1]
        if tag == ANNOTATION:
            _mark(line, self._remark(element, lost=hidden))
        elif tag == _REMARK_ENDS:
            _mark(line, self._named.pop(element.get(f"{OFFICE}name", ""), None))
        elif tag in _HIDING and element.get(f"{TEXT}is-hidden") != "false":
            line.hidden = line.hidden or tag.endswith("-paragraph")
            self.left["hidden"] += len(element.get(f"{TEXT}string-value", "")) or _inner_length(element)
        elif element.get(_DISPLAY) == "none":
            self.left["hidden"] += _inner_length(element)
        elif tag.startswith(DRAW) and hidden:
            self.left["hidden"] += text_length(element)
        elif tag.startswith(DRAW):
            self._boxes.append(element)
        elif tag.startswith(_FIELD):
            line.note_field(tag)
            return False
        else:
            return self._set_aside(element)
        return True

    def _remark(self, element: "etree._Element", *, lost: bool = False) -> int | None:
        """Count a remark, keep it and give its number; one without words, or in hidden text, is not kept."""
        text = clean(all_text(element)).strip()
        self.left["comments"] += bool(text)
        if not text or lost:
            return None
        author, at = (clean(element.findtext(f"{_DC}{name}") or "").strip() for name in ("creator", "date"))
        self.remarks.append(Remark(author, text, at))
        if name := element.get(f"{OFFICE}name"):
            self._named[name] = len(self.remarks) - 1
        return len(self.remarks) - 1

    def _rows(self, table: "etree._Element", depth: int) -> Iterator[tuple[Cell, ...]]:
        for row in _descend(table, _ROW):
            if row.get(f"{TABLE}visibility", "visible") != "visible":
                self.left["hidden"] += text_length(row)
                continue
            cells = tuple(self._cells(row, depth))
            yield cells
            length = sum(len(cell.text) for cell in cells)
            if length:  # a row without text is dropped anyway
                again = _number(row, f"{TABLE}number-rows-repeated") - 1
                plain = tuple(Cell(cell.text) for cell in cells)  # a remark is made once
                yield from (plain for _ in range(self._repeated(again, length, len(cells))))

    def _cells(self, row: "etree._Element", depth: int) -> Iterator[Cell]:
        """The cells of a row; what lies under a wide cell to its left is no cell, as in Word."""
        under = 0
        for element in _descend(row, _CELLS):
            again = _number(element, f"{TABLE}number-columns-repeated")
            if element.tag == _COVERED:
                self.left["hidden"] += text_length(element)
                if again <= under:
                    under -= again
                    continue
                cell, again, under = Cell(""), again - under, 0
            else:
                cell = (
                    Cell(all_text(element)) if depth >= _NESTED else in_cell(self.items(element, depth + 1))
                )
                under = _number(element, f"{TABLE}number-columns-spanned") - 1
            yield cell
            yield from (Cell(cell.text) for _ in range(self._repeated(again - 1, len(cell.text), 1)))

    def _repeated(self, wanted: int, length: int = 1, cells: int = 0, *, most: int = MAX_CELLS) -> int:
        """How many of *wanted* repeats may still be written; one that would have shown anything is missed."""
        allowed = min(wanted, most)
        if cells:
            allowed = min(allowed, self._cells_left // cells)
        if length:
            allowed = min(allowed, self._characters_left // length)
            self.unrepeated += wanted - allowed
        self._cells_left -= allowed * cells
        self._characters_left -= allowed * length
        return allowed


def _is_words(element: "etree._Element") -> bool:
    """Whether *element* is a stretch of words, as nearly all elements in a paragraph are, and nothing else."""
    return element.tag in _STYLED and element.get(_DISPLAY) is None


def _mark(line: Line, number: int | None) -> None:
    if number is not None:
        line.mark(number)


def _inner_length(element: "etree._Element") -> int:
    """How many characters a field shows."""
    return sum(map(len, element.itertext()))


def _descend(element: "etree._Element", wanted: frozenset[str]) -> Iterator["etree._Element"]:
    """The *wanted* elements of a table or row, through groups of rows."""
    stack: list[Iterator[etree._Element]] = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag not in BESIDE and child.tag not in BODIES:
            stack.append(iter(child))


def _is_link(element: "etree._Element") -> bool:
    """A section that stands in another file and whose text is not kept here."""
    if element.tag != _SECTION or element.find(f"{TEXT}section-source") is None:
        return False
    return text_length(element) == 0


def _is_hidden(element: "etree._Element") -> bool:
    """A section that is not shown, or whose condition for being hidden is met, as the file says."""
    display = element.get(f"{TEXT}display", "true")
    return display == "none" or (display == "condition" and element.get(f"{TEXT}is-hidden") == "true")


def _number(element: "etree._Element", name: str) -> int:
    """How often, as an attribute tells it; once where it tells nothing that makes sense."""
    value = element.get(name)
    if value is None:
        return 1
    return max(int(value), 1) if value.isascii() and value.isdecimal() and len(value) < 19 else 1
