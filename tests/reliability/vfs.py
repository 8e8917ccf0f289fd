"""A file layer under SQLite's own, in the library that Python uses: it sees every change of a file before it is made.

It takes SQLite's layer for this system and puts itself before opening, writing, truncating, syncing, deleting and closing. Locks, reading
and everything else stay as they are. What listens may let a call through (None), or answer it with an error of SQLite's.
"""

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple

IO_ERROR, FULL = 10, 13  # SQLite's codes
_JOURNAL = 0x00000800  # SQLITE_OPEN_MAIN_JOURNAL


class Change(NamedTuple):
    """A change of a file: what, which, where, and with which bytes. ``at`` of sync and delete: whether the folder is synced too."""

    what: str  # create, write, truncate, sync, delete
    file: str
    at: int = 0
    data: bytes = b""


Listener = Callable[[Change], int | None]

_Close = CFUNCTYPE(c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods, version 1: without shared memory (no WAL) and without mapping."""

    _fields_ = (
        ("iVersion", c_int),
        ("xClose", c_void_p),
        ("xRead", c_void_p),
        ("xWrite", c_void_p),
        ("xTruncate", c_void_p),
        ("xSync", c_void_p),
        ("rest", c_void_p * 7),
    )


class _File(Structure):
    """sqlite3_file: what follows belongs to SQLite's own layer."""

    _fields_ = (("pMethods", POINTER(_Methods)),)


class _Layer(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", c_void_p),
        ("xDelete", c_void_p),
        ("rest", c_void_p * 14),
    )


def library() -> Any:
    """The SQLite that Python's ``sqlite3`` uses; None where its functions cannot be reached (built in without names, or Windows)."""
    try:
        found = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        found.sqlite3_vfs_find.restype = POINTER(_Layer)
        found.sqlite3_vfs_find.argtypes = (c_char_p,)
        found.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
        found.sqlite3_vfs_unregister.argtypes = (c_void_p,)
    except (OSError, AttributeError):
        return None
    return found


class _Between:
    """The layer: its callbacks, and which file each of SQLite's handles is."""

    def __init__(self, below: _Layer, listen: Listener) -> None:
        self.below, self.listen = below, listen
        self.names: dict[int, tuple[str, _Methods]] = {}
        self.new_journals: set[int] = set()
        self.methods: list[_Methods] = []
        self.close, self.write = _Close(self._close), _Write(self._write)
        self.truncate, self.sync = _Truncate(self._truncate), _Sync(self._sync)
        self.open, self.delete = _Open(self._open), _Delete(self._delete)
        self.layer = _Layer.from_buffer_copy(below)
        self.layer.zName, self.layer.pNext = b"between", None
        self.layer.xOpen, self.layer.xDelete = _address(self.open), _address(self.delete)

    def _open(self, _layer: int, name: int | None, file: int, flags: int, told: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        new = bool(path) and not Path(path).exists()
        if new and flags & 4 and (error := self.listen(Change("create", path))):  # SQLITE_OPEN_CREATE
            return error
        code = _Open(self.below.xOpen)(ctypes.addressof(self.below), name, file, flags, told)
        if code == 0 and path:
            self._step_between(file, path)
            if new and flags & _JOURNAL:
                self.new_journals.add(file)
        return code

    def _step_between(self, file: int, path: str) -> None:
        handle = _File.from_address(file)
        real = handle.pMethods.contents
        mine = _Methods.from_buffer_copy(real)
        mine.iVersion = 1
        mine.xClose, mine.xWrite = _address(self.close), _address(self.write)
        mine.xTruncate, mine.xSync = _address(self.truncate), _address(self.sync)
        self.methods.append(mine)  # SQLite keeps a pointer to it
        self.names[file] = (path, real)
        handle.pMethods = ctypes.pointer(mine)

    def _close(self, file: int) -> int:
        self.new_journals.discard(file)
        _, real = self.names.pop(file)
        return int(_Close(real.xClose)(file))

    def _write(self, file: int, data: int, size: int, at: int) -> int:
        path, real = self.names[file]
        error = self.listen(Change("write", path, at, ctypes.string_at(data, size)))
        return error or int(_Write(real.xWrite)(file, data, size, at))

    def _truncate(self, file: int, size: int) -> int:
        path, real = self.names[file]
        return self.listen(Change("truncate", path, size)) or int(_Truncate(real.xTruncate)(file, size))

    def _sync(self, file: int, flags: int) -> int:
        path, real = self.names[file]
        if error := self.listen(Change("sync", path, file in self.new_journals)):
            return error
        self.new_journals.discard(
            file
        )  # SQLite's layer syncs the folder with the first sync of a new journal
        return int(_Sync(real.xSync)(file, flags))

    def _delete(self, _layer: int, name: int, folder: int) -> int:
        path = ctypes.string_at(name).decode()
        error = self.listen(Change("delete", path, folder)) if Path(path).exists() else None
        return error or int(_Delete(self.below.xDelete)(ctypes.addressof(self.below), name, folder))


def _address(callback: Any) -> int | None:
    return ctypes.cast(callback, c_void_p).value


@contextmanager
def listening(listen: Listener) -> Iterator[None]:
    """Every change that this process makes to a database is told to *listen* before it is made."""
    sqlite = library()
    below = sqlite.sqlite3_vfs_find(None).contents
    between = _Between(below, listen)
    sqlite.sqlite3_vfs_register(ctypes.addressof(between.layer), 1)
    try:
        yield
    finally:
        sqlite.sqlite3_vfs_register(ctypes.addressof(below), 1)
        sqlite.sqlite3_vfs_unregister(ctypes.addressof(between.layer))
        _KEPT.append(between)  # a connection that is still open would call it


_KEPT: list[_Between] = []
