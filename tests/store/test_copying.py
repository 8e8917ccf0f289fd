import os
import sqlite3
import time
from contextlib import closing

from casekit.store.copying import address_of, copy_database, put_into


def database(path, value):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (?)", (value,))
    return path


def value_in(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT x FROM t").fetchone()[0]


def test_a_copy_says_the_same_and_nothing_is_left_beside_it(tmp_path):
    one = database(tmp_path / "one", "æ")
    copy_database(one, tmp_path / "two")
    assert value_in(tmp_path / "two") == "æ"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_what_an_earlier_copying_left_goes_when_it_is_old(tmp_path):
    one = database(tmp_path / "one", 1)
    for name, age in ((".old.part", 7200), (".new.part", 0)):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    copy_database(one, tmp_path / "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new.part", "one", "two"]


def test_content_takes_another_s_place_also_for_those_who_have_it_open(tmp_path):
    one, two = database(tmp_path / "one", 1), database(tmp_path / "two", 2)
    with closing(sqlite3.connect(two)) as other:
        assert other.execute("SELECT x FROM t").fetchone() == (2,)
        put_into(one, two)
        assert other.execute("SELECT x FROM t").fetchone() == (1,)


def test_a_file_that_can_be_written_is_opened_plainly_and_another_for_reading(tmp_path, monkeypatch):
    one = database(tmp_path / "Lindesø 1%", 1)
    assert address_of(one) == ""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with closing(sqlite3.connect(address_of(one), uri=True)) as connection:
        assert connection.execute("SELECT x FROM t").fetchone() == (1,)
    assert address_of(one).endswith("?mode=ro")
