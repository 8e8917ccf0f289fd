"""What another program's format cannot hold of a codebook: each field with how often it is there."""

from collections import Counter
from collections.abc import Collection, Iterator

from casekit.codebook.texts import book_texts, code_texts
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding

__all__ = ["losses"]

_BOOK = (
    "title",
    "description",
    "unit_of_analysis",
    "coding_rules",
    "rating",
    "questions",
    "groups",
    "licence",
    "authors",
    "sources",
    "changes",
    "extends",
    "based_on",
)
_CODE = (
    "label",
    "definition",
    "kind",
    "include",
    "exclude",
    "examples",
    "counterexamples",
    "polarity",
    "indicators",
    "questions",
    "links",
    "colour",
    "origin",
    "sources",
)


def losses(
    book: Codebook, *, language: str, target: str, held: Collection[str], held_of_codes: Collection[str]
) -> Iterator[Finding]:
    """A note for each field that is there and not held by *target*, a format; and for texts in other languages.

    Where a text is missing in *language* another stands in, and that is told too.
    """
    for field in _BOOK:
        if field not in held and getattr(book, field):
            yield Finding.of(
                "exchange_no_place",
                "note",
                book.id,
                target=target,
                field=field,
                n=_size(getattr(book, field)),
            )
    for field in _CODE:
        n = sum(_entries(code, field) for code in book)
        if field not in held_of_codes and n:
            yield Finding.of(
                "exchange_no_place", "note", f"{book.id}: codes", target=target, field=field, n=n
            )
    yield from _languages(book, language, target, {*held}, {*held_of_codes})


def _languages(
    book: Codebook, language: str, target: str, held: set[str], held_of_codes: set[str]
) -> Iterator[Finding]:
    texts = [told.text for told in book_texts(book) if told.field.partition(":")[0] in held]
    for code in book:
        texts += [told.text for told in code_texts(code) if told.field.partition(":")[0] in held_of_codes]
    others = Counter(one for text in texts for one, _ in text.texts if one != text.language(language))
    if "indicators" in held_of_codes:
        others.update(
            one for code in book for one, terms in code.indicators for _ in terms if one != language
        )
    if others:
        listed = ", ".join(sorted(others))
        yield Finding.of(
            "exchange_other_languages", "note", book.id, target=target, n=others.total(), languages=listed
        )
    stand_in = sum(bool(text) and not text.has(language) for text in texts)
    if stand_in:
        yield Finding.of("exchange_stands_in", "note", book.id, language=language, n=stand_in)


def _entries(code: Code, field: str) -> int:
    value = getattr(code, field)
    if field == "kind":
        return int(value != "factor")
    if field == "indicators" or field == "links":
        return sum(len(entries) for _, entries in value)
    return _size(value)


def _size(value: object) -> int:
    return len(value) if isinstance(value, tuple) else int(bool(value))
