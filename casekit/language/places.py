"""Where the parts of indicators fit in an index: pairs of a first and a last word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casekit.language.elements import Element
from casekit.language.forms import Forms
from casekit.language.index import Index
from casekit.language.indicators import Indicator, Part

__all__ = [
    "Longs",
    "Places",
    "indicator_places",
    "part_places",
    "places_of_each",
    "touching",
    "word_places",
]

Longs = NDArray[np.int64]
_FEW = 4  # types up to which comparing is quicker than looking up


class Places(NamedTuple):
    """The first and the last word of each place, from left to right; no two begin with the same word."""

    first: Longs
    last: Longs

    def take(self, rows: NDArray[np.bool_] | Longs) -> "Places":
        """Some of them."""
        return Places(self.first[rows], self.last[rows])


_NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64))


def indicator_places(index: Index, forms: Forms, indicator: Indicator) -> tuple[Places, list[Places]]:
    """The places of the first part in segments that have all others, and for each other the place that begins nearest."""
    first, *others = (part_places(index, forms, part) for part in indicator.parts)
    if not len(first.first):
        return _NOWHERE, []
    for other in others:
        first = first.take(np.isin(index.segments[first.first], index.segments[other.first]))
    if not len(first.first):
        return _NOWHERE, []
    return first, [_nearest(index, first, other) for other in others]


def word_places(index: Index, forms: Forms, elements: Sequence[Element]) -> tuple[Longs, Longs]:
    """For elements that are a pattern of their own: the words that fit, and how many each has."""
    types = [forms.of(element) for element in elements]
    if len(types) == 1:
        words = index.at(types[0])
        return words, np.array([len(words)])
    sizes = np.fromiter(map(len, types), np.int64, len(types))
    if not sizes.sum():
        return np.empty(0, np.int64), np.zeros(len(types), np.int64)
    words, counts = index.each(np.concatenate(types))
    each = np.add.reduceat(np.concatenate((counts, [0])), np.cumsum(sizes) - sizes)
    return words, np.where(sizes > 0, each, 0)


def places_of_each(index: Index, forms: Forms, indicators: Sequence[Indicator]) -> list[Places]:
    """Where each of these is found, whatever the others find: as :func:`indicator_places`, quicker for many."""
    alone = [one.elements[0] for one in indicators if len(one.elements) == 1]
    words, counts = word_places(index, forms, alone)
    each = iter(np.split(words, np.cumsum(counts)))
    found = (next(each) if len(one.elements) == 1 else None for one in indicators)
    return [
        indicator_places(index, forms, one)[0] if at is None else Places(at, at)
        for one, at in zip(indicators, map(_sorted, found), strict=True)
    ]


def _sorted(words: Longs | None) -> Longs | None:
    return None if words is None else np.sort(words)


def touching(places: Places, others: Sequence[Places]) -> NDArray[np.bool_]:
    """Which of *places* share a word with one of *others*."""
    if not others:
        return np.zeros(len(places.first), bool)
    begun = np.sort(np.concatenate([other.first for other in others]))
    ended = np.sort(np.concatenate([other.last for other in others]))
    before = np.searchsorted(begun, places.last, side="right")
    return before > np.searchsorted(ended, places.first, side="left")


def part_places(index: Index, forms: Forms, part: Part) -> Places:
    """What a part covers; where gaps leave a choice, it goes from its first word as far as it can."""
    looks = [_Look(index, forms.of(element), element.kind == "any") for element in part.elements]
    if len(looks) == 1:
        alone = looks[0].words
        return Places(alone, alone)
    if not all(look.any or len(look.types) for look in looks):
        return _NOWHERE
    return _stretch(index, looks, part.gaps) if any(part.gaps) else _run(index, looks)


@dataclass(frozen=True, slots=True)
class _Look:
    """An element's types in an index: how many words there are, which, and whether a given word is one."""

    index: Index
    types: Longs
    any: bool

    @property
    def count(self) -> int:
        return len(self.index) if self.any else int(self.index.counts[self.types].sum())

    @property
    def words(self) -> Longs:
        return np.arange(len(self.index)) if self.any else self.index.at(self.types)

    def fit(self, words: Longs) -> NDArray[np.bool_]:
        if self.any:
            return np.ones(len(words), bool)
        types = self.index.types[words]
        if len(self.types) <= _FEW:
            fits = np.zeros(len(words), bool)
            for one in self.types:
                fits |= types == one
            return fits
        known = np.zeros(len(self.index.written), bool)
        known[self.types] = True
        return known[types]


def _run(index: Index, looks: Sequence[_Look]) -> Places:
    """Words that directly follow each other, from the rarest on."""
    counts = [look.count for look in looks]
    anchor = counts.index(min(counts))
    if not counts[anchor]:
        return _NOWHERE
    first = looks[anchor].words - anchor
    last = first + len(looks) - 1
    inside = (first >= 0) & (last < len(index))
    first, last = first[inside], last[inside]
    first = first[index.segments[first] == index.segments[last]]
    for number, look in enumerate(looks):
        if number != anchor:
            first = first[look.fit(first + number)]
    return Places(first, first + len(looks) - 1)


def _stretch(index: Index, looks: Sequence[_Look], gaps: Sequence[int]) -> Places:
    """From the last element to the first: each word that fits, and the furthest end that can be reached from it."""
    reached = Places(looks[-1].words, looks[-1].words)
    for look, gap in zip(looks[-2::-1], gaps[:0:-1], strict=True):
        reached = _step_back(index, _before(look, reached.first, gap + 1), reached, gap + 1)
    return reached


def _before(look: _Look, words: Longs, far: int) -> Longs:
    """The words that fit, at least those that stand at most so far before one of *words*."""
    if len(words) * far >= look.count:
        return look.words
    near = np.unique(np.concatenate([words - by for by in range(1, far + 1)]))
    near = near[near >= 0]
    return near[look.fit(near)]


def _step_back(index: Index, words: Longs, reached: Places, far: int) -> Places:
    ends = np.full(len(words), -1, np.int64)
    begin = np.searchsorted(reached.first, words, side="right")
    for by in range(far):
        row = np.minimum(begin + by, len(reached.first) - 1)
        after = reached.first[row] if len(reached.first) else words
        near = (after > words) & (after <= words + far)
        near &= index.segments[after] == index.segments[words]
        ends[near] = np.maximum(ends[near], reached.last[row[near]])
    return Places(words, ends).take(ends >= 0)


def _nearest(index: Index, places: Places, others: Places) -> Places:
    """For each place the other one that begins nearest in its segment; of two the earlier."""
    firsts, lasts = others
    after = np.searchsorted(firsts, places.first)
    before = np.maximum(after - 1, 0)
    after = np.minimum(after, len(firsts) - 1)
    here = index.segments[places.first]
    far_before = _distance(index, firsts[before], places.first, here)
    far_after = _distance(index, firsts[after], places.first, here)
    chosen = np.where(far_before <= far_after, before, after)
    return Places(firsts[chosen], lasts[chosen])


def _distance(index: Index, others: Longs, places: Longs, here: NDArray[np.int32]) -> Longs:
    far = np.iinfo(np.int64).max
    return np.where(index.segments[others] == here, np.abs(others - places), far)
