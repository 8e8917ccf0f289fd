"""Removing something for good: from the project file, its journal and its backups; and looking whether it can still be read.

The marks and the removal are one transaction. What comes after it (the file written anew, the backups) is made up for when the
project is opened next, if something cut it short.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from casekit.errors import StoreError
from casekit.model.facts import Coder, Event, Fact, Key, Purge
from casekit.store.backups import FOLDER, backups_of
from casekit.store.force import add_to_state
from casekit.store.held import Held, fact_of
from casekit.store.mentions import Mention, mentions
from casekit.store.opening import create_engine_for, reading, writing
from casekit.store.removing import Gone, apply_marks
from casekit.store.residue import pieces_of, read_in, runs_of, words_of
from casekit.store.rows import Interner, event_sha, keys_in, row_of
from casekit.store.schema import FACT_TABLES, METADATA, events

__all__ = ["Place", "Purged", "finish", "foresee", "looked_through", "marked", "purge", "rewrite"]

Fate = Literal["purged", "deleted", "failed"]


@dataclass(frozen=True, slots=True)
class Place:
    """A file that was purged, and how many of the removed strings can still be read in it."""

    file: Path
    fate: Fate
    found: int = 0


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed, where, how many strings were looked for, and what elsewhere in the project still tells of it."""

    gone: Gone
    places: tuple[Place, ...] = ()
    looked_for: int = 0
    mentions: tuple[Mention, ...] = ()


class _Foreseen(Exception):
    """Ends a transaction that must leave everything as it was."""


def purge(path: Path, event: Event, facts: Sequence[Fact]) -> Purged:
    """Write *event* with its marks, and remove what they mark: from the file, then from its backups.

    Raises:
        StoreError: the file cannot be written; nothing has changed then.
    """
    gone, told = _removed(path, event, facts)
    return looked_through(path, gone, told)


def foresee(path: Path, event: Event, facts: Sequence[Fact]) -> Purged:
    """What would be removed; everything stays as it is."""
    gone, told = _removed(path, event, facts, keep=True)
    return Purged(gone, tuple(Place(file, "purged") for file in _backups(path)), 0, told)


def finish(path: Path) -> list[Place]:
    """Make up for what was cut short: backups that still hold what the file has marked; and write the file anew."""
    keys = marked(path)
    if not keys:
        return []
    behind = [file for file in _backups(path) if not keys <= _marked_or_none(file)]
    places = [_purged_backup(file, path)[0] for file in behind]
    if behind or _just_purged(path):
        with suppress(StoreError):
            rewrite(path)
    return places


def marked(path: Path) -> frozenset[tuple[str, str]]:
    """Every mark in a file: its key and its kind."""
    engine = create_engine_for(path, keep=False)
    with reading(engine, path) as connection:
        return _marks(connection)


