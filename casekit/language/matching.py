"""The slow and plain matcher: every indicator tried at every word.

It does nothing clever, so that what it finds can be believed; the engine (``searching``) is measured against it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from casekit.language.elements import Compounds, Element, LemmaSource
from casekit.language.indicators import Indicator, Part
from casekit.language.tokens import Word
from casekit.model.span import Span

__all__ = ["Hit", "candidates", "find"]

Place = tuple[int, int]  # the first word and the last


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an indicator was found; ``also`` are others that lost this place, ``evidence`` what its further parts found."""

    span: Span
    indicator: str
    also: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


def find(
    words: Sequence[Word],
    indicators: Iterable[Indicator],
    *,
    nots: Iterable[Indicator] = (),
    lemmas: LemmaSource | None = None,
    compounds: Compounds | None = None,
) -> list[Hit]:
    """Every place where an indicator of one code fits *words*, from left to right; of overlapping hits the longest stays.

    Punctuation between words is ignored. A hit that shares a word with a match of one of *nots* is dropped. Give the words of
    one turn at a time: what ends a turn ends a match. Without *lemmas* a word is its form only, without *compounds* a
    compound only its stem.
    """
    look = partial(candidates, words, lemmas=lemmas, compounds=compounds)
    barred = [hit.span for indicator in nots for hit in look(indicator)]
    found = [hit for indicator in indicators for hit in look(indicator)]
    return _longest([hit for hit in found if not any(hit.span.overlaps(span) for span in barred)])


def candidates(
    words: Sequence[Word],
    indicator: Indicator,
    *,
    lemmas: LemmaSource | None = None,
    compounds: Compounds | None = None,
) -> Iterator[Hit]:
    """Every place where *indicator* fits, from left to right; places may overlap."""
    keyed = _keyed(words) if lemmas is None and compounds is None else None
    fits = partial(_fits, lemmas=lemmas, compounds=compounds)
    first, *others = (_places(words, part, fits, keyed) for part in indicator.parts)
    if all(others):
        for place in first:
            evidence = tuple(_span(words, _nearest(place, other)) for other in others)
            yield Hit(_span(words, place), indicator.pattern, evidence=evidence)


def _fits(element: Element, word: Word, *, lemmas: LemmaSource | None, compounds: Compounds | None) -> bool:
    return element.matches(word, lemmas, compounds)


def _keyed(words: Sequence[Word]) -> Mapping[str, list[int]]:
    keyed: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        for one in (word.key, *word.more):
            keyed[one].append(position)
    return keyed


def _places(
    words: Sequence[Word], part: Part, fits: "partial[bool]", keyed: Mapping[str, list[int]] | None
) -> list[Place]:
    """What the part covers: every word that a gap may lead to is kept, and of all ends in the end the furthest."""
    first, *others = part.elements
    starts: Iterable[int] = range(len(words))
    if keyed is not None and first.literal is not None:
        starts = keyed.get(first.literal, ())
    places = {(start, start) for start in starts if fits(first, words[start])}
    for element, gap in zip(others, part.gaps[1:], strict=True):
        places = {
            (start, after)
            for start, last in places
            for after in range(last + 1, min(last + gap + 2, len(words)))
            if fits(element, words[after])
        }
    return sorted(dict(sorted(places)).items())


def _nearest(place: Place, others: Sequence[Place]) -> Place:
    """The one that begins nearest; of two the earlier."""
    return min(others, key=lambda other: (abs(other[0] - place[0]), other[0]))


def _span(words: Sequence[Word], place: Place) -> Span:
    return Span(words[place[0]].start, words[place[1]].end)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Longest first, then leftmost, then first listed; what overlaps kept hits goes, and they keep its indicator."""
    kept: list[Hit] = []
    lost: dict[int, list[str]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span.start)):
        over = [number for number, other in enumerate(kept) if hit.span.overlaps(other.span)]
        for number in over:
            lost[number].append(hit.indicator)
        if not over:
            kept.append(hit)
    listed = list(dict.fromkeys(hit.indicator for hit in hits))
    told = [_with(hit, lost[number], listed) for number, hit in enumerate(kept)]
    return sorted(told, key=lambda hit: hit.span)


def _with(hit: Hit, lost: Sequence[str], listed: Sequence[str]) -> Hit:
    others = set(lost) - {hit.indicator}
    also = tuple(pattern for pattern in listed if pattern in others)
    return Hit(hit.span, hit.indicator, also, hit.evidence)
