"""Facts as rows: their digests, their ids, and the interning of keys."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Integer, Select, func, insert, select

from casekit.model.facts import Fact, Key, later_defaults, references, sha
from casekit.store.schema import keys, values_of

__all__ = [
    "Interner",
    "chunks",
    "digest_of",
    "digest_of_values",
    "event_sha",
    "fact_id",
    "fact_sha",
    "keys_in",
    "plain_columns",
    "plain_rows",
    "row_of",
]

_TOLD = ("id", "at", "by", "verb", "why", "undoes", "casekit_version")
_CHUNK = 1000  # values in one statement; SQLite allows 32,766


def fact_sha(table: str, key: str, values: Sequence[object]) -> str:
    """The digest of what a fact says; equal facts of two events have equal digests."""
    return sha(json.dumps([table, key, *values], ensure_ascii=False))


def fact_id(event: str, digest: str) -> str:
    """The id of a fact: bound to its event and to what it says, so that a changed row is seen."""
    return sha(f"{event} {digest}")[:32]


def event_sha(row: Mapping[str, object], made: Iterable[str], ended: Iterable[str]) -> str:
    """The digest of an event's row with the ids of the facts that it made and ended, in any order."""
    told = [row[name] for name in _TOLD]
    return sha(json.dumps([told, sorted(made), sorted(ended)], ensure_ascii=False))


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once, in lists that one statement can hold.

    >>> list(chunks(["a", "b", "a"]))
    [['a', 'b']]
    """
    once = list(dict.fromkeys(values))
    return (once[first : first + _CHUNK] for first in range(0, len(once), _CHUNK))


def plain_rows(connection: Connection, asked: Select[Any]) -> list[tuple[Any, ...]]:
    """What was asked for, in the driver's plain tuples: SQLAlchemy's rows take several times as long."""
    result = connection.execute(asked)
    rows = [] if result.cursor is None else list(result.cursor.fetchall())
    result.close()
    return rows


def plain_columns(connection: Connection, columns: Sequence[Column[Any]]) -> dict[str, NDArray[Any]]:
    """All that stands in these columns of one table, by name: numbers that are always there as numbers, all else as it was stored.

    The file hands over each column in one piece, which takes half as long as row after row. Not so for long texts.
    """
    numbers = [isinstance(one.type, Integer) and not one.nullable for one in columns]
    asked = [
        func.group_concat(one) if is_number else func.json_group_array(one)
        for one, is_number in zip(columns, numbers, strict=True)
    ]
    packed = plain_rows(connection, select(*asked))[0]
    return {
        one.name: _numbers(told) if is_number else _told(told)
        for one, is_number, told in zip(columns, numbers, packed, strict=True)
    }


def _numbers(packed: str | None) -> NDArray[np.int64]:
    return np.fromstring(packed, np.int64, sep=",") if packed else np.empty(0, np.int64)


def _told(packed: str) -> NDArray[np.object_]:
    told = json.loads(packed)
    values = np.empty(len(told), object)
    values[:] = told
    return values


@dataclass(slots=True)
class Interner:
    """Keys ↔ integers in one transaction."""

    connection: Connection
    known: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> "Interner":
        """With all keys that the file has."""
        pairs = connection.execute(select(keys.c.id, keys.c.k))
        return cls(connection, {str(key): int(number) for key, number in pairs})

    def add(self, wanted: Iterable[str]) -> None:
        """Know the number of every wanted key; new keys are given one."""
        unknown = [key for key in dict.fromkeys(wanted) if key not in self.known]
        for some in chunks(unknown):
            found = self.connection.execute(select(keys.c.id, keys.c.k).where(keys.c.id.in_(some)))
            self.known |= {str(key): int(number) for key, number in found}
        new = [key for key in unknown if key not in self.known]
        if new:
            first = (self.connection.execute(select(func.max(keys.c.k))).scalar() or 0) + 1
            numbered = {key: first + position for position, key in enumerate(new)}
            self.connection.execute(
                insert(keys), [{"k": number, "id": key} for key, number in numbered.items()]
            )
            self.known |= numbered


def keys_in(fact: Fact) -> list[Key]:
    """Every key that a fact holds, its own first."""
    held = [getattr(fact, name) for name in references(type(fact))]
    return [fact.key, *(key for key in held if key is not None)]


def digest_of(fact: Fact) -> str:
    """The digest of what a fact says; what a newer schema added counts only where it says something."""
    values = {name: getattr(fact, name) for name in values_of(type(fact))}
    return digest_of_values(type(fact), fact.key, values)


def digest_of_values(kind: type[Fact], key: str, values: Mapping[str, object]) -> str:
    """The digest of a fact of *kind*, given its key and its other fields by name, keys as text."""
    later = later_defaults(kind)
    told = [value for name, value in values.items() if name not in later]
    added = {name: values[name] for name, default in later.items() if values[name] != default}
    return fact_sha(kind.table, key, [*told, added] if added else told)


def row_of(fact: Fact, *, event: str, n: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    """The row of a fact, its keys as integers."""
    names = values_of(type(fact))
    digest = digest_of(fact)
    row = {name: getattr(fact, name) for name in names}
    for name in references(type(fact)):
        row[name] = None if row[name] is None else numbers[row[name]]
    return {"id": fact_id(event, digest), "key": numbers[fact.key], "event": n, "sha": digest, **row}
