"""How ``schema_2.casekit`` to ``schema_5.casekit`` were made: the file before, a migration, and facts of the kinds that were then new.

They are kept as they are: do not run this again for a newer schema.
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import create_engine

from casekit.model.facts import (
    Assignment,
    Coding,
    Draft,
    Event,
    Export,
    Fact,
    Key,
    Memo,
    Purge,
    Suggestion,
    key_of,
    sha,
)
from casekit.store.force import add_to_state
from casekit.store.migrations import MIGRATIONS
from casekit.store.rows import event_sha, keys_in, row_of

AH, BOOK = key_of("coder", "ah"), key_of("codebook", "barrierer")
LEMMAS = [("da", "1", "huslejen", "husleje"), ("de", "1", "Mieten", "Miete\nmieten")]


def new_facts(schema: int, revision: Key) -> list[Fact]:
    """What could not be said before: words of a memo; drafts and versions; flags; what was carried, recipes, work apart, purges."""
    if schema == 2:
        return [
            Memo(key_of("place"), revision, "Dyrt? »größer«", AH, revision, 22, 30, "2023-11-02T08:00:00Z")
        ]
    if schema == 3:
        coding = Coding(
            key_of("version"), revision, 41, 46, "rent", BOOK, "", AH, sha("Så ve"), version="1.0.0"
        )
        return [Draft(key_of("draft", "kulde"), "kulde", '{"id":"kulde","label":{"da":"Kulde"}}'), coding]
    if schema == 5:
        quote = sha("Så venter")
        return [
            Coding(
                key_of("carried"), revision, 41, 50, "rent", BOOK, "", AH, quote, None, "1.0.0", "changed"
            ),
            Export(
                key_of("export"),
                "feedback",
                None,
                "lindesø.docx",
                sha("docx"),
                0,
                "5" * 64,
                '{"case":"lindesø"}',
            ),
            Assignment(key_of("apart"), key_of("document"), AH, 1),
            Purge(key_of("gone"), "document"),
        ]
    flags = '[["negation",41,43]]'
    return [
        Suggestion(key_of("flags"), revision, 41, 66, "waiting", BOOK, "barrier", AH, "[[44,50,0]]", flags)
    ]


def append(connection: sqlite3.Connection, event: Event, facts: Sequence[Fact]) -> None:
    """One event, as the store of that time wrote it: only columns that there were."""
    n, state = connection.execute("SELECT n, state FROM events ORDER BY n DESC LIMIT 1").fetchone()
    told = {"n": n + 1, "state": add_to_state(state, [event.id]), **asdict(event), "casekit_version": "0.1.0"}
    for key in dict.fromkeys(key for fact in facts for key in keys_in(fact)):
        connection.execute("INSERT OR IGNORE INTO keys (id) VALUES (?)", (key,))
    numbers = {key: number for number, key in connection.execute("SELECT k, id FROM keys")}
    rows = [row_of(fact, event=event.id, n=n + 1, numbers=numbers) for fact in facts]
    told["sha"] = event_sha(told, [row["id"] for row in rows], ())
    for table, row in [("events", told), *zip((fact.table for fact in facts), rows, strict=True)]:
        there = [item[1] for item in connection.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{name}"' for name in there)
        marks = ", ".join(f":{name}" for name in there)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)


def make(schema: int, before: Path, target: Path) -> None:
    shutil.copy(before, target)
    engine = create_engine(f"sqlite:///{target}")
    with engine.begin() as connection:
        MIGRATIONS[schema - 1](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
    engine.dispose()
    with closing(sqlite3.connect(target)) as connection, connection:
        asked = "SELECT k.id FROM revisions AS r JOIN keys AS k ON k.k = r.key"
        revision = Key(connection.execute(asked).fetchone()[0])
        event = Event(key_of("schema", str(schema)), f"2099-01-24T11:00:0{schema}.000+00:00", "ah", "record")
        append(connection, event, new_facts(schema, revision))
        if schema == 4:
            connection.executemany("INSERT INTO lemmas VALUES (?, ?, ?, ?)", LEMMAS)


def content(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [row[0] for row in connection.execute(named)]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}


def main(folder: Path) -> None:
    for schema in (2, 3, 4, 5):
        target = folder / f"schema_{schema}.casekit"
        make(schema, folder / f"schema_{schema - 1}.casekit", target)
        told = json.dumps(content(target), ensure_ascii=False, indent=1)
        target.with_suffix(".json").write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
