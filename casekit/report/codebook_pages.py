"""A codebook as a document to print and put on the table, in one of its languages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.model.codebook import Base, Change, Code, Codebook, Example, Exclusion
from casekit.model.words import Words
from casekit.report.blocks import Block, BulletList, Card, Heading, PageBreak, Paragraph, Quote, Report, Title
from casekit.wording import format_date, say_in, spoken

__all__ = ["codebook_report"]

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
Line = Paragraph | Quote
Rows = Iterator[tuple[str, tuple[Line, ...]]]


def codebook_report(book: Codebook, *, language: str) -> Report:
    """The codebook with its rules, a list of its codes, and a block for each, under its theme.

    A text that is missing in *language* stands in another, which is named in brackets behind it.

    Raises:
        CasekitError: an unknown language.
    """
    room = _Room(book, spoken(language))
    title = book.title.get(room.language) or book.id
    blocks = (
        Title(title, room.subtitle),
        *_about(room),
        *_rules(room),
        *_overview(room),
        PageBreak(),
        *(block for theme in book if theme.parent not in book.by_id for block in _under(room, theme, 1)),
        *_changes(room),
        *_sources(room),
        *_licence(room),
    )
    made = (("audience", "team"), (f"codebook {book.id}", f"{book.version} {book.digest[:16]}"))
    return Report("codebook", title, room.language, blocks, properties=made)


@dataclass(frozen=True, slots=True)
class _Room:
    """What every part needs."""

    book: Codebook
    language: str

    def say(self, key: str, **data: object) -> str:
        return say_in(self.language, f"codebook_pages.{key}", **data)

    def line(self, words: Words, *, behind: str = "") -> Paragraph:
        """A text as a paragraph, tagged with the language that it is in."""
        return Paragraph(words.shown(self.language) + behind, self._tag(words))

    def quote(self, words: Words, who: str) -> Quote:
        found = words.language(self.language)
        other = f"[{found}]" if found not in (None, self.language) else ""
        told = " · ".join(part for part in (who, other) if part)
        return Quote(words.get(self.language), found or self.language, told, "")

    def label(self, code: str) -> str:
        """What a code is called; its id where it is not in this codebook or has no label."""
        found = self.book.by_id.get(code)
        return (found.label.shown(self.language) if found else "") or code

    def labels(self, codes: Iterable[str]) -> str:
        return ", ".join(self.label(code) for code in codes)

    def _tag(self, words: Words) -> str | None:
        found = words.language(self.language)
        return None if found == self.language else found

    @property
    def subtitle(self) -> str:
        """What it is, which version, and of when."""
        dates = [change.date for change in self.book.changes if change.version == self.book.version]
        date = format_date(dates[-1], self.language) if dates else ""
        version = self.say("version", version=self.book.version)
        return " · ".join(part for part in (self.say("codebook"), version, date) if part)


def _about(room: _Room) -> list[Block]:
    book = room.book
    themes = [code for code in book if code.parent not in book.by_id]
    size = room.say("size", themes=len(themes), codes=len(book) - len(themes))
    told: list[Block] = [room.line(book.description)] if book.description else []
    unit: list[Block] = []
    if book.unit_of_analysis:
        unit = [Heading(room.say("unit"), 2), room.line(book.unit_of_analysis)]
    return [Heading(room.say("about")), *told, Paragraph(size), *_bases(room), *unit]


def _bases(room: _Room) -> Iterator[Block]:
    """Where other codes come from: the codebook that this one extends, or was made from."""
    if room.book.extends:
        yield Paragraph(room.say("extends", base=_base(room.book.extends)))
        if room.book.extends.without:
            yield Paragraph(room.say("without", codes=", ".join(room.book.extends.without)))
    if room.book.based_on:
        yield Paragraph(room.say("based_on", base=_base(room.book.based_on)))


def _base(base: Base) -> str:
    return f"{base.codebook} {base.version}".strip()


def _rules(room: _Room) -> Iterator[Block]:
    """Coding rules, rating rules, research questions and groups, each under a heading where there are any."""
    book = room.book
    yield from _listed(room, "coding_rules", [_shown(room, rule) for rule in book.coding_rules])
    scale = [room.say("scale", scale=", ".join(book.rating.scale))] if book.rating.scale else []
    yield from _listed(room, "rating", [*scale, *(_shown(room, rule) for rule in book.rating.rules)])
    yield from _listed(room, "questions", [_question(room, one.id) for one in book.questions])
    groups = [f"{_shown(room, one.label) or one.id}: {room.labels(one.themes)}" for one in book.groups]
    yield from _listed(room, "groups", groups)


def _listed(room: _Room, heading: str, items: list[str]) -> list[Block]:
    return [Heading(room.say(heading)), BulletList(tuple(items))] if items else []


def _shown(room: _Room, words: Words) -> str:
    return words.shown(room.language)


def _question(room: _Room, name: str) -> str:
    found = next((one for one in room.book.questions if one.id == name), None)
    if found is None:
        return name
    number = f"{found.number}." if found.number[-1:].isdigit() else found.number
    return " ".join(part for part in (number, _shown(room, found.text) or found.id) if part)


def _overview(room: _Room) -> list[Block]:
    """All codes as a tree."""
    if not room.book.codes:
        return []
    levels = tuple(
        len(room.book.path(code.id)) - 1 if code.parent in room.book.by_id else 0 for code in room.book
    )
    items = tuple(room.label(code.id) for code in room.book)
    return [Heading(room.say("overview")), BulletList(items, levels)]


def _under(room: _Room, code: Code, level: int) -> Iterator[Block]:
    """A code and those below it."""
    depth: Literal[1, 2, 3] = 1 if level == 1 else 2 if level == 2 else 3
    yield Heading(room.label(code.id), depth)
    yield Card(tuple(_rows(room, code)), _head(room, code), _colour(room.book, code))
    for below in room.book.children.get(code.id, ()):
        yield from _under(room, below, level + 1)


def _head(room: _Room, code: Code) -> str:
    kind = room.say(f"kind.{code.kind}") if code.kind != "factor" else ""
    origin = room.say(f"origin.{code.origin}") if code.origin else ""
    return " · ".join(part for part in (code.id, kind, origin) if part)


def _colour(book: Codebook, code: Code) -> str:
    """Its own colour or the nearest above; none where that is no colour."""
    known = code.parent is None or code.parent in book.by_id
    colour = book.colour_of(code.id) if known else code.colour
    return colour if _HEX.fullmatch(colour) else ""


def _rows(room: _Room, code: Code) -> Rows:
    """What there is to say of a code, in the order in which people ask."""
    for term, lines in (
        ("definition", [room.line(code.definition)] if code.definition else []),
        ("include", [room.line(entry) for entry in code.include]),
        ("exclude", [_exclusion(room, entry) for entry in code.exclude]),
        ("examples", [_example(room, entry) for entry in code.examples]),
        ("counterexamples", [_example(room, entry) for entry in code.counterexamples]),
        ("polarity", [_direction(room, name, words) for name, words in code.polarity]),
        ("terms", [Paragraph(", ".join(code.indicators_in(room.language)))]),
        ("answers", [Paragraph(_question(room, name)) for name in code.questions]),
        ("links", [Paragraph(f"{name}: {', '.join(codes)}") for name, codes in code.links]),
        ("from", [Paragraph("; ".join(dict(room.book.sources).get(key, key) for key in code.sources))]),
    ):
        there = tuple(line for line in lines if line.text)
        if there:
            yield room.say(f"term.{term}"), there


def _exclusion(room: _Room, entry: Exclusion) -> Paragraph:
    return room.line(entry.text, behind=f" → {room.label(entry.see)}" if entry.see else "")


def _example(room: _Room, entry: Example) -> Quote:
    """What somebody might say, which direction it shows, and where else it belongs."""
    direction = say_in(room.language, f"polarity.{entry.direction}") if entry.direction else ""
    also = room.say("also", codes=room.labels(entry.also)) if entry.also else ""
    see = f"→ {room.label(entry.see)}" if entry.see else ""
    return room.quote(entry.text, " · ".join(part for part in (direction, also, see) if part))


def _direction(room: _Room, name: str, words: Words) -> Paragraph:
    told = say_in(room.language, f"polarity.{name}").capitalize()
    line = room.line(words)
    return Paragraph(f"{told}: {line.text}", line.language)


def _changes(room: _Room) -> list[Block]:
    if not room.book.changes:
        return []
    return [Heading(room.say("changes")), BulletList(tuple(_change(room, one) for one in room.book.changes))]


def _change(room: _Room, change: Change) -> str:
    date = format_date(change.date, room.language)
    head = ", ".join(part for part in (change.version, date) if part)
    replaced = "; ".join(f"{old} → {', '.join(new) or '–'}" for old, new in change.replaced)
    told = " ".join(part for part in (_shown(room, change.what), f"({replaced})" if replaced else "") if part)
    return ": ".join(part for part in (head, told) if part)


def _sources(room: _Room) -> list[Block]:
    return _listed(room, "sources", [text or key for key, text in room.book.sources])


def _licence(room: _Room) -> Iterator[Block]:
    book = room.book
    if book.authors or book.licence:
        yield Heading(room.say("licence"))
        if book.authors:
            yield Paragraph(room.say("authors", authors=", ".join(book.authors)))
        if book.licence:
            yield Paragraph(room.say("shared", licence=book.licence))
