"""The words of codebooks' labels: compounds may be made of them, whether a dictionary has them or not."""

from collections.abc import Iterable

from casekit.language.tokens import words
from casekit.model.codebook import Codebook

__all__ = ["label_words"]


def label_words(books: Iterable[Codebook], language: str) -> tuple[str, ...]:
    """The words of these codebooks' labels in a language, each once, in order.

    >>> from casekit.model.codebook import Code
    >>> from casekit.model.words import Words
    >>> label_words([Codebook("b", codes=(Code("first", Words.of({"en": "Housing First"})),))], "en")
    ('first', 'housing')
    """
    labels = (code.label.get(language) for book in books for code in book)
    return tuple(sorted({word.key for label in labels for word in words(label)}))
