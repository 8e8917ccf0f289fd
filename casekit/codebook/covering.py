"""Which search terms catch all that another one catches.

An element is tried on words that the other catches, its witnesses: the stars empty and filled, a word and its lemmas, a
compound with something before and after. Where that makes one term cover another, all forms that the dictionary lists of the
other's words are witnesses as well. A term covers another whose first part holds its elements, one after the other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from casekit.codebook.book_lemmas import book_lemmas, lemmas_in
from casekit.codebook.known_words import compounds_of
from casekit.codebook.search_terms import Term
from casekit.language.elements import Compounds, Element
from casekit.language.forms import Forms
from casekit.language.tokens import key
from casekit.model.codebook import Codebook

__all__ = ["covers"]

_FILLING = "qovexq"  # letters for a star that no pattern asks for
_BETWEEN = {"da": "dag", "de": "tag", "nl": "dag"}  # an element that every compound may have

Wider = dict[int, set[int]]  # by element those that catch all it catches
Witnesses = Callable[[Element], Iterable[str]]


class _Shape(NamedTuple):
    """A part of a term: its elements by their number, and how many words may stand before each."""

    elements: tuple[int, ...]
    gaps: tuple[int, ...]


def covers(book: Codebook, language: str, terms: Sequence[Term]) -> list[set[int]]:
    """For each term of one language the numbers of the others that catch all it catches.

    A regular expression is covered by its equals only. What is told is sure but for forms that the dictionary does not list.
    """
    numbers: dict[Element, int] = {}
    shapes = [
        [
            _Shape(tuple(numbers.setdefault(one, len(numbers)) for one in part.elements), part.gaps)
            for part in term.indicator.parts
        ]
        for term in terms
    ]
    elements = list(numbers)
    fit = partial(_wider, elements, language=language, compounds=compounds_of(book, language))
    wider = fit(range(len(elements)), range(len(elements)), lambda element: _plain(element, language))
    found = _covering(shapes, wider, range(len(terms)))
    likely = [number for number, others in enumerate(found) if others]
    near = {one for number in likely for part in shapes[number] for one in part.elements}
    near = {one for one in near if elements[one].kind in ("word", "compound") and len(wider[one]) > 1}
    if near:
        forms = book_lemmas(language).sharing(elements[one].pieces[0] for one in sorted(near))
        others = set().union(*(wider[one] for one in near))
        wider |= fit(sorted(others), sorted(near), lambda element: forms[element.pieces[0]])
        for number, sure in zip(likely, _covering(shapes, wider, likely), strict=True):
            found[number] &= sure
    return found


def _wider(
    elements: Sequence[Element],
    tried: Iterable[int],
    asked: Iterable[int],
    witnesses: Witnesses,
    *,
    language: str,
    compounds: Compounds,
) -> Wider:
    """Which of those *tried* fit all witnesses of those *asked* for; only what an element itself fits is a witness."""
    words: dict[str, int] = {}
    told = {one: {words.setdefault(word, len(words)) for word in witnesses(elements[one])} for one in asked}
    forms = Forms(list(words), lemmas=lemmas_in(language), compounds=compounds)
    keyed: dict[str, list[int]] = defaultdict(list)
    for written, number in words.items():
        keyed[key(written)].append(number)
    fitting = {one: _fitting(elements[one], forms, keyed) for one in tried}
    homes: list[list[int]] = [[] for _ in words]
    for one, those in told.items():
        those.intersection_update(fitting[one])
        for word in those:
            homes[word].append(one)
    wider: Wider = {one: {one} for one in told}
    for other, fits in fitting.items():
        for one, count in Counter(chain.from_iterable(map(homes.__getitem__, fits))).items():
            if count == len(told[one]):
                wider[one].add(other)
    return wider


def _fitting(element: Element, forms: Forms, keyed: Mapping[str, Sequence[int]]) -> list[int]:
    """The numbers of the words that fit; without capitals that count, by their keys, which is quicker."""
    if element.cased:
        found: list[int] = forms.of(element).tolist()
        return found
    return [number for one in forms.keys_of(element) for number in keyed.get(one, ())]


def _covering(shapes: Sequence[Sequence[_Shape]], wider: Wider, asked: Iterable[int]) -> list[set[int]]:
    beginning: dict[int, list[int]] = defaultdict(list)
    for number, (first, *_) in enumerate(shapes):
        beginning[first.elements[0]].append(number)
    return [set(_covered(shapes, number, wider, beginning)) - {number} for number in asked]


def _covered(
    shapes: Sequence[Sequence[_Shape]], number: int, wider: Wider, beginning: Mapping[int, Sequence[int]]
) -> Iterator[int]:
    parts = shapes[number]
    for at, element in enumerate(parts[0].elements):
        for other in (one for above in wider[element] for one in beginning.get(above, ())):
            first, *others = shapes[other]
            if _holds(parts[0], at, first, wider) and all(_stands(parts, one, wider) for one in others):
                yield other


def _stands(parts: Sequence[_Shape], other: _Shape, wider: Wider) -> bool:
    return any(_holds(part, at, other, wider) for part in parts for at in range(len(part.elements)))


def _holds(part: _Shape, at: int, other: _Shape, wider: Wider) -> bool:
    """Whether wherever *part* is found the other is found too, from this place of it on."""
    if at + len(other.elements) > len(part.elements):
        return False
    return all(
        one in wider[part.elements[at + step]] and (not step or other.gaps[step] >= part.gaps[at + step])
        for step, one in enumerate(other.elements)
    )


def _plain(element: Element, language: str) -> Iterator[str]:
    """Words that an element catches, without a dictionary being gone through."""
    match element.kind:
        case "any":
            yield _FILLING
        case "glob":
            yield from (_cased(element).replace("*", ""), _cased(element).replace("*", _FILLING))
        case "word" | "compound":
            yield from (_cased(element), *lemmas_in(language).of(element.pieces[0]))
        case "form":
            yield _cased(element)
        case "regex":
            return
    if element.kind == "compound" and language in _BETWEEN:
        stem, between = element.pieces[0], _BETWEEN[language]
        yield from (() if element.place == "first" else (between + stem,))
        yield from (() if element.place == "last" else (stem + between,))


def _cased(element: Element) -> str:
    """What the pattern says, with its capitals where they count."""
    return element.source if element.cased else key(element.source)
