"""Everything that was ever stored, whether it still counts or not."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from casekit.model.facts import FACTS, Fact, references
from casekit.store.rows import plain_rows
from casekit.store.schema import FACT_TABLES, ends, keys

__all__ = ["Trail", "trail_of"]

_LONG = ("text", "turns", "content", "evidence", "flags", "attributes", "recipe", "quote_sha", "text_sha")


@dataclass(frozen=True, slots=True)
class Trail:
    """Every event with all that it made and ended.

    ``events`` is as :meth:`Store.events` gives it; ``facts`` per kind a frame of its ids, events, digests and short fields,
    in which keys stand as numbers (0: none) that ``names`` turns into text; ``ends`` says which event ended which fact.
    """

    events: pd.DataFrame
    facts: Mapping[type[Fact], pd.DataFrame]
    ends: pd.DataFrame
    names: NDArray[np.object_]


def trail_of(connection: Connection, events: pd.DataFrame) -> Trail:
    """What the file holds beside these events."""
    facts = {kind: _frame(connection, kind) for kind in FACTS}
    ended = pd.DataFrame(plain_rows(connection, select(ends.c.event, ends.c.fact)), columns=["event", "fact"])
    return Trail(events, facts, ended.astype({"event": "int64", "fact": object}), _names(connection))


def _frame(connection: Connection, kind: type[Fact]) -> pd.DataFrame:
    columns = [column for column in FACT_TABLES[kind].columns if column.name not in _LONG]
    rows = plain_rows(connection, select(*columns))
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    held = ["key", "event", *references(kind)]
    return frame.assign(**{name: frame[name].fillna(0).astype("int64") for name in held})


def _names(connection: Connection) -> NDArray[np.object_]:
    known = plain_rows(connection, select(keys.c.k, keys.c.id))
    names = np.full(max((number for number, _ in known), default=0) + 1, None, object)
    names[[number for number, _ in known]] = [name for _, name in known]
    return names
