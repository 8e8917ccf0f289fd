"""What a fact was before: every version of it that a file holds, also those that are no longer live."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from casekit.model.facts import Fact, references
from casekit.store.rows import chunks
from casekit.store.schema import FACT_TABLES, ends, keys

__all__ = ["keys_ended_twice", "past_frame"]


def past_frame(connection: Connection, kind: type[Fact], wanted: Iterable[str]) -> pd.DataFrame:
    """Every stored fact of *kind* with one of these keys, keys as text, whatever became of it.

    Besides its own fields a row has ``id``, ``event`` (number) and ``ended_by``: the numbers of the events that ended it.
    """
    table = FACT_TABLES[kind]
    rows: list[tuple[Any, ...]] = [
        tuple(row)
        for some in chunks(wanted)
        for row in connection.execute(select(table).join(keys, keys.c.k == table.c.key).where(keys.c.id.in_(some)))
    ]  # fmt: skip
    frame = pd.DataFrame(
        np.array(rows, object).reshape(-1, len(table.columns)), columns=[one.name for one in table.columns]
    )
    held = ("key", *references(kind))
    names = _names(connection, {number for name in held for number in frame[name]} - {None})
    for name in held:
        frame[name] = [names.get(number) for number in frame[name]]
    enders = _enders(connection, frame["id"])
    ended = pd.Series([enders.get(fact, ()) for fact in frame["id"]], index=frame.index, dtype=object)
    return frame.assign(ended_by=ended).sort_values("event", ignore_index=True)


def keys_ended_twice(connection: Connection, kind: type[Fact]) -> list[str]:
    """The keys of facts of *kind* that several events ended, as happens only in copies that are united later."""
    table = FACT_TABLES[kind]
    twice = select(ends.c.fact).group_by(ends.c.fact).having(func.count() > 1)
    asked = select(keys.c.id).join(table, keys.c.k == table.c.key).where(table.c.id.in_(twice)).distinct()
    return sorted(str(key) for key in connection.execute(asked).scalars())


def _names(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Keys by their numbers."""
    return {
        int(number): str(name)
        for some in chunks(map(str, numbers))
        for number, name in connection.execute(
            select(keys.c.k, keys.c.id).where(keys.c.k.in_([int(one) for one in some]))
        )
    }


def _enders(connection: Connection, facts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for some in chunks(facts):
        for event, fact in connection.execute(select(ends.c.event, ends.c.fact).where(ends.c.fact.in_(some))):
            found[fact] += (event,)
    return found
