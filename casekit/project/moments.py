"""Earlier states of a project: which events there were at a moment."""

import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from casekit.codebook import parse_codebook
from casekit.errors import LookupFailedError
from casekit.model.blinding import blind_for, hidden_work, shown
from casekit.model.carried import CHANGED, Past, current_texts
from casekit.model.facts import Assignment, Coding, Fact, Key, Revision
from casekit.model.finding import Findings
from casekit.model.study import Study, make_study
from casekit.project.places import roles
from casekit.store import Store
from casekit.store.force import add_to_state, undone

__all__ = ["draw_key", "instant", "moment", "now", "state_of", "study_of"]

_SHORTEST = 8  # digits of a state, as documents show them


def moment(
    history: pd.DataFrame, at: int | str, states: Mapping[str, Collection[int]] = MappingProxyType({})
) -> pd.DataFrame:
    """The events that there were *at* an event's number, at a state (its first 8 digits do), or at an ISO time.

    *states* are those of other copies, with the numbers of their events. A day means its end; a time without a zone is UTC, as the log has it.

    Raises:
        LookupFailedError: there is no such event or state, or there was nothing yet.
    """
    found = _upto_number(history, at) if isinstance(at, int) else _at_state(history, at, states)
    if found.empty and isinstance(at, str):
        with suppress(LookupFailedError):
            found = history[history["at"] <= instant(at)]
    if found.empty:
        raise LookupFailedError("unknown_state", at=str(at))
    return found


def state_of(history: pd.DataFrame) -> str:
    """The digest of a set of events."""
    return add_to_state("", history["id"]) if len(history) else ""


def study_of(
    store: Store, history: pd.DataFrame, folder: Path, coder: str | None = None, *, earlier: bool = False
) -> Study:
    """The study of these events as *coder* sees it; none are those of a project whose making was cut short.

    What is blind now is so in *earlier* states too.
    """
    everything = store.live(among=frozenset(history["n"]), digests=False)
    now = store.live_of(Assignment) if earlier else everything[Assignment]
    blind = blind_for(now, coder)
    facts = shown(everything, blind)
    study = make_study(
        facts,
        parse=parse_codebook,
        roles=roles(folder),
        n=len(history),
        state=state_of(history),
        at=str(history["at"].max()) if len(history) else "",
        recall=store.lemmas,
        past=_past(store, facts, history),
        times=dict(zip(history["n"], history["at"], strict=True)),
    )
    told = hidden_work(everything, blind)
    return replace(study, findings=Findings([*study.findings, *told])) if told else study


def _past(store: Store, facts: Mapping[type[Fact], pd.DataFrame], history: pd.DataFrame) -> Past | None:
    """What codings were that a correction changed or left; None where there are none."""
    codings = facts[Coding]
    here = codings["revision"].isin(current_texts(facts[Revision])["key"])
    asked = codings[(codings["carried"] == CHANGED) | ~here]
    if asked.empty:
        return None
    versions = store.past(Coding, asked["key"])
    dead = undone(dict(zip(history["id"], history["undoes"], strict=True)))
    told = history[~history["id"].isin(dead)].sort_values(["at", "id"])
    order = {n: place for place, n in enumerate(told["n"])}
    versions = versions[versions["event"].isin(order)]
    versions = versions.assign(place=versions["event"].map(order)).sort_values("place", ignore_index=True)
    return Past(versions, store.past(Revision, versions["revision"]).drop_duplicates("key"))


def _upto_number(history: pd.DataFrame, n: int) -> pd.DataFrame:
    return history[history["n"] <= n] if n in set(history["n"]) else history.iloc[:0]


def _at_state(history: pd.DataFrame, asked: str, states: Mapping[str, Collection[int]]) -> pd.DataFrame:
    if len(asked) < _SHORTEST or not asked.isalnum():
        return history.iloc[:0]
    numbers = history.loc[history["state"].str.startswith(asked.lower()), "n"]
    others = [one for state, one in states.items() if state.startswith(asked.lower())]
    if len(numbers) == 1:
        return _upto_number(history, int(numbers.iloc[0]))
    return history[history["n"].isin(others[0])] if len(others) == 1 and numbers.empty else history.iloc[:0]


def instant(at: str, *, end: bool = True) -> str:
    """An ISO day or time as the log writes times; of a day its *end*, or its beginning.

    Raises:
        LookupFailedError: it is neither.
    """
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        raise LookupFailedError("not_a_time", at=at) from None
    if end and len(at) <= len("2024-01-31"):
        time = time.replace(hour=23, minute=59, second=59, microsecond=999_000)
    return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC).isoformat(timespec="milliseconds")


def now() -> str:
    """The time, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def draw_key() -> Key:
    """A random key."""
    return Key(uuid.uuid4().hex)
