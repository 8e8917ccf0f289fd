"""All that a project file holds, dead or alive, with keys as text: what has to be looked through before something is removed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from casekit.model.facts import Fact, Key, references
from casekit.store.live import live_rows
from casekit.store.rows import digest_of, fact_id
from casekit.store.schema import FACT_TABLES, ends, events, keys, values_of

__all__ = ["Held", "Row", "fact_of", "id_of", "words_in"]

Row = dict[str, Any]
_OURS = ("sha", "text_sha", "quote_sha", "source_sha", "digest", "basis", "state")


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of a file, read when they are asked for."""

    connection: Connection
    names: Mapping[int, Key]
    events: Mapping[int, Row]
    _rows: dict[type[Fact], list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> "Held":
        """What the file of this connection holds."""
        names = {int(number): Key(key) for number, key in connection.execute(select(keys))}
        told = {row.n: dict(row._mapping) for row in connection.execute(select(events))}
        return cls(connection, names, told)

    def rows(self, kind: type[Fact]) -> list[Row]:
        """Every fact of a kind: its columns, keys as text, its event as a number."""
        if kind not in self._rows:
            self._rows[kind] = [self._named(kind, row) for row in self._stored(kind)]
        return self._rows[kind]

    def event(self, row: Row) -> str:
        """The id of the event that made a fact."""
        return str(self.events[row["event"]]["id"])

    def ended(self) -> list[tuple[str, str]]:
        """Which event (by its id) ended which fact."""
        rows = self.connection.execute(select(ends.c.event, ends.c.fact))
        return [(str(self.events[n]["id"]), str(fact)) for n, fact in rows if n in self.events]

    def live(self, kind: type[Fact]) -> list[Row]:
        """The facts of a kind as they are now."""
        rows = self.rows(kind)
        live = {row.id for row in live_rows(self.connection, kind, [row["key"] for row in rows])}
        return [row for row in rows if row["id"] in live]

    def _stored(self, kind: type[Fact]) -> Iterator[Row]:
        return (dict(row._mapping) for row in self.connection.execute(select(FACT_TABLES[kind])))

    def _named(self, kind: type[Fact], row: Row) -> Row:
        for name in ("key", *references(kind)):
            row[name] = None if row[name] is None else self.names[row[name]]
        return row


def fact_of(kind: type[Fact], row: Row, **changes: object) -> Fact:
    """The fact of a row, with some fields changed."""
    told = {name: row[name] for name in ("key", *values_of(kind))}
    return kind(**{**told, **changes})


def id_of(event: str, fact: Fact) -> str:
    """The id of a fact of an event."""
    return fact_id(event, digest_of(fact))


def words_in(kind: type[Fact], row: Row) -> list[str]:
    """What a fact says in words: all its texts apart from digests and keys."""
    skipped = {*_OURS, "id", "key", *references(kind)}
    return [value for name, value in row.items() if isinstance(value, str) and value and name not in skipped]
