"""Codebooks: codes with their rules, in several languages."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from casekit.errors import UnknownCodeError
from casekit.model.codes import (
    FORMAT,
    KINDS,
    ORIGINS,
    POLARITIES,
    Base,
    Change,
    Code,
    Example,
    Exclusion,
    Group,
    Kind,
    Question,
    RatingRules,
    in_tree_order,
    told,
)
from casekit.model.content import canonical, kept, plain_base, plain_change, plain_code, plain_words
from casekit.model.words import Words
from casekit.wording import language

__all__ = [
    "FORMAT",
    "KINDS",
    "ORIGINS",
    "POLARITIES",
    "Base",
    "Change",
    "Code",
    "Codebook",
    "Example",
    "Exclusion",
    "Group",
    "Kind",
    "Question",
    "RatingRules",
    "in_tree_order",
    "plain_codebook",
    "unknown_code",
]


@dataclass(frozen=True)
class Codebook:
    """A versioned set of codes. Iterating gives the codes in the order of the file, each before those below it."""

    id: str = told("Stable id, as file name and in commands.")
    version: str = told("Version; every change gets a new one.", "0")
    title: Words = told("What people call it.", Words)
    codes: tuple[Code, ...] = told("The codes; those without parent are themes.", ())
    languages: tuple[str, ...] = told("Languages in which it is meant to be complete.", ())
    description: Words = told("What it is for.", Words)
    unit_of_analysis: Words = told("What a case is, and what one coding covers.", Words)
    coding_rules: tuple[Words, ...] = told("Rules that hold for all codes.", ())
    rating: RatingRules = told("How a code is rated in a case.", RatingRules())
    questions: tuple[Question, ...] = told("Research questions.", ())
    groups: tuple[Group, ...] = told("Themes that are read together.", ())
    licence: str = told("Licence under which it may be shared.")
    authors: tuple[str, ...] = told("Who wrote it.", ())
    sources: tuple[tuple[str, str], ...] = told("Key: where it comes from.", ())
    changes: tuple[Change, ...] = told("What each version changed, oldest first.", ())
    extends: Base | None = told("A codebook whose codes this one takes over and adds to.", None)
    based_on: Base | None = told("The codebook it was made from.", None)

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """The codes by their id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def content(self) -> str:
        """All of it as JSON in one agreed spelling, for storing and comparing."""
        return canonical(plain_codebook(self))

    @cached_property
    def digest(self) -> str:
        """The sha256 of the content: equal codebooks have equal digests."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, code: str) -> Code:
        """The code with this id.

        Raises:
            UnknownCodeError: with the codes that come nearest.
        """
        try:
            return self.by_id[code]
        except KeyError:
            raise unknown_code(code, self.by_id, codebook=self.id) from None

    @property
    def themes(self) -> tuple[Code, ...]:
        """The top-level codes."""
        return tuple(code for code in self.codes if code.parent not in self.by_id)

    @property
    def factor_themes(self) -> tuple[Code, ...]:
        """The themes that can hinder or help: not those that hold nothing but steps of a process."""
        kinds = {
            theme.id: {code.kind for code in self.codes if code.parent == theme.id} for theme in self.themes
        }
        return tuple(theme for theme in self.themes if kinds[theme.id] != {"step"})

    @cached_property
    def children(self) -> Mapping[str, tuple[Code, ...]]:
        """The codes right below each code that has some."""
        below: dict[str, list[Code]] = {}
        for code in self.codes:
            if code.parent is not None:
                below.setdefault(code.parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    def path(self, code: str) -> tuple[str, ...]:
        """The ids from the theme down to *code*; one whose parent is not there stands on top."""
        found = self[code]
        above = found.parent if found.parent in self.by_id else None
        return (found.id,) if above is None else (*self.path(above), found.id)

    def theme_of(self, code: str) -> str:
        """The id of the theme that *code* belongs to; a theme belongs to itself."""
        return self.path(code)[0]

    def colour_of(self, code: str) -> str:
        """The colour of *code*, else of the nearest code above that has one; "" when there is none."""
        colours = [self[one].colour for one in self.path(code)]
        return next((colour for colour in reversed(colours) if colour), "")

    def __repr__(self) -> str:
        rows = (f"{'  ' * len(self.path(code.id))}{_named(code)}" for code in self)
        return "\n".join([f"{self.title.shown(language()) or self.id} · {self.id} {self.version}", *rows])

    def _repr_html_(self) -> str:
        rows = "".join(_row(self, code) for code in self)
        title = f"{self.title.shown(language())} · {self.id} {self.version}"
        return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"


def plain_codebook(book: Codebook) -> dict[str, Any]:
    """The whole codebook as plain maps, lists and texts, its fields in the order of a file.

    Empty fields are left out; codes stand inside the code above them.
    """
    return {"casekit": FORMAT} | kept(
        {
            "id": book.id,
            "version": book.version,
            "languages": list(book.languages),
            "title": plain_words(book.title),
            "extends": plain_base(book.extends),
            "based_on": plain_base(book.based_on),
            "description": plain_words(book.description),
            "unit_of_analysis": plain_words(book.unit_of_analysis),
            "licence": book.licence,
            "authors": list(book.authors),
            "sources": dict(book.sources),
            "coding_rules": [plain_words(rule) for rule in book.coding_rules],
            "rating": kept(
                {"scale": list(book.rating.scale), "rules": [plain_words(rule) for rule in book.rating.rules]}
            ),
            "questions": [
                kept({"id": one.id, "number": one.number, "text": plain_words(one.text)})
                for one in book.questions
            ],
            "groups": [
                kept({"id": one.id, "label": plain_words(one.label), "themes": list(one.themes)})
                for one in book.groups
            ],
            "changes": [plain_change(change) for change in book.changes],
            "codes": _nested(book, [code for code in book if code.parent not in book.by_id]),
        }
    )


def _nested(book: Codebook, codes: Iterable[Code]) -> list[dict[str, Any]]:
    """Codes with those below them inside; where that says who is above, ``parent`` need not."""
    made = []
    for code in codes:
        plain = plain_code(code)
        if code.parent in book.by_id:
            del plain["parent"]
        below = _nested(book, book.children.get(code.id, ()))
        made.append(plain | ({"codes": below} if below else {}))
    return made


def unknown_code(code: str, known: Mapping[str, Any], *, codebook: str) -> UnknownCodeError:
    """The error for a code that the codebook does not have, with the ids that look alike."""
    from difflib import get_close_matches

    near = get_close_matches(code, known, n=3, cutoff=0.5)
    if near:
        return UnknownCodeError("unknown_code", code=code, codebook=codebook, near=", ".join(near))
    return UnknownCodeError("no_such_code", code=code, codebook=codebook, known=", ".join(known))


def _named(code: Code) -> str:
    return f"{code.label.shown(language()) or code.id} · {code.id}"


def _row(book: Codebook, code: Code) -> str:
    level = len(book.path(code.id)) - 1
    style = f"text-align:left;padding-left:{1 + 1.5 * level}em{_spot(book.colour_of(code.id))}"
    cells = (
        (style + (";font-weight:bold" if level == 0 else ""), code.label.shown(language())),
        ("text-align:left", code.definition.shown(language())),
        ("text-align:left;font-family:monospace", code.id),
    )
    return "<tr>" + "".join(f'<td style="{css}">{escape(text)}</td>' for css, text in cells) + "</tr>"


def _spot(colour: str) -> str:
    """A bar in the theme's colour; what is no colour stays out of the page."""
    good = colour[:1] == "#" and len(colour) == 7 and colour[1:].isalnum()
    return f";border-left:0.4em solid {colour}" if good else ""
