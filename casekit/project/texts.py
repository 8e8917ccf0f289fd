"""A document that was read → the facts of its text: revision, layout, and what stands in its margin."""

import json
from collections.abc import Iterable, Sequence

from casekit.model.document import Document
from casekit.model.facts import Coder, Fact, Key, Layout, Memo, Revision, key_of, sha

__all__ = ["layout", "margin_facts", "revision", "text_facts"]

Row = Sequence[object]  # start, end, speaker, start_ms, end_ms


def text_facts(document: Key, read: Document) -> list[Fact]:
    """The text, its turns, and its margin, as a project stores them."""
    text = revision(document, read.text)
    turns = [
        (turn.span.start, turn.span.end, turn.speaker, turn.start_ms, turn.end_ms) for turn in read.turns
    ]
    return [text, layout(text.key, turns), *margin_facts(text.key, read)]


def revision(document: Key, text: str) -> Revision:
    """A text of a document."""
    digest = sha(text)
    return Revision(key_of("revision", document, digest), document, text, digest)


def layout(text: Key, turns: Iterable[Row]) -> Layout:
    """The turns of a text."""
    packed = json.dumps([list(turn) for turn in turns], ensure_ascii=False, separators=(",", ":"))
    return Layout(key_of("layout", text), text, packed)


def margin_facts(text: Key, read: Document) -> list[Fact]:
    """Each remark as a memo by who wrote it; whoever that was is a coder from then on.

    A remark without an author belongs to nobody in particular: to a coder called "–".
    """
    facts: list[Fact] = []
    for number, remark in enumerate(read.remarks):
        author = remark.author.strip() or "–"
        coder = key_of("coder", author)
        place = remark.span
        start, end = (place.start, place.end) if place else (None, None)
        key = key_of("memo", text, str(number), author, remark.text)
        facts += [Coder(coder, author), Memo(key, text, remark.text, coder, text, start, end, remark.at)]
    return facts
