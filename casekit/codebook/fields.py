"""What a codebook's file may hold at a place; anything else is a finding, and read as empty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, cast

from casekit.errors import CodebookError
from casekit.files.yaml import Path, Plain
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES, Words

__all__ = ["Entry", "Notes"]


@dataclass(slots=True)
class Notes:
    """What is odd about a file. ``where`` says for people where a path leads: line and column, or sheet and cell."""

    where: Callable[[Path], str]
    language: str = "en"
    findings: list[Finding] = field(default_factory=list)

    def found(self, kind: str, path: Path, **data: object) -> None:
        """Keep a finding about the place where *path* leads."""
        self.findings.append(Finding.of(kind, "warning", self.where(path), **data))


class Entry:
    """One map of the file."""

    def __init__(self, plain: dict[str, Any], path: Path, notes: Notes) -> None:
        self.plain = plain
        self.path = path
        self.notes = notes

    def know(self, names: frozenset[str], *, languages: bool = False) -> None:
        """Any field beside these is unknown."""
        allowed = names | (set(LANGUAGES) if languages else set())
        for name in sorted(self.plain.keys() - allowed):
            near = get_close_matches(name, sorted(names), n=1)
            strange = "codebook_unknown_language" if languages else "codebook_strange_field"
            told = {"near": near[0]} if near else {}
            kind = "codebook_unknown_field" if near else strange
            self.notes.found(kind, (*self.path, name), name=name, **told)

    def required(self, name: str) -> str:
        """A text that must be there.

        Raises:
            CodebookError: it is not.
        """
        value = self.plain.get(name)
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
        if isinstance(value, str):
            return Words.of({self.notes.language: value}) if value else Words()
        inner = self.entry(name)
        return inner.spoken() if inner else Words()

    def spoken(self, *, beside: frozenset[str] = frozenset()) -> Words:
        """The texts per language of this very map, which may hold fields *beside* them."""
        self.know(beside, languages=True)
        texts = {name: self.text(name) for name in sorted(self.plain.keys() & set(LANGUAGES))}
        return Words.of({name: text for name, text in texts.items() if text})

    def entry(self, name: str) -> "Entry | None":
        """The map of this name, if there is one."""
        value = self._kept(name, dict, {})
        return Entry(value, (*self.path, name), self.notes) if value else None

    def entries(self, name: str) -> "Iterator[Entry]":
        """The maps in the list of this name."""
        for place, item in enumerate(self._kept(name, list, [])):
            path = (*self.path, name, place)
            if self._good(item, dict, path, name):
                yield Entry(item, path, self.notes)

    def sentences(self, name: str) -> tuple[Words, ...]:
        """The texts in the list of this name, each per language or plain."""
        items = self._kept(name, list, [])
        made = []
        for place, item in enumerate(items):
            path = (*self.path, name, place)
            if isinstance(item, str):
                made.append(Words.of({self.notes.language: item}))
            elif self._good(item, dict, path, name):
                made.append(Entry(item, path, self.notes).spoken())
        return tuple(words for words in made if words)

    def lists(self, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A list of texts per name, such as search terms per language; sorted, as a project stores it."""
        inner = self.entry(name)
        if inner is None:
            return ()
        return tuple((key, inner.texts(key)) for key in sorted(inner.plain))

    def told(self, name: str) -> tuple[tuple[str, str], ...]:
        """A text per name."""
        inner = self.entry(name)
        return tuple((key, inner.text(key)) for key in sorted(inner.plain)) if inner else ()

    def _kept(self, name: str, wanted: type, empty: object) -> Any:
        value = self.plain.get(name) or empty  # a field with nothing behind the colon
        return value if self._good(value, wanted, (*self.path, name), name) else empty

    def _good(self, value: Plain | object, wanted: type, path: Path, name: str) -> bool:
        if not isinstance(value, wanted):
            self.notes.found("codebook_wrong_type", path, name=name)
        return isinstance(value, wanted)
