"""Opening and creating project files: settings, checks, and SQLite's complaints in casekit's words.

The settings are those that lost nothing in 2,000 simulated power cuts (journal TRUNCATE, synchronous FULL). WAL is not
used: SQLite 3.7.0 to 3.51.2 may corrupt a file in WAL mode when it resets the log.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from casekit.errors import BusyError, NewerFileError, NotAProjectError, StoreError
from casekit.store.migrations import MIGRATIONS, migrate
from casekit.store.schema import APPLICATION_ID

__all__ = ["check", "create_engine_for", "reading", "writing"]

_SETTINGS = (
    "busy_timeout = 10000",  # before any that needs the file
    "journal_mode = TRUNCATE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)
_HEADER = b"SQLite format 3\x00"


def create_engine_for(path: Path, *, new: bool = False) -> Engine:
    """An engine on the project file at *path*, made or migrated as needed.

    Raises:
        NotAProjectError: the file is missing or something else.
        NewerFileError: a newer casekit wrote it.
        StoreError: it cannot be opened or made.
    """
    if not new:
        _check_header(path)
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "connect", _set)
    event.listen(engine, "begin", _begin)
    if new:
        _found(engine, path)
    _upgrade(engine, path)
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one moment of the file."""
    with (
        _translated(path),
        engine.connect().execution_options(reading=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection in one transaction, begun before anything is read, on disk when the block ends."""
    with _translated(path), engine.begin() as connection:
        yield connection


def check(connection: Connection, path: Path) -> None:
    """Look through a file that comes from elsewhere before anything is taken from it.

    Raises:
        StoreError: it is damaged.
    """
    with _translated(path):
        told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if told != "ok":
        raise StoreError("damaged", file=str(path))


def _check_header(path: Path) -> None:
    """Look at the bytes first: SQLite must not touch a file that is none of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NotAProjectError("no_project_file", file=str(path)) from None
    except OSError as error:
        raise StoreError("cannot_open", file=str(path), reason=error.strerror or str(error)) from None
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise NotAProjectError("not_a_project", file=str(path))
    if int.from_bytes(head[60:64]) > len(MIGRATIONS):
        raise NewerFileError("newer_project", file=str(path), schema=int.from_bytes(head[60:64]))


def _set(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # casekit says BEGIN itself
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _found(engine: Engine, path: Path) -> None:
    with writing(engine, path) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _upgrade(engine: Engine, path: Path) -> None:
    """Only a file of an older schema is written to: opening must leave a project as it was."""
    with reading(engine, path) as connection:
        schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if schema < len(MIGRATIONS):
        with writing(engine, path) as connection:
            migrate(connection)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _complaint(str(error.orig), path) from None


def _complaint(message: str, path: Path) -> StoreError:
    if "locked" in message or "busy" in message:
        return BusyError("busy", file=str(path))
    if "readonly" in message or "unable to open" in message:
        return StoreError("read_only", file=str(path))
    if "full" in message:
        return StoreError("disk_full", file=str(path))
    if "malformed" in message or "not a database" in message:
        return StoreError("damaged", file=str(path))
    return StoreError("store_failed", file=str(path), reason=message)
