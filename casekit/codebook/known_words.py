"""Who judges compounds for a codebook's search terms."""

from collections.abc import Iterable

from casekit.codebook.search_terms import Terms
from casekit.language.compounds import compounds_in
from casekit.language.elements import Compounds
from casekit.language.indicators import Indicator
from casekit.language.tokens import words
from casekit.model.codebook import Codebook

__all__ = ["compounds_by_language", "compounds_for"]


def compounds_for(book: Codebook, language: str, indicators: Iterable[Indicator]) -> Compounds | None:
    """What decides whether a word is a compound, if any of these terms asks for that: dictionaries take time to load.

    The words of the codebook's labels are known words.
    """
    if not any(element.kind == "compound" for one in indicators for element in one.elements):
        return None
    return compounds_in(
        language, sorted({word.key for code in book for word in words(code.label.get(language))})
    )


def compounds_by_language(book: Codebook, terms: Terms) -> dict[str, Compounds | None]:
    """The same for each language that has terms."""
    return {
        language: compounds_for(book, language, [term.indicator for term in listed])
        for language, listed in terms.items()
    }
