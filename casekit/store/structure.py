"""Whether a project file is built as casekit builds one: its marks, its tables, and SQLite's own check of its pages."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache

from sqlalchemy import create_engine

from casekit.model.finding import Finding
from casekit.store.copying import FAULTS
from casekit.store.migrations import MIGRATIONS, migrate
from casekit.store.schema import APPLICATION_ID

__all__ = ["faults_of"]

_LISTED = 100  # faults that SQLite lists
_SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
_INDEX = re.compile(r"index (?:sqlite_autoindex_)?([a-z]+)_")
_TREE = re.compile(r"Tree (\d+)")


def faults_of(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is not as it should be."""
    for look in (_marks, _tables, _pages):
        try:
            yield from look(connection)
        except FAULTS as error:
            yield Finding.of("file_unreadable", "error", reason=str(error))


def _marks(connection: sqlite3.Connection) -> Iterator[Finding]:
    wanted = {"application_id": APPLICATION_ID, "user_version": len(MIGRATIONS), "encoding": "UTF-8"}
    for name, value in wanted.items():
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != value:
            yield Finding.of("mark_hit", "error", name)


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tables and indexes of other programs do not matter; views and triggers would act in the file."""
    there = {(kind, name): sql for kind, name, sql in connection.execute(_SCHEMA)}
    own = _built()
    strange = {place for place in there if place[0] in ("view", "trigger")}
    differ = {place for place in own if there.get(place) != own[place]}
    for _, name in sorted(strange | differ):
        yield Finding.of("schema_hit", "error", name)


def _pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """SQLite's own check, by the table that it names."""
    trees = dict(connection.execute("SELECT rootpage, tbl_name FROM sqlite_schema"))
    told = [str(line) for (line,) in connection.execute(f"PRAGMA integrity_check({_LISTED})")]
    lines = [
        line for text in told if text != "ok" for line in text.splitlines() if not line.startswith("***")
    ]
    reasons: dict[str, list[str]] = {}
    for line in lines:
        reasons.setdefault(_table_in(line, trees), []).append(line)
    for table, of_it in sorted(reasons.items()):
        yield Finding.of("pages_hit", "error", table, n=len(of_it), reason=of_it[0])


def _table_in(line: str, trees: dict[int, str]) -> str:
    if found := _TREE.search(line):
        return trees.get(int(found[1]), "")
    found = _INDEX.search(line)
    return found[1] if found else ""


@cache
def _built() -> dict[tuple[str, str], str]:
    """What a new file holds."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection)
        built = {(kind, name): sql for kind, name, sql in connection.exec_driver_sql(_SCHEMA)}
    engine.dispose()
    return built
