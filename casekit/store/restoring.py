"""Going back to a backup: it takes the place of the project, whose present file is kept as a backup first."""

import os
import shutil
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from casekit.errors import StoreError
from casekit.store.backups import back_up, backups_of, place_of
from casekit.store.copying import FAULTS, copy_database, put_into
from casekit.store.opening import complaint
from casekit.store.verifying import Verified, verify

__all__ = ["newest_sound", "restore"]


def newest_sound(file: Path) -> Path | None:
    """The newest backup of a project file in which everything is as it was written."""
    return next((backup for backup in backups_of(file) if _is_sound(backup)), None)


def restore(file: Path, backup: Path, *, unsound: bool = False) -> Path:
    """Put a backup in the place of the project file; where the present one is kept.

    *unsound* takes one in which something is not as it was written.

    Raises:
        StoreError: the backup does not verify, or one of the two cannot be written; BusyError: another program writes to it.
    """
    told = verify(backup)
    if not told.sound and not unsound:
        first = told.findings[0]
        raise StoreError("unsound_backup", file=str(backup), n=len(told.findings), first=first)
    kept = _kept(file)
    try:
        _put(backup, file)
    except (OSError, *FAULTS) as error:
        raise complaint(error, file) from None
    return kept


def _is_sound(backup: Path) -> bool:
    with suppress(StoreError):
        told: Verified = verify(backup)
        return told.sound
    return False


def _kept(file: Path) -> Path:
    """A backup of the present file; where SQLite cannot read it, its bytes as they are."""
    try:
        return back_up(file, kind="replaced")
    except StoreError as error:
        if error.problem != "no_backup" or not file.is_file():
            raise
    target = place_of(file, "replaced", datetime.now(UTC))
    try:
        shutil.copyfile(file, target)
    except OSError as error:
        raise StoreError("no_backup", file=str(target), reason=error.strerror or str(error)) from None
    return target


def _put(backup: Path, file: Path) -> None:
    """Inside SQLite, for whoever has the file open; where the present one is too damaged for that, in its stead.

    A journal that it left would be played back into the new one.
    """
    try:
        put_into(backup, file)
    except sqlite3.OperationalError:
        raise
    except FAULTS:
        with suppress(FileNotFoundError):
            os.unlink(f"{file}-journal")  # noqa: PTH108
        copy_database(backup, file)
