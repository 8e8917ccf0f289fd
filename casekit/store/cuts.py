"""Words taken out of a text for good: where, what stands in their place, and where everything else is then."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

from casekit.model.keys import Key, key_of

__all__ = ["Cut", "Shift", "Turn", "cut_mark", "cuts_in", "image", "images", "original", "united"]

Turn = Sequence[object]  # start, end, label, start_ms, end_ms
_MARK = "revision"


class Cut(NamedTuple):
    """Code points of the text as it was at first, and the word that stands in their place."""

    start: int
    end: int
    word: str


def united(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """The cuts in order; those that overlap are one, whatever the order they come in.

    >>> united([Cut(5, 9, "[…]"), Cut(0, 6, "[…]"), Cut(9, 12, "[…]")])
    (Cut(start=0, end=9, word='[…]'), Cut(start=9, end=12, word='[…]'))
    """
    made: list[Cut] = []
    for cut in sorted(cuts):
        if made and (cut.start < made[-1].end or cut[:2] == made[-1][:2]):
            last = made.pop()
            cut = Cut(last.start, max(last.end, cut.end), min(last.word, cut.word))
        made.append(cut)
    return tuple(made)


def cut_mark(cuts: Sequence[Cut]) -> str:
    """The cuts of one text as the kind of a mark, all with one word.

    >>> cuts_in(cut_mark([Cut(3, 9, "[fjernet]"), Cut(12, 20, "[fjernet]")]))[1]
    Cut(start=12, end=20, word='[fjernet]')
    """
    places = " ".join(f"{cut.start}-{cut.end}" for cut in cuts)
    return f"{_MARK} {places} {cuts[0].word}" if cuts else _MARK


def cuts_in(mark: str) -> tuple[Cut, ...]:
    """The cuts that the kind of a mark tells; none for one of a whole text, or of something else."""
    first, *places = mark.split(" ")
    if first != _MARK or not places:
        return ()
    spans = (place.split("-") for place in places[:-1])
    return united(Cut(int(start), int(end), places[-1]) for start, end in spans)


def image(revision: Key, cuts: Sequence[Cut]) -> Key:
    """The key of a text after these cuts: another text has another key."""
    told = " ".join(f"{cut.start}-{cut.end}-{cut.word}" for cut in cuts)
    return key_of(_MARK, revision, told) if cuts else revision


def images(revision: Key, marks: Iterable[str]) -> dict[Key, tuple[Cut, ...]]:
    """Under which keys a text may stand in copies that know some of its marks, and what is cut out of it there."""
    known = sorted({cuts_in(mark) for mark in marks} - {()})
    some = chain.from_iterable(combinations(known, size) for size in range(len(known) + 1))
    each = (united(chain.from_iterable(chosen)) for chosen in some)
    return {image(revision, cuts): cuts for cuts in each}


def original(cuts: Sequence[Cut], place: int, *, end: bool = False) -> int:
    """Where a place of the text after *cuts* was at first; one inside a word that stands for others is at their edge."""
    shift = 0
    for cut in cuts:
        here = cut.start + shift
        if place <= here:
            break
        if place < here + len(cut.word):
            return cut.end if end else cut.start
        shift += len(cut.word) - (cut.end - cut.start)
    return place - shift


class _Swap(NamedTuple):
    """A stretch of the text, the word in its place, and whether words go with it."""

    start: int
    end: int
    word: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """From a text with some cuts to the same text with more."""

    swaps: tuple[_Swap, ...]

    @classmethod
    def between(cls, before: Sequence[Cut], after: Sequence[Cut]) -> "Shift":
        """From the text that has the cuts *before* to the one that has the cuts *after*, which hold them."""
        known = {cut[:2] for cut in before}
        return cls(
            tuple(
                _Swap(
                    _place(before, cut.start),
                    _place(before, cut.end, end=True),
                    cut.word,
                    cut[:2] not in known,
                )
                for cut in after
            )
        )

    def text(self, text: str) -> str:
        """The text with the words in place of what goes."""
        parts, done = [], 0
        for swap in self.swaps:
            parts += [text[done : swap.start], swap.word]
            done = swap.end
        return "".join([*parts, text[done:]])

    def lost(self, text: str) -> list[str]:
        """What goes."""
        return [text[swap.start : swap.end] for swap in self._fresh()]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch is afterwards; None if it touches what goes."""
        if any(start < swap.end and swap.start < end for swap in self._fresh()):
            return None
        return self._at(start), self._at(end)

    def turns(self, turns: Iterable[Turn]) -> list[list[object]]:
        """The turns that are left; of one that is gone in part, what is left of it."""
        kept = []
        for first, last, *rest in turns:
            start, end = int(str(first)), int(str(last))
            for swap in self._fresh():
                if swap.start <= start < swap.end:
                    start = swap.end
                if swap.start < end <= swap.end:
                    end = swap.start
            if start < end:
                kept.append([self._at(start), self._at(end), *rest])
        return kept

    def _fresh(self) -> Iterator[_Swap]:
        return (swap for swap in self.swaps if swap.fresh)

    def _at(self, place: int) -> int:
        before = self.swaps[: bisect_right(self.swaps, place, key=lambda swap: swap.end)]
        shift = sum(len(swap.word) - (swap.end - swap.start) for swap in before)
        inside = self.swaps[len(before)] if len(before) < len(self.swaps) else None
        if inside and inside.start < place:
            return inside.start + shift + min(place - inside.start, len(inside.word))
        return place + shift


def _place(cuts: Sequence[Cut], place: int, *, end: bool = False) -> int:
    """Where a place of the text as it was at first is after *cuts*."""
    shift = 0
    for cut in cuts:
        if cut.end <= place:
            shift += len(cut.word) - (cut.end - cut.start)
        elif cut.start < place:
            return cut.start + shift + (len(cut.word) if end else 0)
    return place + shift
