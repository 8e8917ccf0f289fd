"""A cut of the power loses nothing that was acknowledged, with casekit's settings; and with others it does."""

import pytest
from power import Disk, Folder, applied, some
from vfs import Change, library

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(library() is None, reason="SQLite's functions cannot be reached in this Python"),
]


@pytest.mark.parametrize(("story", "cuts"), [("work", 30), ("create", 30), ("migrate", 30)])
def test_a_cut_of_the_power_loses_nothing_that_was_acknowledged(measured, story, cuts):
    told = measured("power", story, cuts)
    assert (told["broken"], told["lost"]) == (0, 0)
    assert told["with something unsynced"] > cuts / 2


@pytest.mark.thorough
def test_without_waiting_for_the_disk_the_same_cuts_do_harm(measured):
    told = measured("power", "create", 40, 1, "synchronous = OFF")
    assert told["broken"] + told["cuts that lost"] > 10


def test_a_disk_keeps_what_was_synced_and_may_keep_the_rest():
    disk = Disk(b"a" * 1024)
    disk.waiting = [Change("write", "f", 512, b"b" * 512), Change("truncate", "f", 100)]
    assert disk.after("lost", None) == b"a" * 1024
    assert disk.after("kept", None) == b"a" * 100
    disk.synced()
    assert disk.after("lost", None) == b"a" * 100


def test_a_write_is_torn_where_a_sector_ends():
    whole = Change("write", "f", 500, b"x" * 600)
    assert [(piece.at, len(piece.data)) for piece in some([whole], 1.1, Always())] == [(500, 12), (512, 512), (1024, 76)]  # fmt: skip
    assert applied(b"", some([whole], 1.1, Always())) == bytes(500) + b"x" * 600


class Always:
    def random(self) -> float:
        return 1.0


def test_a_new_file_is_there_for_good_when_its_folder_was_synced():
    folder = Folder()
    folder.see(Change("create", "f"))
    folder.see(Change("write", "f", 0, b"x"))
    folder.see(Change("sync", "f"))
    assert folder.after("lost", None) == {}
    folder.see(Change("sync", "f", True))
    assert folder.after("lost", None) == {"f": b"x"}
    folder.see(Change("delete", "f"))
    assert folder.after("lost", None) == {"f": b"x"}
    folder.see(Change("delete", "f", True))
    assert folder.after("lost", None) == {}
