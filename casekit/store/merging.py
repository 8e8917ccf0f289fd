"""Two project files become one: the union of their rows. What either removed for good goes right after it (``removing``)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from casekit.model.facts import FACTS, Fact, references
from casekit.store.force import states_after
from casekit.store.purging import Purged
from casekit.store.rows import plain_rows
from casekit.store.schema import FACT_TABLES, ends, events, keys
from casekit.store.states import copy_states

__all__ = ["Came", "copy_events"]

_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What a file took over from another: how many events, and how many facts of each kind, by table.

    ``purged`` is what was removed since either side had removed it for good; None where there was nothing.
    """

    events: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    purged: Purged | None = None


def copy_events(source: Connection, target: Connection) -> Came:
    """Copy every event that *target* lacks, with its facts and ends, in the order in which they were made."""
    numbers = _copy_event_rows(source, target)
    if not numbers:
        return Came()
    _copy_ends(source, target, numbers)
    came = Came(len(numbers), _copy_facts(source, target, numbers))
    copy_states(source, target)
    return came


def _put(connection: Connection, table: Table, rows: list[_Row]) -> None:
    if rows:
        statement = insert(table).compile(dialect=connection.dialect)
        connection.exec_driver_sql(str(statement), rows)


def _copy_event_rows(source: Connection, target: Connection) -> dict[int, int]:
    """The new events' numbers: there → here."""
    have = plain_rows(target, select(events.c.n, events.c.id, events.c.state).order_by(events.c.n))
    known = {name for _, name, _ in have}
    first, state = (have[-1][0], have[-1][2]) if have else (0, "")
    at = {column.name: place for place, column in enumerate(events.columns)}
    new = [
        row for row in plain_rows(source, select(events).order_by(events.c.n)) if row[at["id"]] not in known
    ]
    copied, numbers = [], {}
    states = states_after(state, (row[at["id"]] for row in new))
    for n, (row, now) in enumerate(zip(new, states, strict=True), first + 1):
        values = list(row)
        values[at["n"]], values[at["state"]] = n, now
        numbers[row[at["n"]]] = n
        copied.append(tuple(values))
    _put(target, events, copied)
    return numbers


def _copy_ends(source: Connection, target: Connection, numbers: Mapping[int, int]) -> None:
    rows = plain_rows(source, select(ends.c.event, ends.c.fact))
    _put(target, ends, [(numbers[event], fact) for event, fact in rows if event in numbers])


def _copy_facts(source: Connection, target: Connection, numbers: Mapping[int, int]) -> dict[str, int]:
    """How many of each kind."""
    theirs = {int(number): str(key) for number, key in plain_rows(source, select(keys.c.k, keys.c.id))}
    ours = {str(key): int(number) for number, key in plain_rows(target, select(keys.c.k, keys.c.id))}
    came: Counter[str] = Counter()
    for kind in FACTS:
        rows = _new_rows(source, kind, numbers)
        _put(target, keys, _new_keys(kind, rows, theirs, ours))
        _put(target, FACT_TABLES[kind], _translated(kind, rows, numbers, theirs, ours))
        came[kind.table] = len(rows)
    return dict(+came)


def _new_rows(source: Connection, kind: type[Fact], numbers: Mapping[int, int]) -> list[_Row]:
    """In the order in which they were stored, which is part of what a study shows."""
    event = _places(kind)["event"]
    return [row for row in plain_rows(source, select(FACT_TABLES[kind])) if row[event] in numbers]


def _places(kind: type[Fact]) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(FACT_TABLES[kind].columns)}


def _keyed(kind: type[Fact]) -> list[int]:
    """The places of the columns that hold keys."""
    places = _places(kind)
    return [places[name] for name in ("key", *references(kind))]


def _new_keys(
    kind: type[Fact], rows: list[_Row], theirs: Mapping[int, str], ours: dict[str, int]
) -> list[_Row]:
    """The keys that this file lacks, numbered as they come; *ours* knows them from then on."""
    held = _keyed(kind)
    named = (theirs[row[place]] for row in rows for place in held if row[place] is not None)
    unknown = [key for key in dict.fromkeys(named) if key not in ours]
    rows_of_keys: list[_Row] = list(enumerate(unknown, max(ours.values(), default=0) + 1))
    ours.update((key, number) for number, key in rows_of_keys)
    return rows_of_keys


def _translated(
    kind: type[Fact],
    rows: list[_Row],
    numbers: Mapping[int, int],
    theirs: Mapping[int, str],
    ours: Mapping[str, int],
) -> list[_Row]:
    held, event = _keyed(kind), _places(kind)["event"]
    copied = []
    for row in rows:
        values = list(row)
        values[event] = numbers[row[event]]
        for place in held:
            if values[place] is not None:
                values[place] = ours[theirs[values[place]]]
        copied.append(tuple(values))
    return copied
