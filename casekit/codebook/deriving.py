"""A new codebook: a blank one, or one made from another."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from casekit.codebook.ids import fit_id
from casekit.codebook.references import without_strays
from casekit.errors import CodebookError
from casekit.model.codebook import Base, Code, Codebook, Example, Exclusion
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words

__all__ = ["blank", "derive", "extension"]

_Entry = TypeVar("_Entry", Exclusion, Example)


def blank(id: str, *, languages: Iterable[str], title: str = "") -> Codebook:
    """A codebook without codes, to be complete in *languages*; the title is in the first of them.

    Raises:
        CodebookError: no id, or one with blanks or capitals.

    >>> blank("ours", languages=["da", "en"], title="Vores").title.get("da")
    'Vores'
    """
    wanted = tuple(dict.fromkeys(languages))
    words = Words.of({wanted[0] if wanted else "en": title}) if title else Words()
    return Codebook(_named(id), "0.1.0", words, languages=wanted)


def extension(base: Codebook, id: str, *, title: str = "") -> Codebook:
    """A codebook without own codes that extends *base* at its version, in the languages of *base*.

    Raises:
        CodebookError: no id, or one with blanks or capitals.
    """
    return replace(blank(id, languages=base.languages, title=title), extends=Base(base.id, base.version))


def _named(id: str) -> str:
    if not id.strip():
        raise CodebookError("codebook_without_id")
    return fit_id(id)


def derive(
    book: Codebook,
    id: str,
    *,
    codes: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    version: str = "0.1.0",
) -> tuple[Codebook, Findings]:
    """A copy of *book* under a new id, and what had to go: of some of its codes (with those above and below), in some languages.

    References to codes that are left out go, with a finding for each; groups keep the themes that are there, and with *codes*
    only the research questions and sources stay that they name. ``based_on`` says what it was made from; changes begin anew.

    Raises:
        UnknownCodeError: a code that the book does not have.
        CodebookError: no id, or one with blanks or capitals.
    """
    kept = set(book.by_id) if codes is None else _with_their_branches(book, tuple(codes))
    part = replace(
        book,
        id=_named(id),
        version=version,
        codes=tuple(code for code in book if code.id in kept),
        changes=(),
        based_on=Base(book.id, book.version),
    )
    part, findings = without_strays(part, frozenset(book.by_id.keys() - kept))
    if codes is not None:
        part = _with_what_is_named(part)
    if languages is None:
        return part, Findings(findings)
    wanted = tuple(dict.fromkeys(languages))
    whole = _in_languages(part, wanted)
    findings += [
        Finding.of("language_not_there", "warning", id, language=name)
        for name in wanted
        if not _speaks(book, name)
    ]
    lost = _entries(part) - _entries(whole)
    if lost:
        findings.append(Finding.of("entries_in_other_languages", "warning", id, n=lost))
    return whole, Findings(findings)


def _with_their_branches(book: Codebook, codes: tuple[str, ...]) -> set[str]:
    above = {one for code in codes for one in book.path(code)}
    return above | {code.id for code in book if not set(codes).isdisjoint(book.path(code.id))}


def _with_what_is_named(book: Codebook) -> Codebook:
    questions = {one for code in book for one in code.questions}
    sources = {one for code in book for one in code.sources}
    return replace(
        book,
        questions=tuple(one for one in book.questions if one.id in questions),
        sources=tuple(one for one in book.sources if one[0] in sources),
    )


def _speaks(book: Codebook, language: str) -> bool:
    return book.title.has(language) or any(code.label.has(language) for code in book)


def _in_languages(book: Codebook, wanted: tuple[str, ...]) -> Codebook:
    """Every text in these languages only; rules and examples that say nothing in them go."""

    def spoken(words: Words) -> Words:
        return Words(tuple(text for text in words.texts if text[0] in wanted))

    def some(entries: tuple[Words, ...]) -> tuple[Words, ...]:
        return tuple(words for words in map(spoken, entries) if words)

    return replace(
        book,
        languages=wanted,
        title=spoken(book.title),
        description=spoken(book.description),
        unit_of_analysis=spoken(book.unit_of_analysis),
        coding_rules=some(book.coding_rules),
        rating=replace(book.rating, rules=some(book.rating.rules)),
        questions=tuple(replace(one, text=spoken(one.text)) for one in book.questions),
        groups=tuple(replace(one, label=spoken(one.label)) for one in book.groups),
        codes=tuple(_code_in(code, wanted, spoken) for code in book),
    )


def _code_in(code: Code, wanted: tuple[str, ...], spoken: Callable[[Words], Words]) -> Code:
    def some(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        made = (replace(entry, text=spoken(entry.text)) for entry in entries)
        return tuple(entry for entry in made if entry.text)

    return replace(
        code,
        label=spoken(code.label),
        definition=spoken(code.definition),
        include=tuple(words for words in map(spoken, code.include) if words),
        exclude=some(code.exclude),
        examples=some(code.examples),
        counterexamples=some(code.counterexamples),
        polarity=tuple((name, spoken(words)) for name, words in code.polarity if spoken(words)),
        indicators=tuple((name, terms) for name, terms in code.indicators if name in wanted),
    )


def _entries(book: Codebook) -> int:
    """How many rules and examples it has."""
    parts = (book.coding_rules, book.rating.rules)
    lists = (
        (code.include, code.exclude, code.examples, code.counterexamples, code.polarity) for code in book
    )
    return sum(map(len, parts)) + sum(len(part) for code in lists for part in code)
