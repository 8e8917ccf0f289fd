import json

import pytest

from casekit.files import user_cache
from casekit.files.user_cache import OFF, keep, kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache of one's own."""
    monkeypatch.delenv(OFF)
    monkeypatch.setattr(user_cache, "_path", lambda name: tmp_path / "casekit" / f"{name}.json")
    return tmp_path / "casekit"


def test_what_is_kept_is_there_again(folder):
    assert kept("words") is None
    keep("words", {"å": ["1", None]})
    assert kept("words") == {"å": ["1", None]}
    assert [path.name for path in folder.iterdir()] == ["words.json"]


def test_what_cannot_be_read_is_as_if_it_were_not_there(folder, monkeypatch):
    folder.mkdir()
    for data in (b"{", b"\xff", b"[" * 100_000, b""):
        (folder / "words.json").write_bytes(data)
        assert kept("words") is None
    keep("words", 1)
    assert kept("words") == 1
    monkeypatch.setattr(user_cache, "_MOST", 0)
    assert kept("words") is None


def test_what_cannot_be_written_is_no_matter(folder):
    folder.write_text("a file where the folder should be")
    keep("words", 1)
    assert kept("words") is None


def test_nothing_is_read_or_written_where_it_is_turned_off(folder, monkeypatch):
    keep("words", 1)
    monkeypatch.setenv(OFF, "1")
    assert kept("words") is None
    keep("words", 2)
    assert json.loads((folder / "words.json").read_bytes()) == 1


def test_it_stands_where_the_system_keeps_such_things(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache._path("words").name == "words.json"
    assert "casekit" in user_cache._path("words").parts
