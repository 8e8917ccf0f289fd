"""Full disks, and files, folders and media that cannot be written."""

import sys

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="small disks are mounted as Linux does it"),
]


@pytest.mark.thorough
def test_a_full_disk_is_said_to_be_full_and_what_is_on_it_stays(measured):
    told = measured("media", 1)
    assert (told["lost"], told["torn"], told["read on the full disk"]) == (0, 0, 1)
    if not told["mounted"]:
        pytest.skip("no small disk may be mounted here; files were limited instead")
    assert told["disk_full"] == told["written when there was room"] == 1
    assert told["the old file changed"] == 0
    for what in ("file", "folder", "medium"):
        assert told[f"read-only {what}"] == "1 text read, read_only"
    assert (told["changed"], told["files"]) == ("False", "1")
