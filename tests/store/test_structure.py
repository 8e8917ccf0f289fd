import sqlite3

import pytest

from casekit.store.opening import looking
from casekit.store.structure import faults_of


def kinds(store):
    with looking(store.path) as connection:
        return [(fault.kind, fault.where) for fault in faults_of(connection)]


def test_a_new_file_is_built_as_it_should_be(store):
    assert kinds(store) == []


def test_an_index_that_lacks_a_row_is_told_with_its_table(store, event, coding):
    store.append(event(), [coding(str(n)) for n in range(5)])
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'memos_key') WHERE name = 'codings_key'"
    )
    connection.close()
    found = kinds(store)
    assert found
    assert {kind for kind, _ in found} <= {"pages_hit", "file_unreadable"}


@pytest.mark.parametrize(
    "name", ["VIEW v AS SELECT 1", "TRIGGER t AFTER INSERT ON codings BEGIN SELECT 1; END"]
)
def test_what_would_act_in_the_file_is_told_and_other_tables_are_not(store, name):
    with sqlite3.connect(store.path) as connection:
        connection.execute("CREATE TABLE notes (x)")
        connection.execute(f"CREATE {name}")
    connection.close()
    assert kinds(store) == [("schema_hit", name.split()[1])]
