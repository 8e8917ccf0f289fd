"""What to beware of in a search term that is written rightly."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from casekit.language.indicators import Element, Indicator

__all__ = ["SHORT", "Caution", "cautions"]

SHORT = 4  # letters beside a star; with fewer it catches words that have nothing to do with each other

Kind = Literal["inside", "short", "compound_english"]


class Caution(NamedTuple):
    """Why an element may catch other than what is meant."""

    kind: Kind
    part: str


def cautions(indicator: Indicator, language: str) -> tuple[Caution, ...]:
    """What to beware of, element by element.

    ``inside``: stars before and after also catch the middle of other words. ``short``: few letters beside a star. Both only
    where the element stands alone; among several, the neighbours narrow down. ``compound_english``: English compounds are
    written apart.

    >>> from casekit.language.indicators import parse_indicator
    >>> [cautions(parse_indicator(pattern), "en") for pattern in ("*rent*", "re*", "rent +house+", "re* house")]
    [(Caution(kind='inside', part='*rent*'),), (Caution(kind='short', part='re*'),), (Caution(kind='compound_english', part='+house+'),), ()]
    """
    alone = len(indicator.elements) == 1
    return tuple(found for element in indicator.elements for found in _of(element, language, alone))


def _of(element: Element, language: str, alone: bool) -> Iterator[Caution]:
    if element.kind == "compound" and language == "en":
        yield Caution("compound_english", element.pattern)
    if element.kind != "glob" or not alone:
        return
    letters = sum(sign.isalpha() for sign in "".join(element.pieces))
    if 0 < letters < SHORT and not element.cased and "-" not in element.pattern:
        yield Caution("short", element.pattern)
    elif len(element.pieces) > 2 and not element.pieces[0] and not element.pieces[-1]:
        yield Caution("inside", element.pattern)
