"""A codebook's search terms: understood or not, too wide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casekit.codebook.texts import place
from casekit.errors import PatternError
from casekit.language.cautions import SHORT, cautions
from casekit.language.indicators import Indicator, parse_indicator
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

__all__ = ["Term", "Terms", "asked_words", "check_terms", "read_terms"]


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
    """Findings on terms that are too wide, and on codes whose terms only take out."""
    for language, listed in terms.items():
        yield from (finding for term in listed for finding in _too_wide(term))
        finding = {term.code for term in listed if not term.indicator.bars}
        for code in dict.fromkeys(term.code for term in listed if term.code not in finding):
            yield Finding.of("bars_alone", "warning", place(code, "indicators", language=language))


def _too_wide(term: Term) -> Iterator[Finding]:
    where = place(term.code, "indicators", language=term.language)
    for caution in cautions(term.indicator, term.language):
        if caution.kind == "short":
            yield Finding.of("term_short", "note", where, pattern=term.pattern, letters=SHORT)
        elif caution.kind == "inside":
            yield Finding.of("term_inside", "note", where, pattern=term.pattern)


def asked_words(books: Iterable[Codebook]) -> dict[str, set[str]]:
    """The words and stems that their search terms ask a dictionary for, by language."""
    asked: dict[str, set[str]] = {}
    for book in books:
        for language, terms in read_terms(book)[0].items():
            literals = (element.literal for term in terms for element in term.indicator.elements)
            asked.setdefault(language, set()).update(one for one in literals if one)
    return asked
