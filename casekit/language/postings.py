"""Texts by their words: where indicators fit, looked up in the vocabulary instead of tried at every word.

An element of an indicator is looked up first: a word in a dict, a beginning (``bolig*``) by bisection in the sorted keys,
any other glob by one search through all keys. Only where its words stand are the neighbours compared.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from casekit.language.elements import Compounds, Element
from casekit.language.indicators import Indicator
from casekit.language.matching import candidates
from casekit.language.tokens import Word, keys, written

__all__ = ["Caught", "Postings"]

_LAST = "\U0010ffff"


class Caught(NamedTuple):
    """A place where an indicator fits: the number of the text, its first word and the one after its last."""

    text: int
    first: int
    stop: int


@dataclass(frozen=True)
class Postings:
    """The words of several texts, one after the other: as written, their keys, the number of their text; and by key where it stands.

    >>> from casekit.language.indicators import parse_indicator
    >>> said = Postings.of(["Der er mangel på boliger.", "Boligerne er dyre."])
    >>> [(said.said(one), one.text) for one in said.catch(parse_indicator("bolig*"))]
    [('boliger', 0), ('boligerne', 1)]
    """

    words: Sequence[str]
    keys: Sequence[str]
    texts: Sequence[int]
    places: Mapping[str, Sequence[int]]
    compounds: Compounds | None = None

    @classmethod
    def of(cls, texts: Iterable[str], compounds: Compounds | None = None) -> "Postings":
        """The postings of texts; give turns one by one: what ends a text ends a match. *compounds* judges ``+bolig+``."""
        words: list[str] = []
        numbers: list[int] = []
        for number, text in enumerate(texts):
            words += written(text)
            numbers += [number] * (len(words) - len(numbers))
        keyed = [_keys(word) for word in words]
        places: dict[str, list[int]] = {}
        for at, these in enumerate(keyed):
            for one in these:
                places.setdefault(one, []).append(at)
        return cls(words, [these[0] for these in keyed], numbers, places, compounds)

    def catch(self, indicator: Indicator) -> list[Caught]:
        """Every place where *indicator* fits, from first to last; places of one indicator may overlap."""
        if not indicator.is_plain:
            return list(self._slowly(indicator))
        anchor, keys = self._rarest(indicator.elements)
        starts = sorted({place - anchor for one in keys for place in self.places[one]})
        if len(indicator.elements) == 1 and not indicator.elements[0].cased:
            return [Caught(self.texts[start], start, start + 1) for start in starts]
        return [found for start in starts if (found := self._fits(indicator, start)) is not None]

    def _slowly(self, indicator: Indicator) -> Iterator[Caught]:
        """Gaps and several parts are left to the plain matcher, which takes the number of a word for its place."""
        for number, first, stop in self._bounds:
            said = [_word(self.words[at], at) for at in range(first, stop)]
            for hit in candidates(said, indicator, compounds=self.compounds):
                yield Caught(number, hit.span.start, hit.span.end)

    @cached_property
    def _bounds(self) -> list[tuple[int, int, int]]:
        """The texts that have words: number, first word, the one after the last."""
        begins = [at for at in range(len(self.texts)) if not at or self.texts[at] != self.texts[at - 1]]
        return [
            (self.texts[first], first, stop)
            for first, stop in zip(begins, [*begins[1:], len(self.texts)], strict=True)
        ]

    def said(self, caught: Caught) -> str:
        """The keys of the words that were caught, with blanks between."""
        return " ".join(self.keys[caught.first : caught.stop])

    def _rarest(self, elements: Sequence[Element]) -> tuple[int, Iterable[str]]:
        """Which element fits the fewest words, and the keys that it may fit."""
        if len(elements) == 1:
            return 0, self._reach(elements[0])
        told = ((at, self._reach(element)) for at, element in enumerate(elements) if element.kind != "any")
        return min(told, key=lambda one: sum(len(self.places[key]) for key in one[1]))

    def _fits(self, indicator: Indicator, start: int) -> Caught | None:
        stop = start + len(indicator.elements)
        if start < 0 or stop > len(self.keys) or self.texts[start] != self.texts[stop - 1]:
            return None
        fits = all(map(self._fit, indicator.elements, range(start, stop)))
        return Caught(self.texts[start], start, stop) if fits else None

    def _fit(self, element: Element, at: int) -> bool:
        if element.literal is not None and not element.cased and element.literal == self.keys[at]:
            return True
        return element.matches(_word(self.words[at], at), None, self.compounds)

    def _reach(self, element: Element) -> Iterable[str]:
        """The keys that an element may fit; whether a capital counts is seen at the word."""
        if element.literal is not None:
            return (element.literal,) if element.literal in self.places else ()
        if element.kind == "glob" and element.pieces[1:] == ("",):
            head = element.pieces[0]
            return self._vocabulary[self._from(head) : self._from(head + _LAST)]
        return [key for key in self.places if element.fits(key, None, self.compounds)]

    def _from(self, head: str) -> int:
        return bisect_left(self._vocabulary, head)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self.places)


_keys = lru_cache(maxsize=1 << 16)(keys)


def _word(text: str, at: int) -> Word:
    first, *more = _keys(text)
    return Word(text, first, at, at + 1, tuple(more))
