"""Codings that a correction of their text changed or left behind: what a person has to look at."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from casekit.model.facts import Coding, Fact, Layout, Revision
from casekit.model.frames import records

__all__ = [
    "CHANGED",
    "GONE",
    "Past",
    "current_texts",
    "elsewhere",
    "left_behind",
    "to_settle",
    "words_before",
]

CHANGED, GONE = "changed", "gone"
Facts = Mapping[type[Fact], pd.DataFrame]


class Past(NamedTuple):
    """What a project knows of codings that were carried over: all their versions in force, oldest first, and older texts."""

    codings: pd.DataFrame
    texts: pd.DataFrame


def current_texts(revisions: pd.DataFrame) -> pd.DataFrame:
    """The newest live text of each document; until a person chooses, of two corrections made apart the later."""
    return revisions.drop_duplicates("document", keep="last")


def words_before(past: Past | None) -> dict[str, str]:
    """For each coding the words that a person last gave it, or left it with."""
    if past is None:
        return {}
    texts = dict(zip(past.texts["key"], past.texts["text"], strict=True))
    meant = past.codings[past.codings["carried"] != CHANGED].drop_duplicates("key", keep="last")
    return {row.key: texts.get(row.revision, "")[row.start : row.end] for row in records(meant)}


def left_behind(facts: Facts, documents: pd.DataFrame, past: Past | None) -> pd.DataFrame:
    """Codings on an older text of a document that is there, with its name and the turn that they were in then."""
    codings = elsewhere(facts, documents)
    homes = {} if past is None else dict(zip(past.texts["key"], past.texts["document"], strict=True))
    names = dict(zip(documents["key"], documents["document"], strict=True))
    home = [names.get(homes.get(revision)) for revision in codings["revision"]]
    here = codings.assign(document=pd.Series(home, index=codings.index, dtype=object))
    here = here[here["document"].notna() & ~here["revision"].isin(facts[Revision]["key"])]
    layouts = facts[Layout].drop_duplicates("revision", keep="last").set_index("revision")["turns"]
    return here.assign(turn=[_turn(layouts.get(row.revision, "[]"), row.start) for row in records(here)])


def to_settle(codings: pd.DataFrame, left: pd.DataFrame, before: Mapping[str, str]) -> pd.DataFrame:
    """Codings whose words a correction changed, and those whose words are gone."""
    changed = codings[codings["carried"] == CHANGED].assign(fate=CHANGED)
    waiting = pd.concat([changed, left.rename(columns={"key": "coding"}).assign(fate=GONE)])
    return waiting.assign(before=[before.get(key, "") for key in waiting["coding"]])


def elsewhere(facts: Facts, documents: pd.DataFrame) -> pd.DataFrame:
    """Codings that are on no text as it is now."""
    codings = facts[Coding]
    here = codings["revision"].isin(documents["revision"])
    if here.all():
        return codings.iloc[:0]
    return codings.loc[~here & ~codings["key"].isin(codings.loc[here, "key"])]


def _turn(packed: str, start: int) -> int:
    """As for other codings: the number of the turn in which it begins, or before which; 0 where there are none."""
    ends = [turn[1] for turn in json.loads(packed)]
    return min(bisect_right(ends, start) + 1, len(ends))
