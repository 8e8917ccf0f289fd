"""What each field of a codebook or code says, per language, so that two versions can be compared in what they mean."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from casekit.model.codebook import Base, Code, Codebook, Example, Exclusion, Group, Question, RatingRules
from casekit.model.words import LANGUAGES, Words

__all__ = ["BOOK_FIELDS", "CODE_FIELDS", "Difference", "difference"]

Said = Mapping[str, tuple[str, ...]]
"""Statements per language; those in no language stand under ""."""


class Difference(NamedTuple):
    """In which languages a field says something else, what went, what came, and whether the meaning may be another.

    It may where a language said something before, or where nothing was said at all: a translation added is no other meaning.
    """

    languages: tuple[str, ...]
    before: str
    after: str
    matters: bool


def difference(before: Code | Codebook, after: Code | Codebook, field: str) -> Difference | None:
    """In what a field of two codes, or of two codebooks, differs; None where both say the same in whatever order."""
    old, new = getattr(before, field), getattr(after, field)
    if old == new:
        return None
    says = (CODE_FIELDS if isinstance(before, Code) else BOOK_FIELDS)[field]
    one, other = says(old), says(new)
    went = {name: _without(one.get(name, ()), other.get(name, ())) for name in one}
    came = {name: _without(other.get(name, ()), one.get(name, ())) for name in other}
    changed = [name for name in ("", *LANGUAGES) if went.get(name) or came.get(name)]
    if not changed:
        return None
    matters = not one or any(one.get(name) for name in changed)
    return Difference(
        tuple(name for name in changed if name), _shown(went, changed), _shown(came, changed), matters
    )


def _without(texts: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text not in set(others))


def _shown(texts: Said, names: list[str]) -> str:
    """The texts; with the name of the language before each where there are several."""
    lines = {name: "; ".join(texts[name]) for name in names if texts.get(name)}
    if len(names) == 1:
        return "".join(lines.values())
    return "\n".join(f"{name}: {line}" if name else line for name, line in lines.items())


def _plain(value: str | None) -> Said:
    return {"": (value,)} if value else {}


def _list(value: tuple[str, ...]) -> Said:
    return {"": value}


def _words(value: Words) -> Said:
    return {name: (text,) for name, text in value.texts}


def _each(says: Callable[[Any], Said]) -> Callable[[Iterable[Any]], Said]:
    """What the entries of a list say, one after the other."""

    def joined(entries: Iterable[Any]) -> Said:
        whole: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            for name, texts in says(entry).items():
                whole[name] = whole.get(name, ()) + texts
        return whole

    return joined


def _around(words: Words, before: str, after: str = "") -> Said:
    return {name: (before + text + after,) for name, text in words.texts}


def _exclusion(entry: Exclusion) -> Said:
    return _around(entry.text, "", f" → {entry.see}" if entry.see else "")


def _example(entry: Example) -> Said:
    head = f"[{entry.direction}] " if entry.direction else ""
    return _around(entry.text, head, "".join(f" → {code}" for code in (*entry.also, entry.see) if code))


def _direction(entry: tuple[str, Words]) -> Said:
    return _around(entry[1], f"{entry[0]}: ")


def _link(entry: tuple[str, tuple[str, ...]]) -> Said:
    return {"": (f"{entry[0]}: {', '.join(entry[1])}",)}


def _source(entry: tuple[str, str]) -> Said:
    return {"": (f"{entry[0]}: {entry[1]}",)}


def _question(entry: Question) -> Said:
    return {"": (" ".join(filter(None, (entry.id, entry.number))),), **_around(entry.text, f"{entry.id}: ")}


def _group(entry: Group) -> Said:
    return {"": (f"{entry.id}: {', '.join(entry.themes)}",), **_around(entry.label, f"{entry.id}: ")}


def _rating(rating: RatingRules) -> Said:
    return {**_each(_words)(rating.rules), **({"": rating.scale} if rating.scale else {})}


def _base(base: Base | None) -> Said:
    if base is None:
        return {}
    without = f" – {', '.join(base.without)}" if base.without else ""
    return {"": (f"{base.codebook} {base.version}{without}",)}


CODE_FIELDS: Mapping[str, Callable[[Any], Said]] = {
    "label": _words,
    "definition": _words,
    "kind": _plain,
    "include": _each(_words),
    "exclude": _each(_exclusion),
    "polarity": _each(_direction),
    "examples": _each(_example),
    "counterexamples": _each(_example),
    "indicators": dict,
    "questions": _list,
    "links": _each(_link),
    "colour": _plain,
    "origin": _plain,
    "sources": _list,
}
BOOK_FIELDS: Mapping[str, Callable[[Any], Said]] = {
    "id": _plain,
    "title": _words,
    "languages": _list,
    "description": _words,
    "unit_of_analysis": _words,
    "coding_rules": _each(_words),
    "rating": _rating,
    "questions": _each(_question),
    "groups": _each(_group),
    "licence": _plain,
    "authors": _list,
    "sources": _each(_source),
    "extends": _base,
    "based_on": _base,
}
