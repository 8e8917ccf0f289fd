"""A codebook's search terms ↔ dictionaries of quanteda (YAML) and LIWC (``.dic``), one language at a time."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from casekit.errors import CodebookError, ReadError
from casekit.exchange.foreign_language import foreign_language
from casekit.exchange.liwc import Category, is_liwc, read_liwc, write_liwc
from casekit.exchange.losses import losses
from casekit.exchange.naming import Ids, slug
from casekit.exchange.qdc_marks import Origin, from_ref, origin_text, ref, told_origin
from casekit.exchange.qdc_text import spoken_in
from casekit.exchange.terms import (
    bars,
    counts_case,
    from_dictionary,
    liwc_terms,
    means_more,
    plain_term,
    quanteda_terms,
    raises,
)
from casekit.files.yaml import Plain, load_yaml
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding, Findings, Severity
from casekit.model.words import Words
from casekit.readers.decoding import decode
from casekit.wording import spoken

__all__ = ["is_dictionary", "liwc_of", "quanteda_of", "read_dictionary"]

OWN = "__"
"""The key under which quanteda writes the words of a key that has others below it."""

_ID = re.compile(r"[a-z0-9_.~%-]+")
_OURS = frozenset({"casekit", "codes", "id", "languages"})
_LONG = re.compile(r"[^\W\d_]{5}")


class _Key(NamedTuple):
    name: str
    label: str
    above: int
    words: tuple[str, ...]


def read_dictionary(data: bytes, *, file: str, language: str | None = None) -> tuple[Codebook, Findings]:
    """The dictionary in a file as a codebook with search terms in *language*, and what could not be understood.

    The content decides whether it is LIWC's or quanteda's. Keys and categories become codes, those below others too;
    their names are the labels, their ids are made from them. Words are this very form, as dictionaries mean them. A
    *language* that is not told is guessed from the words, with a warning.

    Raises:
        CodebookError: ``dictionary_none`` where it is neither, ``liwc_no_head``; what
            :func:`~casekit.files.yaml.load_yaml` raises.
        CasekitError: an unknown language.
    """
    findings: list[Finding] = []
    text = _text(data, file, findings)
    origin = _origin(text)
    language, doubts = foreign_language(
        text, told=language or (origin.language if origin else None), file=file
    )
    findings += doubts
    if is_liwc(text):
        categories, odd = read_liwc(text, file=file)
        findings += odd
        keys = list(_of_categories(categories))
    else:
        plain, _ = load_yaml(data, file=file)
        if not isinstance(plain, dict) or not plain or "casekit" in plain:
            raise CodebookError("dictionary_none", file=file)
        keys = list(_of_yaml(plain, -1, [0]))
    ids = _ids(keys, own=origin is not None)
    codes = tuple(_codes(keys, ids, language, findings, own=origin is not None))
    stem = PurePath(file).stem
    name, version = (origin.book, origin.version) if origin else (slug(stem) or "dictionary", "0")
    return Codebook(name, version, Words.of({language: stem}), codes, (language,)), Findings(findings)


def is_dictionary(data: bytes) -> bool:
    """Whether a file looks like a dictionary: LIWC's, or YAML with keys and words that is no codebook of casekit.

    >>> is_dictionary(b"taxes: [tax*, levy]"), is_dictionary(b"id: x\\ncodes: []"), is_dictionary(b"a;b")
    (True, False, False)
    """
    if data.lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0].strip() == b"%":
        return True
    try:
        plain, _ = load_yaml(data, file="")
    except CodebookError:
        return False
    return isinstance(plain, dict) and not plain.keys() & _OURS and any(map(_parted_words, plain.values()))


def quanteda_of(book: Codebook, *, language: str, forms: Collection[str] = ()) -> tuple[bytes, Findings]:
    """The search terms in *language* as a dictionary for quanteda (``dictionary(file = "….yml")``), and what it cannot hold.

    Keys are ids, nested like the codes; what a code with others below it has itself stands under ``__``, as quanteda
    writes it. Codes without search terms are left out. quanteda knows neither inflection nor compounds: a term with such is
    written as those of *forms* (words, such as all of a study's) that it fits; without them as the form that stands there.

    Raises:
        CodebookError: ``dictionary_no_terms`` where no code has any that it can hold.
        CasekitError: an unknown language.
    """
    import yaml

    language = spoken(language)
    findings = list(
        losses(book, language=language, target="quanteda", held=(), held_of_codes=("indicators",))
    )
    terms = {code.id: _terms(code, language, forms, findings, "quanteda") for code in book}
    kept = _kept(book, terms, "quanteda", findings)
    tree = _nested(
        book, [code for code in kept if code.parent not in terms], terms, {code.id for code in kept}
    )
    body = yaml.safe_dump(tree, default_style='"', allow_unicode=True, sort_keys=False, width=10_000)
    return f"# {origin_text(book, language)}\n{body}".encode(), Findings(findings)


def liwc_of(book: Codebook, *, language: str, forms: Collection[str] = ()) -> tuple[bytes, Findings]:
    """The search terms in *language* as a LIWC dictionary, and what it cannot hold.

    Categories are called by id, with the label in brackets; tabs before their numbers show which belongs to which, as
    LIWC2015 does. LIWC knows a star only at the end, and neither inflection nor compounds: other terms are written as those of
    *forms* (words, such as all of a study's) that they fit, or left out and named. A category counts its own words, not those of categories below.

    Raises:
        CodebookError: ``dictionary_no_terms`` where no code has any that it can hold.
        CasekitError: an unknown language.
    """
    language = spoken(language)
    held = ("label", "indicators")
    findings = list(losses(book, language=language, target="LIWC", held=(), held_of_codes=held))
    terms = {code.id: _terms(code, language, forms, findings, "LIWC") for code in book}
    kept = _kept(book, terms, "LIWC", findings)
    categories = [
        Category(ref(code.id), spoken_in(code.label, language), len(book.path(code.id)) - 1, terms[code.id])
        for code in kept
    ]
    return write_liwc(categories).encode(), Findings(findings)


def _text(data: bytes, file: str, findings: list[Finding]) -> str:
    try:
        text, odd = decode(data, file=file)
    except ReadError as error:
        raise CodebookError(error.problem, **error.data) from None
    findings += odd
    return text


def _origin(text: str) -> Origin | None:
    first = text.partition("\n")[0].strip()
    return told_origin(first.removeprefix("# ")) if first.startswith("# ") else None


def _of_categories(categories: Iterable[Category]) -> Iterator[_Key]:
    above: list[int] = []
    for place, one in enumerate(categories):
        above = above[: one.level]
        yield _Key(one.name, one.label, above[-1] if above else -1, one.words)
        above.append(place)


def _of_yaml(plain: dict[str, Plain], above: int, count: list[int]) -> Iterator[_Key]:
    """The keys with those below them; *count* is how many came before."""
    for name, value in plain.items():
        if name == OWN and above >= 0:
            continue
        place = count[0]
        count[0] += 1
        words, below = _parted(value)
        yield _Key(name, "", above, words)
        yield from _of_yaml(below, place, count)


def _parted(value: Plain) -> tuple[tuple[str, ...], dict[str, Plain]]:
    """The words of a key, and the keys below it; both may stand in one list."""
    if isinstance(value, str):
        return ((value,) if value.strip() else ()), {}
    if isinstance(value, dict):
        own, _ = _parted(value.get(OWN, []))
        return own, value
    words: list[str] = []
    below: dict[str, Plain] = {}
    for item in value:
        found, inner = _parted(item)
        words += found
        below.update(inner)
    return tuple(words), below


def _parted_words(value: Plain) -> bool:
    words, below = ((), {}) if isinstance(value, str) else _parted(value)
    return bool(words) or any(map(_parted_words, below.values()))


def _ids(keys: list[_Key], *, own: bool) -> list[str]:
    """Names that are ids stay; of others ids are made."""
    told = [
        from_ref(key.name) if not own and _ID.fullmatch(key.name) else key.name if own else "" for key in keys
    ]
    free = Ids(one for one in told if one)
    ids: list[str] = []
    used: set[str] = set()
    for key, given in zip(keys, told, strict=True):
        fresh = given and given not in used
        ids.append(given if fresh else free.new(key.name, ids[key.above] if key.above >= 0 else None))
        used.add(ids[-1])
    return ids


def _codes(
    keys: list[_Key], ids: list[str], language: str, findings: list[Finding], *, own: bool
) -> Iterator[Code]:
    capitals = own or not _shouts(keys)
    counted = 0
    for key, name in zip(keys, ids, strict=True):
        terms = list(_understood(key.words, name, capitals, findings))
        counted += sum(map(counts_case, terms))
        label = (key.label or key.name).strip()
        yield Code(
            name,
            Words.of({language: label} if label else {}),
            ids[key.above] if key.above >= 0 else None,
            indicators=((language, tuple(dict.fromkeys(terms))),) if terms else (),
        )
    if counted:
        findings.append(Finding.of("dictionary_capitals", "note", n=counted))


def _shouts(keys: list[_Key]) -> bool:
    """Whether all is in capitals, longer words too, so that they say nothing."""
    words = [word for key in keys for word in key.words]
    return all(word == word.upper() for word in words) and any(map(_LONG.search, words))


def _understood(words: Iterable[str], code: str, capitals: bool, findings: list[Finding]) -> Iterator[str]:
    for word in filter(str.strip, words):
        if "?" in word:
            findings.append(Finding.of("dictionary_one_letter", "warning", code, pattern=word))
        elif reason := raises(word.replace("=", "?")):
            findings.append(Finding.of("pattern_skipped", "warning", code, pattern=word, reason=reason))
        else:
            yield from_dictionary(word, capitals=capitals)


def _terms(
    code: Code, language: str, forms: Collection[str], findings: list[Finding], target: str
) -> tuple[str, ...]:
    make = liwc_terms if target == "LIWC" else quanteda_terms
    good = list(_good(code, language, findings))
    terms = [term for term in good if not bars(term)]
    made = {term: make(term, language, forms) for term in terms}
    _tell_listed("exchange_bars", code, [term for term in good if bars(term)], findings, target=target)
    _tell_listed("exchange_terms_left_out", code, [term for term in terms if not made[term]], findings)
    for term, found in made.items():
        if found and found != [plain_term(term)]:
            kind = "exchange_word_forms" if means_more(term) else "exchange_forms"
            told = {"term": term, "n": len(found)}
            told |= {"target": target} if means_more(term) else {}
            findings.append(Finding.of(kind, "note", code.id, **told))
    if not forms:
        alone = [term for term in terms if made[term] and means_more(term)]
        _tell_listed("exchange_one_form", code, alone, findings, "note", target=target)
    case = [term for term in terms if made[term] and counts_case(term)]
    _tell_listed("exchange_case", code, case, findings, target=target)
    return tuple(dict.fromkeys(one for found in made.values() for one in found))


def _good(code: Code, language: str, findings: list[Finding]) -> Iterator[str]:
    for term in code.indicators_in(language):
        if reason := raises(term):
            findings.append(Finding.of("pattern_skipped", "warning", code.id, pattern=term, reason=reason))
        else:
            yield term


def _tell_listed(
    kind: str,
    code: Code,
    terms: list[str],
    findings: list[Finding],
    severity: Severity = "warning",
    **data: str,
) -> None:
    if terms:
        told = ", ".join(terms)
        findings.append(Finding.of(kind, severity, code.id, n=len(terms), terms=told, **data))


def _kept(
    book: Codebook, terms: dict[str, tuple[str, ...]], target: str, findings: list[Finding]
) -> list[Code]:
    """The codes with terms, and those above them.

    Raises:
        CodebookError: there are none.
    """
    needed = {name for code in book if terms[code.id] for name in book.path(code.id)}
    if not needed:
        raise CodebookError("dictionary_no_terms", codebook=book.id, target=target)
    gone = len(book) - len(needed)
    if gone:
        findings.append(Finding.of("exchange_no_terms", "note", book.id, target=target, n=gone))
    return [code for code in book if code.id in needed]


def _nested(
    book: Codebook, codes: Iterable[Code], terms: dict[str, tuple[str, ...]], kept: set[str]
) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for code in codes:
        below = [one for one in book.children.get(code.id, ()) if one.id in kept]
        own = list(terms[code.id])
        if below:
            tree[code.id] = ({OWN: own} if own else {}) | _nested(book, below, terms, kept)
        else:
            tree[code.id] = own
    return tree
