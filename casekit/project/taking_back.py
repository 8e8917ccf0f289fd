"""Which acts a person takes back or brings back, and what later work rests on them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from casekit.errors import LookupFailedError, RestsOnError
from casekit.model.facts import FACTS, Coder, Coding, Key
from casekit.model.frames import records
from casekit.store.trail import Trail
from casekit.store.undoing import Ledger
from casekit.wording import keys, say

__all__ = [
    "RESTING_COLUMNS",
    "Taking",
    "acts_to_undo",
    "refuse_if_resting",
    "resting_frame",
    "undos_to_redo",
    "verb_word",
]

NOT_UNDONE = ("create", "undo", "redo", "export", "purge")
RESTING_COLUMNS = ("n", "at", "by", "verb", "what", "reference")
_SHOWN = 10  # of what rests on an act, in one sentence


def acts_to_undo(
    history: pd.DataFrame, coder: str, n: int | None, last: int, of: str | None = None
) -> pd.DataFrame:
    """The rows of the log that *coder* takes back, newest first: act *n*, or the *last* so many.

    Theirs or nobody's; *of* names another person, whose acts they are then.

    Raises:
        LookupFailedError: there is no such act, it is another's, or it cannot be taken back.
    """
    acts = history[history["in_force"] & ~history["verb"].isin(NOT_UNDONE)]
    if n is None:
        _refuse_purged(history[_own(history, coder, of)])
        return _newest(acts[_own(acts, coder, of)], last, "nothing_to_undo")
    act = _numbered(history, n)
    if act["verb"].iloc[0] in NOT_UNDONE:
        raise LookupFailedError("not_undoable", n=n, verb=verb_word(str(act["verb"].iloc[0])))
    if not act["in_force"].iloc[0]:
        raise LookupFailedError("undone_already", n=n)
    return _refuse_others(act, coder, of)


def undos_to_redo(
    history: pd.DataFrame, coder: str, n: int | None, last: int, of: str | None = None
) -> pd.DataFrame:
    """The undos that *coder* takes back, newest first: those of act *n*, or the *last* so many.

    Raises:
        LookupFailedError: there is nothing of the kind, or it is another's.
    """
    undos = history[history["in_force"] & (history["verb"] == "undo")]
    if n is None:
        return _newest(undos[_own(undos, coder, of)], last, "nothing_to_redo")
    act = _numbered(history, n)
    mine = undos[(undos["undoes"] == act["id"].iloc[0]) | (undos["n"] == n)]
    if mine.empty:
        raise LookupFailedError("not_undone", n=n)
    return _refuse_others(mine.iloc[::-1], coder, of)


def _refuse_purged(mine: pd.DataFrame) -> None:
    """Who means to bring back what they just removed for good must not take back the act before it instead."""
    if len(mine) and mine["verb"].iloc[-1] == "purge":
        n = int(mine["n"].iloc[-1])
        raise LookupFailedError("not_undoable", n=n, verb=verb_word("purge"))


def _newest(acts: pd.DataFrame, last: int, nothing: str) -> pd.DataFrame:
    if acts.empty:
        raise LookupFailedError(nothing)
    if not 1 <= last <= len(acts):
        raise LookupFailedError("not_so_many_acts", asked=last, n=len(acts))
    return acts.iloc[-last:].iloc[::-1]


def _own(acts: pd.DataFrame, coder: str, of: str | None) -> "pd.Series[bool]":
    return acts["by"] == of if of else (acts["by"] == coder) | acts["by"].isna()


def _numbered(history: pd.DataFrame, n: int) -> pd.DataFrame:
    act = history[history["n"] == n]
    if act.empty:
        raise LookupFailedError("unknown_event", n=n)
    return act


def _refuse_others(acts: pd.DataFrame, coder: str, of: str | None) -> pd.DataFrame:
    others = acts[~_own(acts, coder, of)]
    if len(others):
        raise LookupFailedError("act_of_another", n=int(others["n"].iloc[0]), by=others["by"].iloc[0] or "–")
    return acts


@dataclass
class Taking:
    """Taking back some events, newest first: what rests on them, what must be there first, and the coders that stay."""

    ledger: Ledger
    events: list[str]
    rests: pd.DataFrame = field(init=False)
    needs: pd.DataFrame = field(init=False)
    coders: dict[str, list[Coder]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.trail: Trail = self.ledger.trail
        rests, needs = [_nothing()], [_nothing()]
        for place, event in enumerate(self.events):
            found = self.ledger.take(event, self.events[:place])
            rests.append(resting_frame(self.ledger, found.rests.tolist()))
            needs.append(resting_frame(self.ledger, found.needs.tolist()))
            self.coders[event] = self._coders(found.coders.tolist())
        taken = self.trail.events.loc[self.trail.events["id"].isin(self.events), "n"]
        told = pd.concat(rests).drop_duplicates(["n", "what", "reference"], ignore_index=True)
        self.rests = told[~told["n"].isin(taken)].reset_index(drop=True)
        self.needs = pd.concat(needs).drop_duplicates(["n", "what", "reference"], ignore_index=True)

    def and_those(self, numbers: "Collection[int] | pd.Series[int]") -> "Taking":
        """Taking back the events with these numbers as well."""
        every = self.trail.events
        wanted = every["id"].isin(self.events) | every["n"].isin(list(numbers))
        return Taking(self.ledger, list(every.loc[wanted, "id"])[::-1])

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of the log, newest first."""
        return self.trail.events.set_index("id", drop=False).loc[self.events].reset_index(drop=True)

    def resting_codings(self, keys: Collection[str]) -> pd.DataFrame:
        """Codings with these keys, as what rests on the events."""
        live = np.flatnonzero(self.ledger.live(self.events) & (self.ledger.kind == FACTS.index(Coding)))
        names = self.trail.names[self.ledger.key[live]]
        return resting_frame(self.ledger, live[np.isin(names.astype(str), list(keys))].tolist())

    def _coders(self, numbers: Sequence[int]) -> list[Coder]:
        known = self.trail.facts[Coder].drop_duplicates("key", keep="last").set_index("key")
        return [
            Coder(Key(self.trail.names[n]), str(known.at[n, "name"]), str(known.at[n, "kind"]))
            for n in numbers
        ]


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(RESTING_COLUMNS), dtype=object)


