"""The migrations are frozen SQL; here they are held against the tables that casekit uses."""

import json
import shutil
import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from casekit.model.facts import Memo, key_of
from casekit.store import Store
from casekit.store.migrations import MIGRATIONS, migrate
from casekit.store.opening import writing
from casekit.store.rows import digest_of, event_sha
from casekit.store.schema import FACT_TABLES, METADATA, ends, events

pytestmark = pytest.mark.slow

CODING = """INSERT INTO {table} (id, "key", event, sha, revision, start, "end", code, codebook, polarity, coder, {more})
VALUES ('a', 1, 1, 's', 1, {start}, {end}, 'rent', 1, '', 1, 'q')"""


def test_the_migrated_tables_are_those_of_the_schema(store):
    assert set(inspect(store._engine).get_table_names()) == set(METADATA.tables)


@pytest.mark.parametrize("name", METADATA.tables)
def test_every_column_is_as_the_schema_says(store, name):
    there = {
        column["name"]: (str(column["type"]), column["nullable"], bool(column["primary_key"]))
        for column in inspect(store._engine).get_columns(name)
    }
    wanted = {
        column.name: (str(column.type), bool(column.nullable), column.primary_key)
        for column in METADATA.tables[name].columns
    }
    assert there == wanted


@pytest.mark.parametrize("name", METADATA.tables)
def test_every_table_is_strict(store, name):
    with sqlite3.connect(store.path) as connection:
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0]
    connection.close()
    assert sql.endswith("STRICT")


def test_a_text_is_no_number(store):
    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO ends VALUES ('one', 'a')")


@pytest.mark.parametrize(("table", "more"), [("codings", "quote_sha"), ("suggestions", "evidence")])
@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_a_span_begins_before_it_ends(store, table, more, start, end):
    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.exec_driver_sql(CODING.format(table=table, more=more, start=start, end=end))


@pytest.mark.parametrize(("table", "more"), [("codings", "quote_sha"), ("suggestions", "evidence")])
def test_a_span_of_one_code_point_may_be(store, table, more):
    with store._engine.begin() as connection:
        connection.exec_driver_sql(CODING.format(table=table, more=more, start=0, end=1))


def test_facts_are_found_by_their_key_without_going_through_the_table(store):
    indexes = {
        table: [index["column_names"] for index in inspect(store._engine).get_indexes(table)]
        for table in METADATA.tables
    }
    assert all(
        ["key"] in indexes[table]
        for table in METADATA.tables
        if table not in ("events", "ends", "keys", "lemmas", "states")
    )
    assert ["undoes"] in indexes["events"]
    assert ["fact"] in indexes["ends"]


def test_a_file_knows_how_many_migrations_were_run_and_runs_none_again(tmp_path):
    store = Store(tmp_path / "a.casekit", new=True)
    with writing(store._engine, store.path) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == len(MIGRATIONS)
        migrate(connection)  # creating the tables twice would fail


def test_a_file_whose_migration_was_cut_short_is_migrated_when_it_is_opened(tmp_path):
    path = tmp_path / "a.casekit"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {0x43534B54}")
        connection.execute("CREATE TABLE x (y)")
        connection.execute("DROP TABLE x")
    connection.close()
    assert Store(path).head() == 0


@pytest.fixture
def golden(tmp_path):
    """A project that the first casekit wrote, and what it says."""
    place = Path(__file__).parent.parent / "golden"
    shutil.copy(place / "schema_1.casekit", tmp_path / "study.casekit")
    return tmp_path / "study.casekit", json.loads((place / "schema_1.json").read_text("utf-8"))


