"""A codebook's search terms tried on its own texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casekit.codebook.book_lemmas import lemmas_in
from casekit.codebook.caught import found_by, index_of, said_at, taken_out
from casekit.codebook.known_words import compounds_of
from casekit.codebook.search_terms import Term, Terms
from casekit.codebook.texts import Told, code_texts
from casekit.language.index import Index
from casekit.language.places import Places
from casekit.model.codebook import Codebook

__all__ = ["ByUnit", "Trial", "Unit", "try_terms"]

Unit = tuple[str, Told]  # the id of the code, and one of its texts
ByUnit = Mapping[int, tuple[int, int]]  # the first place by the number of the unit


@dataclass(frozen=True, slots=True)
class Trial:
    """The terms of one language, and where each caught something in the units.

    Of what a term caught, what its code's ``not:`` takes out is in ``taken`` instead; of one that bars, what it takes.
    """

    language: str
    units: Sequence[Unit]
    terms: Sequence[Term]
    index: Index
    caught: Sequence[ByUnit]
    taken: Sequence[ByUnit]

    def said(self, place: tuple[int, int]) -> str:
        """The words of a place."""
        return said_at(self.index, *place)


def try_terms(book: Codebook, terms: Terms) -> dict[str, Trial]:
    """The trial of each language. Units have the same numbers in all; one without a text in a language catches nothing there."""
    units = [(code.id, told) for code in book for told in code_texts(code)]
    return {language: _trial(book, language, units, listed) for language, listed in terms.items()}


def _trial(book: Codebook, language: str, units: Sequence[Unit], terms: Sequence[Term]) -> Trial:
    index = index_of(dict(told.text.texts).get(language, "") for _, told in units)
    forms = index.forms(lemmas_in(language), compounds_of(book, language))
    left, taken = taken_out(terms, found_by(index, forms, terms))
    caught, gone = ([_by_unit(index, term) for term in one] for one in (left, taken))
    return Trial(language, units, terms, index, caught, gone)


def _by_unit(index: Index, found: Places) -> ByUnit:
    """The first place in each unit."""
    units = index.segments[found.first[::-1]].tolist()
    return dict(
        zip(units, zip(found.first[::-1].tolist(), found.last[::-1].tolist(), strict=True), strict=True)
    )
