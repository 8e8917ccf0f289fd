"""Which words of a pattern nobody says, and what is said that looks like them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from casekit.language.compounds import compounds_in
from casekit.language.corpora import Corpus
from casekit.language.dictionaries import dictionary
from casekit.language.elements import Element
from casekit.language.indicators import Indicator
from casekit.language.tokens import key
from casekit.wording import say

__all__ = ["Missing", "missing_in", "near_words"]

Own = Mapping[str, tuple[str, ...]]
_MOST, _LIKE, _LONGER, _HELD = 6, 0.7, 3, 4


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of a pattern that nobody says, with words ``near`` it and how often they are said.

    Where each word is said, but never so together, it is the whole pattern (``apart``), and ``near`` are its words.
    """

    part: str
    near: tuple[tuple[str, int], ...] = ()
    apart: bool = False

    def __str__(self) -> str:
        listed = ", ".join(f"{word} {count}" for word, count in self.near)
        if self.apart:
            return say("search.apart", pattern=self.part, words=listed)
        return (
            say("search.near", part=self.part, words=listed)
            if listed
            else say("search.nowhere", part=self.part)
        )


def missing_in(
    searched: Mapping[str, Corpus], indicators: Iterable[Indicator], own: Own
) -> tuple[Missing, ...]:
    """Why these find nothing in any of the languages that were searched; *own* as in a corpus's search, by language."""
    found = [
        one for indicator in indicators if not indicator.bars for one in _missing(searched, indicator, own)
    ]
    return tuple(dict.fromkeys(found))


def _missing(searched: Mapping[str, Corpus], indicator: Indicator, own: Own) -> Iterator[Missing]:
    asked = {element.pattern: element for element in indicator.elements if element.kind != "any"}
    counts = {
        pattern: sum(_count(corpus, element, own[language]) for language, corpus in searched.items())
        for pattern, element in asked.items()
    }
    nowhere = [element for pattern, element in asked.items() if not counts[pattern]]
    for element in nowhere:
        yield Missing(element.pattern, near_words(searched.values(), element))
    if not nowhere and len(indicator.elements) > 1:
        yield Missing(indicator.pattern, tuple(counts.items()), apart=True)


def _count(corpus: Corpus, element: Element, own: tuple[str, ...]) -> int:
    forms = corpus.index.forms(dictionary(corpus.language), compounds_in(corpus.language, own))
    return int(corpus.index.counts[forms.of(element)].sum())


def near_words(searched: Iterable[Corpus], element: Element) -> tuple[tuple[str, int], ...]:
    """Words that are said and hold the element's letters, or are written much like it; the likest first, with their counts."""
    wanted = max(element.pieces, key=len)
    if element.kind == "regex" or not wanted:
        return ()
    said: dict[str, int] = {}
    for corpus in searched:
        for number in np.flatnonzero(corpus.index.counts).tolist():
            one = key(corpus.index.written[number])
            said[one] = said.get(one, 0) + int(corpus.index.counts[number])
    holding = [one for one in said if len(wanted) >= _HELD and wanted in one]
    like = _like(wanted, said)
    chosen = dict.fromkeys([*like, *sorted(holding, key=lambda one: -said[one])])
    return tuple((one, said[one]) for one in list(chosen)[:_MOST])


def _like(wanted: str, said: Iterable[str]) -> list[str]:
    """Written much like it: first among those that begin alike, which are few, for comparing takes its time."""
    near = [one for one in said if abs(len(one) - len(wanted)) <= _LONGER]
    begun = [one for one in near if one[:1] == wanted[:1]]
    return get_close_matches(wanted, begun, _MOST, _LIKE) or get_close_matches(wanted, near, _MOST, _LIKE)
