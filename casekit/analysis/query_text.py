"""What a query asks, as people type it: ``caseload near flexibility and sector=ngo and not polarity=barrier``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from casekit.errors import PatternError

__all__ = [
    "KEYWORDS",
    "NEAR",
    "Beside",
    "Both",
    "Either",
    "Field",
    "Node",
    "Not",
    "Term",
    "Words",
    "parse_query",
]

Relation = Literal["with", "near", "before", "after"]
Unit = Literal["turns", "words"]
NEAR = 2
"""Turns: the answer before or after, with the question between them."""
_RELATIONS = ("with", "near", "before", "after")
KEYWORDS = (*_RELATIONS, "and", "or", "not")
_PART = re.compile(r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<sign>!=|>=|<=|[=<>(),])|(?P<word>[^\s"()=<>!,]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A code."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are said, as a search term."""

    pattern: str
    at: int


@dataclass(frozen=True, slots=True)
class Field:
    """A property and the values that it may have."""

    name: str
    sign: str
    values: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What is not so."""

    one: "Node"


@dataclass(frozen=True, slots=True)
class Both:
    """All of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The one where the other shares its words, or is so many turns or words away."""

    one: "Node"
    relation: Relation
    distance: int
    unit: Unit
    other: "Node"


Node = Term | Words | Field | Not | Both | Either | Beside


def parse_query(text: str) -> Node:
    """What *text* asks.

    ``and``, ``or``, ``not`` and brackets; between two of them ``with`` (shared words), ``near``, ``before`` and ``after``, which reach two turns, or
    as many as they say: ``near 0 turns``, ``before 20 words``. They bind first, from the right.

    Raises:
        PatternError: what it cannot be. Its data has ``pattern``, ``part`` and ``at``, the place where that begins.

    >>> parse_query('caseload and not role=peer').parts[1]
    Not(one=Field(name='role', sign='=', values=('peer',), at=17))
    """
    return _Parser(text).parsed()


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """In lower case, if it is a word."""
        return self.text.lower() if self.kind == "word" else ""


class _Parser:
    """Goes through the parts of a query once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts = self._cut()
        self.place = 0

    def _cut(self) -> list[_Part]:
        parts, at, end = [], 0, len(self.text.rstrip())
        while at < end:
            found = _PART.match(self.text, at)
            if found is None:
                at = len(self.text) - len(self.text[at:].lstrip())
                raise self._wrong(
                    "query_quote" if self.text[at] == '"' else "query_sign", _Part("", self.text[at], at)
                )
            kind = str(found.lastgroup)
            parts.append(_Part(kind, found[kind], found.start(kind)))
            at = found.end()
        return [*parts, _Part("end", "", end)]

    def parsed(self) -> Node:
        if len(self.parts) == 1:
            raise self._wrong("query_empty", self.parts[0])
        node = self._either()
        if self._now.text == ")":
            raise self._wrong("query_bracket", self._now)
        if self._now.kind != "end":
            raise self._wrong("query_between", self._now)
        return node

    @property
    def _now(self) -> _Part:
        return self.parts[self.place]

    def _take(self) -> _Part:
        self.place += 1
        return self.parts[self.place - 1]

    def _wrong(self, problem: str, part: _Part) -> PatternError:
        return PatternError(problem, pattern=self.text, part=part.text or "–", at=part.at)

    def _either(self) -> Node:
        parts = self._several("or", self._both)
        return parts[0] if len(parts) == 1 else Either(parts)

    def _both(self) -> Node:
        parts = self._several("and", self._not)
        return parts[0] if len(parts) == 1 else Both(parts)

    def _several(self, word: str, each: Callable[[], Node]) -> tuple[Node, ...]:
        parts = [each()]
        while self._now.word == word:
            self._take()
            parts.append(each())
        return tuple(parts)

    def _not(self) -> Node:
        if self._now.word == "not":
            self._take()
            return Not(self._not())
        return self._beside()

    def _beside(self) -> Node:
        one = self._one()
        if self._now.word not in _RELATIONS:
            return one
        relation = cast("Relation", self._take().word)
        distance, unit = self._distance(relation)
        return Beside(one, relation, distance, unit, self._beside())

    def _distance(self, relation: Relation) -> tuple[int, Unit]:
        """``5 turns``, ``20 words``; two turns where nothing is said."""
        if relation == "with" or not (self._now.kind == "word" and self._now.text.isdecimal()):
            return (0 if relation == "with" else NEAR), "turns"
        number = self._take()
        if len(number.text) > 6:
            raise self._wrong("query_distance", number)
        unit = self._take() if self._now.kind != "end" else self._now
        if unit.word not in ("turn", "turns", "word", "words"):
            raise self._wrong("query_distance", unit)
        return int(number.text), cast("Unit", unit.word.rstrip("s") + "s")

    def _one(self) -> Node:
        part = self._take() if self._now.kind != "end" else self._now
        if part.text == "(":
            inside = self._either()
            if self._now.text != ")":
                raise self._wrong(
                    "query_unclosed" if self._now.kind == "end" else "query_between",
                    part if self._now.kind == "end" else self._now,
                )
            self._take()
            return inside
        if part.kind in ("text", "word") and self._now.kind == "sign" and self._now.text not in "(),":
            return Field(_unquoted(part).lower(), self._take().text, self._values(), part.at)
        if part.kind == "text":
            return Words(_unquoted(part), part.at)
        if part.kind != "word" or part.word in KEYWORDS:
            raise self._wrong("query_expected", part)
        return Term(part.text, part.at)

    def _values(self) -> tuple[str, ...]:
        """One value, or several set apart by commas."""
        values = [self._value()]
        while self._now.text == "," and self._now.kind == "sign":
            self._take()
            values.append(self._value())
        return tuple(values)

    def _value(self) -> str:
        part = self._now
        if part.kind not in ("word", "text"):
            raise self._wrong("query_value", part)
        return _unquoted(self._take())


def _unquoted(part: _Part) -> str:
    return part.text[1:-1].replace('""', '"') if part.kind == "text" else part.text
