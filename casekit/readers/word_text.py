"""The visible text of a Word document: all changes accepted, nothing hidden, nothing lost.

The walk knows names, not namespaces, so that transitional and strict files read alike; it uses a stack of its own,
never recursion, so that depth cannot break it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Paragraph", "Styles", "Table", "Walk", "text_length"]

_GONE = frozenset({"del", "moveFrom"})
_SILENT = frozenset(
    {
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldChar",
    }
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_ELSEWHERE = frozenset({"altChunk", "subDoc"})
_OFF = frozenset({"0", "false", "off", "none"})
_NESTED = 20  # tables in tables; what lies deeper is read as plain text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, whether all of it is bold, and whether its style is a heading's."""

    text: str
    bold: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, each with the text of its cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles that make text bold, hide it, or are headings."""

    bold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    heading: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: "etree._Element") -> "Styles":
        """The styles of a ``styles.xml``, with what they take over from the styles they are based on."""
        styles = {_value(style, "styleId"): style for style in root if _name(style) == "style"}
        parents = {key: _value(_child(style, "basedOn"), "val") for key, style in styles.items()}
        own = {key: _style_marks(style) for key, style in styles.items()}
        marks = {key: _inherited(key, own, parents) for key in styles}
        return cls(
            *(
                frozenset(key for key, found in marks.items() if mark in found)
                for mark in ("b", "vanish", "heading")
            )
        )


@dataclass(slots=True)
class Walk:
    """One walk through a document; ``left`` counts what was left out, in characters or pieces."""

    styles: Styles
    left: Counter[str] = field(default_factory=Counter)
    _boxes: "deque[etree._Element]" = field(default_factory=deque)

    def items(self, container: "etree._Element", depth: int = 0) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables in *container*, in order; text boxes come after the paragraph that holds them."""
        carried = ""
        for element in self._bodies(container):
            if _name(element) == "tbl":
                yield self._table(element, depth)
                continue
            paragraph = self._paragraph(element, carried)
            if _mark_is_gone(element):
                carried = paragraph.text
                continue
            carried = ""
            yield paragraph
            yield from self._from_boxes(depth)
        if carried:
            yield Paragraph(carried)

    def _bodies(self, container: "etree._Element") -> Iterator["etree._Element"]:
        """Paragraphs and tables, through whatever wraps them."""
        stack: list[Iterator[etree._Element]] = [iter(container)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif (name := _name(element)) in {"p", "tbl"}:
                yield element
            elif name in _ELSEWHERE:
                self.left["embedded"] += 1
            elif name in _GONE:
                self.left["deleted"] += text_length(element)
            elif name not in _SILENT:
                stack.append(iter(_inside(element)))

    def _paragraph(self, element: "etree._Element", carried: str) -> Paragraph:
        style = _value(_child(_child(element, "pPr"), "pStyle"), "val")
        bold_style = style in self.styles.bold
        pieces = [(carried, False)] if carried else []
        if style in self.styles.hidden:
            self.left["hidden"] += text_length(element)
        else:
            pieces += self._pieces(element, bold_style)
        written = [bold for text, bold in pieces if text.strip()]
        text = "".join(text for text, _ in pieces)
        return Paragraph(text, bool(written) and all(written), style in self.styles.heading)

    def _pieces(self, paragraph: "etree._Element", bold: bool) -> Iterator[tuple[str, bool]]:
        """Stretches of text with whether they are bold."""
        stack: list[tuple[Iterator[etree._Element], bool]] = [(iter(paragraph), bold)]
        while stack:
            children, bold = stack[-1]
            element = next(children, None)
            if element is None:
                stack.pop()
                continue
            name = _name(element)
            if name == "t":
                yield element.text or "", bold
            elif name in _SIGNS:
                yield _SIGNS[name], bold
            elif name == "r":
                if not self._is_hidden(element):
                    stack.append((iter(element), self._is_bold(element, bold)))
            elif not self._set_aside(element, name):
                stack.append((iter(_inside(element)), bold))

    def _set_aside(self, element: "etree._Element", name: str) -> bool:
        """Whether *element* holds no text of this paragraph; what it held is counted."""
        if name == "txbxContent":
            self._boxes.append(element)
        elif name in _GONE:
            self.left["deleted"] += text_length(element)
        elif name == "sym":
            self.left["symbols"] += 1
        elif name in _ELSEWHERE:
            self.left["embedded"] += 1
        elif name not in _SILENT:
            return False
        return True

    def _is_hidden(self, run: "etree._Element") -> bool:
        properties = _child(run, "rPr")
        own = _switch(properties, "vanish")
        hidden = _value(_child(properties, "rStyle"), "val") in self.styles.hidden if own is None else own
        self.left["hidden"] += text_length(run) if hidden else 0
        return hidden

    def _is_bold(self, run: "etree._Element", around: bool) -> bool:
        properties = _child(run, "rPr")
        own = _switch(properties, "b")
        if own is not None:
            return own
        return around or _value(_child(properties, "rStyle"), "val") in self.styles.bold

    def _from_boxes(self, depth: int) -> Iterator[Paragraph | Table]:
        while self._boxes:
            box = self._boxes.popleft()
            yield from self.items(box, depth + 1) if depth < _NESTED else (Paragraph(_all_text(box)),)

    def _table(self, table: "etree._Element", depth: int) -> Table:
        rows = [row for row in _descend(table, "tr") if not self._is_gone(row, "trPr", "del")]
        return Table(tuple(tuple(self._cells(row, depth)) for row in rows))

    def _cells(self, row: "etree._Element", depth: int) -> Iterator[str]:
        for cell in _descend(row, "tc"):
            if self._is_gone(cell, "tcPr", "cellDel"):
                continue
            if depth >= _NESTED:
                yield _all_text(cell)
            else:
                yield "\n".join(_flat(item) for item in self.items(cell, depth + 1)).strip("\n")

    def _is_gone(self, element: "etree._Element", properties: str, mark: str) -> bool:
        gone = _child(_child(element, properties), mark) is not None
        self.left["deleted"] += text_length(element) if gone else 0
        return gone


def text_length(element: "etree._Element") -> int:
    """How many characters of text *element* holds, deleted ones included."""
    return sum(len(one.text or "") for one in element.iter("{*}t", "{*}delText"))


def _all_text(element: "etree._Element") -> str:
    return " ".join(one.text or "" for one in element.iter("{*}t"))


def _flat(item: Paragraph | Table) -> str:
    """What stands in a cell, as lines; the cells of a table inside are parted by tabs."""
    if isinstance(item, Paragraph):
        return item.text
    return "\n".join("\t".join(row) for row in item.rows)


def _descend(element: "etree._Element", wanted: str) -> Iterator["etree._Element"]:
    """The *wanted* elements of a table or row, through content controls and the like."""
    stack: list[Iterator[etree._Element]] = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif (name := _name(child)) == wanted:
            yield child
        elif name not in _SILENT and name not in _GONE:
            stack.append(iter(_inside(child)))


def _inside(element: "etree._Element") -> "Iterable[etree._Element]":
    """The children; of alternatives the first that says anything."""
    if _name(element) != "AlternateContent":
        return element
    branches = sorted(element, key=lambda branch: _name(branch) == "Fallback")
    return next(([branch] for branch in branches if text_length(branch)), branches[:1])


def _mark_is_gone(paragraph: "etree._Element") -> bool:
    """Whether the end of *paragraph* was deleted, so that the next one goes on in it."""
    marks = _child(_child(paragraph, "pPr"), "rPr")
    return any(_child(marks, name) is not None for name in _GONE)


def _style_marks(style: "etree._Element") -> frozenset[str]:
    properties = _child(style, "rPr")
    marks = {name for name in ("b", "vanish") if _switch(properties, name)}
    title = _value(_child(style, "name"), "val").lower()
    if title.startswith("heading") or title in {"title", "subtitle"}:
        marks.add("heading")
    return frozenset(marks)


def _inherited(key: str, own: dict[str, frozenset[str]], parents: dict[str, str]) -> frozenset[str]:
    marks: set[str] = set()
    seen: set[str] = set()
    while key in own and key not in seen:
        seen.add(key)
        marks |= own[key]
        key = parents[key]
    return frozenset(marks)


def _name(element: "etree._Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(element: "etree._Element | None", name: str) -> "etree._Element | None":
    return None if element is None else next((child for child in element if _name(child) == name), None)


def _value(element: "etree._Element | None", name: str) -> str:
    if element is None:
        return ""
    return next(
        (
            value
            for key, value in element.attrib.items()
            if str(key).rpartition("}")[2] == name and isinstance(value, str)
        ),
        "",
    )


def _switch(properties: "etree._Element | None", name: str) -> bool | None:
    """Whether a property is on or off, or nothing is said of it."""
    found = _child(properties, name)
    return None if found is None else _value(found, "val").lower() not in _OFF
