"""The first sheet of a codebook's workbook: what the others are for and how they are filled in."""

from collections.abc import Iterator

from casekit.exchange.codebook_layout import CODES, SPOKEN, Column, title_of
from casekit.model.codebook import Codebook
from casekit.model.words import LANGUAGES
from casekit.wording import say_in
from casekit.writers.excel_form import Guide

__all__ = ["book_title", "guide_to"]

_STEPS = ("rows", "headings", "languages", "ids", "check", "ignored")
_EXPLAINED = {  # a column that several sheets have is explained on the first
    CODES: (
        "id",
        "parent",
        "label",
        "definition",
        "kind",
        "colour",
        "origin",
        "questions",
        "sources",
        "links",
    ),
    "include": ("code", "text"),
    "exclude": ("see",),
    "examples": ("direction", "also"),
    "counterexamples": (),
    "polarity": (),
    "search terms": ("search terms",),
    "codebook": ("version", "languages", "unit of analysis", "rating scale", "extends", "based on"),
    "coding rules": (),
    "rating rules": (),
    "questions": (),
    "groups": ("themes",),
    "sources": ("key",),
    "changes": ("replaced",),
}


def guide_to(book: Codebook, *, language: str | None = None) -> Guide:
    """The guide in *language*, else in the codebook's first, with its columns named as they are in this codebook."""
    to = _language(book, language)
    first = to if to in book.languages else _language(book, None)
    return Guide(
        name=say_in(to, "codebook_guide.name"),
        title=say_in(to, "codebook_guide.title"),
        steps=tuple(say_in(to, f"codebook_guide.step.{step}") for step in _STEPS),
        heads=tuple(say_in(to, f"codebook_guide.head.{name}") for name in ("sheet", "column", "meaning")),
        rows=tuple(_rows(to, first)),
    )


def book_title(book: Codebook, *, language: str | None = None) -> str:
    """What stands on top of every printed page."""
    title = book.title.shown(_language(book, language)) if book.title else ""
    return " · ".join(part for part in (title or book.id, book.version) if part)


def _language(book: Codebook, language: str | None) -> str:
    return language or next((one for one in book.languages if one in LANGUAGES), "en")


def _rows(to: str, first: str) -> Iterator[tuple[str, str, str]]:
    for sheet, columns in _EXPLAINED.items():
        yield sheet, "", say_in(to, f"codebook_guide.sheet.{sheet.replace(' ', '_')}")
        for field in columns:
            title = title_of(Column(field, first if field in SPOKEN else ""))
            yield "", title, say_in(to, f"codebook_guide.column.{field.replace(' ', '_')}")
