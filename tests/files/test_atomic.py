import os
import sys

import pytest

from casekit.errors import WriteError
from casekit.files.atomic import write_atomically


def test_the_file_holds_the_new_bytes_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "Fund æøå 1.docx"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_made(tmp_path):
    write_atomically(tmp_path / "a.txt", b"")
    assert (tmp_path / "a.txt").read_bytes() == b""


def test_a_missing_folder_is_a_write_error_with_the_file_in_it(tmp_path):
    with pytest.raises(WriteError) as caught:
        write_atomically(tmp_path / "no" / "a.txt", b"x")
    assert caught.value.problem == "cannot_write"
    assert caught.value.data["file"].endswith("a.txt")


def test_when_the_disk_is_full_the_old_file_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_rights_of_the_old_file_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
