"""Codebooks: codes with their rules, in several languages."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any, Literal

from casekit.errors import UnknownCodeError
from casekit.model.words import Words
from casekit.wording import language as spoken

__all__ = ["POLARITIES", "Code", "Codebook", "Example", "Exclusion", "Group", "Question"]

POLARITIES = ("barrier", "facilitator", "mixed", "neutral")
Kind = Literal["factor", "outcome", "step"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What does not belong to a code, and the code it belongs to instead."""

    text: Words
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody might say that belongs to a code, and the direction it shows."""

    text: Words
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A research question."""

    id: str
    text: Words
    number: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Themes that are read together, such as one of the four prerequisites."""

    id: str
    label: Words
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """One code. A code without parent is a theme.

    ``indicators`` hold, per language, the search terms that suggest the code.
    """

    id: str
    label: Words
    parent: str | None = None
    definition: Words = field(default_factory=Words)
    kind: Kind = "factor"
    include: tuple[Words, ...] = ()
    exclude: tuple[Exclusion, ...] = ()
    examples: tuple[Example, ...] = ()
    polarity: tuple[tuple[str, Words], ...] = ()
    indicators: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[str, ...] = ()
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    colour: str = ""
    sources: tuple[str, ...] = ()

    def indicators_in(self, language: str) -> tuple[str, ...]:
        """The search terms for documents in *language*."""
        return dict(self.indicators).get(language, ())


@dataclass(frozen=True)
class Codebook:
    """A versioned set of codes. Iterating gives the codes in the order of the file."""

    id: str
    version: str
    title: Words
    codes: tuple[Code, ...]
    languages: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    groups: tuple[Group, ...] = ()
    content: str = "{}"

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """The codes by their id."""
        return {code.id: code for code in self.codes}

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
        return tuple(code for code in self.codes if code.parent is None)

    @property
    def factor_themes(self) -> tuple[Code, ...]:
        """The themes that can hinder or help: not those that hold nothing but steps of a process."""
        kinds = {
            theme.id: {code.kind for code in self.codes if code.parent == theme.id} for theme in self.themes
        }
        return tuple(theme for theme in self.themes if kinds[theme.id] != {"step"})

    def theme_of(self, code: str) -> str:
        """The id of the theme that *code* belongs to; a theme belongs to itself."""
        found = self[code]
        return found.id if found.parent is None else self.theme_of(found.parent)

    def _repr_html_(self) -> str:
        rows = "".join(_row(self, code) for code in self.codes)
        head = f"<caption>{escape(self.title.get(spoken()))} · {escape(self.id)} {escape(self.version)}</caption>"
        return f"<table>{head}<tbody>{rows}</tbody></table>"


def unknown_code(code: str, known: Mapping[str, Any], *, codebook: str) -> UnknownCodeError:
    """The error for a code that the codebook does not have, with the ids that look alike."""
    from difflib import get_close_matches

    near = get_close_matches(code, known, n=3, cutoff=0.5)
    if near:
        return UnknownCodeError("unknown_code", code=code, codebook=codebook, near=", ".join(near))
    return UnknownCodeError("no_such_code", code=code, codebook=codebook, known=", ".join(known))


def canonical(content: Mapping[str, Any]) -> str:
    """The content of a codebook file in one agreed spelling, for storing and comparing."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _row(codebook: Codebook, code: Code) -> str:
    level, parent = 0, code.parent
    while parent is not None:
        level, parent = level + 1, codebook[parent].parent
    label, definition = code.label.get(spoken()), code.definition.get(spoken())
    style = f"text-align:left;padding-left:{1 + 1.5 * level}em" + (";font-weight:bold" if level == 0 else "")
    cells = (
        (style, label),
        ("text-align:left", definition),
        ("text-align:left;font-family:monospace", code.id),
    )
    return "<tr>" + "".join(f'<td style="{css}">{escape(text)}</td>' for css, text in cells) + "</tr>"
