"""The visible text of a Word document: all changes accepted, nothing hidden, nothing lost.

The walk knows names, not namespaces, so that transitional and strict files read alike; it uses a stack of its own,
never recursion, so that depth cannot break it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casekit.readers.anchors import mark, unmarked
from casekit.readers.story_blocks import Item, Paragraph, Table, text_of
from casekit.readers.word_styles import Styles, child_of, is_on, local_name, name_of, switch_of, value_of
from casekit.readers.word_symbols import letter_of

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Walk", "text_length"]

_GONE = frozenset({"del", "moveFrom"})
_SILENT = frozenset(
    {
        "pPr",
        "ctrlPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "instrText",
        "delInstrText",
    }
)
_TELLING = tuple(f"{{*}}{name}" for name in ("b", "vanish", "rStyle", *sorted(_GONE)))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_ELSEWHERE = frozenset({"altChunk", "subDoc", "OLEObject"})
_RANGES = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_SPECIAL = (
    {"delText", "fldChar", "p", "sym", "tc", "tr", "txbxContent"} | _SIGNS.keys() | _ELSEWHERE | _RANGES
)
_NESTED = 20  # tables in tables; what lies deeper is read as plain text
_MAX_SPAN = 63  # columns of Word's widest table
_FIELDS = 20  # fields in fields; what stands in the codes of deeper ones is read


@dataclass(slots=True)
class _Words:
    """The pieces of a paragraph, each with whether it is bold, and where the codes of open fields began."""

    pieces: list[tuple[str, bool | None]] = field(default_factory=list)
    codes: list[int | None] = field(default_factory=list)

    def turn_field(self, kind: str) -> int:
        """Begin, part or end a field; what stands in its code is no text. How many characters that took out.

        A field that is not whole within a paragraph takes nothing out.
        """
        if kind == "begin":
            self.codes.append(len(self.pieces) if len(self.codes) < _FIELDS else None)
            return 0
        if kind not in {"separate", "end"} or not self.codes:
            return 0
        begin = self.codes.pop()
        if kind == "separate":
            self.codes.append(None)
        if begin is None:
            return 0
        kept = [piece for piece in self.pieces[begin:] if piece[1] is None]
        taken = sum(len(text) for text, bold in self.pieces[begin:] if bold is not None)
        self.pieces[begin:] = kept
        return taken


@dataclass(slots=True)
class Walk:
    """One walk through a document; ``left`` counts what was left out, in characters or pieces.

    ``places`` are the numbers of the comments that are to be marked in the text, by their ids; ``waiting`` are marks
    for which no text has come yet.
    """

    styles: Styles
    places: Mapping[str, int] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    waiting: list[str] = field(default_factory=list)
    _seen: Counter[int] = field(default_factory=Counter)
    _boxes: "deque[etree._Element]" = field(default_factory=deque)
    _telling: "frozenset[etree._Element | None]" = frozenset()

    def items(self, container: "etree._Element", depth: int = 0) -> Iterator[Item]:
        """The paragraphs and tables in *container*, in order; text boxes come after the paragraph that holds them."""
        if not depth:  # most properties of runs tell of letters and sizes only: those need not be looked at
            self._telling = frozenset(one.getparent() for one in container.iter(*_TELLING))
        words, heading = _Words(), False
        open_end = False  # the end of the paragraph was deleted or hidden: the next one goes on in it
        for element in self._bodies(container):
            if name_of(element) == "tbl":
                if open_end:
                    yield _paragraph(words, heading)
                    words, open_end = _Words(), False
                yield from self._from_boxes(depth)
                yield self._table(element, depth)
                continue
            heading, open_end = self._add(element, words)
            if not open_end:
                yield _paragraph(words, heading)
                words = _Words()
                yield from self._from_boxes(depth)
        if any(text for text, _ in words.pieces):
            yield _paragraph(words, heading)
        yield from self._from_boxes(depth)

    def _bodies(self, container: "etree._Element") -> Iterator["etree._Element"]:
        """Paragraphs and tables, through whatever wraps them; also runs that stand outside of any paragraph."""
        stack: list[Iterator[etree._Element]] = [iter(container)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif (name := name_of(element)) in {"p", "tbl", "r"}:
                yield element
            elif name in _ELSEWHERE:
                self.left["embedded"] += 1
            elif name in _GONE:
                self._leave(element, "deleted")
            elif name in _RANGES:
                self.waiting.append(self._mark(element, name))
            elif name not in _SILENT:
                stack.append(iter(_inside(element, name)))

    def _add(self, element: "etree._Element", words: _Words) -> tuple[bool, bool]:
        """Add a paragraph's text to *words*; whether it is a heading, and whether its end is gone."""
        style, marks = _style_and_marks(element)
        style = style or self.styles.default
        bold, lost = style in self.styles.bold, "hidden" if style in self.styles.hidden else ""
        if self.waiting:
            words.pieces.append(("".join(self.waiting), None))
            self.waiting = []
        self._read([element] if name_of(element) == "r" else element, words, bold, lost)
        gone = bool(lost)
        if marks in self._telling and marks is not None:
            gone = bool(self._look(marks, bold, lost)[1]) or any(name_of(child) in _GONE for child in marks)
        return style in self.styles.heading, gone

    def _read(self, content: "Iterable[etree._Element]", words: _Words, bold: bool, lost: str) -> None:
        """Add what *content* says to *words*; *lost* says why it is not to be seen, if so: deleted or hidden."""
        stack = [(iter(content), bold, lost)]
        while stack:
            children, bold, lost = stack[-1]
            for element in children:
                name = local_name(element.tag)
                if name == "t":
                    self._say(element.text or "", words, bold, lost)
                elif name == "rPr":
                    if element not in self._telling:
                        continue
                    bold, lost = self._look(element, bold, lost)
                    stack[-1] = (children, bold, lost)
                elif not (
                    name in _SILENT or (name in _SPECIAL and self._sign(element, name, words, bold, lost))
                ):
                    stack.append((iter(_inside(element, name)), bold, "deleted" if name in _GONE else lost))
                    break
            else:
                stack.pop()

    def _say(self, text: str, words: _Words, bold: bool, lost: str) -> None:
        if lost:
            self.left[lost] += len(text)
        else:
            words.pieces.append((unmarked(text) if self.places else text, bold))

    def _look(self, properties: "etree._Element", bold: bool, lost: str) -> tuple[bool, str]:
        """Whether a run is bold and whether it is lost; a style of characters turns round what the paragraph's says."""
        hidden = lost == "hidden"
        own: dict[str, bool] = {}
        for one in properties:
            name = local_name(one.tag)
            if name in {"b", "vanish"}:
                own[name] = is_on(one)
            elif name == "rStyle":
                style = value_of(one, "val")
                bold, hidden = bold != (style in self.styles.bold), hidden != (style in self.styles.hidden)
        if lost != "deleted":
            lost = "hidden" if own.get("vanish", hidden) else ""
        return own.get("b", bold), lost

    def _sign(self, element: "etree._Element", name: str, words: _Words, bold: bool, lost: str) -> bool:
        """Add what is no plain text; False where the content of *element* is still to be read."""
        if name in _RANGES:
            words.pieces.append((self._mark(element, name), None))
        elif name == "delText":
            self.left["deleted"] += len(element.text or "")
        elif name == "fldChar" and lost != "deleted":
            self.left["field_codes"] += words.turn_field(value_of(element, "fldCharType"))
        elif name in {"tr", "tc"}:
            return self._is_gone(element, name)
        elif name == "p" or lost:
            if words.pieces and not lost:
                words.pieces.append(("\n", bold))
            return False
        else:
            self._show(element, name, words, bold)
        return True

    def _show(self, element: "etree._Element", name: str, words: _Words, bold: bool) -> None:
        """Add a sign that is seen: a tab, a break, a letter of a symbol font; a text box has its turn later."""
        if name in _SIGNS:
            words.pieces.append((_SIGNS[name], bold))
        elif name == "txbxContent":
            self._boxes.append(element)
        elif name == "sym":
            letter = letter_of(value_of(element, "font"), value_of(element, "char"))
            words.pieces.append((letter, bold))
            self.left["symbols"] += not letter
        elif name in _ELSEWHERE:
            self.left["embedded"] += 1

    def _mark(self, element: "etree._Element", name: str) -> str:
        """The mark of a comment that begins, ends or, where it has no range, stands here."""
        number = self.places.get(value_of(element, "id"))
        if number is None or self._seen[number] > 1:
            return ""
        again = 2 if name == "commentReference" and not self._seen[number] else 1
        self._seen[number] += again
        return mark(number) * again

    def _leave(self, element: "etree._Element", why: str) -> None:
        """Count what *element* holds, and keep its marks."""
        self.left[why] += text_length(element)
        if self.places:
            marked = element.iter(*(f"{{*}}{name}" for name in sorted(_RANGES)))
            self.waiting += (self._mark(one, name_of(one)) for one in marked)

    def _from_boxes(self, depth: int) -> Iterator[Item]:
        boxes, self._boxes = self._boxes, deque()  # those inside of them come after their own paragraphs
        for box in boxes:
            if depth < _NESTED:
                yield from self.items(box, depth + 1)
            else:
                yield Paragraph(self._all_of(box))

    def _all_of(self, element: "etree._Element") -> str:
        """All that is seen in *element*, paragraph by paragraph, without regard to its tables."""
        words = _Words()
        self._read(element, words, False, "")
        return "".join(text for text, _ in words.pieces)

    def _table(self, table: "etree._Element", depth: int) -> Table:
        rows = (row for row in self._descend(table, "tr") if not self._is_gone(row, "tr"))
        return Table(tuple(tuple(self._cells(row, depth)) for row in rows))

    def _cells(self, row: "etree._Element", depth: int) -> Iterator[str]:
        """The cells of a row; where one spans several columns, empty ones keep those behind it in theirs."""
        missing = _span(child_of(row, "trPr"), "gridBefore", 0)
        for cell in self._descend(row, "tc"):
            if self._is_gone(cell, "tc"):
                continue
            yield from [""] * missing
            if depth >= _NESTED:
                yield self._all_of(cell)
            else:
                yield text_of(self.items(cell, depth + 1)).strip("\n")
            missing = _span(child_of(cell, "tcPr"), "gridSpan", 1) - 1

    def _descend(self, element: "etree._Element", wanted: str) -> Iterator["etree._Element"]:
        """The *wanted* elements of a table or row, through content controls and the like."""
        stack: list[Iterator[etree._Element]] = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif (name := name_of(child)) == wanted:
                yield child
            elif name in _GONE:
                self._leave(child, "deleted")
            elif name in _RANGES:
                self.waiting.append(self._mark(child, name))
            elif name not in _SILENT:
                stack.append(iter(_inside(child, name)))

    def _is_gone(self, element: "etree._Element", name: str) -> bool:
        """Whether a row or cell was deleted or is hidden; what it held is counted."""
        properties = child_of(element, f"{name}Pr")
        marks = {"del": "deleted", "hidden": "hidden"} if name == "tr" else {"cellDel": "deleted"}
        found = (why for mark, why in marks.items() if switch_of(properties, mark))
        if why := next(found, ""):
            self._leave(element, why)
        return bool(why)


