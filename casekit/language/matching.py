"""The slow and plain matcher: every indicator tried at every word.

It does nothing clever, so that what it finds can be believed; a faster engine is measured against it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casekit.language.indicators import Element, Indicator
from casekit.language.tokens import Word
from casekit.model.span import Span

__all__ = ["Hit", "find"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an indicator was found."""

    span: Span
    indicator: str


def find(words: Sequence[Word], indicators: Iterable[Indicator]) -> list[Hit]:
    """Every place where an indicator fits *words*, from left to right; of overlapping hits the longest stays.

    Punctuation between words is ignored. Give the words of one turn at a time: what ends a turn ends a match.
    """
    places = _places(words)
    found = [hit for indicator in indicators for hit in _hits(words, indicator, places)]
    return _longest(found)


def _places(words: Sequence[Word]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        places[word.key].append(position)
    return places


def _hits(words: Sequence[Word], indicator: Indicator, places: Mapping[str, list[int]]) -> Iterator[Hit]:
    first, *others = indicator.elements
    starts = range(len(words)) if first.literal is None else places.get(first.literal, ())
    for start in starts:
        if first.matches(words[start]):
            run = words[start + 1 : start + len(indicator.elements)]
            if len(run) == len(others) and all(map(_fits, others, run)):
                yield Hit(
                    Span(words[start].start, (run or words[start : start + 1])[-1].end), indicator.pattern
                )


def _fits(element: Element, word: Word) -> bool:
    return element.matches(word)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Longest first, then leftmost, then first listed; what overlaps a kept hit goes."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span.start)):
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.span)
