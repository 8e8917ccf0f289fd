"""The coder that reads margins: a comment that names a code proposes it, in the name of who wrote the comment."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from casekit.model.codebook import Codebook
from casekit.model.facts import Key, Suggestion, key_of
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["SIGN", "codes_named", "suggest_from_margin", "tags_unknown"]

SIGN = "#"  # what stands for the search term in the evidence of a suggestion that a comment made

_TAG = re.compile(r"#([\w-]+)")
_HEAD = re.compile(
    r"\s*(?:(?:kode|code|thema|tema|theme|codes|koder)\s*[:= ]\s*)?([^:–—\n]{1,200})", re.IGNORECASE
)
_LAST = re.compile(r"(?:[:–—(\s])\s*([^\W\d]+|[+\-−±])\s*\)?\.?$")
_DIRECTIONS = {
    **dict.fromkeys(
        ("barrier", "barriere", "hæmmer", "hæmmende", "hindert", "hemmt", "belemmert", "-", "−"), "barrier"
    ),
    **dict.fromkeys(
        ("facilitator", "fremmer", "fremmende", "fördert", "förderlich", "bevordert", "+"), "facilitator"
    ),
    **dict.fromkeys(("mixed", "både-og", "gemischt", "gemengd", "±"), "mixed"),
    **dict.fromkeys(("neutral", "neutraal"), "neutral"),
}
_BETWEEN = re.compile(r"[;,/+&]|\s(?:og|und|en|and)\s")


def suggest_from_margin(study: Study, codebook: Codebook, document: str) -> list[Suggestion]:
    """Suggestions for one document: a code for the words that a memo is about, where the memo names the code.

    The coder is who wrote the memo; who says the same twice of the same words says it once. A suggestion's id rests on the memo
    and the code, so that suggesting again brings the same ids.
    """
    memos = _memos(study, document)
    if memos.empty:
        return []
    revision = study.revision(document)
    names = _names(codebook)
    made = (
        _suggestion(revision, codebook, code, memo)
        for memo in records(memos)
        for code in _named(memo.text, names)
    )
    return list({(one.start, one.end, one.code, one.coder): one for one in made}.values())


def codes_named(text: str, codebook: Codebook) -> list[str]:
    """The codes that a comment names: by id or by label in any language, alone, before a colon or a dash, or after ``#``.

    Several are set apart by a comma, a semicolon, a stroke or "and".
    """
    return list(dict.fromkeys(_named(text, _names(codebook))))


def _names(codebook: Codebook) -> dict[str, str]:
    """Every way to write a code, as :func:`_plain` writes it; a name that two codes share stands for neither."""
    names: dict[str, str] = {}
    shared = set()
    for code in codebook:
        for name in {_plain(code.id), *(_plain(label) for _, label in code.label.texts)}:
            if names.setdefault(name, code.id) != code.id:
                shared.add(name)
    return {name: code for name, code in names.items() if name and name not in shared}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def _named(text: str, names: Mapping[str, str]) -> Iterator[str]:
    found = {names[plain]: None for tag in _TAG.findall(text) if (plain := _plain(tag)) in names}
    head = _HEAD.match(text)
    if head and (whole := names.get(_plain(head[1]))):
        found[whole] = None
    elif head and (bare := names.get(_plain(_without_direction(head[1])))):
        found[bare] = None
    elif head:
        parts = [names.get(_plain(part)) for part in _BETWEEN.split(head[1])]
        if all(parts):  # "rent, waiting" names two codes; "rent, I think" is a remark
            found |= {part: None for part in parts if part}
    return iter(found)


def _direction(text: str) -> str:
    """The direction that a comment tells behind the code: ``caseload: barrier``, ``Bolig (fremmer)``, ``#rent -``."""
    last = _LAST.search(text.split("\n")[0].strip())
    return _DIRECTIONS.get(last[1].casefold(), "") if last else ""


def _without_direction(text: str) -> str:
    return _LAST.sub("", text.strip()) if _direction(text) else text


def tags_unknown(study: Study, codebook: Codebook, document: str) -> list[str]:
    """The words after ``#`` in the comments of a document that are no code of the codebook: often misspelt."""
    tags = [tag for text in _memos(study, document)["text"] for tag in _TAG.findall(text)]
    names = _names(codebook) if tags else {}
    return [tag for tag in tags if _plain(tag) not in names]


def _memos(study: Study, document: str) -> pd.DataFrame:
    """The memos about words of a document."""
    return study.memos[(study.memos["document"] == document) & study.memos["start"].notna()]


def _suggestion(revision: Key, codebook: Codebook, code: str, memo: Any) -> Suggestion:
    start, end = int(memo.start), int(memo.end)
    return Suggestion(
        key=key_of("suggestion", memo.memo, codebook.id, code),
        revision=revision,
        start=start,
        end=end,
        code=code,
        codebook=key_of("codebook", codebook.id),
        polarity=_direction(memo.text),
        coder=key_of("coder", memo.coder),
        evidence=json.dumps([[start, end, SIGN]]),
    )
