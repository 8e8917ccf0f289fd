"""One project file: appending events with their facts, reading what is live, merging another file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from casekit.model.facts import FACTS, Event, Fact, references
from casekit.store.force import add_to_state, undone
from casekit.store.merging import copy_events
from casekit.store.opening import create_engine_for, reading, writing
from casekit.store.rows import Interner, digest_of, keys_in, row_of
from casekit.store.schema import FACT_TABLES, ends, events

__all__ = ["Store"]

EVENT_COLUMNS = ("n", "id", "at", "by", "verb", "why", "undoes", "casekit_version", "state")


class Store:
    """The file of a project. Nothing in it is ever changed; events and facts are added.

    Frames of facts are read whole: filtering and counting are the business of those who ask.
    """

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self.path = path
        self._engine = create_engine_for(path, new=new)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def head(self) -> int:
        """The number of the last event; 0 when there is none. What was read is valid while this is unchanged."""
        with reading(self._engine, self.path) as connection:
            return _head(connection)

    def append(self, event: Event, facts: Sequence[Fact], ended: Iterable[str] = ()) -> int:
        """Write one event with the facts that it makes and the ids of those that it ends: all, or nothing.

        Returns its number.
        """
        with writing(self._engine, self.path) as connection:
            n = _head(connection) + 1
            connection.execute(insert(events), [self._event_row(event, n, connection)])
            _insert_facts(connection, event, n, facts)
            rows = [{"event": n, "fact": fact} for fact in ended]
            if rows:
                connection.execute(insert(ends), rows)
        return n

    def new_among(self, facts: Iterable[Fact]) -> tuple[list[Fact], list[str]]:
        """Of *facts* those that say something new, and the ids of the live facts that they replace."""
        live = self.live()
        said = {kind: set(live[kind]["sha"]) for kind in FACTS}
        new = [fact for fact in facts if digest_of(fact) not in said[type(fact)]]
        ended = [
            str(identity)
            for kind in FACTS
            for identity in live[kind].loc[
                live[kind]["key"].isin([fact.key for fact in new if type(fact) is kind]), "id"
            ]
        ]
        return new, ended

    def merge(self, other: Path) -> int:
        """Take over every event of the project file *other* that this one lacks; how many those were.

        The union of two files: in any order and any number of times the same result.
        """
        theirs = create_engine_for(other)
        try:
            with reading(theirs, other) as source, writing(self._engine, self.path) as target:
                return copy_events(source, target)
        finally:
            theirs.dispose()

    def events(self) -> pd.DataFrame:
        """One row per event in the order of commit, with ``in_force``."""
        with reading(self._engine, self.path) as connection:
            return _events(connection)

    def live(self, *, upto: int | None = None) -> dict[type[Fact], pd.DataFrame]:
        """The facts that are live, after event number *upto* or now: per kind a frame, keys as text.

        Besides its own fields a row has ``id``, ``event`` (number), ``sha``.
        """
        with reading(self._engine, self.path) as connection:
            return _live(connection, upto)

    def live_without(self, event: str) -> dict[type[Fact], pd.DataFrame]:
        """The facts that would be live if the event with this id were undone."""
        with reading(self._engine, self.path) as connection:
            return _live(connection, None, also_undone=event)

    def _event_row(self, event: Event, n: int, connection: Connection) -> dict[str, object]:
        before = connection.execute(select(events.c.state).where(events.c.n == n - 1)).scalar() or ""
        state = add_to_state(before, [event.id])
        row = {name: getattr(event, name) for name in EVENT_COLUMNS if name not in ("n", "state")}
        return {"n": n, "state": state, **row}


def _head(connection: Connection) -> int:
    return connection.execute(select(func.max(events.c.n))).scalar() or 0


def _insert_facts(connection: Connection, event: Event, n: int, facts: Sequence[Fact]) -> None:
    interner = Interner.of(connection)
    interner.add(key for fact in facts for key in keys_in(fact))
    for kind in FACTS:
        rows = [
            row_of(fact, event=event.id, n=n, numbers=interner.known) for fact in facts if type(fact) is kind
        ]
        if rows:
            connection.execute(insert(FACT_TABLES[kind]), rows)


def _events(connection: Connection) -> pd.DataFrame:
    rows = connection.execute(select(*(events.c[name] for name in EVENT_COLUMNS)).order_by(events.c.n))
    frame = pd.DataFrame(list(map(tuple, rows)), columns=list(EVENT_COLUMNS), dtype=object)
    dead = undone(dict(zip(frame["id"], frame["undoes"], strict=True)))
    return frame.assign(in_force=~frame["id"].isin(dead))


def _live(
    connection: Connection, upto: int | None, *, also_undone: str | None = None
) -> dict[type[Fact], pd.DataFrame]:
    history = _events(connection)
    if upto is not None:
        history = history[history["n"] <= upto]
    undoes: dict[str, str | None] = dict(zip(history["id"], history["undoes"], strict=True))
    if also_undone is not None:
        undoes["asked"] = also_undone
    dead = undone(undoes)
    force = frozenset(history.loc[~history["id"].isin(dead), "n"])
    ended = {fact for n, fact in connection.execute(select(ends.c.event, ends.c.fact)) if n in force}
    names = {number: key for key, number in Interner.of(connection).known.items()}
    return {kind: _frame(connection, kind, force, ended, names) for kind in FACTS}


def _frame(
    connection: Connection, kind: type[Fact], force: frozenset[int], ended: set[str], names: dict[int, str]
) -> pd.DataFrame:
    """Equal facts under one key are shown once; different ones stay, for a person to end one."""
    table = FACT_TABLES[kind]
    columns = [column.name for column in table.columns]
    event, identity = columns.index("event"), columns.index("id")
    rows = connection.execute(select(table).order_by(table.c.event, table.c.key, table.c.id))
    kept = [tuple(row) for row in rows if row[event] in force and row[identity] not in ended]
    frame = pd.DataFrame(kept, columns=columns, dtype=object).drop_duplicates("sha", ignore_index=True)
    for name in ("key", *references(kind)):
        frame[name] = [names.get(number) if number is not None else None for number in frame[name]]
    return frame
