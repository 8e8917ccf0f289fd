"""The word index of texts in one language: what every search runs on.

Words are numbered by how they are written, so that a pattern is first looked up among the different words, which are few, and
then only its places are visited. A text is cut at blanks, and only cuts that were not seen before are cut into words: the
same cuts come again and again.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casekit.language.elements import Compounds, LemmaSource
from casekit.language.forms import Forms
from casekit.language.tokens import parted
from casekit.model.span import Span

__all__ = ["Index", "Indexer", "Ints", "Source"]

Ints = NDArray[np.int32]

_LINE = re.compile(r"[^\n]+")


class Source(NamedTuple):
    """A text to index: its document, and the stretches that end a match (turns); without any its paragraphs."""

    document: str
    text: str
    segments: Sequence[Span] | None = None


@dataclass(frozen=True, eq=False)
class Index:
    """The words of texts, one after the other.

    ``types``, ``starts`` and ``segments`` have one row per word: its number among ``written``, its first code point in its
    text, the number of its segment. ``bounds`` has the first and last code point and ``homes`` the document of each segment.
    """

    documents: tuple[str, ...]
    written: Sequence[str]
    types: Ints
    starts: Ints
    segments: Ints
    bounds: Ints
    homes: Ints
    numbers: Ints

    def __len__(self) -> int:
        return len(self.types)

    @cached_property
    def lengths(self) -> Ints:
        """How long each of ``written`` is."""
        return np.fromiter(map(len, self.written), np.int32, len(self.written))

    @cached_property
    def order(self) -> Ints:
        """The words by their type, each type from left to right."""
        return np.argsort(self.types, kind="stable").astype(np.int32)

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """Where each type begins in ``order``, and where the last ends."""
        counts = np.bincount(self.types, minlength=len(self.written))
        return np.concatenate(([0], np.cumsum(counts)))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How often each of ``written`` stands in the texts."""
        return np.diff(self.offsets)

    @property
    def nbytes(self) -> int:
        """What the columns take in memory."""
        columns = (
            self.types,
            self.starts,
            self.segments,
            self.order,
            self.bounds,
            self.homes,
            self.numbers,
            self.offsets,
        )
        return sum(column.nbytes for column in columns)

    def forms(self, lemmas: LemmaSource | None = None, compounds: Compounds | None = None) -> Forms:
        """The different words of the index, to look elements up in; the same object for the same dictionary."""
        kept = self._forms
        asked = (id(lemmas), id(compounds))
        if asked not in kept:
            kept[asked] = Forms(self.written, lemmas=lemmas, compounds=compounds)
            while len(kept) > 2:
                kept.popitem(last=False)
        kept.move_to_end(asked)
        return kept[asked]

    @cached_property
    def _forms(self) -> "OrderedDict[tuple[int, int], Forms]":
        return OrderedDict()

    def at(self, types: NDArray[np.integer]) -> NDArray[np.int64]:
        """Where words of these types stand, from left to right."""
        if len(types) == 1:
            return self.order[self.offsets[types[0]] : self.offsets[types[0] + 1]].astype(np.int64)
        places, _ = self.each(types)
        places.sort()
        return places

    def each(self, types: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where words of these types stand, type after type, and how many places each has."""
        begins = self.offsets[types]
        counts = self.offsets[types + 1] - begins
        before = np.cumsum(counts) - counts
        rows = np.repeat(begins - before, counts) + np.arange(int(counts.sum()))
        return self.order[rows].astype(np.int64), counts

    def ends(self, places: NDArray[np.integer]) -> Ints:
        """The code points after these words."""
        ends: Ints = self.starts[places] + self.lengths[self.types[places]]
        return ends


@dataclass(frozen=True, eq=False, slots=True)
class _Piece:
    """The columns of one text; its segments count from 0."""

    types: Ints
    starts: Ints
    counts: Ints
    bounds: Ints


class _Numbers(dict[str, int]):
    """What was seen, numbered in the order of its coming."""

    def __init__(self) -> None:
        self.new: list[str] = []

    def __missing__(self, seen: str) -> int:
        number = self[seen] = len(self)
        self.new.append(seen)
        return number

    def take_new(self) -> list[str]:
        """What has come since the last time."""
        new, self.new = self.new, []
        return new


class Indexer:
    """Makes indexes of texts in one language, and keeps what it made of each text: one that has changed is read again alone.

    >>> index = Indexer().index([Source("A", "Der er boliger.\\nFå boliger!")])
    >>> [index.written[number] for number in index.types], index.segments.tolist(), index.starts.tolist()
    (['Der', 'er', 'boliger', 'Få', 'boliger'], [0, 0, 0, 1, 1], [0, 4, 7, 16, 19])
    """

    def __init__(self) -> None:
        self._words = _Numbers()
        self._cuts = _Numbers()
        self._inside = _Inside()
        self._pieces: dict[bytes, _Piece] = {}
        self._last: tuple[tuple[tuple[str, bytes], ...], Index] | None = None

    def index(self, sources: Iterable[Source]) -> Index:
        """The index of these texts, the same as last time if they are the same; what was kept of others is let go."""
        listed = list(sources)
        marks = [_mark(source) for source in listed]
        asked = tuple(zip((source.document for source in listed), marks, strict=True))
        if self._last is None or self._last[0] != asked:
            pieces: dict[bytes, _Piece] = {}
            for source, mark in zip(listed, marks, strict=True):
                pieces[mark] = pieces.get(mark) or self._pieces.get(mark) or self._piece(source)
            self._pieces = pieces
            documents = tuple(source.document for source in listed)
            self._last = asked, _joined(documents, tuple(self._words), [pieces[mark] for mark in marks])
        return self._last[1]

    def _piece(self, source: Source) -> _Piece:
        bounds = _bounds(source)
        text = source.text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        cuts: list[str] = []
        sizes = []
        for start, end in bounds:
            inside = text[start:end].split(" ")
            sizes.append(len(inside))
            cuts += inside
        numbers = np.fromiter(map(self._cuts.__getitem__, cuts), np.int32, len(cuts))
        self._inside.learn(self._cuts.take_new(), self._words)
        self._words.take_new()
        per_segment = np.array(sizes, np.int64)
        limits = np.array(bounds, np.int32).reshape(-1, 2)
        return self._inside.spread(numbers, per_segment, limits)


class _Inside:
    """The words inside each different cut: their types and where they begin in it."""

    def __init__(self) -> None:
        self.lengths = _Column()
        self.firsts = _Column()
        self.counts = _Column()
        self.types = _Column()
        self.begins = _Column()

    def learn(self, cuts: Sequence[str], numbers: _Numbers) -> None:
        """Cut these, which follow those that are known, into words: all at once, since no word goes over a line end."""
        if not cuts:
            return
        parts = parted("\n".join(cuts))
        ends = np.cumsum(np.fromiter(map(len, parts), np.int32, len(parts)), dtype=np.int64)
        lengths = np.fromiter(map(len, cuts), np.int32, len(cuts))
        begins = np.cumsum(lengths + 1, dtype=np.int64) - lengths - 1
        starts = ends[0:-1:2]
        homes = np.searchsorted(begins, starts, side="right") - 1
        counts = np.bincount(homes, minlength=len(cuts))
        self.firsts.extend(len(self.types) + np.cumsum(counts) - counts)
        self.lengths.extend(lengths)
        self.counts.extend(counts)
        self.types.extend(np.fromiter(map(numbers.__getitem__, parts[1::2]), np.int32, len(starts)))
        self.begins.extend(starts - begins[homes])

    def spread(self, cuts: Ints, per_segment: NDArray[np.int64], bounds: Ints) -> _Piece:
        """The words of cuts that follow each other with one blank between, segment by segment."""
        begin = _starts_of(self.lengths.array[cuts], per_segment, bounds)
        counts = self.counts.array[cuts]
        done = np.cumsum(counts, dtype=np.int64)
        total = int(done[-1]) if len(done) else 0
        rows = np.repeat(self.firsts.array[cuts] - (done - counts), counts) + np.arange(total)
        starts = np.repeat(begin, counts) + self.begins.array[rows]
        until = np.concatenate(([0], done))[np.cumsum(per_segment)]
        return _Piece(
            self.types.array[rows],
            starts.astype(np.int32),
            np.diff(until, prepend=0).astype(np.int32),
            bounds,
        )


class _Column:
    """Numbers that become more."""

    def __init__(self) -> None:
        self._room: Ints = np.empty(1024, np.int32)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def extend(self, numbers: NDArray[np.integer]) -> None:
        """Add numbers; room is made for as many again, so that this takes no longer the more there are."""
        end = self._size + len(numbers)
        if end > len(self._room):
            room = np.empty(2 * end, np.int32)
            room[: self._size] = self.array
            self._room = room
        self._room[self._size : end] = numbers
        self._size = end

    @property
    def array(self) -> Ints:
        """All of them."""
        return self._room[: self._size]


def _starts_of(lengths: Ints, per_segment: NDArray[np.int64], bounds: Ints) -> NDArray[np.int64]:
    """Where each cut begins in its text."""
    ends = np.cumsum(lengths + 1, dtype=np.int64)
    begins = ends - lengths - 1
    firsts = np.cumsum(per_segment) - per_segment
    return begins + np.repeat(bounds[:, 0] - begins[firsts], per_segment) if len(begins) else begins


def _bounds(source: Source) -> list[tuple[int, int]]:
    if source.segments is None:
        return [found.span() for found in _LINE.finditer(source.text)]
    return [(span.start, min(span.end, len(source.text))) for span in source.segments]


def _mark(source: Source) -> bytes:
    mark = blake2b(source.text.encode("utf-8", "surrogatepass"), digest_size=16)
    if source.segments is not None:
        mark.update(b"\0" + repr([(span.start, span.end) for span in source.segments]).encode())
    return mark.digest()


def _joined(documents: tuple[str, ...], written: Sequence[str], pieces: Sequence[_Piece]) -> Index:
    types, written = _used(_one_after_the_other([piece.types for piece in pieces]), written)
    counts = _one_after_the_other([piece.counts for piece in pieces])
    sizes = [len(piece.counts) for piece in pieces]
    bounds = np.concatenate([piece.bounds for piece in pieces] or [np.empty((0, 2), np.int32)])
    return Index(
        documents,
        written,
        types,
        _one_after_the_other([piece.starts for piece in pieces]),
        np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        bounds,
        np.repeat(np.arange(len(pieces), dtype=np.int32), sizes),
        _one_after_the_other([np.arange(size, dtype=np.int32) for size in sizes]),
    )


def _used(types: Ints, written: Sequence[str]) -> tuple[Ints, Sequence[str]]:
    """Only words that stand in these texts: those of other texts, and of other projects, stay out."""
    stands = np.zeros(len(written), bool)
    stands[types] = True
    if stands.all():
        return types, written
    numbers = (np.cumsum(stands) - 1).astype(np.int32)
    return numbers[types], tuple(word for word, used in zip(written, stands.tolist(), strict=True) if used)


def _one_after_the_other(columns: Sequence[Ints]) -> Ints:
    return np.concatenate(columns) if columns else np.empty(0, np.int32)
