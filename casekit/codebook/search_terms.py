"""A codebook's search terms: understood or not, too wide, listed twice or for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casekit.codebook.texts import place
from casekit.errors import PatternError
from casekit.language.indicators import Element, Indicator, parse_indicator
from casekit.language.postings import Postings
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

__all__ = ["Term", "Terms", "check_terms", "read_terms"]

SHORT = 4  # letters beside a star; with fewer it catches words that have nothing to do with each other
_FILLING = "qovexq"  # letters for a star that no pattern asks for


class Term(NamedTuple):
    """A search term of a code."""

    code: str
    language: str
    indicator: Indicator

    @property
    def pattern(self) -> str:
        """As it is written."""
        return self.indicator.pattern


Terms = Mapping[str, Sequence[Term]]


def read_terms(book: Codebook) -> tuple[dict[str, list[Term]], list[Finding]]:
    """The search terms of each language in the order of the book, and a finding for each that is not understood."""
    terms: dict[str, list[Term]] = {}
    findings = []
    for code in book:
        for language, patterns in code.indicators:
            for pattern in patterns:
                try:
                    terms.setdefault(language, []).append(Term(code.id, language, parse_indicator(pattern)))
                except PatternError as error:
                    where = place(code.id, "indicators", language=language)
                    findings.append(
                        Finding.of(
                            "term_not_understood", "warning", where, pattern=pattern, reason=str(error)
                        )
                    )
    return terms, findings


def check_terms(terms: Terms) -> Iterator[Finding]:
    """Findings on terms that are too wide, listed twice, swallowed by another, or the same in two codes."""
    for listed in terms.values():
        yield from (finding for term in listed for finding in _too_wide(term))
        yield from _needless(listed)


def _too_wide(term: Term) -> Iterator[Finding]:
    """Only for single words: among several, the neighbours narrow down."""
    if len(term.indicator.elements) > 1:
        return
    [element] = term.indicator.elements
    letters = sum(sign.isalpha() for sign in "".join(element.pieces))
    where = place(term.code, "indicators", language=term.language)
    if len(element.pieces) > 1 and 0 < letters < SHORT and not _narrowed(element):
        yield Finding.of("term_short", "note", where, pattern=term.pattern, letters=SHORT)
    elif len(element.pieces) > 2 and not element.pieces[0] and not element.pieces[-1]:
        yield Finding.of("term_inside", "note", where, pattern=term.pattern)


def _narrowed(element: Element) -> bool:
    """Whether capitals or a hyphen narrow it down: ``ACT*``, ``ggz-*``."""
    return element.cased or "-" in element.pattern


def _needless(listed: Sequence[Term]) -> Iterator[Finding]:
    covers = _covers(listed)
    for number, term in enumerate(listed):
        above = [other for other in sorted(covers[number]) if listed[other].code == term.code]
        twice = [other for other in above if number in covers[other]]
        wider = [other for other in above if number not in covers[other]]
        where = place(term.code, "indicators", language=term.language)
        if any(other < number for other in twice):
            yield Finding.of("term_twice", "warning", where, pattern=term.pattern)
        elif wider and not twice:
            by = listed[wider[0]].pattern
            yield Finding.of("term_swallowed", "warning", where, pattern=term.pattern, by=by)
        elsewhere = [
            other for other in covers[number] - set(above) if number in covers[other] and other < number
        ]
        for code in dict.fromkeys(listed[other].code for other in sorted(elsewhere)):
            yield Finding.of("term_in_two_codes", "warning", where, pattern=term.pattern, other=code)


def _covers(listed: Sequence[Term]) -> list[set[int]]:
    """For each term the others that catch all it catches: those that fit its words with the stars empty, and filled."""
    tried = Postings.of(_witness(term, filling) for filling in ("", _FILLING) for term in listed)
    covers: list[set[int]] = [set() for _ in listed]
    for number, term in enumerate(listed):
        found = {one.text for one in tried.catch(term.indicator)}
        for other in found:
            if other + len(listed) in found:
                covers[other].add(number)
    for number, others in enumerate(covers):
        others.discard(number)
    return covers


def _witness(term: Term, filling: str) -> str:
    parts = (element.pattern.removeprefix("=") for element in term.indicator.elements)
    return " ".join(_FILLING if part == "*" else part.replace("*", filling) for part in parts)
