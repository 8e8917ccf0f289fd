"""What a codebook lacks: languages, definitions, rules, examples."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from casekit.codebook.texts import Told, book_texts, code_texts, place
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES, Words

__all__ = ["check_completeness"]

_ASKED = (
    "label",
    "definition",
    "include",
    "exclude",
    "examples",
    "polarity: barrier",
    "polarity: facilitator",
)


def check_completeness(book: Codebook) -> Iterator[Finding]:
    """Findings on texts that lack a language of the codebook, and on codes that lack a text.

    A label and a definition are asked of every code; what belongs, what does not (excluded or shown by a counterexample) and
    an example of those without codes below; what counts as barrier and as facilitator of factors among these, where the
    codebook says so for any. What no code has is told once for all.
    """
    languages = book.languages or _spoken(book)
    if not languages:
        yield Finding.of("book_without_languages", "warning", "languages")
    elif not book.languages:
        yield Finding.of("book_no_languages", "warning", "languages", languages=", ".join(languages))
    if not book.title:
        yield Finding.of("book_without", "warning", "title", field="title")
    yield from _untranslated("", book_texts(book), languages)
    asked = {code.id: _asked(book, code) for code in book}
    nowhere = [field for field in _ASKED if _nowhere(book, field, asked)]
    for field in nowhere:
        yield _codes_without(field)
    worded = _has_terms(book)
    for code in book:
        for field in asked[code.id]:
            if field not in nowhere and not _has(code, field):
                yield _code_without(code, field)
        yield from _untranslated(code.id, code_texts(code), languages)
        if worded and code.id not in book.children:
            yield from _without_terms(code, languages)


def _codes_without(field: str) -> Finding:
    if field == "exclude":
        return Finding.of("codes_without_delimitation", "warning", field)
    return Finding.of("codes_without", "warning", field, field=field)


def _code_without(code: Code, field: str) -> Finding:
    where = place(code.id, field)
    if field == "exclude":
        return Finding.of("code_without_delimitation", "warning", where)
    return Finding.of("code_without", "warning", where, field=field)


def _spoken(book: Codebook) -> tuple[str, ...]:
    used = {language for code in book for language, _ in code.label.texts}
    return tuple(language for language in LANGUAGES if language in used)


def _asked(book: Codebook, code: Code) -> tuple[str, ...]:
    if code.id in book.children:
        return _ASKED[:2]
    directed = code.kind == "factor" and any(one.polarity for one in book)
    return _ASKED if directed else _ASKED[:5]


def _nowhere(book: Codebook, field: str, asked: dict[str, tuple[str, ...]]) -> bool:
    codes = [code for code in book if field in asked[code.id]]
    return len(codes) > 1 and not any(_has(code, field) for code in codes)


def _has(code: Code, field: str) -> bool:
    name, _, direction = field.partition(": ")
    if direction:
        return bool(dict(code.polarity).get(direction))
    if name == "exclude":
        return bool(code.exclude or code.counterexamples)
    return bool(getattr(code, name))


def _untranslated(code: str, texts: Iterable[Told], languages: tuple[str, ...]) -> Iterator[Finding]:
    """One finding for all entries of a field that lack a language, and one for those without any text."""
    lacking = [told for told in texts if _missing(told.text, languages)]
    for field, group in groupby(lacking, key=lambda told: told.field):
        entries = list(group)
        where = place(code, field)
        empty = [told for told in entries if not _written(told.text)]
        spoken = [told for told in entries if _written(told.text)]
        if empty:
            numbers = _numbers(empty)
            told = {"numbers": numbers} if numbers else {}
            yield Finding.of("entries_empty" if numbers else "text_empty", "warning", where, **told)
        if spoken:
            yield _lacks_language(where, spoken, languages)


def _lacks_language(where: str, entries: list[Told], languages: tuple[str, ...]) -> Finding:
    absent = {language for told in entries for language in _missing(told.text, languages)}
    missing = ", ".join(language for language in languages if language in absent)
    shown = dict.fromkeys(_instead(told.text) for told in entries)
    data = {"languages": missing, "instead": ", ".join(shown)}
    if numbers := _numbers(entries):
        return Finding.of("entries_lack_language", "warning", where, numbers=numbers, **data)
    return Finding.of("text_lacks_language", "warning", where, **data)


def _instead(text: Words) -> str:
    """The language that stands in where one is missing."""
    written = _written(text)
    return "en" if "en" in written else written[0]


def _written(text: Words) -> list[str]:
    return [language for language, told in text.texts if told.strip()]


def _numbers(entries: Iterable[Told]) -> str:
    return ", ".join(str(told.number) for told in entries if told.number)


def _missing(text: Words, languages: tuple[str, ...]) -> list[str]:
    texts = dict(text.texts)
    return [language for language in languages if not texts.get(language, "").strip()]


def _has_terms(book: Codebook) -> bool:
    """Whether search terms are meant for all codes: at least half of those without codes below have some."""
    leaves = [code for code in book if code.id not in book.children]
    return 2 * sum(bool(code.indicators) for code in leaves) >= len(leaves) > 0


def _without_terms(code: Code, languages: tuple[str, ...]) -> Iterator[Finding]:
    missing = [one for one in languages if not code.indicators_in(one)]
    if missing:
        where = place(code.id, "indicators")
        yield Finding.of("code_without_terms", "warning", where, languages=", ".join(missing))