def resting_frame(ledger: Ledger, rows: Sequence[int]) -> pd.DataFrame:
    """One row per fact: the number of its event, when, whose, the verb, what kind of fact, and its reference."""
    places = np.array(rows, np.int64)
    tables = np.array([kind.table for kind in FACTS], object)
    keys = ledger.trail.names[ledger.key[places]]
    told = pd.DataFrame({"n": ledger.event[places], "what": tables[ledger.kind[places]]})
    told = told.assign(reference=[str(key)[:10] for key in keys])
    who = ledger.trail.events[["n", "at", "by", "verb"]]
    return told.merge(who, on="n")[list(RESTING_COLUMNS)].astype(object).sort_values("n", kind="stable")


def refuse_if_resting(taking: Taking, rests: pd.DataFrame) -> None:
    """Nothing is pulled away under later work, and nothing comes back without what it belongs to.

    Raises:
        RestsOnError: later work rests on the events; ``data["rests"]`` lists it, one row per fact.
        LookupFailedError: what comes back belongs to something that was itself taken back.
    """
    first = taking.rows.iloc[-1]
    told = {"n": int(first["n"]), "verb": verb_word(str(first["verb"]))}
    if len(rests):
        what = ", ".join(f"{say(f'facts.{table}')}: {n}" for table, n in Counter(rests["what"]).items())
        raise RestsOnError("rests_on", **told, what=what, listed=_listed(rests), rests=rests)
    if len(taking.needs):
        events = ", ".join(str(n) for n in sorted(set(taking.needs["n"])))
        raise LookupFailedError("needs_first", **told, events=events)


def _listed(rests: pd.DataFrame) -> str:
    shown = [
        f"{say(f'facts.{row.what}')} {row.reference} ({row.by or '–'}, {row.n})"
        for row in records(rests.head(_SHOWN))
    ]
    more = len(rests) - len(shown)
    return "; ".join([*shown, *([say("history.and_more", count=more)] if more else [])])


def verb_word(verb: str) -> str:
    """Verbs that a notebook made up have no word of ours."""
    return say(f"verb.{verb}") if f"verb.{verb}" in keys() else verb
