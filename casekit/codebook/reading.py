"""YAML bytes → Codebook, with findings for what could not be understood."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from casekit.errors import CodebookError
from casekit.files.yaml import Plain, load_yaml
from casekit.model.codebook import (
    POLARITIES,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Kind,
    Question,
    canonical,
)
from casekit.model.finding import Finding, Findings
from casekit.model.words import LANGUAGES, Words

__all__ = ["parse_codebook", "read_codebook"]

FORMAT = "codebook/1"
_BOOK = {
    "casekit", "id", "version", "languages", "title", "description", "unit_of_analysis", "licence", "authors",
    "sources", "coding_rules", "rating", "questions", "groups", "changes", "codes",
}  # fmt: skip
_CODE = {
    "id", "label", "definition", "kind", "include", "exclude", "examples", "polarity", "indicators", "questions",
    "links", "colour", "sources", "codes",
}  # fmt: skip


def read_codebook(data: bytes, *, file: str) -> tuple[Codebook, Findings]:
    """The codebook in a YAML file, and what is odd about it.

    Raises:
        CodebookError: broken YAML, another format, a code without id or given twice; with *file* and line.
    """
    plain, lines = load_yaml(data, file=file)
    if not isinstance(plain, dict) or plain.get("casekit") != FORMAT:
        raise CodebookError("not_a_codebook", file=file, format=FORMAT)
    reading = _Reading(file, lines)
    book = reading.codebook(plain)
    return book, Findings(reading.findings)


@lru_cache(maxsize=32)  # every study of a project asks for the same few
def parse_codebook(content: str) -> Codebook:
    """The codebook whose canonical content a project has stored."""
    return _Reading("", {}).codebook(json.loads(content))


class _Reading:
    """Reads one file; collects findings with their lines."""

    def __init__(self, file: str, lines: dict[int, int]) -> None:
        self.file = file
        self.lines = lines
        self.findings: list[Finding] = []
        self.sees: list[tuple[str, str, dict[str, Any]]] = []

    def codebook(self, plain: dict[str, Any]) -> Codebook:
        self.unknown(plain, _BOOK)
        codes = tuple(self.codes(self.items(plain, "codes"), None))
        self.unique(codes)
        self.redirects(codes)
        return Codebook(
            id=self.required(plain, "id"),
            version=self.text(plain, "version") or "0",
            title=self.words(plain.get("title"), plain),
            codes=codes,
            languages=tuple(self.texts(plain, "languages")),
            questions=tuple(self.question(item) for item in self.items(plain, "questions")),
            groups=tuple(self.group(item) for item in self.items(plain, "groups")),
            content=canonical(plain),
        )

    def codes(self, items: list[dict[str, Any]], parent: str | None) -> Iterator[Code]:
        for item in items:
            self.unknown(item, _CODE)
            code = self.code(item, parent)
            yield code
            yield from self.codes(self.items(item, "codes"), code.id)

    def code(self, item: dict[str, Any], parent: str | None) -> Code:
        return Code(
            id=self.required(item, "id"),
            parent=parent,
            label=self.words(item.get("label"), item),
            definition=self.words(item.get("definition"), item),
            kind=cast("Kind", self.choice(item, "kind", ("factor", "outcome", "step")) or "factor"),
            include=tuple(self.words(entry, item) for entry in self.items(item, "include")),
            exclude=tuple(self.exclusion(entry, item) for entry in self.items(item, "exclude")),
            examples=tuple(self.example(entry) for entry in self.items(item, "examples")),
            polarity=tuple(
                (name, self.words(value, item)) for name, value in self.map(item, "polarity").items()
            ),
            indicators=tuple(
                (name, tuple(self.strings(value, item, name)))
                for name, value in self.spoken(self.map(item, "indicators"), item).items()
            ),
            questions=tuple(self.texts(item, "questions")),
            links=tuple(
                (name, tuple(self.strings(value, item, name)))
                for name, value in self.map(item, "links").items()
            ),
            colour=self.text(item, "colour"),
            sources=tuple(self.texts(item, "sources")),
        )

    def exclusion(self, item: dict[str, Any], code: dict[str, Any]) -> Exclusion:
        rest = {name: value for name, value in item.items() if name != "see"}
        see = self.text(item, "see") or None
        if see:
            self.sees.append((str(code["id"]), see, item))
        return Exclusion(self.words(rest, item), see)

    def example(self, item: dict[str, Any]) -> Example:
        direction = self.choice(item, "direction", POLARITIES)
        rest = {name: value for name, value in item.items() if name != "direction"}
        return Example(self.words(rest, item), direction)

    def question(self, item: dict[str, Any]) -> Question:
        return Question(
            self.required(item, "id"), self.words(item.get("text"), item), self.text(item, "number")
        )

    def group(self, item: dict[str, Any]) -> Group:
        return Group(
            self.required(item, "id"), self.words(item.get("label"), item), tuple(self.texts(item, "themes"))
        )

    # What a place in the file may hold; anything else is a finding, and read as empty.

    def items(self, place: dict[str, Any], name: str) -> list[dict[str, Any]]:
        return [item for item in self.kept(place, name, list, []) if self.good(item, dict, place, name)]

    def map(self, place: dict[str, Any], name: str) -> dict[str, Any]:
        return dict(sorted(self.kept(place, name, dict, {}).items()))  # as a project stores it

    def text(self, place: dict[str, Any], name: str) -> str:
        return cast("str", self.kept(place, name, str, ""))

    def texts(self, place: dict[str, Any], name: str) -> list[str]:
        return self.strings(place.get(name) or [], place, name)

    def strings(self, value: Plain, place: dict[str, Any], name: str) -> list[str]:
        items = value if self.good(value, list, place, name) else []
        return [item for item in items if self.good(item, str, place, name) and isinstance(item, str)]

    def words(self, value: Plain | None, place: dict[str, Any]) -> Words:
        if value is None:
            return Words()
        if isinstance(value, str):
            return Words.of({"en": value}) if value else Words()
        if not self.good(value, dict, place, ""):
            return Words()
        texts = self.spoken(cast("dict[str, Any]", value), place)
        return Words.of(
            {name: text for name, text in texts.items() if self.good(text, str, place, name) and text}
        )

    def spoken(self, texts: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
        for name in sorted(texts.keys() - set(LANGUAGES)):
            self.found("codebook_unknown_language", place, name=name)
        return dict(sorted(texts.items()))

    def choice(self, place: dict[str, Any], name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(place, name)
        if value and value not in allowed:
            self.found("codebook_not_allowed", place, name=name, value=value, allowed=", ".join(allowed))
            return ""
        return value

    def required(self, place: dict[str, Any], name: str) -> str:
        value = place.get(name)
        if not isinstance(value, str) or not value.strip():
            raise CodebookError("codebook_lacks", file=self.file, line=self.line(place), name=name)
        return value

    def kept(self, place: dict[str, Any], name: str, wanted: type, empty: object) -> Any:
        value = place.get(name) or empty  # a field with nothing behind the colon
        return value if self.good(value, wanted, place, name) else empty

    def good(self, value: object, wanted: type, place: object, name: str) -> bool:
        if not isinstance(value, wanted):
            self.found("codebook_wrong_type", place, name=name or str(value)[:40])
        return isinstance(value, wanted)

    # What the whole file must keep.

    def unknown(self, place: dict[str, Any], known: set[str]) -> None:
        from difflib import get_close_matches

        for name in sorted(place.keys() - known):
            near = get_close_matches(name, sorted(known), n=1)
            self.found("codebook_unknown_field", place, name=name, near=near[0] if near else "–")

    def unique(self, codes: tuple[Code, ...]) -> None:
        seen: set[str] = set()
        for code in codes:
            if code.id in seen:
                raise CodebookError("code_twice", file=self.file, code=code.id)
            seen.add(code.id)

    def redirects(self, codes: tuple[Code, ...]) -> None:
        known = {code.id for code in codes}
        for code, see, place in self.sees:
            if see not in known:
                self.found("codebook_redirect_nowhere", place, code=code, see=see)

    def found(self, kind: str, place: object, **data: object) -> None:
        self.findings.append(Finding.of(kind, "warning", f"{self.file}:{self.line(place)}", **data))

    def line(self, place: object) -> int:
        return self.lines.get(id(place), 1)
