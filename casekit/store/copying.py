"""A copy of a database that others may be writing to: some state that was once committed, whole or not at all."""

import contextlib
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from casekit.files.atomic import settle

__all__ = ["FAULTS", "address_of", "copy_database", "put_into"]


FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file may raise: SQLite's complaint may quote bytes of it that are no text."""

_ABANDONED = 3600  # seconds


def copy_database(source: Path, target: Path) -> None:
    """Copy a database to *target*, which is there only when the copy is whole, checked and on disk.

    Raises:
        OSError: it cannot be written. sqlite3.Error: the source cannot be read, or what was copied is damaged.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        _copy(source, beside)
        _check(beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    settle(target.parent)


def put_into(source: Path, target: Path) -> None:
    """Let the content of one database take the place of another's in one transaction, whoever has that open.

    Raises:
        sqlite3.Error: one of them cannot be read, or is busy; the target is as it was.
    """
    with closing(_opened(source)) as there, closing(sqlite3.connect(target)) as here:
        here.execute("PRAGMA busy_timeout = 10000")
        here.execute("PRAGMA journal_mode = TRUNCATE")
        here.execute("PRAGMA synchronous = FULL")
        there.backup(here)


def address_of(path: Path) -> str:
    """How SQLite is to open a file: "" for plainly, where it can be written, else a URI for reading only.

    On a medium that cannot change, such as a CD, without locks and side files. In a folder that only others can write
    to, locks are needed; and where a writer was cut off, so is its journal, which only they can play back.
    """
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return ""
    side = path.with_name(f"{path.name}-journal")
    fixed = _cannot_change(path) and not (side.exists() and side.stat().st_size)
    return path.absolute().as_uri() + ("?mode=ro&immutable=1" if fixed else "?mode=ro")


def _cannot_change(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _opened(path: Path) -> sqlite3.Connection:
    """For reading; a journal that a writer left is played back where that can be done."""
    address = address_of(path)
    connection = sqlite3.connect(address or path, uri=bool(address))
    connection.execute("PRAGMA busy_timeout = 10000")
    return connection


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise FileNotFoundError(2, os.strerror(2), str(source))
    _sweep(target)
    with closing(_opened(source)) as there, closing(sqlite3.connect(target)) as here:
        here.execute("PRAGMA journal_mode = OFF")
        here.execute("PRAGMA synchronous = OFF")  # the file is brought to disk as a whole
        there.backup(here)


def _sweep(target: Path) -> None:
    """Remove what copying left when it was cut off; another process may be at its own right now."""
    target.unlink(missing_ok=True)
    for left in target.parent.glob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _check(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if told != "ok":
        raise sqlite3.DatabaseError(f"malformed: {told}")
