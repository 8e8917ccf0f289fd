"""What a web page shows: its paragraphs and tables in order, and a count of what it does not show.

The page is read as a stream of tags, so that neither depth nor attributes can make it slow.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casekit.readers.said import clock_ms
from casekit.readers.web_style import EMBEDDED, FIELDS, Place, hiding_classes, inside

__all__ = ["Page", "Paragraph", "Table", "page_of"]

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_ANCHOR = re.compile(r"ts_(\d{1,12})_(\d{1,12})_(.{1,60})", re.DOTALL)
_MARK_TIME = re.compile(
    r"\A\s*(?:[\d:.,]*\s*\Z|[\[(#]?\s*\d{1,3}(?::\d{2}){1,2}(?:[.,-]\d{1,3})?\s*[\])#]?\s*)"
)
_LAYOUT = 5  # paragraphs in one cell: the table is there for the looks
_NESTED = 20  # tables in each other; deeper ones are plain paragraphs
_SPAN = 20  # columns or rows that one cell may reach over


class Paragraph(NamedTuple):
    """A paragraph as it is seen; noScribe says when it begins and ends, and who speaks."""

    text: str
    bold: bool = False
    heading: bool = False
    aside: bool = False
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows of cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Page:
    """What a page shows, its title, and what it holds beside: ``left`` as in ``readers.leaving_out``, and form fields."""

    items: list[Paragraph | Table] = field(default_factory=list)
    title: str = ""
    left: Counter[str] = field(default_factory=Counter)
    fields: int = 0


@dataclass(slots=True)
class _Rows:
    """A table while it is being read: its rows, the open row and cell, and how far cells reach down."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    cell: list[Paragraph] | None = None
    down: dict[int, int] = field(default_factory=dict)

    def open_cell(self, across: int, down: int) -> None:
        """Begin a cell of the last row, behind those that reach into it from above."""
        row = self.rows[-1] if self.rows else []
        if not self.rows:
            self.rows.append(row)
        while self.down.get(len(row)):
            self.down[len(row)] -= 1
            row.append([])
        if down > 1:
            self.down[len(row)] = down - 1
        self.cell = []
        row.append(self.cell)
        row += [[] for _ in range(across - 1)]

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text."""
        return tuple(
            tuple("\n".join(paragraph.text for paragraph in cell) for cell in row) for row in self.rows if row
        )


def page_of(text: str) -> Page:
    """What the page with the source *text* shows."""
    from lxml import etree

    reader = _Reader(hiding_classes(text))
    target: Any = reader
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        target=target,
    )
    etree.fromstring(text.encode("utf-8", "replace") or b" ", parser)
    return reader.page


class _Reader:
    """Takes the tags and characters of a page one after the other."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.page = Page()
        self._hiding = hiding
        self._places = [Place()]
        self._pieces: list[tuple[str, bool]] = []  # text, and whether its blanks stay
        self._first: Place | None = None  # where the open paragraph begins
        self._plain = False  # whether it has words that are not bold
        self._spoken: list[tuple[int, int, str]] = []
        self._tables: list[_Rows] = []
        self._after_mark = False  # oTranscribe sets a no-break space behind its marks
        self._in_mark = ""

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        above = self._places[-1]
        place = inside(above, tag, attrib, self._hiding)
        if place.block or tag == "br":
            self._break(tag)
        if not above.unseen:
            self._count(tag, attrib)
        if attrib and not place.unseen:
            place = self._marked(place, attrib)
        if tag == "table" and len(self._tables) >= _NESTED:
            place = place._replace(tag="")
        self._places.append(place)
        if not place.unseen:
            self._table(place.tag, attrib)

    def end(self, tag: str) -> None:
        """An element ends."""
        place = self._places.pop() if len(self._places) > 1 else self._places[0]
        if place.unseen == "mark" and self._places[-1].unseen != "mark":
            self._end_mark()
        if not place.block:
            return
        self._flush()
        if tag in {"td", "th"} and self._tables:
            self._tables[-1].cell = None
        elif place.tag == "table" and self._tables and not place.unseen:
            self._close_table()

    def data(self, text: str) -> None:
        """Characters."""
        place = self._places[-1]
        if not place.unseen:
            self._add(text, place)
        elif place.unseen == "title":
            self.page.title += text
        elif place.unseen in {"hidden", "deleted"}:
            if n := len("".join(text.split())):
                self.page.left[place.unseen] += n
        elif place.unseen == "mark":
            self._in_mark += text

    def close(self) -> None:
        """The page ends."""
        self._flush()
        while self._tables:
            self._close_table()
        self.page.title = " ".join(self.page.title.split())

    def _count(self, tag: str, attrib: Mapping[str, str]) -> None:
        """What a page holds beside its text."""
        if tag in FIELDS:
            self.page.fields += attrib.get("type", "").lower() != "hidden"
        if tag in EMBEDDED:
            self.page.left["embedded"] += 1

    def _add(self, text: str, place: Place) -> None:
        if self._after_mark:
            text = text.lstrip(" \t\n\u00a0")
            self._after_mark = not text
        self._pieces.append((text, place.typed))
        if text.strip():
            self._first = self._first or place
            self._plain = self._plain or not place.bold

    def _break(self, tag: str) -> None:
        if tag == "br":
            if not self._places[-1].unseen:
                self._pieces.append(("\n", True))
        else:
            self._flush()

    def _marked(self, place: Place, attrib: Mapping[str, str]) -> Place:
        """noScribe's anchors are remembered, oTranscribe's time marks written as casekit reads them."""
        if place.tag == "a" and (anchor := _ANCHOR.fullmatch(attrib.get("name", attrib.get("id", "")))):
            self._spoken.append((int(anchor[1]), int(anchor[2]), anchor[3]))
        elif "timestamp" in attrib.get("class", "").split() and "data-timestamp" in attrib:
            time = clock_ms(attrib["data-timestamp"])
            if time is not None and time < 3_600_000_000:
                self._add(f"[{_clock(time)}] ", place)
                self._after_mark = True
                return place._replace(unseen="mark")
        return place

    def _end_mark(self) -> None:
        """What somebody typed inside of a time mark is said like the rest."""
        words = _MARK_TIME.sub("", self._in_mark, count=1)
        self._in_mark = ""
        if words.strip():
            self._add(words, self._places[-1])

    def _table(self, tag: str, attrib: Mapping[str, str]) -> None:
        if tag == "table":
            self._tables.append(_Rows())
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and tag in {"td", "th"}:
            self._tables[-1].open_cell(_span(attrib.get("colspan")), _span(attrib.get("rowspan")))

    def _flush(self) -> None:
        """End the open paragraph."""
        place = self._first
        if place is not None:
            typed = any(as_typed and text != "\n" for text, as_typed in self._pieces)
            texts = _paragraphs(_shown(self._pieces), typed=typed)
            speaker, start, end = _timed(self._spoken)
            bold = not self._plain
            for text in texts:
                self._put(Paragraph(text, bold, place.heading, place.aside, speaker, start, end))
        self._pieces, self._first, self._plain, self._spoken = [], None, False, []

    def _put(self, paragraph: Paragraph) -> None:
        cell = self._tables[-1].cell if self._tables else None
        if cell is None:
            self.page.items.append(paragraph)
        else:
            cell.append(paragraph)

    def _close_table(self) -> None:
        """A table in a cell becomes lines of that cell; one that is there for the looks, its paragraphs."""
        table = self._tables.pop()
        paragraphs = [paragraph for row in table.rows for cell in row for paragraph in cell]
        if any(len(cell) >= _LAYOUT for row in table.rows for cell in row):
            for paragraph in paragraphs:
                self._put(paragraph)
        elif self._tables and self._tables[-1].cell is not None:
            for row in table.texts():
                self._put(Paragraph("\t".join(row).strip()))
        elif paragraphs:
            self.page.items.append(Table(table.texts()))


