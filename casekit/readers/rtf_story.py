"""A stretch of an RTF file while it is put together: the talk, a footnote, a remark, a text box.

RTF has no tables, only paragraphs that say how deep in tables they stand, and ends of cells and rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casekit.readers.anchors import mark, take
from casekit.readers.story_blocks import Item, Paragraph, Table, text_of

__all__ = ["Story"]

_NESTED = 20  # tables in tables; what lies deeper stands in the cell around it


@dataclass(slots=True)
class _Rows:
    """A table while it is put together."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cell: list[Item] = field(default_factory=list)

    def end_cell(self) -> None:
        """Make the paragraphs since the last cell a cell."""
        self.row.append(_joined(self.cell))
        self.cell = []

    def end_row(self) -> None:
        """Make the cells since the last row a row; words that stand behind the last of them are one more."""
        behind = _joined(self.cell)
        if take(behind)[0].strip():
            self.row.append(behind)
        elif self.row:
            self.row[-1] += behind  # nothing but blanks and the places of remarks
        self.cell = []
        if self.row:
            self.rows.append(tuple(self.row))
            self.row = []

    def items(self) -> list[Item]:
        """The table; paragraphs that no end of a cell or row ever followed stand below it."""
        below: list[Item] = []
        if not self.row:
            below, self.cell = self.cell, below
        self.end_row()
        return [Table(tuple(self.rows)), *below] if self.rows else below


@dataclass(slots=True)
class Story:
    """Paragraphs and tables as they come; *kind* says what they are, *spoken* whether they belong to the talk."""

    kind: str
    spoken: bool = False
    items: list[Item] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _bold: bool = False
    _plain: bool = False
    _broken: bool = False
    _tables: list[_Rows] = field(default_factory=list)

    def add(self, text: str, *, bold: bool) -> None:
        """Go on with the paragraph."""
        self._pieces.append(text)
        if not text.isspace():
            if bold:
                self._bold = True
            else:
                self._plain = True

    def add_half(self, code: int, *, bold: bool) -> None:
        """Go on with half of a character that is written in two halves."""
        self._broken = True
        self.add(chr(code), bold=bold)

    def mark(self, number: int) -> None:
        """Remember a place in the paragraph under a *number*."""
        self._pieces.append(mark(number))

    def end_paragraph(self, level: int = 0, *, heading: bool = False) -> None:
        """End the paragraph, which stands in as many tables as *level* says."""
        self._to(level)
        self._put(self._paragraph(heading=heading))
        for box in self.boxes:
            self._put(box)
        self.boxes = []

    def end_cell(self, level: int) -> None:
        """End the paragraph and the cell that it stands in."""
        self.end_paragraph(level)
        self._tables[-1].end_cell()

    def end_row(self, level: int) -> None:
        """End the row, and what is left in it."""
        if self.begun:
            self.end_paragraph(level)
        self._to(level)
        self._tables[-1].end_row()

    def close(self) -> list[Item]:
        """All of it; what was not ended ends here."""
        if self.begun:
            self.end_paragraph(len(self._tables))
        self._to(0)
        return self.items

    @property
    def length(self) -> int:
        """How many pieces the paragraph has."""
        return len(self._pieces)

    def go_back(self, length: int) -> None:
        """Take out of the paragraph what came after so many pieces."""
        del self._pieces[length:]

    @property
    def begun(self) -> bool:
        """Whether anything stands in the paragraph, or beside it."""
        return bool(self._pieces or self.boxes)

    def _put(self, item: Item) -> None:
        (self._tables[-1].cell if self._tables else self.items).append(item)

    def _to(self, level: int) -> None:
        """Close and open tables until as many are open."""
        level = min(level, _NESTED)
        while len(self._tables) > level:
            for item in self._tables.pop().items():
                self._put(item)
        while len(self._tables) < level:
            self._tables.append(_Rows())

    def _paragraph(self, *, heading: bool) -> Paragraph:
        text = "".join(self._pieces)
        if self._broken:
            text = _whole(text)
        bold = self._bold and not self._plain
        self._pieces = []
        self._bold = self._plain = self._broken = False
        return Paragraph(text, bold, heading)


def _joined(items: Iterable[Item]) -> str:
    """The text of a cell, without blank lines around it."""
    return text_of(items).strip("\n")


def _whole(text: str) -> str:
    """*text* with its halves of characters joined; a half without the other is a lost character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
