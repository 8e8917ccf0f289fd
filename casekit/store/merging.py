"""Two project files become one: the union of their rows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from casekit.model.facts import FACTS, Fact, references
from casekit.store.force import add_to_state
from casekit.store.rows import Interner
from casekit.store.schema import FACT_TABLES, ends, events

__all__ = ["copy_events"]


def copy_events(source: Connection, target: Connection) -> int:
    """Copy every event that *target* lacks, with its facts and ends; how many."""
    numbers = _copy_event_rows(source, target)
    if numbers:
        _copy_ends(source, target, numbers)
        _copy_facts(source, target, numbers)
    return len(numbers)


def _copy_event_rows(source: Connection, target: Connection) -> dict[int, int]:
    """The new events' numbers: there → here."""
    have = list(target.execute(select(events.c.n, events.c.id, events.c.state).order_by(events.c.n)))
    known = {row.id for row in have}
    n, state = (have[-1].n, have[-1].state) if have else (0, "")
    numbers: dict[int, int] = {}
    copied = []
    for row in source.execute(select(events).order_by(events.c.n)):
        if row.id not in known:
            n, state = n + 1, add_to_state(state, [row.id])
            numbers[row.n] = n
            copied.append({**row._mapping, "n": n, "state": state})
    if copied:
        target.execute(insert(events), copied)
    return numbers


def _copy_ends(source: Connection, target: Connection, numbers: Mapping[int, int]) -> None:
    rows = [
        {"event": numbers[row.event], "fact": row.fact}
        for row in source.execute(select(ends))
        if row.event in numbers
    ]
    if rows:
        target.execute(insert(ends), rows)


def _copy_facts(source: Connection, target: Connection, numbers: Mapping[int, int]) -> None:
    theirs = {number: key for key, number in Interner.of(source).known.items()}
    ours = Interner.of(target)
    for kind in FACTS:
        table = FACT_TABLES[kind]
        rows = [row for row in source.execute(select(table)) if row.event in numbers]
        ours.add(theirs[key] for row in rows for key in _numbers_in(kind, row))
        copied = [_translated(kind, row, numbers, theirs, ours.known) for row in rows]
        if copied:
            target.execute(insert(table), copied)


def _numbers_in(kind: type[Fact], row: Row[Any]) -> list[int]:
    held = [row._mapping[name] for name in ("key", *references(kind))]
    return [number for number in held if number is not None]


def _translated(
    kind: type[Fact],
    row: Row[Any],
    numbers: Mapping[int, int],
    theirs: Mapping[int, str],
    ours: Mapping[str, int],
) -> dict[str, Any]:
    values = dict(row._mapping)
    for name in ("key", *references(kind)):
        values[name] = None if values[name] is None else ours[theirs[values[name]]]
    return {**values, "event": numbers[row.event]}
