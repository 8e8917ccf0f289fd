"""What a study notices in itself: what contradicts, what waits for a person, what has lost its text."""

from collections.abc import Mapping

import pandas as pd

from casekit.model.carried import elsewhere
from casekit.model.contested import contested
from casekit.model.facts import DocumentFact, Fact, Revision
from casekit.model.finding import Finding
from casekit.model.frames import records

__all__ = ["noticed"]

Facts = Mapping[type[Fact], pd.DataFrame]


def noticed(
    facts: Facts, documents: pd.DataFrame, codings: pd.DataFrame, left: pd.DataFrame, carried: pd.DataFrame
) -> list[Finding]:
    """Everything that is worth telling of these facts, of which the frames were made; *left* are codings on older texts."""
    return [
        *_conflicts(facts, documents),
        *_two_texts(facts, documents),
        *_untexted(facts, documents, left),
        *_told_to_settle(carried),
        *_waiting(codings),
    ]


def _conflicts(facts: Facts, documents: pd.DataFrame) -> list[Finding]:
    """Live facts with one key that say different things: both are kept until a person ends one."""
    findings = [
        Finding.of("conflict", "warning", key[:10], what=kind.table)
        for kind, keys in contested(facts, documents)
        for key in keys
    ]
    names = facts[DocumentFact].drop_duplicates("key", keep="last")["name"]
    return findings + [
        Finding.of("name_twice", "warning", name) for name in names[names.duplicated()].unique()
    ]


def _two_texts(facts: Facts, documents: pd.DataFrame) -> list[Finding]:
    """Documents that were corrected apart: a person chooses one of the texts."""
    texts = facts[Revision]
    findings = []
    for row in records(documents):
        mine = texts.loc[texts["document"] == row.key, "key"] if len(texts) > len(documents) else ()
        if len(mine) > 1:
            told = ", ".join(sorted(key[:10] for key in mine))
            findings.append(
                Finding.of(
                    "two_texts", "warning", row.document, revisions=told, current=str(row.revision)[:10]
                )
            )
    return findings


def _untexted(facts: Facts, documents: pd.DataFrame, left: pd.DataFrame) -> list[Finding]:
    """Codings of a document that is no longer there."""
    lost = elsewhere(facts, documents)
    lost = lost[~lost["key"].isin(left["key"]) & ~lost["revision"].isin(facts[Revision]["key"])]
    return [Finding.of("coding_without_text", "warning", str(key)[:10]) for key in lost["key"].unique()]


def _told_to_settle(carried: pd.DataFrame) -> list[Finding]:
    """Codings that a person has to look at since a correction of their text."""
    return [
        Finding.of("codings_to_settle", "warning", str(document), n=len(group))
        for document, group in carried.groupby("document")
    ]


def _waiting(codings: pd.DataFrame) -> list[Finding]:
    """Codings that count nowhere until a person says which code they have now."""
    waits = codings.loc[codings["waits"].astype(bool)]
    return [
        Finding.of("codings_wait", "warning", str(book) or "–", code=str(code), n=len(group))
        for (book, code), group in waits.groupby(["codebook", "made_as"])
    ]
