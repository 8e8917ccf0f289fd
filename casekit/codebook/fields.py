"""What a codebook's file may hold at a place; anything else is a finding, and read as empty."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from textwrap import shorten
from typing import Any, cast

from casekit.errors import CodebookError
from casekit.files.yaml import Path, Plain
from casekit.language.indicators import NOT
from casekit.model.finding import Finding, Severity
from casekit.model.words import LANGUAGES, Words

__all__ = ["Entry", "Notes", "line_of"]

_MERGE = "<<"
_NEEDED = frozenset({"label", "title"})
"""Where one of these is missing, a field that is not known most likely holds it."""
_CALLED = {
    "da": ("dk", "dan", "dansk", "danish", "dänisch", "deens"),
    "de": ("ger", "deu", "tysk", "deutsch", "german", "duits"),
    "nl": ("dut", "nld", "hollandsk", "niederländisch", "nederlands", "dutch"),
    "en": ("uk", "gb", "us", "eng", "engelsk", "englisch", "engels", "english"),
}
"""What else people write for a language."""
_SHOWN = 40  # letters of what stands in a place where something else belongs
_NOT = NOT.removesuffix(":")
_OTHERWISE: dict[tuple[type, type], str] = {
    (str, list): "codebook_text_not_list",
    (str, dict): "codebook_text_not_fields",
    (list, str): "codebook_list_not_text",
    (list, dict): "codebook_list_not_fields",
    (dict, str): "codebook_fields_not_text",
    (dict, list): "codebook_fields_not_list",
}
"""What belongs in a place, and what stands there."""


@dataclass(slots=True)
class Notes:
    """What is odd about a file. ``where`` says for people where a path leads: line and column, or sheet and cell."""

    where: Callable[[Path], str]
    language: str = "en"
    findings: list[Finding] = field(default_factory=list)

    def found(self, kind: str, path: Path, severity: Severity = "warning", **data: object) -> None:
        """Keep a finding about the place where *path* leads; an error where something written there is lost by it."""
        self.findings.append(Finding.of(kind, severity, self.where(path), **data))

    def unknown_language(self, name: str, path: Path, *, lost: bool = False) -> None:
        """Keep a finding about a language that casekit does not know, with one that may be meant."""
        near = _language_like(name)
        if near:
            self.found("codebook_language_near", path, "error", name=name, near=near)
        else:
            self.found("codebook_unknown_language", path, "error" if lost else "warning", name=name)

    def told(self) -> list[Finding]:
        """The findings; what is odd in many places is told once, with the first place and how many ``times``."""
        alike: dict[object, list[Finding]] = {}
        for finding in self.findings:
            facts = [(name, fact) for name, fact in finding.data.items() if name not in ("found", "known")]
            alike.setdefault((finding.kind, *facts), []).append(finding)
        return [_first(group) for group in alike.values()]


def _first(group: list[Finding]) -> Finding:
    first = min(group, key=line_of)
    if len(group) == 1:
        return first
    return Finding.of(first.kind, first.severity, first.where, **first.data, times=len(group))


def line_of(finding: Finding) -> tuple[int, ...]:
    """Line and column; places of other kinds come in the order in which they were found."""
    place = re.search(r":(\d+):(\d+)\Z", finding.where)
    return tuple(map(int, place.groups())) if place else ()


class Entry:
    """One map of the file."""

    def __init__(self, plain: dict[str, Any], path: Path, notes: Notes) -> None:
        self.plain = plain
        self.path = path
        self.notes = notes

    def know(self, names: frozenset[str], *, languages: bool = False) -> None:
        """Any field beside these is unknown."""
        allowed = names | (set(LANGUAGES) if languages else set())
        free = sorted(names - self.plain.keys())
        for name in sorted(self.plain.keys() - allowed):
            path = (*self.path, name)
            near = get_close_matches(name, free, n=1)
            if name == _MERGE:
                self.notes.found("codebook_merge_key", path, "error")
            elif near and not (languages and _language_like(name)):
                self.notes.found("codebook_unknown_field", path, "error", name=name, near=near[0])
            elif languages:
                self.notes.unknown_language(name, path)
            else:
                lost: Severity = "error" if _NEEDED.intersection(free) else "warning"
                self.notes.found("codebook_strange_field", path, lost, name=name, known=", ".join(free))

    def required(self, name: str) -> str:
        """A text that must be there.

        Raises:
            CodebookError: it is not, or something else stands there.
        """
        value = self.plain.get(name)
        if value and not isinstance(value, str):
            where = self.notes.where((*self.path, name))
            raise CodebookError("codebook_name_not_text", where=where, name=name, found=_shown(value))
        if not isinstance(value, str) or not value.strip():
            raise CodebookError("codebook_lacks", where=self.notes.where(self.path), name=name)
        return value

    def text(self, name: str) -> str:
        """The text of this name; "" when there is none."""
        return cast("str", self._kept(name, str, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts in the list of this name."""
        items = self._kept(name, list, [])
        return tuple(
            item for place, item in enumerate(items) if self._good(item, str, (*self.path, name, place), name)
        )

    def terms(self, name: str) -> tuple[str, ...]:
        """The search terms in the list of this name; ``not: x`` may stand there as a text, or as a field with one or several."""
        made: list[str] = []
        for place, item in enumerate(self._kept(name, list, [])):
            path = (*self.path, name, place)
            if isinstance(item, dict) and set(item) == {_NOT}:
                told = item[_NOT]
                inner = told if isinstance(told, list) else [told]
                made += [f"{NOT} {one}" for one in inner if self._good(one, str, (*path, _NOT), _NOT)]
            elif self._good(item, str, path, name):
                made.append(item)
        return tuple(made)

    def choice(self, name: str, allowed: tuple[str, ...], default: str = "") -> str:
        """The text of this name, if it is one of those *allowed*."""
        value = self.text(name)
        if value and value not in allowed:
            listed = ", ".join(allowed)
            self.notes.found(
                "codebook_not_allowed", (*self.path, name), name=name, value=value, allowed=listed
            )
            return default
        return value or default

    def words(self, name: str) -> Words:
        """A text per language; a plain text is in the codebook's first language."""
        value = self.plain.get(name)
        if isinstance(value, dict):
            return Entry(value, (*self.path, name), self.notes).spoken()
        text = self.text(name)
        return Words.of({self.notes.language: text}) if text else Words()

    def spoken(self, *, beside: frozenset[str] = frozenset()) -> Words:
        """The texts per language of this very map, which may hold fields *beside* them."""
        self.know(beside, languages=True)
        texts = {name: self.text(name) for name in sorted(self.plain.keys() & set(LANGUAGES))}
        return Words.of({name: text for name, text in texts.items() if text})

    def entry(self, name: str, *fields: str) -> "Entry | None":
        """The map of this name, if there is one; *fields* are some that it may hold."""
        value = self._kept(name, dict, {}, fields)
        return Entry(value, (*self.path, name), self.notes) if value else None

    def entries(self, name: str, *fields: str) -> "Iterator[Entry]":
        """The maps in the list of this name; *fields* are some that they may hold."""
        for place, item in enumerate(self._kept(name, list, [])):
            path = (*self.path, name, place)
            if self._good(item, dict, path, name, fields):
                yield Entry(item, path, self.notes)

    def sentences(self, name: str) -> tuple[Words, ...]:
        """The texts in the list of this name, each per language or plain."""
        items = self._kept(name, list, [])
        made = []
        for place, item in enumerate(items):
            path = (*self.path, name, place)
            if isinstance(item, str):
                made.append(Words.of({self.notes.language: item}))
            elif isinstance(item, dict):
                made.append(Entry(item, path, self.notes).spoken())
            else:
                self._good(item, str, path, name)
        return tuple(words for words in made if words)

    def lists(self, name: str, example: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A list of texts per name, such as search terms per language; sorted, as a project stores it."""
        inner = self.entry(name, example)
        if inner is None:
            return ()
        return tuple((key, inner.texts(key)) for key in sorted(inner.plain))

    def told(self, name: str, example: str) -> tuple[tuple[str, str], ...]:
        """A text per name."""
        inner = self.entry(name, example)
        return tuple((key, inner.text(key)) for key in sorted(inner.plain)) if inner else ()

    def _kept(self, name: str, wanted: type, empty: object, fields: Iterable[str] = ()) -> Any:
        value = self.plain.get(name) or empty  # a field with nothing behind the colon
        return value if self._good(value, wanted, (*self.path, name), name, fields) else empty

    def _good(
        self, value: Plain | object, wanted: type, path: Path, name: str, fields: Iterable[str] = ()
    ) -> bool:
        good = isinstance(value, wanted)
        if not good:
            told = {"fields": ", ".join(fields)} if wanted is dict else {}
            kind = _OTHERWISE[wanted, type(value)]
            self.notes.found(kind, path, "error", name=name, found=_shown(value), **told)
        return good


def _language_like(name: str) -> str:
    """The language that a name for one most likely means: Dansk, en-GB; "" when there is none."""
    told = name.strip().casefold()
    code = re.split(r"[-_]", told)[0]
    if code in LANGUAGES:
        return code
    return next((language for language, names in _CALLED.items() if told in names), "")


def _shown(value: Plain | object) -> str:
    """What stands in a place, short: a text, the texts of a list, the names of fields."""
    told = [value] if isinstance(value, str) else [one for one in value if isinstance(one, str)]  # type: ignore[attr-defined]
    return shorten(", ".join(told), _SHOWN, placeholder=" …") or "…"
