"""Stores with a clock that ticks, and small facts."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from casekit.model.facts import FACTS, Coding, Event, Fact, Key, key_of, sha
from casekit.store import Store

_ticks = count()


def make_event(by: str | None = "ah", verb: str = "record", undoes: str | None = None) -> Event:
    """An event of its own, later than every one before."""
    tick = next(_ticks)
    at = f"2024-01-24T{tick // 3600 % 24:02}:{tick // 60 % 60:02}:{tick % 60:02}.{tick // 86400:03}+00:00"
    return Event(key_of("event", str(tick)), at, by, verb, undoes=Key(undoes) if undoes else None)


def make_coding(key: str = "c1", *, code: str = "rent", coder: str = "ah") -> Coding:
    return Coding(
        key=key_of("coding", key),
        revision=key_of("revision", "HAV-01"),
        start=0,
        end=7,
        code=code,
        codebook=key_of("codebook", "barriers"),
        polarity="barrier",
        coder=key_of("coder", coder),
        quote_sha=sha("Huslejen"),
    )


def keep(store: Store, facts: Sequence[Fact], by: str = "ah") -> Event:
    """What a project does with facts: write what is new, end what it replaces."""
    event = make_event(by)
    new, ended = store.new_among(facts)
    store.append(event, new, ended)
    return event


def logical(store: Store) -> dict[str, Any]:
    """What a file says, whatever the order in which it came in."""
    live = store.live()
    facts = {
        kind.table: sorted(map(tuple, live[kind].drop(columns="event").to_numpy().tolist()), key=repr)
        for kind in FACTS
    }
    history = store.events()
    return {"facts": facts, "events": sorted(history["id"]), "state": "".join(history["state"].tail(1)), "in_force": sorted(history.loc[history["in_force"], "id"])}  # fmt: skip


def perform(store: Store, history: Sequence[tuple[str, int, str]], by: str) -> None:
    """Acts of one coder on one file: few keys, so that they meet."""
    for act, number, code in history:
        if act == "add":
            keep(store, [make_coding(str(number), code=code)], by)
        elif act == "withdraw":
            store.append(make_event(by), [], store.live_ids(Coding, [key_of("coding", str(number))]))
        else:
            past = store.events()
            mine = past[(past["by"] == by) & past["in_force"] & ((past["verb"] == "undo") == (act == "redo"))]
            if len(mine):
                verb = "undo" if act == "undo" else "redo"
                store.append(make_event(by, verb, mine["id"].iloc[-1]), [])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "study.casekit", new=True)


@pytest.fixture
def event() -> Callable[..., Event]:
    return make_event


@pytest.fixture
def coding() -> Callable[..., Coding]:
    return make_coding


@pytest.fixture
def kept() -> Callable[..., Event]:
    return keep


@pytest.fixture
def said() -> Callable[[Store], dict[str, Any]]:
    return logical


@pytest.fixture
def codes() -> Callable[[Store], list[str]]:
    """The codes of the live codings, in order."""
    return lambda store: list(store.live()[Coding]["code"])


@pytest.fixture
def copies(tmp_path: Path) -> Callable[[Iterable[str]], list[Store]]:
    """New stores by name, below one folder."""
    return lambda names: [Store(tmp_path / f"{name}.casekit", new=True) for name in names]


@pytest.fixture(name="perform")
def perform_() -> Callable[..., None]:
    """Acts of one coder on one file: few keys, so that they meet."""
    return perform
