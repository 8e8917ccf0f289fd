"""The dictionaries in use: one per language and process, so that what was looked up once is known."""

from collections.abc import Mapping
from functools import cache

from casekit.language.elements import LemmaSource
from casekit.language.lemmas import Lemmas

__all__ = ["dictionary", "forms_of", "use"]

_chosen: dict[str, LemmaSource] = {}


@cache
def forms_of(language: str) -> Lemmas:
    """The dictionary that comes with casekit's own dependencies, which also knows what is a word."""
    return Lemmas(language)


def dictionary(language: str) -> LemmaSource:
    """Who tells the lemmas of a language: what somebody chose with :func:`use`, else :func:`forms_of`."""
    chosen = _chosen.get(language)
    return forms_of(language) if chosen is None else chosen


def use(sources: Mapping[str, LemmaSource | None]) -> None:
    """Let others tell the lemmas of these languages from now on, such as a trained pipeline; None: as before."""
    for language, source in sources.items():
        if source is None:
            _chosen.pop(language, None)
        else:
            _chosen[language] = source
