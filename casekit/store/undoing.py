"""What later work rests on an event, so that nothing is pulled away under it."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from casekit.model.facts import FACTS, Fact, references

__all__ = ["rests_on"]

Facts = Mapping[type[Fact], pd.DataFrame]


def rests_on(now: Facts, without: Facts, *, after: int) -> Counter[str]:
    """How many live facts of each kind rest on what would be gone, given the facts *now* and those *without* an event.

    *after* is the event's number: what was there before it does not rest on it.

    A fact rests on another if it names its key; and a later change of a fact rests on what it changed.
    """
    gone = _keys(now) - _keys(without)
    resting: Counter[str] = Counter()
    for kind in FACTS:
        left = without[kind]
        later = left[left["event"] > after]
        named = later[list(references(kind))].isin(gone).any(axis="columns")
        resting[kind.table] = int(named.sum()) + _changed_later(now[kind], left, later)
    return +resting


def _keys(facts: Facts) -> set[str]:
    return {key for frame in facts.values() for key in frame["key"]}


def _changed_later(now: pd.DataFrame, left: pd.DataFrame, later: pd.DataFrame) -> int:
    """Keys that would have two versions: the one that comes back and a later change of it."""
    back = left[~left["sha"].isin(now["sha"])]
    stay = later[later["sha"].isin(now["sha"])]
    return int(back["key"].isin(stay["key"]).sum())
