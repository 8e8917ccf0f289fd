"""States of other copies: which events of this file they were.

Exports name the state that they were made at. In the copy where they were made it is that after some event; here the events of
that copy stand among others.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select

from casekit.model.facts import Export
from casekit.store.schema import FACT_TABLES, events, states

__all__ = ["copy_states", "states_of"]


def states_of(connection: Connection) -> dict[str, frozenset[int]]:
    """The states that came with other copies: the numbers of their events."""
    rows = connection.execute(select(states.c.state, states.c.events))
    return {state: frozenset(_numbers(told)) for state, told in rows}


def copy_states(source: Connection, target: Connection) -> None:
    """Take over the states that the exports of *source* name, once its events are here."""
    named = set(source.execute(select(FACT_TABLES[Export].c.state).distinct()).scalars())
    known = {
        *target.execute(select(states.c.state)).scalars(),
        *target.execute(select(events.c.state)).scalars(),
    }
    if not (wanted := named - known - {""}):
        return
    here = {row.id: row.n for row in target.execute(select(events.c.id, events.c.n))}
    there = {
        n: (here[name], state)
        for n, name, state in source.execute(select(events.c.n, events.c.id, events.c.state))
    }
    found = _found(wanted, there, states_of(source))
    if found:
        target.execute(insert(states), [{"state": state, "events": _told(ns)} for state, ns in found.items()])


def _found(
    wanted: Iterable[str], there: Mapping[int, tuple[int, str]], others: Mapping[str, frozenset[int]]
) -> dict[str, list[int]]:
    """The numbers here of the events of each state, as far as the other copy knows it."""
    last = {state: n for n, (_, state) in there.items()}
    found = {}
    for state in sorted(wanted):
        if state in last:
            found[state] = [here for n, (here, _) in there.items() if n <= last[state]]
        elif state in others:
            found[state] = [there[n][0] for n in others[state]]
    return found


def _told(numbers: Iterable[int]) -> str:
    """
    >>> _told([3, 1, 2, 7])
    '1-3 7'
    """
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and runs[-1][-1] == n - 1:
            runs[-1][1:] = [n]
        else:
            runs.append([n])
    return " ".join("-".join(map(str, run)) for run in runs)


def _numbers(told: str) -> list[int]:
    """
    >>> _numbers("1-3 7")
    [1, 2, 3, 7]
    """
    ends = ([int(end) for end in run.split("-")] for run in told.split())
    return [n for run in ends for n in range(run[0], run[-1] + 1)]
