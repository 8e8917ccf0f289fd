"""What another program's format cannot hold of a codebook: each field with how often it is there."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from casekit.codebook.texts import book_texts, code_texts
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding, Findings

__all__ = ["folded", "losses"]

_BOOK = (
    "title",
    "description",
    "unit_of_analysis",
    "coding_rules",
    "rating",
    "questions",
    "groups",
    "licence",
    "authors",
    "sources",
    "changes",
    "extends",
    "based_on",
)
_CODE = (
    "label",
    "definition",
    "kind",
    "include",
    "exclude",
    "examples",
    "counterexamples",
    "polarity",
    "indicators",
    "questions",
    "links",
    "colour",
    "origin",
    "sources",
)


def losses(
    book: Codebook, *, language: str, target: str, held: Collection[str], held_of_codes: Collection[str]
) -> Iterator[Finding]:
    """A note for each field that is there and not held by *target*, a format; and for texts in other languages.

    Where a text is missing in *language* another stands in, and that is told too.
    """
    for field in _BOOK:
        if field not in held and getattr(book, field):
            yield Finding.of(
                "exchange_no_place",
                "note",
                book.id,
                target=target,
                field=field,
                n=_size(getattr(book, field)),
            )
    for field in _CODE:
        n = sum(_entries(code, field) for code in book)
        if field not in held_of_codes and n:
            yield Finding.of(
                "exchange_no_place", "note", f"{book.id}: codes", target=target, field=field, n=n
            )
    yield from _languages(book, language, target, {*held}, {*held_of_codes})


def _languages(
    book: Codebook, language: str, target: str, held: set[str], held_of_codes: set[str]
) -> Iterator[Finding]:
    texts = [told.text for told in book_texts(book) if told.field.partition(":")[0] in held]
    for code in book:
        texts += [told.text for told in code_texts(code) if told.field.partition(":")[0] in held_of_codes]
    others = Counter(one for text in texts for one, _ in text.texts if one != text.language(language))
    if "indicators" in held_of_codes:
        others.update(
            one for code in book for one, terms in code.indicators for _ in terms if one != language
        )
    if others:
        listed = ", ".join(sorted(others))
        data = {"language": language, "n": others.total(), "languages": listed}
        yield Finding.of("exchange_other_languages", "note", book.id, target=target, **data)
    stand_in = sum(bool(text) and not text.has(language) for text in texts)
    if stand_in:
        yield Finding.of("exchange_stands_in", "note", book.id, language=language, n=stand_in)


def _entries(code: Code, field: str) -> int:
    value = getattr(code, field)
    if field == "kind":
        return int(value != "factor")
    if field == "indicators" or field == "links":
        return sum(len(entries) for _, entries in value)
    return _size(value)


def _size(value: object) -> int:
    return len(value) if isinstance(value, tuple) else int(bool(value))


_SHOWN = 3  # examples of a kind


def folded(findings: Iterable[Finding]) -> Findings:
    """One finding of each kind, with the number of the others and a few examples."""
    kinds: dict[str, list[Finding]] = {}
    for one in findings:
        kinds.setdefault(one.kind, []).append(one)
    return Findings(_as_one(alike) if len(alike) > 1 else alike[0] for alike in kinds.values())


def _as_one(alike: Sequence[Finding]) -> Finding:
    first = alike[0]
    if first.kind == "exchange_no_place":
        fields = list(dict.fromkeys(str(one.data["field"]) for one in alike))
        told = {"target": first.data["target"], "n": len(fields), "fields": _few(fields)}
        return Finding.of("exchange_no_places", first.severity, first.where.partition(":")[0], **told)
    places = _few(
        [f"{one.where} ({one.data['field']})" if "field" in one.data else one.where for one in alike[1:]]
    )
    return Finding.of(
        "exchange_alike", first.severity, first.where, first=first, n=len(alike) - 1, places=places
    )


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN])
