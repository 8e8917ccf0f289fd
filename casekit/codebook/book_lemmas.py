"""The dictionary for codebooks' own words, which remembers from one run to the next what it was asked.

Dictionaries take seconds to load; a codebook's words stay the same from check to check. Kept for the user are only those words
and their parts: what is said in a study goes through dictionaries of its own (:mod:`casekit.language.dictionaries`).
"""

from functools import cache
from typing import Any

from casekit.files.user_cache import keep, kept
from casekit.language.dictionaries import dictionary, forms_of
from casekit.language.elements import LemmaSource
from casekit.language.lemmas import Lemmas, LookedUp

__all__ = ["book_lemmas", "lemmas_in", "remember"]

_FORMAT = 1
_sizes: dict[str, int] = {}


@cache
def book_lemmas(language: str) -> Lemmas:
    """The dictionary of a language, for words of codebooks only; it knows what it was asked in earlier runs."""
    lemmas = Lemmas(language)
    before = _read(kept(_name(language)), lemmas.version)
    if before is not None:
        lemmas.recall(before)
    _sizes[language] = _size(lemmas)
    return lemmas


def lemmas_in(language: str) -> LemmaSource:
    """Who tells the lemmas of a codebook's words: this dictionary, or what somebody chose to use instead."""
    chosen = dictionary(language)
    return book_lemmas(language) if chosen is forms_of(language) else chosen


def remember(language: str) -> None:
    """Keep for later runs what was looked up, if anything was."""
    lemmas = book_lemmas(language)
    if _size(lemmas) != _sizes[language]:
        keep(_name(language), _plain(lemmas))
        _sizes[language] = _size(lemmas)


def _name(language: str) -> str:
    return f"codebook_words_{language}"


def _size(lemmas: Lemmas) -> int:
    return sum(map(len, lemmas.looked_up))


def _plain(lemmas: Lemmas) -> dict[str, Any]:
    found = lemmas.looked_up
    return {
        "format": _FORMAT,
        "version": lemmas.version,
        "lemmas": found.lemmas,
        "listed": [form for form, listed in found.lists.items() if listed],
        "unlisted": [form for form, listed in found.lists.items() if not listed],
        "sharing": found.sharing,
    }


def _read(content: Any, version: str) -> LookedUp | None:
    """What a file holds; None where it is of another version, or of another kind."""
    try:
        if (content["format"], content["version"]) != (_FORMAT, version):
            return None
        lists = {str(form): True for form in content["listed"]}
        lists |= {str(form): False for form in content["unlisted"]}
        return LookedUp(_told(content["lemmas"]), lists, _told(content["sharing"]))
    except (TypeError, LookupError, AttributeError):
        return None


def _told(content: Any) -> dict[str, tuple[str, ...]]:
    """
    Raises:
        TypeError: it is not lists of texts.
    """
    told = {form: tuple(found) for form, found in content.items() if isinstance(found, list)}
    if len(told) != len(content) or not all(isinstance(one, str) for found in told.values() for one in found):
        raise TypeError
    return told
