"""Opening and creating project files: settings, checks, and SQLite's complaints in casekit's words.

The settings are those that lost nothing in 2,000 simulated power cuts (journal TRUNCATE, synchronous FULL). WAL is not
used: SQLite 3.7.0 to 3.51.2 may corrupt a file in WAL mode when it resets the log.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from casekit.errors import BusyError, NewerFileError, NotAProjectError, StoreError
from casekit.store.backups import back_up
from casekit.store.copying import FAULTS, address_of, copy_database
from casekit.store.migrations import MIGRATIONS, migrate
from casekit.store.schema import APPLICATION_ID

__all__ = [
    "as_it_is",
    "check",
    "complaint",
    "create_engine_for",
    "looking",
    "migrated_copy",
    "reading",
    "writing",
    "written_by_casekit",
]

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
_COMPLAINTS = {
    ("locked", "busy"): "busy",
    ("readonly",): "read_only",
    ("is full",): "disk_full",
    ("malformed", "not a database", "duplicate column name", "codec can't decode"): "damaged",
    ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"): "write_failed",
    ("disk I/O error",): "disk_failed",
}
_HEADER = b"SQLite format 3\x00"


def create_engine_for(path: Path, *, new: bool = False, keep: bool = True) -> Engine:
    """An engine on the project file at *path*, made or migrated as needed; before a migration the file is kept.

    Raises:
        NotAProjectError: the file is missing or something else.
        NewerFileError: a newer casekit wrote it.
        StoreError: it cannot be opened or made.
    """
    if not new:
        _check_header(path)
    engine = create_engine(_address(path), poolclass=NullPool)
    event.listen(engine, "connect", _set)
    event.listen(engine, "begin", _begin)
    if new:
        _found(engine, path)
    _upgrade(engine, path, keep=keep)
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


def _address(path: Path) -> URL:
    address = address_of(path)
    database = address or str(path)
    return URL.create("sqlite", database=database, query={"uri": "true"} if address else {})


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """One moment of a file, whatever it is: nothing is checked or migrated, and words that are none come as ``\\xff``.

    Raises:
        sqlite3.Error: SQLite cannot read it; left as it is, since whoever looks at damage goes on elsewhere.
    """
    address = address_of(path)
    with closing(sqlite3.connect(address or path, uri=bool(address))) as connection:
        _set(connection, None)
        connection.text_factory = lambda raw: raw.decode("utf-8", "backslashreplace")
        connection.execute("BEGIN")
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


@contextmanager
def migrated_copy(path: Path) -> Iterator[Path]:
    """A copy of a project file in a place of its own, brought up to date; it is gone when the block ends.

    Raises:
        StoreError: it cannot be copied or migrated.
    """
    with TemporaryDirectory(prefix="casekit-") as folder:
        copy = Path(folder) / path.name
        with _translated(path):
            copy_database(path, copy)
        create_engine_for(copy, keep=False).dispose()
        yield copy


@contextmanager
def as_it_is(path: Path) -> Iterator[Path]:
    """The project file at *path*, or of one of an older schema a migrated copy: whoever only reads must not change it.

    Raises:
        NotAProjectError, NewerFileError, StoreError: as for :func:`create_engine_for`.
    """
    _check_header(path)
    if written_by_casekit(path) == len(MIGRATIONS):
        yield path
    else:
        with migrated_copy(path) as copy:
            yield copy


def written_by_casekit(path: Path) -> int | None:
    """The number of the schema of the project file at *path*; None where its head is not that of one.

    Raises:
        NotAProjectError: there is no file. StoreError: it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NotAProjectError("no_project_file", file=str(path)) from None
    except OSError as error:
        raise StoreError("cannot_open", file=str(path), reason=error.strerror or str(error)) from None
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72]) != APPLICATION_ID:
        return None
    return int.from_bytes(head[60:64])


def _check_header(path: Path) -> None:
    """Look at the bytes first: SQLite must not touch a file that is none of ours."""
    schema = written_by_casekit(path)
    if schema is None:
        raise NotAProjectError("not_a_project", file=str(path))
    if schema > len(MIGRATIONS):
        raise NewerFileError("newer_project", file=str(path), schema=schema)


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


def _upgrade(engine: Engine, path: Path, *, keep: bool) -> None:
    """Only a file of an older schema is written to: opening must leave a project as it was."""
    with reading(engine, path) as connection:
        schema = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if schema < len(MIGRATIONS):
        if schema and keep:
            back_up(path, kind="migration")
        with writing(engine, path) as connection:
            migrate(connection)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise complaint(error.orig, path) from None
    except FAULTS as error:
        raise complaint(error, path) from None


def complaint(error: BaseException | None, path: Path) -> StoreError:
    """What SQLite complains of, in casekit's words."""
    message, name = str(error), getattr(error, "sqlite_errorname", "")
    for signs, problem in _COMPLAINTS.items():
        if any(sign in message or sign == name for sign in signs):
            return (BusyError if problem == "busy" else StoreError)(problem, file=str(path))
    if "unable to open" in message:
        protected = path.parent.is_dir() and not os.access(path.parent, os.W_OK)
        return StoreError("read_only" if protected else "cannot_open", file=str(path), reason=message)
    return StoreError("store_failed", file=str(path), reason=message)
