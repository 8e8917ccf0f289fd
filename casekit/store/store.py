"""One project file: appending events with their facts, reading what is live, merging another file."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from casekit.errors import StoreError
from casekit.model.facts import FACTS, Event, Fact
from casekit.model.finding import Findings
from casekit.store.force import add_to_state, undone
from casekit.store.lemma_cache import LemmaCache
from casekit.store.live import live_frames, live_rows
from casekit.store.merging import Came, copy_events
from casekit.store.opening import as_it_is, check, create_engine_for, reading, writing
from casekit.store.past import keys_ended_twice, past_frame
from casekit.store.purging import Purged, finish, foresee, looked_through, marked, purge
from casekit.store.removing import apply_marks
from casekit.store.rows import Interner, digest_of, event_sha, keys_in, row_of
from casekit.store.schema import FACT_TABLES, ends, events
from casekit.store.states import states_of
from casekit.store.trail import Trail, trail_of
from casekit.store.verifying import verify

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

    def verify(self) -> Findings:
        """What in the file is not as it was written; nothing when all is well."""
        return verify(self.path).findings

    @property
    def lemmas(self) -> LemmaCache:
        """What was looked up in dictionaries."""
        return LemmaCache(self.path)

    def head(self) -> int:
        """The number of the last event; 0 when there is none. What was read is valid while this is unchanged."""
        with reading(self._engine, self.path) as connection:
            return _head(connection)

    def append(self, event: Event, facts: Sequence[Fact], ended: Iterable[str] = ()) -> int:
        """Write one event with the facts that it makes and the ids of those that it ends: all, or nothing.

        Returns its number.
        """
        return self.append_all([(event, facts, ended)])[0]

    def append_all(self, acts: Sequence[tuple[Event, Sequence[Fact], Iterable[str]]]) -> list[int]:
        """Write several events at once, each with the facts that it makes and ends: all, or none. Their numbers."""
        with writing(self._engine, self.path) as connection:
            return [_append(connection, event, facts, list(ended)) for event, facts, ended in acts]

    def new_among(self, facts: Iterable[Fact]) -> tuple[list[Fact], list[str]]:
        """Of *facts* those that say something new, each once, and the ids of the live facts that they replace."""
        asked = {digest_of(fact): fact for fact in facts}
        new: list[Fact] = []
        ended: list[str] = []
        with reading(self._engine, self.path) as connection:
            for kind in FACTS:
                mine = {digest: fact for digest, fact in asked.items() if type(fact) is kind}
                live = live_rows(connection, kind, [fact.key for fact in mine.values()])
                said = {row.sha for row in live}
                fresh = [fact for digest, fact in mine.items() if digest not in said]
                new += fresh
                ended += [row.id for row in live if row.sha not in mine]
        return new, ended

    def live_ids(
        self, kind: type[Fact], keys: Iterable[str], *, saying: Collection[str] | None = None
    ) -> list[str]:
        """The ids of all live facts of a kind that have one of these keys, also of those that say the same.

        With *saying* only of those whose digests are these.
        """
        with reading(self._engine, self.path) as connection:
            rows = live_rows(connection, kind, keys)
        return [row.id for row in rows if saying is None or row.sha in saying]

    def merge(self, other: Path) -> Came:
        """Take over every event of the project file *other* that this one lacks; how many those were, with how many facts.

        The union of two files: in any order and any number of times the same result. The other one stays as it is.
        """
        if other.exists() and other.samefile(self.path):
            return Came()
        with as_it_is(other) as file:
            theirs = create_engine_for(file, keep=False)
            with reading(theirs, file) as source, writing(self._engine, self.path) as target:
                check(source, file)
                if None not in (made := {_first(source), _first(target)}) and len(made) > 1:
                    raise StoreError("another_project", file=str(other))
                came, gone = copy_events(source, target), apply_marks(target, source)
        return replace(came, purged=looked_through(self.path, gone)) if gone else came

    def purge(self, event: Event, facts: Sequence[Fact], *, keep: bool = False) -> Purged:
        """Write one event with its marks, and remove for good what they mark; with *keep*, only tell what that would be."""
        return foresee(self.path, event, facts) if keep else purge(self.path, event, facts)

    def finish_purging(self) -> None:
        """Make up for a removal that was cut short: the file, or a backup, that still holds what is marked."""
        finish(self.path)

    def marked(self) -> frozenset[tuple[str, str]]:
        """What was removed for good: keys, each with its kind."""
        return marked(self.path)

    def events(self) -> pd.DataFrame:
        """One row per event in the order of commit, with ``in_force``."""
        with reading(self._engine, self.path) as connection:
            return _events(connection)

    def states(self) -> dict[str, frozenset[int]]:
        """The states of other copies that their exports name: the numbers that their events have here."""
        with reading(self._engine, self.path) as connection:
            return states_of(connection)

    def live(
        self, *, among: Collection[int] | None = None, digests: bool = True
    ) -> dict[type[Fact], pd.DataFrame]:
        """The facts that are live now, or if there were only the events with these numbers: per kind a frame.

        Besides its own fields, keys as text, a row has ``id``, ``event`` (number) and, as other *digests*, ``sha``. Older facts
        stand first.
        """
        with reading(self._engine, self.path) as connection:
            return live_frames(connection, among=among, digests=digests)

    def live_of(self, kind: type[Fact], *, among: Collection[int] | None = None) -> pd.DataFrame:
        """The live facts of one kind, as in :meth:`live`; nothing else is read."""
        with reading(self._engine, self.path) as connection:
            return live_frames(connection, among=among, kinds=[kind])[kind]

    def past(self, kind: type[Fact], keys: Iterable[str]) -> pd.DataFrame:
        """Every fact of a kind that was ever stored with one of these keys; oldest first, with ``ended_by``, numbers of events."""
        with reading(self._engine, self.path) as connection:
            return past_frame(connection, kind, keys)

    def ended_twice(self, kind: type[Fact]) -> list[str]:
        """The keys of facts of a kind that several events ended: people changed them in two copies, which were then united."""
        with reading(self._engine, self.path) as connection:
            return keys_ended_twice(connection, kind)

    def live_without(self, *events: str) -> dict[type[Fact], pd.DataFrame]:
        """The facts that would be live if the events with these ids were undone."""
        with reading(self._engine, self.path) as connection:
            return live_frames(connection, also_undone=events)

    def trail(self) -> Trail:
        """Everything that was ever stored, with what made it and what ended it; for asking what an act did."""
        with reading(self._engine, self.path) as connection:
            return trail_of(connection, _events(connection))


def _append(connection: Connection, event: Event, facts: Sequence[Fact], ended: list[str]) -> int:
    n = _head(connection) + 1
    made = _insert_facts(connection, event, n, facts)
    connection.execute(insert(events), [_event_row(event, n, connection, made, ended)])
    if ended:
        connection.execute(insert(ends), [{"event": n, "fact": fact} for fact in ended])
    return n


def _event_row(
    event: Event, n: int, connection: Connection, made: Iterable[str], ended: Iterable[str]
) -> dict[str, object]:
    before = connection.execute(select(events.c.state).where(events.c.n == n - 1)).scalar() or ""
    told = {name: getattr(event, name) for name in EVENT_COLUMNS if name not in ("n", "state")}
    return {"n": n, "state": add_to_state(before, [event.id]), "sha": event_sha(told, made, ended), **told}


def _first(connection: Connection) -> str | None:
    """The event with which the project was made: copies of one project share it, whatever was merged since."""
    made = select(events.c.id).where(events.c.verb == "create").order_by(events.c.at, events.c.id)
    return connection.execute(made).scalars().first()


def _head(connection: Connection) -> int:
    return connection.execute(select(func.max(events.c.n))).scalar() or 0


def _insert_facts(connection: Connection, event: Event, n: int, facts: Sequence[Fact]) -> list[str]:
    """Their ids."""
    made: list[str] = []
    interner = Interner(connection)
    interner.add(key for fact in facts for key in keys_in(fact))
    for kind in FACTS:
        rows = [
            row_of(fact, event=event.id, n=n, numbers=interner.known) for fact in facts if type(fact) is kind
        ]
        if rows:
            connection.execute(insert(FACT_TABLES[kind]), rows)
            made += [row["id"] for row in rows]
    return made


def _events(connection: Connection) -> pd.DataFrame:
    rows = connection.execute(select(*(events.c[name] for name in EVENT_COLUMNS)).order_by(events.c.n))
    frame = pd.DataFrame(list(map(tuple, rows)), columns=list(EVENT_COLUMNS), dtype=object)
    dead = undone(dict(zip(frame["id"], frame["undoes"], strict=True)))
    return frame.assign(in_force=~frame["id"].isin(dead))
