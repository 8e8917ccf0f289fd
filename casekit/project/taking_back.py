"""Which act a person takes back or brings back, and whether later work rests on it."""

import pandas as pd

from casekit.errors import LookupFailedError, RestsOnError
from casekit.store import Store
from casekit.store.undoing import rests_on
from casekit.wording import keys, say

__all__ = ["last_act", "last_undo", "refuse_if_resting", "verb_word"]

NOT_UNDONE = ("create", "undo", "redo", "export")


def last_act(history: pd.DataFrame, coder: str) -> pd.Series:
    """This person's last act (or nobody's) that is in force.

    Raises:
        LookupFailedError: there is nothing to undo.
    """
    mine = history[_own(history, coder) & ~history["verb"].isin(NOT_UNDONE)]
    if mine.empty:
        raise LookupFailedError("nothing_to_undo")
    return mine.iloc[-1]


def last_undo(history: pd.DataFrame, coder: str) -> pd.Series:
    """This person's last undo that is in force.

    Raises:
        LookupFailedError: there is nothing to redo.
    """
    mine = history[_own(history, coder) & (history["verb"] == "undo")]
    if mine.empty:
        raise LookupFailedError("nothing_to_redo")
    return mine.iloc[-1]


def _own(history: pd.DataFrame, coder: str) -> "pd.Series[bool]":
    return history["in_force"] & ((history["by"] == coder) | history["by"].isna())


def refuse_if_resting(store: Store, event: pd.Series) -> None:
    """Nothing is pulled away under later work.

    Raises:
        RestsOnError: later work rests on the event; with what and how much.
    """
    resting = rests_on(store.live(), store.live_without(event["id"]), after=event["n"])
    if resting:
        what = ", ".join(f"{say(f'facts.{table}')}: {n}" for table, n in resting.items())
        raise RestsOnError("rests_on", n=int(event["n"]), verb=verb_word(event["verb"]), what=what)


def verb_word(verb: str) -> str:
    """Verbs that a notebook made up have no word of ours."""
    return say(f"verb.{verb}") if f"verb.{verb}" in keys() else verb
