"""Which code a coding has, where that is in doubt; codes made while coding, and what they become → facts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from casekit.codebook.ids import fit_id, slug
from casekit.codebook.versions import later_than
from casekit.errors import CodebookError, LookupFailedError
from casekit.model.codebook import Change, Code, Codebook, in_tree_order
from casekit.model.content import canonical, plain_code
from casekit.model.drafts import DRAFTS
from casekit.model.facts import Coding, Draft, Fact, key_of
from casekit.model.study import Study
from casekit.model.words import LANGUAGES, Words
from casekit.project.carrying import values_in

__all__ = [
    "chosen",
    "draft_fact",
    "draft_of",
    "newly_told",
    "promoted",
    "recoded",
    "recoding",
    "spoken_texts",
    "words_of",
]

_LANGUAGE = re.compile(r"[a-z]{2}=")


def draft_fact(
    study: Study, label: str, *, code: str = "", definition: str = "", language: str = ""
) -> Draft:
    """A code made while coding; *label* and *definition* are in *language*, by default the project's.

    Raises:
        LookupFailedError: no letters to make an id of; a language that casekit does not know.
        CodebookError: there is a code of that id, or it has blanks or capitals.
    """
    spoken = language or study.language
    if spoken not in LANGUAGES:
        raise LookupFailedError("not_one_of", value=spoken, allowed=", ".join(LANGUAGES))
    name = fit_id(code) if code else slug(label)
    if not name:
        raise LookupFailedError("draft_without_name")
    holder = next((book.id for book in study.codebooks.values() if name in book.by_id), None)
    if holder is None and DRAFTS in study.codebooks and name in _replaced(study.codebooks[DRAFTS]):
        holder = DRAFTS  # codings made with that draft follow it
    if holder is not None:
        raise CodebookError("code_exists", code=name, codebook=holder)
    made = Code(
        name,
        Words.of({spoken: label.strip()}),
        definition=Words.of({spoken: definition.strip()} if definition.strip() else {}),
        origin="inductive",
    )
    return Draft(key_of("draft", name), name, canonical(plain_code(made)))


def draft_of(study: Study, code: str) -> Code:
    """The draft with this id.

    Raises:
        LookupFailedError: there is none.
    """
    drafts = study.codebooks.get(DRAFTS)
    if drafts is None or code not in drafts.by_id:
        known = ", ".join(drafts.by_id if drafts else ()) or "–"
        raise LookupFailedError("no_such_draft", code=code, known=known)
    return drafts[code]


def promoted(book: Codebook, draft: Code, code: Code, *, version: str, date: str) -> tuple[Codebook, Draft]:
    """The codebook with *code*, made from *draft*, as a new version; and what the draft is from now on.

    Raises:
        CodebookError: the codebook has such a code, no such parent, or that version or a later one already; no definition;
            an id with blanks or capitals.
    """
    fit_id(code.id)
    if code.id in book.by_id or code.id in _replaced(book):
        raise CodebookError("code_exists", code=code.id, codebook=book.id)
    if not code.definition:
        raise CodebookError("draft_undefined", code=draft.id)
    later_than(book, version)
    if code.parent is not None:
        book[code.parent]  # raises for a parent that is not there
    what = Words.of(dict.fromkeys(book.languages or LANGUAGES, f"+ {code.id}"))
    changed = replace(
        book,
        version=version,
        codes=in_tree_order((*book.codes, code)),
        changes=(*book.changes, Change(version, date, what)),
    )
    became = Draft(key_of("draft", draft.id), draft.id, canonical(plain_code(draft)), f"{book.id}:{code.id}")
    return changed, became


def _replaced(book: Codebook) -> set[str]:
    """The ids that it once had for codes; an id is never used again for something else."""
    return {old for change in book.changes for old, _ in change.replaced}


def recoded(study: Study, live: pd.DataFrame, keys: Iterable[str], codebook: str, code: str) -> list[Fact]:
    """The codings with these keys, given a code of a codebook as it is now; *live* are those that are stored.

    Raises:
        UnknownCodeError: the codebook has no such code.
    """
    book = study.codebooks[codebook]
    book[code]
    new = {"code": code, "codebook": key_of("codebook", codebook), "version": book.version}
    wanted = live[live["key"].isin(list(keys))]
    return [replace(Coding(**values_in(Coding, row)), **new) for _, row in wanted.iterrows()]  # type: ignore[arg-type]


def recoding(study: Study, keys: Iterable[str], codebook: str, code: str, why: str) -> str:
    """What the log says of it: ``rent → deposit: why``."""
    rows = study.codings[study.codings["coding"].isin(list(keys))]
    was = rows["made_as"].where(rows["waits"], rows["code"])
    new = code if rows["codebook"].eq(codebook).all() else f"{codebook}:{code}"
    return f"{', '.join(was.unique())} → {new}" + (f": {why}" if why else "")


def chosen(study: Study, keys: list[str], made_as: str, codebook: str) -> list[str]:
    """The codings that a person means: those named, else those that wait and were made as a code.

    Raises:
        LookupFailedError: there are none.
    """
    if not keys and made_as:
        waits = study.codings[study.codings["waits"] & (study.codings["made_as"] == made_as)]
        keys = list(waits.loc[waits["codebook"] == codebook if codebook else slice(None), "coding"])
    if not keys:
        raise LookupFailedError("nothing_to_recode", code=made_as or "–")
    return keys


def words_of(text: str | Mapping[str, str], language: str) -> Words:
    """A text in one language, or a mapping of language to text.

    Raises:
        LookupFailedError: a language that casekit does not know.
    """
    told = {language: text} if isinstance(text, str) and text else dict(text or {})
    return Words.of({_known(name, f"{name}={one}"): one for name, one in told.items()})


def spoken_texts(given: Iterable[str], language: str) -> dict[str, str]:
    """Texts given as ``da=…``, or plain in *language*.

    Raises:
        LookupFailedError: they begin with a language that casekit does not know, such as ``fr=…``.

    >>> spoken_texts(["DA=Nøgler", "x = y"], "en")
    {'da': 'Nøgler', 'en': 'x = y'}
    """
    texts = {}
    for one in given:
        before, sign, text = one.partition("=")
        told = _LANGUAGE.match(one) or (sign and before.strip().lower() in LANGUAGES)
        name = _known(before.strip().lower(), one) if told else language
        texts[name] = (text if told else one).strip()
    return texts


def _known(language: str, given: str) -> str:
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise LookupFailedError("text_in_unknown_language", language=language, given=given, known=known)
    return language


def newly_told(codings: Iterable[Coding], live: pd.DataFrame) -> list[Coding]:
    """Those that say something that is not stored. A code that a person has chosen since for the same words stays chosen."""
    stored = {row["key"]: Coding(**values_in(Coding, row)) for _, row in live.iterrows()}  # type: ignore[arg-type]
    told = []
    for coding in codings:
        there = stored.get(coding.key)
        if there is not None:
            coding = replace(coding, code=there.code, codebook=there.codebook, version=there.version)
        if there is None or (coding.polarity, coding.coder) != (there.polarity, there.coder):
            told.append(coding)
    return told
