"""The tables as they are today. How older files become like this stands in ``migrations``.

``events(n, …, state, sha)``: *n* is the local order of commit, *state* an order-free digest of the set of event ids, *sha* the
digest of the event with the ids of the facts that it made and ended, so that a row that is lost is missed.
``ends(event, fact)``: which event ended which fact. Every other table holds facts that are never updated. Keys are
interned in ``keys`` as integers, since they stand in many columns.
``states`` are those of other copies that their exports name, with the numbers that their events have here: a state is a set of
events, and after merging no longer one that stood at the end of this file. ``lemmas`` is no fact but what was looked up: it can be thrown away, and is never merged.
"""

from dataclasses import fields

from sqlalchemy import Column, Integer, MetaData, Table, Text

from casekit.model.facts import FACTS, Fact, Key

__all__ = [
    "APPLICATION_ID",
    "FACT_TABLES",
    "METADATA",
    "ends",
    "events",
    "keys",
    "lemmas",
    "states",
    "values_of",
]

APPLICATION_ID = 0x43534B54
"""``CSKT``: marks an SQLite file as a casekit project."""

METADATA = MetaData()

events = Table(
    "events",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text),
    Column("verb", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", Text),
    Column("casekit_version", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sha", Text, nullable=False),
)

ends = Table(
    "ends",
    METADATA,
    Column("event", Integer, primary_key=True),
    Column("fact", Text, primary_key=True),
)

keys = Table(
    "keys", METADATA, Column("k", Integer, primary_key=True), Column("id", Text, nullable=False, unique=True)
)

lemmas = Table(
    "lemmas",
    METADATA,
    Column("language", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("lemmas", Text, nullable=False),
)

states = Table(
    "states", METADATA, Column("state", Text, primary_key=True), Column("events", Text, nullable=False)
)


def values_of(kind: type[Fact]) -> tuple[str, ...]:
    """The fields of a fact apart from its key."""
    return tuple(item.name for item in fields(kind) if item.name != "key")


def _column(name: str, annotation: object) -> Column[object]:
    integer = annotation in (Key, Key | None, int, int | None)
    nullable = annotation in (Key | None, int | None, str | None)
    return Column(name, Integer if integer else Text, nullable=nullable)


def _table(kind: type[Fact]) -> Table:
    own = [_column(item.name, item.type) for item in fields(kind) if item.name != "key"]
    return Table(
        kind.table,
        METADATA,
        Column("id", Text, primary_key=True),
        Column("key", Integer, nullable=False),
        Column("event", Integer, nullable=False),
        Column("sha", Text, nullable=False),
        *own,
    )


FACT_TABLES: dict[type[Fact], Table] = {kind: _table(kind) for kind in FACTS}
