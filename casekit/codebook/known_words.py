"""Who judges compounds for a codebook's search terms."""

from functools import lru_cache

from casekit.codebook.book_lemmas import book_lemmas
from casekit.language.compounds import KnownWords, holds
from casekit.language.elements import Compounds
from casekit.language.label_words import label_words
from casekit.language.lemmas import Lemmas
from casekit.model.codebook import Codebook

__all__ = ["compounds_of"]


def compounds_of(book: Codebook, language: str) -> Compounds:
    """What decides whether one of the codebook's own words is a compound; for what is said in a study ask its corpus.

    The words of the codebook's labels are known words.
    """
    return _judge(book_lemmas(language), label_words([book], language))


@lru_cache(maxsize=16)
def _judge(lemmas: Lemmas, own: tuple[str, ...]) -> Compounds:
    """For the same words the same, which keeps what it found out."""
    known = KnownWords(lemmas, own)
    return lambda form, stem, place: holds(form, stem, place=place, words=known, language=lemmas.language)
