"""Earlier states of a project: which events there were at a moment."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from casekit.codebook import parse_codebook
from casekit.errors import LookupFailedError
from casekit.model.facts import Key
from casekit.model.study import Study, make_study
from casekit.project.places import roles
from casekit.store import Store
from casekit.store.force import add_to_state

__all__ = ["draw_key", "moment", "now", "state_of", "study_of"]

_SHORTEST = 8  # digits of a state, as documents show them


def moment(history: pd.DataFrame, at: int | str) -> pd.DataFrame:
    """The events that there were *at* an event's number, at a state (its first 8 digits do), or at an ISO time.

    A day means its end; a time without a zone is UTC, as the log has it.

    Raises:
        LookupFailedError: there is no such event or state, or there was nothing yet.
    """
    found = _upto_number(history, at) if isinstance(at, int) else _at_state(history, at)
    if found.empty and isinstance(at, str) and (time := _time(at)):
        found = history[history["at"] <= time]
    if found.empty:
        raise LookupFailedError("unknown_state", at=str(at))
    return found


def state_of(history: pd.DataFrame) -> str:
    """The digest of a set of events."""
    return add_to_state("", history["id"]) if len(history) else ""


def study_of(store: Store, history: pd.DataFrame, folder: Path) -> Study:
    """The study of these events; none are those of a project whose making was cut short."""
    return make_study(
        store.live(among=frozenset(history["n"])),
        parse=parse_codebook,
        roles=roles(folder),
        n=int(history["n"].max()) if len(history) else 0,
        state=state_of(history),
        at=str(history["at"].max()) if len(history) else "",
        recall=store.lemmas,
    )


def _upto_number(history: pd.DataFrame, n: int) -> pd.DataFrame:
    return history[history["n"] <= n] if n in set(history["n"]) else history.iloc[:0]


def _at_state(history: pd.DataFrame, state: str) -> pd.DataFrame:
    if len(state) < _SHORTEST or not state.isalnum():
        return history.iloc[:0]
    numbers = history.loc[history["state"].str.startswith(state.lower()), "n"]
    return _upto_number(history, int(numbers.iloc[0])) if len(numbers) == 1 else history.iloc[:0]


def _time(at: str) -> str:
    """As the log writes times; "" for what is none."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return ""
    if len(at) <= len("2024-01-31"):
        time = time.replace(hour=23, minute=59, second=59, microsecond=999_000)
    return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC).isoformat(timespec="milliseconds")


def now() -> str:
    """The time, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def draw_key() -> Key:
    """A random key."""
    return Key(uuid.uuid4().hex)
