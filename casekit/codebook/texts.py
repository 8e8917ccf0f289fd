"""Every text of a codebook with the place where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from casekit.model.codebook import Code, Codebook
from casekit.model.words import Words

__all__ = ["LISTS", "Told", "book_texts", "code_texts", "place"]

LISTS = ("include", "exclude", "examples", "counterexamples")


class Told(NamedTuple):
    """One text: its field, its number among several (from 1; 0 where there is only one), and itself."""

    field: str
    number: int
    text: Words


def code_texts(code: Code) -> Iterator[Told]:
    """The texts of a code that are there."""
    yield from (Told(name, 0, getattr(code, name)) for name in ("label", "definition") if getattr(code, name))
    yield from (Told("include", n, text) for n, text in enumerate(code.include, 1))
    for name in LISTS[1:]:
        yield from (Told(name, n, entry.text) for n, entry in enumerate(getattr(code, name), 1))
    yield from (Told(f"polarity: {name}", 0, text) for name, text in code.polarity)


def book_texts(book: Codebook) -> Iterator[Told]:
    """The texts of a codebook itself that are there."""
    for name in ("title", "description", "unit_of_analysis"):
        if text := getattr(book, name):
            yield Told(name, 0, text)
    yield from (Told("coding_rules", n, text) for n, text in enumerate(book.coding_rules, 1))
    yield from (Told("rating: rules", n, text) for n, text in enumerate(book.rating.rules, 1))
    yield from (Told(f"questions: {one.id}", 0, one.text) for one in book.questions)
    yield from (Told(f"groups: {one.id}", 0, one.label) for one in book.groups)
    yield from (Told(f"changes: {one.version}", 0, one.what) for one in book.changes)


def place(code: str, field: str = "", number: int = 0, language: str = "") -> str:
    """How people are told where something stands.

    >>> place("caseload", "examples", 2, "nl")
    'caseload: examples 2 (nl)'
    """
    head = ": ".join(part for part in (code, field) if part)
    return head + (f" {number}" if number else "") + (f" ({language})" if language else "")
