"""Where a codebook's search terms are found, each for itself, and what those that bar take from the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from casekit.codebook.search_terms import Term
from casekit.language.forms import Forms
from casekit.language.index import Index, Indexer, Source
from casekit.language.places import Places, places_of_each, touching
from casekit.language.tokens import key
from casekit.model.span import Span

__all__ = ["found_by", "index_of", "said_at", "taken_out"]


def index_of(texts: Iterable[str]) -> Index:
    """The words of texts; each is a segment with its number."""
    listed = [text or " " for text in texts]  # a segment has at least one sign
    ends = np.cumsum([len(text) + 1 for text in listed]).tolist()
    spans = [Span(end - len(text) - 1, end - 1) for text, end in zip(listed, ends, strict=True)]
    return Indexer().index([Source("", "\n".join(listed), spans)])


def found_by(index: Index, forms: Forms, terms: Sequence[Term]) -> list[Places]:
    """Where each term fits; of one that bars, too."""
    return places_of_each(index, forms, [term.indicator for term in terms])


def taken_out(terms: Sequence[Term], found: Sequence[Places]) -> tuple[list[Places], list[Places]]:
    """What stays of each term where its code's ``not:`` has been heard, and what is taken: of a bar, what it takes from others.

    The terms are of one language. Of a bar nothing stays.
    """
    finding: dict[str, list[int]] = defaultdict(list)
    barring: dict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        (barring if term.indicator.bars else finding)[term.code].append(number)
    left, taken = list(found), [_NOWHERE] * len(terms)
    for code, bars in barring.items():
        for number in finding[code]:
            gone = touching(found[number], [found[bar] for bar in bars])
            left[number], taken[number] = found[number].take(~gone), found[number].take(gone)
        for bar in bars:
            left[bar] = _NOWHERE
            taken[bar] = _together([_touched(found[number], found[bar]) for number in finding[code]])
    return left, taken


_NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64))


def _touched(places: Places, bar: Places) -> Places:
    return places.take(touching(places, [bar]))


def _together(places: Sequence[Places]) -> Places:
    """Each place once, from left to right."""
    pairs = sorted({pair for one in places for pair in zip(*map(np.ndarray.tolist, one), strict=True)})
    return Places(*np.array(pairs, np.int64).reshape(-1, 2).T)


def said_at(index: Index, first: int, last: int) -> str:
    """The words of a place as they are compared, with blanks between."""
    return " ".join(key(index.written[one]) for one in index.types[first : last + 1])
