"""Which facts are live: their event is in force, and no event in force ends them. Nothing else decides."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, select

from casekit.model.facts import FACTS, Fact, references
from casekit.store.force import undone
from casekit.store.rows import chunks
from casekit.store.schema import FACT_TABLES, ends, events, keys

__all__ = ["LiveRow", "live_frames", "live_rows"]


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
    connection: Connection, *, among: Collection[int] | None = None, also_undone: str | None = None
) -> dict[type[Fact], pd.DataFrame]:
    """All live facts, per kind a frame with keys as text; equal facts under one key are shown once.

    Different ones stay, for a person to end one. Rows stand in the order of time, which two merged copies share.

    Args:
        among: the numbers of the events to look at; all by default.
        also_undone: the id of an event that is looked at as if it were undone.
    """
    seen = None if among is None else frozenset(among)
    dead = _out_of_force(connection, seen, also_undone)
    places = _places(connection, seen, dead)
    ended = {fact for n, fact in connection.execute(select(ends.c.event, ends.c.fact)) if places[n] >= 0}
    names = _names(connection)
    return {kind: _frame(connection, kind, places, ended, names) for kind in FACTS}


def _out_of_force(
    connection: Connection, seen: frozenset[int] | None = None, also_undone: str | None = None
) -> frozenset[int]:
    """The numbers of the events that do not count. Only acts of taking back decide, and those are few."""
    acts = connection.execute(
        select(events.c.n, events.c.id, events.c.undoes).where(events.c.undoes.is_not(None))
    )
    undoes = {row.id: row.undoes for row in acts if seen is None or row.n in seen}
    if also_undone is not None:
        undoes["asked"] = also_undone
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
    """For each event's number its place in time; -1 for those that do not count."""
    by_time = connection.execute(select(events.c.n).order_by(events.c.at, events.c.n)).scalars().all()
    places = np.full(max(by_time, default=0) + 1, -1, np.int64)
    for place, n in enumerate(by_time):
        if n not in dead and (seen is None or n in seen):
            places[n] = place
    return places


def _names(connection: Connection) -> NDArray[np.object_]:
    """The keys by their numbers; None at 0."""
    known = _read(connection, keys)
    names = np.full(max(known["k"], default=0) + 1, None, object)
    names[known["k"].to_numpy(np.int64)] = known["id"]
    return names


def _read(connection: Connection, table: Table) -> pd.DataFrame:
    """A table, in the driver's plain tuples: SQLAlchemy's rows take as long again."""
    result = connection.execute(select(table))
    rows = result.cursor.fetchall() if result.cursor is not None else []
    result.close()
    names = tuple(column.name for column in table.columns)
    return pd.DataFrame(rows, columns=list(names), dtype=object) if rows else _nothing(names).copy()


@cache
def _nothing(columns: tuple[str, ...]) -> pd.DataFrame:
    """A frame without rows: most tables of most projects are empty, and making one takes as long as making a full one."""
    return pd.DataFrame(columns=list(columns), dtype=object)


def _frame(
    connection: Connection,
    kind: type[Fact],
    places: NDArray[np.int64],
    ended: set[str],
    names: NDArray[np.object_],
) -> pd.DataFrame:
    frame = _read(connection, FACT_TABLES[kind])
    if frame.empty:
        return frame
    place = places[frame["event"].to_numpy(np.int64)]
    order = np.lexsort((frame["key"].to_numpy(np.int64), place))
    live = ((place >= 0) & ~frame["id"].isin(ended)).to_numpy(bool)
    kept: pd.DataFrame = frame.iloc[order[live[order]]].drop_duplicates("sha", ignore_index=True)
    for name in ("key", *references(kind)):
        kept[name] = names[[number or 0 for number in kept[name]]]
    return kept
