"""Backups of a project file: copies of what was committed, in a folder beside it, each opened and checked before it counts.

Their names say when they were made (UTC): ``backups/study-2026-11-22T221501Z.casekit``. Those that were made before a migration or
before another file took the project's place say so, and are counted apart.
"""

import re
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from casekit.errors import StoreError
from casekit.store.copying import FAULTS, address_of, copy_database

__all__ = [
    "FOLDER",
    "Kind",
    "back_up",
    "backups_of",
    "copy_to",
    "is_due",
    "kind_of",
    "made_at",
    "place_of",
]

FOLDER = "backups"

Kind = Literal["", "migration", "replaced"]
"""Why a backup was made: as usual, before a migration, or because another file took the project's place."""

_NEWEST = 5
_DAYS = 5
_PAUSE = timedelta(minutes=10)
_SPARE = 1 << 20  # bytes that are left on the disk at least
_TIME = "%Y-%m-%dT%H%M%SZ"
_NAME = r"-(\d{4}-\d\d-\d\dT\d{6}Z)(?:-(migration|replaced))?"


def back_up(file: Path, *, kind: Kind = "", now: datetime | None = None) -> Path:
    """Copy a project file, whatever others write to it meanwhile, and let go of old copies of the kind; where the copy is.

    Kept are the newest five and, of older ones, the newest of each of the last five days that have one.

    Raises:
        StoreError: there is no room, the folder cannot be written to, or the file cannot be read in full.
    """
    target = place_of(file, kind, (now or datetime.now(UTC)).astimezone(UTC))
    copy_to(file, target)
    _rotate(file, kind)
    return target


def copy_to(file: Path, target: Path) -> None:
    """Copy a project file to *target*, whole and checked or not at all.

    Raises:
        StoreError: there is no room, it cannot be written there, or the file cannot be read in full.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        needed, free = file.stat().st_size + _SPARE, shutil.disk_usage(target.parent).free
        if needed > free:
            raise StoreError("no_room", folder=str(target.parent), needed=needed >> 20, free=free >> 20)
        copy_database(file, target)
    except (OSError, *FAULTS) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError("no_backup", file=str(target), reason=reason) from None


def backups_of(file: Path) -> list[Path]:
    """The backups of a project file that lie beside it, of every kind, newest first."""
    with suppress(OSError):
        found = [path for path in (file.parent / FOLDER).iterdir() if _parts(file, path)]
        return sorted(found, key=lambda path: _parts(file, path) or ("", ""), reverse=True)
    return []


def kind_of(file: Path, backup: Path) -> Kind:
    """Why a backup was made."""
    kind = (_parts(file, backup) or ("", ""))[1]
    return "migration" if kind == "migration" else "replaced" if kind == "replaced" else ""


def made_at(file: Path, backup: Path) -> datetime:
    """When a backup was made, as its name says."""
    stamp = (_parts(file, backup) or ("", ""))[0]
    return datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)


def is_due(file: Path, now: datetime) -> bool:
    """Whether the file changed since its newest backup, or since it was made, and that is more than ten minutes ago."""
    usual = [path for path in backups_of(file) if kind_of(file, path) == ""]
    state, first = _told(file)
    if not usual:
        return first is not None and now - first > _PAUSE
    if timedelta() <= now - made_at(file, usual[0]) <= _PAUSE:
        return False
    try:
        return _told(usual[0])[0] != state
    except FAULTS:
        return True


def _told(file: Path) -> tuple[str, datetime | None]:
    """The state of a file, and when its first event was."""
    address = address_of(file)
    with closing(sqlite3.connect(address or file, uri=bool(address))) as connection:
        last = connection.execute("SELECT state FROM events ORDER BY n DESC LIMIT 1").fetchone()
        first = connection.execute("SELECT at FROM events ORDER BY n LIMIT 1").fetchone()
    if last is None or first is None:
        return "", None
    at = datetime.fromisoformat(first[0])
    return last[0], at.replace(tzinfo=at.tzinfo or UTC)


def _parts(file: Path, path: Path) -> tuple[str, str] | None:
    """The time and the kind in the name of a backup of *file*; None for another file."""
    found = re.fullmatch(re.escape(file.stem) + _NAME + re.escape(file.suffix), path.name)
    return (found[1], found[2] or "") if found else None


def place_of(file: Path, kind: Kind, now: datetime) -> Path:
    """Where a backup of this time is to lie, under a name that is not taken; of two backups in one second the later one says a second more."""
    end = f"-{kind}" if kind else ""
    while True:
        target = file.parent / FOLDER / f"{file.stem}-{now.strftime(_TIME)}{end}{file.suffix}"
        if not target.exists():
            return target
        now += timedelta(seconds=1)


def _rotate(file: Path, kind: Kind) -> None:
    """What cannot be removed, since somebody looks at it, stays until the next time."""
    mine = [path for path in backups_of(file) if kind_of(file, path) == kind]
    days: dict[str, Path] = {}
    for path in mine[_NEWEST:]:
        days.setdefault(path.name.removeprefix(file.stem)[1:11], path)
    kept = {*mine[:_NEWEST], *list(days.values())[:_DAYS]}
    for path in mine:
        if path not in kept:
            with suppress(OSError):
                path.unlink()