def _style_and_marks(paragraph: "etree._Element") -> "tuple[str, etree._Element | None]":
    """The style of a paragraph, and the properties of its end."""
    style, marks = "", None
    properties = child_of(paragraph, "pPr")
    for child in () if properties is None else properties:
        name = local_name(child.tag)
        if name == "pStyle":
            style = value_of(child, "val")
        elif name == "rPr":
            marks = child
    return style, marks


def text_length(element: "etree._Element") -> int:
    """How many characters of text *element* holds, deleted ones included."""
    return sum(len(one.text or "") for one in element.iter("{*}t", "{*}delText"))


def _paragraph(words: _Words, heading: bool) -> Paragraph:
    written = [bold for text, bold in words.pieces if bold is not None and text.strip()]
    text = "".join(text for text, _ in words.pieces)
    return Paragraph(text, bool(written) and all(written), heading)


def _inside(element: "etree._Element", name: str) -> "Iterable[etree._Element]":
    """The children; of alternatives the first that says anything."""
    if name != "AlternateContent":
        return element
    branches = sorted(element, key=lambda branch: name_of(branch) == "Fallback")
    return [next((branch for branch in branches if _says(branch)), *branches[:1])] if branches else ()


def _says(branch: "etree._Element") -> bool:
    return any(one.text or name_of(one) == "sym" for one in branch.iter("{*}t", "{*}sym"))


def _span(properties: "etree._Element | None", name: str, least: int) -> int:
    value = value_of(child_of(properties, name), "val")
    return max(least, min(int(value[:9]), _MAX_SPAN)) if value.isascii() and value.isdigit() else least