def _shown(pieces: list[tuple[str, bool]]) -> str:
    """The pieces as a browser shows them: blanks made one, but for those that stay as typed."""
    out: list[str] = []
    blank = True
    for text, typed in pieces:
        if typed:
            if text == "\n" and out:
                out[-1] = out[-1].rstrip(" ")
            out.append(text)
        else:
            if "  " in text or not text.isprintable():
                text = _BLANKS.sub(" ", text)
            text = text.lstrip(" ") if blank else text
            if not text:
                continue
            out.append(text)
        blank = text[-1:] in {" ", "\n"}
    return "".join(out)


def _paragraphs(text: str, *, typed: bool) -> list[str]:
    """An empty line parts paragraphs; in text as typed without any, every line is one."""
    text = text.strip(" \t\n\r")
    parts = _EMPTY_LINE.split(text) if "\n" in text else [text]
    if typed and len(parts) == 1:
        parts = text.split("\n")
    return [part for part in parts if part.strip()]


def _timed(spoken: list[tuple[int, int, str]]) -> tuple[str | None, int | None, int | None]:
    """Who speaks, from when to when; what others say in between does not count."""
    if not spoken:
        return None, None, None
    start, _, speaker = spoken[0]
    return speaker, start, max(end for _, end, name in spoken if name == speaker)


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    fraction = f".{rest:03}" if rest else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"


def _span(value: str | None) -> int:
    return min(int(value), _SPAN) if value and value.isdecimal() and len(value) < 9 and int(value) else 1
