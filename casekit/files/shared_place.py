"""Whether a folder is on a network, or is copied to others by a program such as OneDrive.

There the locks that keep two writers apart are unreliable or do not reach the other computer at all.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

__all__ = ["SharedPlace", "shared_place"]

_NETWORKS = {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "lustre", "davfs", "webdav", "fuse", "vboxsf", "prl_fs", "drvfs"}  # fmt: skip
_LOCAL_FUSE = {"fuse.portal", "fuse.snapfuse", "fuse.gvfsd-fuse", "fuse.lxcfs", "fuseblk"}
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
_NAMES = (
    (re.compile(r"onedrive(?: ?- ?.+)?"), "OneDrive"),
    (re.compile(r"dropbox(?: ?[(-].+)?"), "Dropbox"),
    (re.compile(r"google ?drive|googledrive(?:-.+)?|my drive"), "Google Drive"),
    (re.compile(r"icloud ?drive|iclouddrive|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud\d*"), "ownCloud"),
)
_CLOUD_STORAGE = ("Library", "CloudStorage")


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """What kind of place it is, and the name of the program or the file system."""

    kind: Literal["network", "sync"]
    name: str


def shared_place(
    path: Path,
    *,
    mounts: str | None = None,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> SharedPlace | None:
    """The shared place in which *path* is; None on a disk of this computer's own.

    Args:
        path: a file or a folder; it need not be there.
        mounts: what is mounted where, as ``/proc/mounts`` says it; by default that of this computer.
        environment: the variables of the environment.
        home: the folder of the user.
    """
    known = os.environ if environment is None else environment
    place = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - links are followed apart
    for one in dict.fromkeys((place, _followed(place))):
        if found := _synced(one, known, home or _home()) or _network(one, _mounts(mounts)):
            return found
    return None


def _followed(place: Path) -> Path:
    try:
        return place.resolve()
    except (OSError, RuntimeError):
        return place


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def _mounts(given: str | None) -> str:
    if given is not None:
        return given
    with suppress(OSError):
        return Path("/proc/mounts").read_text("utf-8", "replace")
    return ""


def _synced(place: Path, environment: Mapping[str, str], home: Path) -> SharedPlace | None:
    for folder, name in _sync_folders(environment, home):
        if _is_below(place, folder):
            return SharedPlace("sync", name)
    for parent in (place, *place.parents):
        if name := _sync_name(parent):
            return SharedPlace("sync", name)
    return None


def _sync_folders(environment: Mapping[str, str], home: Path) -> Iterator[tuple[PurePath, str]]:
    """Folders that the programs themselves say they copy."""
    for variable, name in _VARIABLES.items():
        if environment.get(variable):
            yield Path(environment[variable]), name
    data = [Path(environment[name]) for name in ("APPDATA", "LOCALAPPDATA") if environment.get(name)]
    for file in (home / ".dropbox" / "info.json", *(folder / "Dropbox" / "info.json" for folder in data)):
        yield from ((Path(folder), "Dropbox") for folder in _dropbox_folders(file))
    configs = [home / ".config", home / "Library" / "Preferences", *data]
    for folder in configs:
        yield from (
            (Path(one), "Nextcloud") for one in _nextcloud_folders(folder / "Nextcloud" / "nextcloud.cfg")
        )


def _dropbox_folders(file: Path) -> list[str]:
    with suppress(OSError, ValueError, AttributeError, TypeError, RecursionError):
        accounts = json.loads(file.read_text("utf-8"))
        return [str(account["path"]) for account in accounts.values() if "path" in account]
    return []


def _nextcloud_folders(file: Path) -> list[str]:
    with suppress(OSError, ValueError):
        return re.findall(r"(?m)^.*\\localPath=(.+?)\s*$", file.read_text("utf-8"))
    return []


def _sync_name(folder: PurePath) -> str:
    """By a well-known name, or by the folder that macOS keeps for such programs."""
    name = folder.name.casefold()
    if folder.parent.parts[-2:] == _CLOUD_STORAGE:
        name = name.split("-")[0]
        return next((called for sign, called in _NAMES if sign.fullmatch(name)), folder.name)
    return next((called for sign, called in _NAMES if sign.fullmatch(name)), "")


def _is_below(place: PurePath, folder: PurePath) -> bool:
    """Also where upper and lower case differ, as Windows and macOS allow."""
    mine, theirs = (tuple(part.casefold() for part in one.parts) for one in (place, folder))
    return bool(theirs) and mine[: len(theirs)] == theirs


def _network(place: Path, mounts: str) -> SharedPlace | None:
    text = str(place)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return SharedPlace("network", text.replace("\\", "/").strip("/").split("/")[0])
    if os.name == "nt":
        return SharedPlace("network", place.drive) if _is_mapped(place.drive) else None
    kind = _file_system(place, mounts)
    remote = kind in _NETWORKS or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE)
    return SharedPlace("network", kind) if remote else None


def _is_mapped(drive: str) -> bool:
    """Whether a drive letter of Windows stands for a folder on another computer."""
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009 - it is there on Windows only
    return bool(windows.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE)


def _file_system(place: Path, mounts: str) -> str:
    """The kind of the innermost mount that holds the place; later ones lie above earlier ones."""
    kind, depth = "", 0
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        folder = PurePath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[1]))
        if len(folder.parts) >= depth and place.is_relative_to(folder):
            kind, depth = parts[2], len(folder.parts)
    return kind
