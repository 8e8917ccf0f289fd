import json
from pathlib import Path

import pytest

from casekit.files.shared_place import SharedPlace, shared_place

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home/nfs nfs4 rw 0 0
//server/share /mnt/Sociale\\040sager cifs rw 0 0
drive: /home/ah/gdrive fuse.rclone rw 0 0
host /mnt/c 9p rw 0 0
/dev/sdb1 /mnt/usb fuseblk rw 0 0
tmpfs /mnt/c/tmp tmpfs rw 0 0
portal /run/doc fuse.portal rw 0 0
"""


def found(path, home="/home/ah", **environment):
    return shared_place(Path(path), mounts=MOUNTS, environment=environment, home=Path(home))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/nfs/study/study.casekit", "nfs4"),
        ("/mnt/Sociale sager/Hf", "cifs"),
        ("/home/ah/gdrive/x", "fuse.rclone"),
        ("/mnt/c/Users/ah", "9p"),
    ],
)
def test_what_is_mounted_from_elsewhere_is_a_network(path, name):
    assert found(path) == SharedPlace("network", name)


@pytest.mark.parametrize(
    "path",
    [
        "/home/ah/study",
        "/mnt/usb/x",
        "/mnt/c/tmp/x",
        "/run/doc/x",
        "/home/nfsish",
        "/home/ah/My dropboxes",
        "/",
    ],
)
def test_a_disk_of_one_s_own_is_none(path):
    assert found(path) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/ah/OneDrive/Hf", "OneDrive"),
        ("/home/ah/OneDrive - Lindesø Kommune/Hf/study.casekit", "OneDrive"),
        ("/home/ah/Dropbox (Arbejde)", "Dropbox"),
        ("/home/ah/Google Drive/x", "Google Drive"),
        ("/home/ah/Nextcloud2/x", "Nextcloud"),
        ("/Users/ah/Library/CloudStorage/OneDrive-Albæk/x", "OneDrive"),
        ("/Users/ah/Library/CloudStorage/GoogleDrive-a@b.dk/My Drive", "Google Drive"),
        ("/Users/ah/Library/CloudStorage/Box-Box/x", "Box-Box"),
        ("/Users/ah/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
    ],
)
def test_folders_that_programs_copy_are_known_by_their_names(path, name):
    assert found(path) == SharedPlace("sync", name)


def test_what_the_environment_says_counts():
    assert found("/data/Work/Hf", OneDriveCommercial="/data/work") == SharedPlace("sync", "OneDrive")
    assert found("/data/Workshop/Hf", OneDriveCommercial="/data/work") is None


def test_what_the_programs_noted_counts(tmp_path):
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps({"business": {"path": "/data/team"}}))
    (tmp_path / ".config" / "Nextcloud").mkdir(parents=True)
    (tmp_path / ".config" / "Nextcloud" / "nextcloud.cfg").write_text(
        "[Accounts]\n0\\Folders\\1\\localPath=/data/sky/\n"
    )
    assert found("/data/team/x", str(tmp_path)) == SharedPlace("sync", "Dropbox")
    assert found("/data/sky/x", str(tmp_path)) == SharedPlace("sync", "Nextcloud")
    assert found("/data/other/x", str(tmp_path)) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}'])
def test_notes_that_cannot_be_read_say_nothing(tmp_path, content):
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(content)
    assert found("/data/team/x", str(tmp_path)) is None


def test_a_link_into_such_a_folder_is_one(tmp_path):
    (tmp_path / "Dropbox" / "study").mkdir(parents=True)
    link = tmp_path / "study"
    try:
        link.symlink_to(tmp_path / "Dropbox" / "study")
    except OSError:
        pytest.skip("links cannot be made here")
    assert found(link) == SharedPlace("sync", "Dropbox")


def test_a_network_path_of_windows_is_one():
    assert found("//server/share/study.casekit") == SharedPlace("network", "server")
