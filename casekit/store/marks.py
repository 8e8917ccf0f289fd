"""What follows from the marks of what was removed for good: which other keys are marked, and which words go.

A person or a document is marked by name of its key. Everything else follows from what a file holds, in the same way in every
copy, and is kept as marks: the files that a document was read from and its texts, so that they do not
come back; in a text of several people the places of the words that go; the events whose reason names what went.
Every act of removing holds all marks, so that the order of merging does not matter.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import NamedTuple

from casekit.model.facts import (
    DocumentFact,
    Export,
    Key,
    Layout,
    PersonFact,
    Purge,
    Revision,
    SpeakerFact,
    key_of,
)
from casekit.store.cuts import Cut, Turn, cut_mark, cuts_in, image, images, original, united
from casekit.store.held import Held
from casekit.wording import say_in

__all__ = ["WHOLE", "Mark", "Marks", "last_text", "marks_of", "named", "texts_after"]

WHOLE = 1_000_000_000
"""The end of a cut that takes all of a text."""

_LEAST = 2  # letters of a name that is looked for


class Mark(NamedTuple):
    """A key and what is marked by it: document, person, revision (with the places of a cut), export or event."""

    key: Key
    kind: str


Marks = frozenset[Mark]


def marks_of(held: Sequence[Held]) -> Marks:
    """All marks in these files, with those that follow from what the files hold, and without those that add nothing."""
    known = {Mark(row["key"], row["kind"]) for one in held for row in one.rows(Purge)}
    size = -1
    while size != (size := len(known)):
        known |= set(_following(held, known))
    return frozenset(known) - frozenset(_needless(known))


def _needless(marks: set[Mark]) -> Iterator[Mark]:
    """Of a text that is gone as a whole: what words went before, and that it was gone without those, too."""
    whole = {mark.key for mark in marks if mark.kind == "revision"}
    for key, (root, _) in _roots(marks).items():
        if root in whole:
            yield from (mark for mark in marks if mark.key == root and cuts_in(mark.kind))
            if key != root:
                yield Mark(key, "revision")


def _following(held: Sequence[Held], marks: set[Mark]) -> Iterator[Mark]:
    documents = {mark.key for mark in marks if mark.kind == "document"}
    people = {mark.key for mark in marks if mark.kind == "person"}
    names = named(held, documents | people)
    for one in held:
        yield from _of_documents(one, documents, _roots(marks))
    for document, labels in _spoken(held, people, documents):
        if labels is None:
            yield Mark(document, "document")
        else:
            texts = list(_texts(held, document, marks))
            yield from _cut_marks(texts, labels | named(held, people), earlier=len(held) == 1)
    yield from _naming(held, names)


def named(held: Sequence[Held], gone: set[Key]) -> set[str]:
    """What documents and people with these keys are called; documents also by their files."""
    names = {row["name"] for one in held for row in one.rows(PersonFact) if row["key"] in gone}
    documents = [row for one in held for row in one.rows(DocumentFact) if row["key"] in gone]
    names |= {name for row in documents for name in (row["name"], row["file"], PurePath(row["file"]).stem)}
    return {name for name in names if len(name) >= _LEAST}


def _of_documents(
    held: Held, documents: set[Key], roots: Mapping[Key, tuple[Key, tuple[Cut, ...]]]
) -> Iterator[Mark]:
    """The files that they were read from, and their texts, as they are and as they were before words went."""
    for row in held.rows(DocumentFact):
        if row["key"] in documents:
            yield Mark(key_of("document", row["source_sha"]), "document")
    for row in held.rows(Revision):
        if row["document"] in documents:
            yield Mark(row["key"], "revision")
            yield Mark(roots.get(row["key"], (row["key"], ()))[0], "revision")


def _naming(held: Sequence[Held], names: Iterable[str]) -> Iterator[Mark]:
    """Events whose reason, and exports whose file or recipe, hold a name."""
    if not (wanted := sorted(names, key=len, reverse=True)):
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)
    for one in held:
        for event in one.events.values():
            if pattern.search(event["why"]):
                yield Mark(event["id"], "event")
        for row in one.rows(Export):
            if pattern.search(f"{row['file']}\n{row['recipe']}"):
                yield Mark(row["key"], "export")


def _spoken(
    held: Sequence[Held], people: set[Key], documents: set[Key]
) -> Iterator[tuple[Key, set[str] | None]]:
    """In which other documents they speak, and under which labels; None where nobody else answers."""
    for one in held if people else ():
        speakers = one.live(SpeakerFact)
        for document in {row["document"] for row in speakers if row["person"] in people} - documents:
            there = [row for row in speakers if row["document"] == document]
            answering = {row["person"] for row in there if row["role"] != "interviewer"}
            labels = {row["label"] for row in there if row["person"] in people}
            yield document, None if answering <= people else labels


class _Text(NamedTuple):
    """A text that a document has or had: its key before anything was cut, what is cut, its layouts."""

    root: Key
    before: tuple[Cut, ...]
    text: str
    layouts: tuple[tuple[Turn, ...], ...]
    word: str
    live: bool


def _roots(marks: Iterable[Mark]) -> dict[Key, tuple[Key, tuple[Cut, ...]]]:
    """For each text of which words went, under any key that it has somewhere, its first key, and what is cut out of it."""
    marks = list(marks)
    return {
        key: (root, cuts)
        for root in {mark.key for mark in marks if cuts_in(mark.kind)}
        for key, cuts in texts_after(root, marks).items()
    }


def _texts(held: Sequence[Held], document: Key, marks: set[Mark]) -> Iterator[_Text]:
    """Every text that a document has or had."""
    roots = _roots(marks)
    for one in held:
        word = _word(one, document)
        live = {row["id"] for row in one.live(Revision)}
        for row in one.rows(Revision):
            if row["document"] == document:
                mine = [item["turns"] for item in one.rows(Layout) if item["revision"] == row["key"]]
                turns = tuple(tuple(map(tuple, json.loads(packed))) for packed in mine)
                root, before = roots.get(row["key"], (row["key"], ()))
                yield _Text(root, before, row["text"], turns, word, row["id"] in live)


def _cut_marks(texts: Sequence[_Text], names: set[str], *, earlier: bool) -> Iterator[Mark]:
    """The places of what is said under these labels.

    Of *earlier* texts where nobody can tell who says what, since the labels were others then, everything goes.
    """
    places = {text: _spans(text.text, text.layouts, names) for text in texts}
    for text, spans in places.items():
        cuts = [
            Cut(original(text.before, start), original(text.before, end, end=True), text.word)
            for start, end in spans
        ]
        if earlier and not cuts and not text.live and any(places.values()):
            cuts = [Cut(0, WHOLE, text.word)]
        if cuts:
            yield Mark(text.root, cut_mark(united(cuts)))


def _word(held: Held, document: Key) -> str:
    """What stands in place of words, in the language of the document."""
    languages = [row["language"] for row in held.rows(DocumentFact) if row["key"] == document]
    return say_in(languages[-1] if languages and languages[-1] in ("da", "de", "nl") else "en", "purge.word")


def texts_after(revision: Key, marks: Iterable[Mark]) -> dict[Key, tuple[Cut, ...]]:
    """Under which keys a text stands in copies that know some of these marks, with its cuts there."""
    return images(revision, [mark.kind for mark in marks if mark.key == revision])


def last_text(revision: Key, marks: Iterable[Mark]) -> tuple[Key, tuple[Cut, ...]]:
    """The key of a text after all its marks, and all its cuts."""
    cuts = united(chain.from_iterable(cuts_in(mark.kind) for mark in marks if mark.key == revision))
    return image(revision, cuts), cuts


def _spans(text: str, layouts: Sequence[Sequence[Turn]], names: set[str]) -> list[tuple[int, int]]:
    """The turns under these names, each with the label above it; the names also before the first turn and after the last."""
    found: list[tuple[int, int]] = []
    for turns in layouts:
        before = 0
        for start, end, label, *_ in turns:
            if label in names:
                found.append((_above(text, before, int(str(start))), int(str(end))))
            before = int(str(end))
    if not found:
        return []
    edges = [(0, _first(text, turns)) for turns in layouts] + [(_last(turns), len(text)) for turns in layouts]
    wanted = sorted((name for name in names if len(name) > _LEAST), key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)") if wanted else None
    inside = [match.span() for start, end in edges if pattern for match in pattern.finditer(text, start, end)]
    return [*found, *inside]


def _above(text: str, before: int, start: int) -> int:
    """Where the last line begins that stands between two turns: the label of the second."""
    between = text[before:start].rstrip()
    line = between.rpartition("\n")[2].lstrip()
    return before + len(between) - len(line) if line else start


def _first(text: str, turns: Sequence[Turn]) -> int:
    return _above(text, 0, int(str(turns[0][0]))) if turns else len(text)


def _last(turns: Sequence[Turn]) -> int:
    return int(str(turns[-1][1])) if turns else 0
