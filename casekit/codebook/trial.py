"""A codebook's search terms tried on its own texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casekit.codebook.known_words import compounds_by_language
from casekit.codebook.search_terms import Term, Terms
from casekit.codebook.texts import Told, code_texts
from casekit.language.elements import Compounds
from casekit.language.postings import Caught, Postings
from casekit.model.codebook import Codebook

__all__ = ["Trial", "Unit", "try_terms"]

Unit = tuple[str, Told]  # the id of the code, and one of its texts


@dataclass(frozen=True, slots=True)
class Trial:
    """The terms of one language, and what each caught in the units: places by the number of the unit."""

    language: str
    units: Sequence[Unit]
    terms: Sequence[Term]
    postings: Postings
    caught: Sequence[Mapping[int, Caught]]


def try_terms(book: Codebook, terms: Terms) -> dict[str, Trial]:
    """The trial of each language. Units have the same numbers in all; one without a text in a language catches nothing there."""
    units = [(code.id, told) for code in book for told in code_texts(code)]
    judges = compounds_by_language(book, terms)
    return {language: _trial(language, units, listed, judges[language]) for language, listed in terms.items()}


def _trial(language: str, units: Sequence[Unit], terms: Sequence[Term], compounds: Compounds | None) -> Trial:
    said = (dict(told.text.texts).get(language, "") for _, told in units)
    postings = Postings.of(said, compounds)
    caught = [{place.text: place for place in reversed(postings.catch(term.indicator))} for term in terms]
    return Trial(language, units, terms, postings, caught)