def rows_of(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_an_old_project_says_what_it_said(golden):
    path, wanted = golden
    store = Store(path)
    events = rows_of(store.events())
    assert [event | old == event for event, old in zip(events, wanted["events"], strict=True)].count(
        False
    ) == 0
    for kind, frame in store.live().items():
        rows, old_rows = rows_of(frame), wanted["facts"].get(kind.table, [])
        assert len(rows) == len(old_rows)
        assert all(row | old == row for row, old in zip(rows, old_rows, strict=True)), kind.table


def test_the_old_project_holds_every_kind_of_fact(golden):
    assert all(golden[1]["facts"].values())
    assert {"add", "suggest", "record", "undo", "redo", "withdraw", "export"} <= {
        row["verb"] for row in golden[1]["events"]
    }


def test_an_old_project_can_be_written_to_and_merged(golden, coding, event, copies):
    store = Store(golden[0])
    n = store.append(event(), [coding("new")])
    [other] = copies(["other"])
    assert other.merge(golden[0]).events == n == len(golden[1]["events"]) + 1
    assert other.events()["state"].iloc[-1] == store.events()["state"].iloc[-1]


def schema_of(path):
    with sqlite3.connect(path) as connection:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found


def fact_of(kind, row):
    return kind(**{item.name: row[item.name] for item in fields(kind)})


def test_an_old_project_is_brought_up_to_date_once_and_its_facts_keep_their_digests(golden):
    path, wanted = golden
    assert schema_of(path) == 1
    store = Store(path)
    assert schema_of(path) == len(MIGRATIONS)
    for kind, frame in store.live().items():
        old = {row["id"]: row["sha"] for row in wanted["facts"].get(kind.table, [])}
        assert {row["id"]: row["sha"] for row in rows_of(frame)} == old
        for row in rows_of(frame):
            assert digest_of(fact_of(kind, row)) == row["sha"], kind.table
    store.close()
    before = path.read_bytes()
    assert Store(path).head() == len(wanted["events"])
    assert path.read_bytes() == before


def test_what_an_old_project_says_is_not_new_to_it(golden):
    store = Store(golden[0])
    facts = [fact_of(kind, row) for kind, frame in store.live().items() for row in rows_of(frame)]
    assert store.new_among(facts) == ([], [])


def test_a_memo_with_a_place_is_added_to_an_old_project(golden, event):
    store = Store(golden[0])
    [old] = [fact_of(Memo, row) for row in rows_of(store.live()[Memo])]
    assert (old.revision, old.start, old.end, old.written) == (None, None, None, "")
    new = replace(old, key=key_of("new"), revision=key_of("revision"), start=3, end=9, written="2024-01-01")
    store.append(event(), [new])
    assert {fact_of(Memo, row) for row in rows_of(store.live()[Memo])} == {old, new}


def test_a_copy_of_the_old_schema_is_merged_and_merging_goes_both_ways(golden, event, tmp_path):
    path, _ = golden
    shutil.copy(path, tmp_path / "old.casekit")
    store = Store(path)
    memo = Memo(key_of("new"), key_of("x"), "Ny", key_of("coder", "ah"), key_of("r"), 3, 9)
    store.append(event(), [memo])
    assert schema_of(tmp_path / "old.casekit") == 1
    assert store.merge(tmp_path / "old.casekit").events == 0
    shutil.copy(Path(__file__).parent.parent / "golden" / "schema_1.casekit", tmp_path / "old.casekit")
    other = Store(tmp_path / "old.casekit")
    assert other.merge(path).events == 1
    assert memo in [fact_of(Memo, row) for row in rows_of(other.live()[Memo])]
    assert other.events()["state"].iloc[-1] == store.events()["state"].iloc[-1]


def digests_of(path):
    with sqlite3.connect(path) as connection:
        found = dict(connection.execute("SELECT id, sha FROM events").fetchall())
    connection.close()
    return found


def test_the_events_of_an_old_project_get_the_digests_that_new_ones_have(golden, copies):
    store = Store(golden[0])
    [other] = copies(["other"])
    other.merge(golden[0])
    with store._engine.connect() as connection:
        rows = {row.id: dict(row._mapping) for row in connection.execute(select(events))}
        for row in rows.values():
            made = [
                fact
                for table in FACT_TABLES.values()
                for fact in connection.execute(select(table.c.id).where(table.c.event == row["n"])).scalars()
            ]
            ended = connection.execute(select(ends.c.fact).where(ends.c.event == row["n"])).scalars()
            assert row["sha"] == event_sha(row, made, ended)
    assert digests_of(golden[0]) == digests_of(other.path)
