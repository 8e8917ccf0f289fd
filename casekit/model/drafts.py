"""Codes that people made while coding: a codebook of their own, until they are made into codes of another."""

import json

import pandas as pd

from casekit.model.codebook import Change, Code, Codebook
from casekit.model.frames import records
from casekit.model.words import LANGUAGES, Words
from casekit.wording import say_in

__all__ = ["DRAFTS", "drafts_of"]

DRAFTS = "drafts"
"""The id of that codebook."""


def drafts_of(rows: pd.DataFrame) -> dict[str, Codebook]:
    """The codebook of drafts, by its id; nothing where there are none.

    What a draft became stands in its changes, so that codings made with it are read as that.
    """
    if rows.empty:
        return {}
    drafts = sorted(records(rows), key=lambda row: str(row.name))
    codes = tuple(_code(row.content) for row in drafts if not row.became)
    became = tuple((row.name, (row.became,)) for row in drafts if row.became)
    title = Words.of({language: say_in(language, "codebook.drafts") for language in LANGUAGES})
    return {DRAFTS: Codebook(DRAFTS, title=title, codes=codes, changes=(Change("1", replaced=became),))}


def _code(content: str) -> Code:
    plain = json.loads(content)
    return Code(
        plain["id"],
        Words.of(plain.get("label", {})),
        definition=Words.of(plain.get("definition", {})),
        origin="inductive",
    )
