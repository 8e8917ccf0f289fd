"""Plain maps and lists → Codebook, with findings for what could not be understood."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from casekit.codebook.fields import Entry, Notes
from casekit.errors import CodebookError
from casekit.files.yaml import Path, load_yaml
from casekit.model.codebook import (
    FORMAT,
    KINDS,
    ORIGINS,
    POLARITIES,
    Base,
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Kind,
    Question,
    RatingRules,
    in_tree_order,
)
from casekit.model.finding import Finding, Findings
from casekit.model.words import LANGUAGES, Words

__all__ = ["codebook_of", "parse_code", "parse_codebook", "read_codebook"]

_BOOK = frozenset(Codebook.__dataclass_fields__) | {"casekit"}
_CODE = frozenset(Code.__dataclass_fields__) | {"codes"}
_EXAMPLE = frozenset({"direction", "also", "see"})


def read_codebook(data: bytes, *, file: str) -> tuple[Codebook, Findings]:
    """The codebook in a YAML file, and what is odd about it.

    Raises:
        CodebookError: broken YAML, another format, a code without id or given twice, codes above each other in a circle;
            with the place.
    """
    plain, place = load_yaml(data, file=file)
    if not isinstance(plain, dict) or plain.get("casekit") != FORMAT:
        raise CodebookError("not_a_codebook", file=file, format=FORMAT)
    book, findings = codebook_of(plain, place)
    return book, Findings(sorted(findings, key=_line))


def _line(finding: Finding) -> tuple[int, ...]:
    return tuple(int(number) for number in finding.where.rsplit(":", 2)[1:])


@lru_cache(maxsize=32)  # every study of a project asks for the same few
def parse_codebook(content: str) -> Codebook:
    """The codebook whose canonical content a project has stored."""
    return codebook_of(json.loads(content), lambda path: "")[0]


@lru_cache(maxsize=256)
def parse_code(content: str) -> Code:
    """The single code whose canonical content a project has stored."""
    return _code(Entry(json.loads(content), (), Notes(lambda path: "")), None)


def codebook_of(plain: dict[str, Any], where: Callable[[Path], str]) -> tuple[Codebook, Findings]:
    """The codebook that plain content describes; *where* says for people where a path in it leads.

    Raises:
        CodebookError: a codebook or code without id, a code given twice, codes above each other in a circle.
    """
    notes = Notes(where, _first_language(plain))
    top = Entry(plain, (), notes)
    top.know(_BOOK)
    placed = list(_codes(top, None))
    codes = _ordered(placed, notes)
    book = Codebook(
        id=top.required("id"),
        version=top.text("version") or "0",
        title=top.words("title"),
        codes=codes,
        languages=top.texts("languages"),
        description=top.words("description"),
        unit_of_analysis=top.words("unit_of_analysis"),
        coding_rules=top.sentences("coding_rules"),
        rating=_rating(top.entry("rating")),
        questions=tuple(_question(entry) for entry in top.entries("questions")),
        groups=tuple(_group(entry) for entry in top.entries("groups")),
        licence=top.text("licence"),
        authors=top.texts("authors"),
        sources=top.told("sources"),
        changes=tuple(_change(entry) for entry in top.entries("changes")),
        extends=_base(top.entry("extends")),
        based_on=_base(top.entry("based_on")),
    )
    return book, Findings(notes.findings)


def _first_language(plain: dict[str, Any]) -> str:
    told = plain.get("languages")
    first = told[0] if isinstance(told, list) and told else "en"
    return first if first in LANGUAGES else "en"


def _codes(above: Entry, parent: str | None) -> Iterator[tuple[Code, Path]]:
    for entry in above.entries("codes"):
        entry.know(_CODE)
        code = _code(entry, parent)
        yield code, entry.path
        yield from _codes(entry, code.id)


def _ordered(placed: list[tuple[Code, Path]], notes: Notes) -> tuple[Code, ...]:
    """Each code once, each before those below it."""
    seen: set[str] = set()
    for code, path in placed:
        if code.id in seen:
            raise CodebookError("code_twice", where=notes.where(path), code=code.id)
        seen.add(code.id)
    ordered = in_tree_order(code for code, _ in placed)
    reached = {code.id for code in ordered}
    for code, path in placed:
        if code.id not in reached:
            raise CodebookError("codes_in_a_circle", where=notes.where(path), code=code.id)
    return ordered


def _code(entry: Entry, parent: str | None) -> Code:
    if entry.plain.get("colour") == "":  # what begins with # is a remark, unless it is quoted
        entry.notes.found("codebook_no_colour", (*entry.path, "colour"))
    return Code(
        id=entry.required("id"),
        parent=parent or entry.text("parent") or None,
        label=entry.words("label"),
        definition=entry.words("definition"),
        kind=cast("Kind", entry.choice("kind", KINDS, "factor")),
        include=entry.sentences("include"),
        exclude=tuple(_exclusion(one) for one in entry.entries("exclude")),
        examples=tuple(_example(one) for one in entry.entries("examples")),
        counterexamples=tuple(_example(one) for one in entry.entries("counterexamples")),
        polarity=_polarity(entry.entry("polarity")),
        indicators=_indicators(entry),
        questions=entry.texts("questions"),
        links=entry.lists("links"),
        colour=entry.text("colour"),
        origin=entry.choice("origin", ORIGINS),
        sources=entry.texts("sources"),
    )


def _polarity(entry: Entry | None) -> tuple[tuple[str, Words], ...]:
    if entry is None:
        return ()
    entry.know(frozenset(POLARITIES))
    made = ((name, entry.words(name)) for name in POLARITIES)
    return tuple((name, words) for name, words in made if words)


def _indicators(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inner = entry.entry("indicators")
    if inner is None:
        return ()
    inner.know(frozenset(), languages=True)
    made = ((name, inner.texts(name)) for name in sorted(inner.plain.keys() & set(LANGUAGES)))
    return tuple((name, terms) for name, terms in made if terms)


def _exclusion(entry: Entry) -> Exclusion:
    return Exclusion(entry.spoken(beside=frozenset({"see"})), entry.text("see") or None)


def _example(entry: Entry) -> Example:
    return Example(
        entry.spoken(beside=_EXAMPLE),
        entry.choice("direction", POLARITIES),
        entry.texts("also"),
        entry.text("see") or None,
    )


def _question(entry: Entry) -> Question:
    entry.know(frozenset(Question.__dataclass_fields__))
    return Question(entry.required("id"), entry.words("text"), entry.text("number"))


def _group(entry: Entry) -> Group:
    entry.know(frozenset(Group.__dataclass_fields__))
    return Group(entry.required("id"), entry.words("label"), entry.texts("themes"))


def _rating(entry: Entry | None) -> RatingRules:
    if entry is None:
        return RatingRules()
    entry.know(frozenset(RatingRules.__dataclass_fields__))
    return RatingRules(entry.texts("scale"), entry.sentences("rules"))


def _change(entry: Entry) -> Change:
    entry.know(frozenset(Change.__dataclass_fields__))
    return Change(entry.text("version"), entry.text("date"), entry.words("what"), entry.lists("replaced"))


def _base(entry: Entry | None) -> Base | None:
    if entry is None:
        return None
    entry.know(frozenset(Base.__dataclass_fields__))
    return Base(entry.required("codebook"), entry.text("version"), entry.texts("without"))
