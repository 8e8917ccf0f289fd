"""A code by what people call it, and where a codebook says a word."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from casekit.codebook.texts import book_texts, code_texts
from casekit.errors import UnknownCodeError
from casekit.model.codebook import Code, Codebook
from casekit.model.own_words import OwnWords
from casekit.model.words import Words

__all__ = ["code_called", "texts_with"]


def code_called(books: Iterable[Codebook], name: str) -> list[tuple[Codebook, Code]]:
    """The code that *name* means, with its codebook: its id, else its id in other letters' case, else its label.

    Of several codebooks the first that has it; several codes where several of one codebook are called so.

    Raises:
        UnknownCodeError: none; with those that are called most alike.

    >>> book = Codebook("b", codes=(Code("rent", Words.of({"da": "Husleje"})),))
    >>> [code.id for _, code in code_called([book], "husleje")]
    ['rent']
    """
    books = list(books)
    for same in (_same_id, _same_letters, _same_label):
        for book in books:
            if found := [(book, code) for code in book if same(code, name)]:
                return found
    known = ", ".join(book.id for book in books)
    if near := _near(books, name):
        raise UnknownCodeError("code_nowhere", code=name, codebooks=known, near=near)
    raise UnknownCodeError("code_like_none", code=name, codebooks=known)


def _same_id(code: Code, name: str) -> bool:
    return code.id == name


def _same_letters(code: Code, name: str) -> bool:
    return code.id.casefold() == _plain(name)


def _same_label(code: Code, name: str) -> bool:
    return _plain(name) in (_plain(label) for _, label in code.label.texts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _near(books: list[Codebook], name: str) -> str:
    """The ids of those whose label says it, else that are most alike; with the codebook where there are several."""
    called: dict[str, list[str]] = {}
    for book in books:
        for code in book:
            shown = f"{code.id} ({book.id})" if len(books) > 1 else code.id
            for text in (code.id, *(label for _, label in code.label.texts)):
                called.setdefault(_plain(text), []).append(shown)
    wanted = _plain(name)
    saying = [text for text in called if len(wanted) > 2 and wanted in text]
    found = saying or get_close_matches(wanted, called)
    return ", ".join([*dict.fromkeys(one for text in found for one in called[text])][:5])


def texts_with(books: Iterable[Codebook], language: str, word: str) -> int:
    """How many texts of these codebooks say *word* in *language*, as own words are exchanged there."""
    mark = OwnWords.of({language: {word: "\0"}})
    said = (text for book in books for text in _texts(book) if text.has(language))
    return sum("\0" in mark.put(language, text.get(language)) for text in said)


def _texts(book: Codebook) -> Iterator[Words]:
    yield from (told.text for told in book_texts(book))
    yield from (told.text for code in book for told in code_texts(code))
