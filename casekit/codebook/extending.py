"""A codebook that takes over another's codes, changes some and adds its own."""

from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from casekit.codebook.references import without_strays
from casekit.codebook.texts import place
from casekit.model.codebook import Base, Code, Codebook, in_tree_order
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words

__all__ = ["extended"]

_Keyed = TypeVar("_Keyed")
_OWN = ("id", "version", "changes")


def extended(book: Codebook, base: Codebook) -> tuple[Codebook, Findings]:
    """The codes of *base*, changed and added to by *book*, under the id, version and title of *book*.

    A code of *book* with an id of *base* overrides the fields that it gives, a text in the languages that it gives; its other
    fields stay as in *base*. A new code stands below its ``parent``, or on top. The codes that ``extends.without`` names go,
    with those below them. Findings: *base* is not the codebook that *book* asks for, or a code is named that is not there;
    ``where`` names the place in *book*, such as ``extends: without 2``.
    """
    findings = _asked_for(book, base)
    without = book.extends.without if book.extends else ()
    left_out = _with_those_below(base, frozenset(without))
    findings += [
        _not_there(base, code, number) for number, code in enumerate(without, 1) if code not in base.by_id
    ]
    kept = {code.id: code for code in base if code.id not in left_out}
    codes = kept | {code.id: _over(kept.get(code.id), code) for code in book}
    whole = _placed(_books_own(book, base), codes, findings)
    whole, dropped = without_strays(whole, left_out - book.by_id.keys())
    return whole, Findings([*findings, *dropped])


def _asked_for(book: Codebook, base: Codebook) -> list[Finding]:
    asked = book.extends
    if asked is None or (asked.codebook, asked.version or base.version) == (base.id, base.version):
        return []
    wanted, found = f"{asked.codebook} {asked.version}".strip(), f"{base.id} {base.version}"
    where = place("extends", "version" if asked.codebook == base.id else "codebook")
    return [Finding.of("extends_another", "warning", where, wanted=wanted, found=found)]


def _not_there(base: Codebook, code: str, number: int) -> Finding:
    near = "".join(get_close_matches(code, base.by_id, n=1))
    where = place("extends", "without", number)
    return Finding.of("extends_without_unknown", "warning", where, code=code, near=near)


def _with_those_below(book: Codebook, codes: frozenset[str]) -> frozenset[str]:
    return frozenset(code.id for code in book if codes.intersection(book.path(code.id)))


def _placed(book: Codebook, given: Mapping[str, Code], findings: list[Finding]) -> Codebook:
    """The codes below those that they name; one whose parent is not there, or is below itself, stands on top."""
    codes = dict(given)
    for code in given.values():
        kind = _flaw(code, codes)
        if kind:
            codes[code.id] = replace(code, parent=None)
            findings.append(Finding.of(kind, "warning", place(code.id, "parent"), parent=code.parent))
    return replace(book, codes=in_tree_order(codes.values()))


def _flaw(code: Code, codes: Mapping[str, Code]) -> str:
    if code.parent is not None and code.parent not in codes:
        return "parent_not_there"
    seen, above = {code.id}, code.parent
    while above is not None and above in codes and above not in seen:
        seen.add(above)
        above = codes[above].parent
    return "parent_below_itself" if above == code.id else ""


def _over(below: Code | None, code: Code) -> Code:
    """The fields that *code* gives, the others as in the code *below* it."""
    if below is None:
        return code
    given = {field.name: getattr(code, field.name) for field in fields(code)}
    kept = {name: _given(getattr(below, name), value) for name, value in given.items()}
    if code.kind == "factor":  # what a file leaves out reads as factor
        kept["kind"] = below.kind
    return replace(code, **kept)


def _given(below: Any, value: Any) -> Any:
    if isinstance(value, Words):
        return _words(below, value)
    return value or below


def _words(below: Words, over: Words) -> Words:
    """Per language; in an agreed order, as a file is read."""
    return Words(tuple(sorted((dict(below.texts) | dict(over.texts)).items())))


def _books_own(book: Codebook, base: Codebook) -> Codebook:
    """The book's fields beside its codes: questions, groups and sources by their id, rules one after the other."""
    told = {
        field.name: _given(getattr(base, field.name), getattr(book, field.name))
        for field in fields(book)
        if field.name not in _OWN
    }
    return replace(
        book,
        **told
        | {
            "title": book.title or base.title,
            "languages": tuple(dict.fromkeys([*base.languages, *book.languages])),
            "coding_rules": tuple(dict.fromkeys([*base.coding_rules, *book.coding_rules])),
            "questions": tuple(_by_id(base.questions, book.questions).values()),
            "groups": tuple(_by_id(base.groups, book.groups).values()),
            "sources": tuple(sorted((dict(base.sources) | dict(book.sources)).items())),
            "authors": tuple(dict.fromkeys([*book.authors, *base.authors])),
            "extends": None,
            "based_on": Base(base.id, base.version),
        },
    )


def _by_id(below: tuple[_Keyed, ...], over: tuple[_Keyed, ...]) -> dict[str, _Keyed]:
    """Entries by id; one that is given again stands in the other's place."""
    return {entry.id: entry for entry in (*below, *over)}  # type: ignore[attr-defined]