def rewrite(path: Path) -> None:
    """Write the file anew without anything that was deleted in it, and let go of its journal.

    Raises:
        StoreError: another program keeps it busy, or there is no room.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for setting in (
                "busy_timeout = 10000",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "synchronous = FULL",
            ):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("VACUUM")
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        raise StoreError("not_rewritten", file=str(path), reason=str(error)) from None
    with suppress(OSError):
        _journal(path).unlink(missing_ok=True)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _removed(
    path: Path, event: Event, facts: Sequence[Fact], *, keep: bool = False
) -> tuple[Gone, tuple[Mention, ...]]:
    engine = create_engine_for(path)
    told: tuple[Gone, tuple[Mention, ...]] = (Gone(), ())
    with suppress(_Foreseen), writing(engine, path) as connection:
        _put(connection, event, facts)
        gone = apply_marks(connection)
        told = gone, tuple(mentions(Held.of(connection), gone.strings, gone.names))
        if keep:
            raise _Foreseen
    return told


def _put(connection: Connection, event: Event, facts: Sequence[Fact]) -> None:
    """The event and its facts, unless they are there."""
    if connection.execute(select(events.c.n).where(events.c.id == event.id)).first():
        return
    last = connection.execute(select(events.c.n, events.c.state).order_by(events.c.n.desc())).first()
    n, state = (last.n, last.state) if last else (0, "")
    interner = Interner(connection)
    interner.add(key for fact in facts for key in keys_in(fact))
    rows = [(fact, row_of(fact, event=event.id, n=n + 1, numbers=interner.known)) for fact in facts]
    for fact, row in rows:
        connection.execute(insert(FACT_TABLES[type(fact)]), [row])
    told = {
        name: getattr(event, name) for name in ("id", "at", "by", "verb", "why", "undoes", "casekit_version")
    }
    digest = event_sha(told, [row["id"] for _, row in rows], [])
    now = {"n": n + 1, "state": add_to_state(state, [event.id]), "sha": digest}
    connection.execute(insert(events), [{**told, **now}])


def looked_through(path: Path, gone: Gone, told: tuple[Mention, ...] = ()) -> Purged:
    """After the removal itself: the file is written anew, its backups lose the same, and all are read for what is left."""
    places = [Place(path, "purged")]
    try:
        rewrite(path)
    except (
        StoreError
    ):  # what was deleted is overwritten all the same; the file is written anew when it is opened next
        places = [Place(path, "failed")]
    strings, names = gone.strings, gone.names
    for file in _backups(path):
        place, theirs = _purged_backup(file, path)
        places.append(place)
        strings, names = strings | theirs.strings, names | theirs.names
    pieces, runs = pieces_of(strings | names), runs_of(strings)
    looked = [
        Place(
            place.file,
            place.fate,
            _found(place.file, pieces, runs, said=path if place.fate == "failed" else place.file),
        )
        for place in places
    ]
    return Purged(gone, tuple(looked), len(pieces) + len(runs), told)


def _backups(path: Path) -> list[Path]:
    """Those that are known by their names, and any other project file that was put beside them."""
    with suppress(OSError):
        beside = (path.parent / FOLDER).iterdir()
        return list(
            dict.fromkeys([*backups_of(path), *sorted(file for file in beside if _is_copy(file, path))])
        )
    return []


def _is_copy(file: Path, path: Path) -> bool:
    return file.is_file() and (file.suffix == path.suffix or file.name.endswith(".part"))


def _purged_backup(file: Path, path: Path) -> tuple[Place, Gone]:
    """A backup gets the marks of the project and loses what they mark; one that cannot be opened is deleted."""
    try:
        gone = _take_marks(file, path)
        rewrite(file)
        return Place(file, "purged"), gone
    except (StoreError, ValueError, LookupError):
        return Place(file, _deleted(file)), Gone()


def _deleted(file: Path) -> Fate:
    try:
        with file.open("r+b") as opened:
            opened.write(bytes(file.stat().st_size))
        file.unlink()
        _journal(file).unlink(missing_ok=True)
    except OSError:
        return "failed"
    return "deleted"


def _take_marks(file: Path, path: Path) -> Gone:
    with reading(create_engine_for(path), path) as connection:
        acts = list(_marking(Held.of(connection)))
    with writing(create_engine_for(file, keep=False), file) as backup:
        for event, facts in acts:
            _put(backup, event, facts)
        return apply_marks(backup)


def _marking(held: Held) -> Iterator[tuple[Event, list[Fact]]]:
    """The acts that marked something, with the coders that they made."""
    for n in sorted({row["event"] for row in held.rows(Purge)}):
        row = held.events[n]
        facts = [
            fact_of(kind, fact) for kind in (Coder, Purge) for fact in held.rows(kind) if fact["event"] == n
        ]
        undoes = Key(row["undoes"]) if row["undoes"] else None
        yield (
            Event(
                Key(row["id"]), row["at"], row["by"], row["verb"], row["why"], undoes, row["casekit_version"]
            ),
            facts,
        )


def _marks(connection: Connection) -> frozenset[tuple[str, str]]:
    if not connection.execute(select(func.count()).select_from(FACT_TABLES[Purge])).scalar():
        return frozenset()
    return frozenset((row["key"], row["kind"]) for row in Held.of(connection).rows(Purge))


def _marked_or_none(file: Path) -> frozenset[tuple[str, str]]:
    with suppress(StoreError, ValueError):
        return marked(file)
    return frozenset()


def _just_purged(path: Path) -> bool:
    """Whether the last act removed something and the file was not written anew since."""
    with reading(create_engine_for(path), path) as connection:
        last = connection.execute(select(events.c.verb).order_by(events.c.n.desc())).scalar()
        free = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
    return last == "purge" and free > 0


def _found(file: Path, pieces: Iterable[str], runs: Iterable[str], *, said: Path) -> int:
    """How many strings can be read in a file, or in its journal, that the file *said* does not say any more."""
    if not file.is_file():
        return 0
    data = b"".join(one.read_bytes() for one in (file, _journal(file)) if one.is_file())
    found = read_in(data, pieces, runs)
    with suppress(StoreError, ValueError), reading(create_engine_for(said, keep=False), said) as connection:
        told = list(_said(connection))
        left, whole = words_of(told), "\0".join(told)
        return sum(text not in left and text not in whole for text in found)
    return len(found)


def _said(connection: Connection) -> Iterator[str]:
    """Every text that a file holds as such."""
    for table in METADATA.tables.values():
        for row in connection.execute(select(table)):
            yield from (value for value in row if isinstance(value, str))
    for sql in connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars():
        yield str(sql)
