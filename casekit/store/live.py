"""Which facts are live: their event is in force, and no event in force ends them. Nothing else decides."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Integer, exists, select

from casekit.model.facts import FACTS, CodebookFact, Draft, Fact, Layout, Revision, references
from casekit.store.force import undone
from casekit.store.rows import chunks, plain_columns, plain_rows
from casekit.store.schema import FACT_TABLES, ends, events, keys

__all__ = ["LiveRow", "live_frames", "live_rows"]

_DIGESTS = ("sha", "quote_sha", "text_sha")
_LONG = (CodebookFact, Draft, Layout, Revision)
"""Few facts with long texts."""


class LiveRow(NamedTuple):
    """A live fact: its id, its key, the digest of what it says, and its event's number."""

    id: str
    key: str
    sha: str
    event: int


def live_rows(connection: Connection, kind: type[Fact], wanted: Iterable[str]) -> list[LiveRow]:
    """The live facts of *kind* with one of these keys; those that say the same are all there."""
    table = FACT_TABLES[kind]
    wanted = list(wanted)
    if not wanted:
        return []
    asked = select(table.c.id, keys.c.id.label("name"), table.c.sha, table.c.event).join(
        keys, keys.c.k == table.c.key
    )
    rows = [
        LiveRow(*row)
        for some in chunks(wanted)
        for row in connection.execute(asked.where(keys.c.id.in_(some)))
    ]
    dead = _out_of_force(connection)
    ended = _ended_among(connection, [row.id for row in rows], dead)
    return [row for row in rows if row.event not in dead and row.id not in ended]


def live_frames(
    connection: Connection,
    *,
    among: Collection[int] | None = None,
    also_undone: Collection[str] = (),
    digests: bool = True,
    kinds: Iterable[type[Fact]] = FACTS,
) -> dict[type[Fact], pd.DataFrame]:
    """All live facts, per kind a frame with keys as text; equal facts under one key are shown once.

    Different ones stay, for a person to end one. Rows stand in the order of time, which two merged copies share.

    Args:
        among: the numbers of the events to look at; all by default.
        also_undone: the ids of events that are looked at as if they were undone.
        digests: whether the frames have them; reading them takes a third of the time.
        kinds: which to read; the others are not there.
    """
    seen = None if among is None else frozenset(among)
    dead = _out_of_force(connection, seen, also_undone)
    places = _places(connection, seen, dead)
    names = _names(connection)
    ended = {fact for n, fact in connection.execute(select(ends.c.event, ends.c.fact)) if places[n] >= 0}
    asked = tuple(kinds)
    filled = plain_rows(connection, _filled(asked))[0]
    return {
        kind: _frame(_read(connection, kind, digests=digests), kind, places, ended, names)
        if there
        else _nothing(tuple(one.name for one in _columns(kind, digests=digests))).copy()
        for kind, there in zip(asked, filled, strict=True)
    }


@cache
def _filled(kinds: tuple[type[Fact], ...]) -> Any:
    """Whether there are facts of each kind: most tables of most projects are empty, and reading one takes as long as reading a small one."""
    return select(*(exists(select(FACT_TABLES[kind].c.id)) for kind in kinds))


@cache
def _nothing(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns), dtype=object)


def _columns(kind: type[Fact], *, digests: bool) -> list[Column[Any]]:
    return [one for one in FACT_TABLES[kind].columns if digests or one.name not in _DIGESTS]


def _out_of_force(
    connection: Connection, seen: frozenset[int] | None = None, also_undone: Collection[str] = ()
) -> frozenset[int]:
    """The numbers of the events that do not count. Only acts of taking back decide, and those are few."""
    acts = connection.execute(
        select(events.c.n, events.c.id, events.c.undoes).where(events.c.undoes.is_not(None))
    )
    undoes = {row.id: row.undoes for row in acts if seen is None or row.n in seen}
    undoes |= {f"asked {event}": event for event in also_undone}
    dead = undone({**dict.fromkeys(undoes.values()), **undoes})
    return frozenset(
        int(n)
        for some in chunks(dead)
        for n in connection.execute(select(events.c.n).where(events.c.id.in_(some))).scalars()
    )


def _ended_among(connection: Connection, facts: Iterable[str], dead: frozenset[int]) -> set[str]:
    return {
        row.fact
        for some in chunks(facts)
        for row in connection.execute(select(ends).where(ends.c.fact.in_(some)))
        if row.event not in dead
    }


def _places(connection: Connection, seen: frozenset[int] | None, dead: frozenset[int]) -> NDArray[np.int64]:
    """For each event's number its place in time, the same in all copies; -1 for those that do not count."""
    by_time = connection.execute(select(events.c.n).order_by(events.c.at, events.c.id)).scalars().all()
    places = np.full(max(by_time, default=0) + 1, -1, np.int64)
    for place, n in enumerate(by_time):
        if n not in dead and (seen is None or n in seen):
            places[n] = place
    return places


def _names(connection: Connection) -> NDArray[np.object_]:
    """The keys by their numbers; None at 0."""
    told = plain_columns(connection, [keys.c.k, keys.c.id])
    numbers = told["k"]
    names = np.full(numbers.max(initial=0) + 1, None, object)
    names[numbers] = told["id"]
    return names


def _read(connection: Connection, kind: type[Fact], *, digests: bool) -> pd.DataFrame:
    """All facts of a kind. Numbers that are always there are numbers, all else is as it was stored."""
    columns = _columns(kind, digests=digests)
    return _by_rows(connection, columns) if kind in _LONG else _by_columns(connection, columns)


def _by_columns(connection: Connection, columns: list[Column[Any]]) -> pd.DataFrame:
    told = plain_columns(connection, columns)
    kept = {name: pd.Series(values, dtype=values.dtype, copy=False) for name, values in told.items()}
    return pd.DataFrame(kept, copy=False)


def _by_rows(connection: Connection, columns: list[Column[Any]]) -> pd.DataFrame:
    rows = plain_rows(connection, select(*columns))
    numbers = [one.name for one in columns if isinstance(one.type, Integer) and not one.nullable]
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    return frame.astype(dict.fromkeys(numbers, np.int64))


def _frame(
    frame: pd.DataFrame,
    kind: type[Fact],
    places: NDArray[np.int64],
    ended: set[str],
    names: NDArray[np.object_],
) -> pd.DataFrame:
    """Those that are live, in the order of time."""
    place = places[frame["event"].to_numpy()]
    live = place >= 0
    if ended:
        live &= ~frame["id"].isin(ended).to_numpy(bool)
    if not (
        live.all() and (np.diff(place) >= 0).all()
    ):  # what is in order already is left as it is, which is quicker
        order = np.argsort(place, kind="stable")  # within an event as they were stored
        frame = frame.iloc[order[live[order]]].reset_index(drop=True)
    kept = _each_once(frame)
    for name in ("key", *references(kind)):
        numbers = kept[name].fillna(0) if kept[name].dtype == object else kept[name]
        kept[name] = names[numbers.to_numpy(np.int64)]
    return kept


def _each_once(frame: pd.DataFrame) -> pd.DataFrame:
    """Without those that say what an older one says. Only facts of one key can."""
    shared = frame["key"].duplicated(keep=False)
    if not shared.any():
        return frame
    said = [name for name in frame.columns if name not in ("id", "event", "sha")]
    again = frame.loc[shared, said].duplicated()
    return frame.drop(index=again.index[again]).reset_index(drop=True)
