"""Plain maps and lists → Codebook, with findings for what could not be understood."""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from casekit.codebook.fields import Entry, Notes, line_of
from casekit.codebook.versions import version_order
from casekit.errors import CodebookError
from casekit.files.yaml import Path, Plain, load_yaml
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
from casekit.model.finding import Findings
from casekit.model.words import LANGUAGES, Words

__all__ = ["codebook_of", "parse_code", "parse_codebook", "read_codebook"]

_BOOK = frozenset(Codebook.__dataclass_fields__) | {"casekit"}
_CODE = frozenset(Code.__dataclass_fields__) | {"codes"}
_EXAMPLE = frozenset({"direction", "also", "see"})
_ID = re.compile(r"[\w.-]+")
_LATER = re.compile(r"codebook/[0-9]+")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing, so that a text looks otherwise than it is."""


def read_codebook(data: bytes, *, file: str) -> tuple[Codebook, Findings]:
    """The codebook in a YAML file, and what is odd about it.

    Raises:
        CodebookError: broken YAML, another format, a code without id or given twice, codes above each other in a circle;
            with the place.
    """
    plain, place = load_yaml(data, file=file)
    if not isinstance(plain, dict) or plain.get("casekit") != FORMAT:
        raise _not_a_codebook(plain, place, file)
    book, findings = codebook_of(plain, place)
    return book, Findings(sorted(findings, key=line_of))


def _not_a_codebook(plain: Plain, where: Callable[[Path], str], file: str) -> CodebookError:
    found = plain.get("casekit") if isinstance(plain, dict) else None
    if found is None:
        return CodebookError("not_a_codebook", file=f"{file}:1:1", format=FORMAT)
    place = where(("casekit",))
    if isinstance(found, str) and _LATER.fullmatch(found):
        return CodebookError("codebook_of_another_format", where=place, found=found, format=FORMAT)
    return CodebookError("not_a_codebook", file=place, format=FORMAT)


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
    _check_ids(plain, notes)
    _check_signs(plain, (), notes)
    placed = list(_codes(top, None))
    codes = _ordered(placed, notes)
    book = Codebook(
        id=top.required("id"),
        version=_version(top) or "0",
        title=top.words("title"),
        codes=codes,
        languages=_languages(top),
        description=top.words("description"),
        unit_of_analysis=top.words("unit_of_analysis"),
        coding_rules=top.sentences("coding_rules"),
        rating=_rating(top.entry("rating", "scale", "rules")),
        questions=tuple(_question(entry) for entry in top.entries("questions", "id", "text")),
        groups=tuple(_group(entry) for entry in top.entries("groups", "id", "label", "themes")),
        licence=top.text("licence"),
        authors=top.texts("authors"),
        sources=top.told("sources", "source"),
        changes=tuple(_change(entry) for entry in top.entries("changes", "version", "what")),
        extends=_base(top.entry("extends", "codebook", "version")),
        based_on=_base(top.entry("based_on", "codebook", "version")),
    )
    return book, Findings(notes.told())


def _first_language(plain: dict[str, Any]) -> str:
    told = plain.get("languages")
    return next((one for one in told if one in LANGUAGES), "en") if isinstance(told, list) else "en"


def _languages(top: Entry) -> tuple[str, ...]:
    """Those that casekit knows; of another nothing could be asked but that every text lacks it."""
    told = top.texts("languages")
    known = tuple(language for language in told if language in LANGUAGES)
    for language in told:
        if language not in LANGUAGES:
            place = top.plain["languages"].index(language)
            top.notes.unknown_language(language, ("languages", place), lost=not known)
    return known


def _version(top: Entry) -> str:
    version = top.text("version")
    if version and not version_order(version) and "0" not in version:
        top.notes.found("codebook_version_unfit", ("version",), version=version)
    return version


def _check_signs(plain: Plain, path: Path, notes: Notes) -> None:
    if isinstance(plain, str):
        if not plain.isascii() and (sign := _TURNING.search(plain)):
            notes.found("codebook_turning_sign", path, "error", sign=f"U+{ord(sign[0]):04X}")
        return
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain):
        _check_signs(value, (*path, key), notes)


def _check_ids(plain: dict[str, Any], notes: Notes) -> None:
    """
    Raises:
        CodebookError: codes without id, told once; where each has a field instead that may be meant for it, with its name.
    """
    lacking = list(_without_id(plain, ()))
    if not lacking:
        return
    codes = [code for _, code in lacking]
    where, n = notes.where(lacking[0][0]), len(lacking)
    instead = [name for name in codes[0] if name not in _CODE and _tells_apart(codes, name)]
    if instead:
        raise CodebookError("codes_renamed_id", where=where, other=instead[0], n=n)
    if n > 1:
        raise CodebookError("codes_lack_id", where=where, n=n)
    raise CodebookError("codebook_lacks", where=where, name="id")


def _without_id(plain: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    codes = plain.get("codes")
    for place, code in enumerate(codes if isinstance(codes, list) else ()):
        if isinstance(code, dict):
            here = (*path, "codes", place)
            id = code.get("id")
            if not id or (isinstance(id, str) and not id.strip()):
                yield here, code
            yield from _without_id(code, here)


def _tells_apart(codes: list[dict[str, Any]], name: str) -> bool:
    """Whether a field holds what looks like an id, another one for each code."""
    told = [code.get(name) for code in codes]
    return all(isinstance(one, str) and _ID.fullmatch(one) for one in told) and len(set(told)) == len(told)


def _codes(above: Entry, parent: str | None) -> Iterator[tuple[Code, Path]]:
    for entry in above.entries("codes", "id", "label"):
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
        exclude=tuple(_exclusion(one) for one in entry.entries("exclude", *LANGUAGES, "see")),
        examples=tuple(_example(one) for one in entry.entries("examples", "direction", *LANGUAGES)),
        counterexamples=tuple(_example(one) for one in entry.entries("counterexamples", *LANGUAGES, "see")),
        polarity=_polarity(entry.entry("polarity", *POLARITIES)),
        indicators=_indicators(entry),
        questions=entry.texts("questions"),
        links=entry.lists("links", "cfir_2022"),
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
    inner = entry.entry("indicators", *LANGUAGES)
    if inner is None:
        return ()
    inner.know(frozenset(), languages=True)
    made = ((name, inner.terms(name)) for name in sorted(inner.plain.keys() & set(LANGUAGES)))
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
    return Change(
        entry.text("version"), entry.text("date"), entry.words("what"), entry.lists("replaced", "old_code")
    )


def _base(entry: Entry | None) -> Base | None:
    if entry is None:
        return None
    entry.know(frozenset(Base.__dataclass_fields__))
    return Base(entry.required("codebook"), entry.text("version"), entry.texts("without"))
