"""A study a step further: codings and memos that came, changed or went, without reading everything again."""

from collections.abc import Collection, Sequence
from dataclasses import astuple, fields, replace
from typing import Any

import pandas as pd

from casekit.model.columns import COLUMNS
from casekit.model.facts import Coding, Fact, Key, Memo, key_of
from casekit.model.mapping import mapped
from casekit.model.placing import Place, looked_up
from casekit.model.study import Study, typed

__all__ = ["EVOLVING", "evolved", "told_elsewhere"]

EVOLVING: tuple[type[Fact], ...] = (Coding, Memo)
"""The kinds of facts of which a study can take in some more."""


def evolved(
    study: Study, made: Sequence[Fact], gone: Collection[Key], *, n: int, state: str, at: str
) -> Study:
    """The study after event *n* made these codings and memos, of today's texts and codebooks, and ended those of the keys *gone*.

    A fact of a known key takes the place of the one before, and stands last, as when everything is read again. What is *made* is by
    coders whom the study knows; none of it is :func:`told_elsewhere`.
    """
    ended = {*gone, *(fact.key for fact in made)}
    frames: dict[str, pd.DataFrame] = {}
    codings = [fact for fact in made if isinstance(fact, Coding)]
    memos = [fact for fact in made if isinstance(fact, Memo)]
    frames["codings"] = _joined(study.codings, "coding", _codings(study, codings, n), ended)
    frames["memos"] = _joined(study.memos, "memo", _memos(study, memos), ended)
    changed = {name: frame for name, frame in frames.items() if frame is not getattr(study, name)}
    return replace(study, **changed, n=n, state=state, at=at)  # type: ignore[arg-type]


def told_elsewhere(study: Study, keys: Collection[Key]) -> bool:
    """Whether the study tells of one of these codings and memos in more than its own frame: that it waits for a person, or is in conflict."""
    waiting = study.codings.loc[study.codings["waits"], "coding"]
    if waiting.isin(list(keys)).any() or study.carried["coding"].isin(list(keys)).any():
        return True
    contested = {finding.where for finding in study.findings if finding.kind == "conflict"}
    return not contested.isdisjoint(key[:10] for key in keys)


def _joined(before: pd.DataFrame, key: str, new: pd.DataFrame, ended: Collection[Key]) -> pd.DataFrame:
    gone = before[key].isin(list(ended))
    if new.empty and not gone.any():
        return before
    kept = before[~gone] if gone.any() else before
    return typed(pd.concat([kept, new], ignore_index=True) if len(new) else kept)


def _rows(facts: Sequence[Any], n: int) -> pd.DataFrame:
    names = [field.name for field in fields(facts[0])]
    return pd.DataFrame([astuple(fact) for fact in facts], columns=names, dtype=object).assign(event=n)


def _codings(study: Study, facts: Sequence[Coding], n: int) -> pd.DataFrame:
    if not facts:
        return study.codings.iloc[:0]
    rows = _rows(facts, n)
    books: dict[object, object] = {key_of("codebook", name): name for name in study.codebooks}
    rows = rows.assign(
        codebook=looked_up(rows["codebook"], books), coder=looked_up(rows["coder"], _coders(study))
    )
    here = study.documents[study.documents["revision"].isin(rows["revision"].unique())]
    place = Place(here, study.turns[study.turns["document"].isin(here["document"])])
    return typed(mapped(place.of(rows, "coding"), study.codebooks)[list(COLUMNS["codings"])])


def _memos(study: Study, facts: Sequence[Memo]) -> pd.DataFrame:
    if not facts:
        return study.memos.iloc[:0]
    rows = _rows(facts, study.n).rename(columns={"key": "memo"})
    known = study.documents.set_index("revision")["document"]
    rows = rows.assign(
        document=looked_up(rows["revision"], known), coder=looked_up(rows["coder"], _coders(study))
    )
    return typed(rows[list(COLUMNS["memos"])])


def _coders(study: Study) -> pd.Series:
    return study.coders.set_index("key")["coder"]
