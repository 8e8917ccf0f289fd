"""What a search term means, in plain words."""

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from casekit.language.cautions import cautions
from casekit.language.dictionaries import dictionary
from casekit.language.elements import Element
from casekit.language.indicators import NOT, Indicator
from casekit.wording import say

__all__ = ["Meaning", "meanings", "warnings_of"]


class Meaning(NamedTuple):
    """A piece of a pattern, and what it means."""

    piece: str
    means: str


def meanings(indicator: Indicator, language: str) -> tuple[Meaning, ...]:
    """Piece by piece, what a pattern means in a language.

    >>> from casekit.language.indicators import parse_indicator
    >>> for piece, means in meanings(parse_indicator("bolig ..3 mangl*"), "da"):
    ...     print(f"{piece}: {means}")
    bolig: this word and all forms of the same dictionary word (bolig)
    ..3: up to 3 words may stand between
    mangl*: all words that begin with “mangl”
    """
    return tuple(_told(indicator, language))


def warnings_of(indicator: Indicator, language: str) -> tuple[str, ...]:
    """What to beware of, in sentences."""
    return tuple(say(f"caution.{kind}", part=part) for kind, part in cautions(indicator, language))


def _told(indicator: Indicator, language: str) -> Iterator[Meaning]:
    if indicator.bars:
        yield Meaning(NOT, say("means.not"))
    for number, part in enumerate(indicator.parts):
        if number:
            yield Meaning("&", say("means.and"))
        for element, gap in zip(part.elements, part.gaps, strict=True):
            if gap:
                yield Meaning(f"..{gap}", say("means.gap", n=gap))
            yield Meaning(element.pattern, _meaning(element, language) + _capitals(element))


def _meaning(element: Element, language: str) -> str:
    match element.kind:
        case "any":
            return say("means.any")
        case "form":
            return say("means.form_cased" if element.exact else "means.form")
        case "word":
            return say("means.word", lemmas=", ".join(dictionary(language).of(element.pieces[0])))
        case "glob":
            return _shape(element.pieces)
        case "compound":
            return say(f"means.{element.place}", stem=element.source)
        case "regex":
            return say("means.regex")
        case _:
            assert_never(element.kind)


def _shape(pieces: tuple[str, ...]) -> str:
    match pieces:
        case (stem, ""):
            return say("means.begins", stem=stem)
        case ("", stem):
            return say("means.ends", stem=stem)
        case ("", stem, ""):
            return say("means.holds", stem=stem)
        case _:
            return say("means.shape", stem="…".join(pieces))


def _capitals(element: Element) -> str:
    return f"; {say('means.capitals', runs=', '.join(element.runs))}" if element.runs else ""
