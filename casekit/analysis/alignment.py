"""One text against a corrected one: what became of each word, and of each passage."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from casekit.model.span import Span

__all__ = ["Alignment", "Carried", "align", "words_of"]

Fate = Literal["same", "changed", "gone"]
Block = tuple[int, int, int]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RUN = (
    4  # words in a row: long enough to stand just once, short enough to be left whole between two corrections
)
_PAIRS = (
    1_000_000  # of equal words that may be looked at one by one; beyond it common words alone begin no match
)
_FEW = 5  # words that may stand in another's place and still be taken for its correction


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a passage is in the corrected text, and whether its words are the same there; gone where none is left."""

    fate: Fate
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words that two texts share, in order; ``removed`` and ``added`` count the others."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]
    partner: tuple[int, ...]  # for each word before, its place after; -1 where it is gone

    @property
    def removed(self) -> int:
        """How many words of the first text are not in the second."""
        return self.partner.count(-1)

    @property
    def kept(self) -> float:
        """The share of the first text's words that are in the second."""
        return 1 - self.removed / len(self.partner) if self.partner else 1.0

    @property
    def added(self) -> int:
        """How many words of the second text were not in the first."""
        return len(self.after) - (len(self.partner) - self.removed)

    def carry(self, span: Span) -> Carried:
        """What became of *span* of the first text.

        The same where all its words stand in the second, side by side and with nothing between; changed where those that are
        left, and the few words in place of others at its ends, mark a stretch of other words; gone where there are none, or of
        a longer passage less than half.
        """
        first = bisect_right(self.before, span.start, key=lambda word: word.end)
        last = bisect_left(self.before, span.end, key=lambda word: word.start)
        if first >= last:
            return Carried("gone")
        kept = [place for place in self.partner[first:last] if place >= 0]
        if len(kept) == last - first == kept[-1] - kept[0] + 1:
            return Carried("same", self._within(span, first, last))
        begin, end = self._stretch(first, last, kept)
        if begin >= end or self._strange(first, last):
            return Carried("gone")
        return Carried("changed", Span(self.after[begin].start, self.after[end - 1].end))

    def _strange(self, first: int, last: int) -> bool:
        """Whether of a longer passage less than half is left, in characters: a time mark is many signs and no words."""
        left = [len(self.before[at]) for at in range(first, last) if self.partner[at] >= 0]
        return last - first > _FEW and 2 * sum(left) < sum(map(len, self.before[first:last]))

    def _within(self, span: Span, first: int, last: int) -> Span:
        """The same place in the same words; a span may begin or end inside one."""
        begin, end = self.after[self.partner[first]], self.after[self.partner[last - 1]]
        skipped = max(0, span.start - self.before[first].start)
        left = max(0, self.before[last - 1].end - span.end)
        return Span(begin.start + skipped, end.end - left)

    def _stretch(self, first: int, last: int, kept: Sequence[int]) -> tuple[int, int]:
        """From which word to before which those from *first* to before *last* are now, with the few in place of others."""
        before = self.partner[first - 1] + 1 if first else 0
        behind = self.partner[last] if last < len(self.partner) else len(self.after)
        known = first == 0 or before > 0, behind >= 0  # whether the words around them are still there
        if not kept:
            return (before, behind) if all(known) and behind - before <= _FEW else (0, 0)
        begin, end = kept[0], kept[-1] + 1
        if self.partner[first] < 0 and known[0] and begin - before <= _FEW:
            begin = before
        if self.partner[last - 1] < 0 and known[1] and behind - end <= _FEW:
            end = behind
        return begin, end


def align(before: str, after: str) -> Alignment:
    """The words and signs of two versions of one text, as they belong together.

    >>> found = align("Huslejen er for høj.", "Ja. Huslejen er for høj.")
    >>> found.carry(Span(0, 8)), found.added
    (Carried(fate='same', span=Span(start=4, end=12)), 2)
    """
    one, other = words_of(before), words_of(after)
    partner = [-1] * len(one)
    for start, place, size in _shared(
        [token.of(before) for token in one], [token.of(after) for token in other]
    ):
        partner[start : start + size] = range(place, place + size)
    return Alignment(one, other, tuple(partner))


def words_of(text: str) -> tuple[Span, ...]:
    """The words and signs of a text, each as its place."""
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text))


def _shared(one: list[str], other: list[str]) -> Iterator[Block]:
    """Where the same words stand in a row: first by what stands once in both, then word by word between those places."""
    here = there = 0
    for start, place in (*_anchors(one, other), (len(one), len(other))):
        for at, put, size in _between(one[here:start], other[there:place]):
            yield at + here, put + there, size
        yield start, place, int(start < len(one))
        here, there = start + 1, place + 1


def _anchors(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Words that begin a run which stands once in both texts, as many as are in the same order in both.

    As in Cohen's "patience diff" (2006), with runs of words in place of lines.
    """
    places = _once(other)
    pairs = [(at, places[run]) for run, at in _once(one).items() if run in places]
    ends: list[
        int
    ] = []  # of the chains of each length, the one that ends first in the other text: its place there,
    last: list[int] = []  # and its last pair
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
        before.append(last[length - 1] if length else -1)
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _once(words: list[str]) -> dict[tuple[str, ...], int]:
    """The runs of words that stand there just once, and where they begin, in order."""
    runs = list(zip(*(words[start:] for start in range(_RUN)), strict=False))
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _between(one: list[str], other: list[str]) -> Sequence[Block]:
    """The same in a short stretch, or in texts without anything that stands once."""
    if not one or not other:
        return ()
    counts = Counter(one), Counter(other)
    costly = sum(n * counts[1][word] for word, n in counts[0].items()) > _PAIRS
    return SequenceMatcher(None, one, other, autojunk=costly).get_matching_blocks()
