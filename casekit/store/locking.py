"""Who writes to a project file where SQLite's own locks do not hold: a file beside it that names the session.

On a network or in a folder that is copied to others a second writer would not be noticed. This keeps out those who see
the file; a program such as OneDrive may bring it late, which is why people are told to work one at a time.
"""

import contextlib
import json
import os
import socket
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from casekit.errors import BusyError, StoreError

__all__ = ["Holder", "holder_of", "let_go", "lock_of", "take", "take_away"]

_MAY_ASK, _DENIED, _STILL_ACTIVE = 0x1000, 5, 259  # of Windows
_held: Counter[Path] = Counter()
"""How many sessions of this process hold a file's lock."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The session that holds a lock: on which computer, in which process, for whom, since when."""

    host: str
    process: int
    coder: str
    since: str

    @property
    def is_gone(self) -> bool:
        """Whether it was on this computer and its process has ended."""
        return self.host == socket.gethostname() and not _lives(self.process)

    @property
    def is_this_process(self) -> bool:
        """Whether it is a session of the process that asks."""
        return self.host == socket.gethostname() and self.process == os.getpid()


def lock_of(file: Path) -> Path:
    """Where the lock of a project file is."""
    return file.with_name(f"{file.name}.lock")


def holder_of(file: Path) -> Holder | None:
    """Who holds the lock of a project file; one that cannot be read is held by somebody unknown."""
    return _read(lock_of(file))


def _read(place: Path) -> Holder | None:
    try:
        told = json.loads(place.read_bytes())
        return Holder(str(told["host"]), int(told["process"]), str(told["coder"]), str(told["since"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Holder("–", 0, "–", "–")


def take(file: Path, coder: str | None, since: str) -> None:
    """Take the lock of a project file for this process, which may hold it already; that of a process that has ended is taken over.

    Raises:
        BusyError: somebody else holds it. StoreError: the lock cannot be written.
    """
    place = lock_of(file).absolute()
    mine = Holder(socket.gethostname(), os.getpid(), coder or "–", since)
    while not _made(place, mine):
        holder = holder_of(file)
        if holder is not None and holder.is_this_process:
            break
        if holder is not None and not holder.is_gone:
            raise BusyError("held", file=str(file), **asdict(holder))
        if holder is not None:
            take_away(file, holder)
    _held[place] += 1


def let_go(file: Path) -> None:
    """Give the lock back when the last session of this process that holds it does so."""
    place = lock_of(file).absolute()
    _held[place] -= 1
    if _held[place] <= 0:
        del _held[place]
        if (holder := holder_of(file)) is not None and holder.is_this_process:
            with contextlib.suppress(OSError):
                place.unlink()


def take_away(file: Path, holder: Holder) -> bool:
    """Remove the lock that *holder* has; whether it was there still. Another's, who came in between, stays."""
    place = lock_of(file)
    aside = place.with_name(f"{place.name}-{os.getpid()}")
    try:
        place.replace(aside)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError("cannot_open", file=str(place), reason=error.strerror or str(error)) from None
    if _read(aside) != holder:
        with contextlib.suppress(OSError):
            aside.replace(place)
        return False
    aside.unlink(missing_ok=True)
    return True


def _made(place: Path, holder: Holder) -> bool:
    """Whether the lock could be made; not where there is one."""
    try:
        with place.open("x", encoding="utf-8") as file:
            json.dump(asdict(holder), file, ensure_ascii=False)
    except FileExistsError:
        return False
    except OSError as error:
        raise StoreError("cannot_open", file=str(place), reason=error.strerror or str(error)) from None
    return True


def _lives(process: int) -> bool:
    return _lives_on_windows(process) if os.name == "nt" else _lives_on_posix(process)


def _lives_on_posix(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _lives_on_windows(process: int) -> bool:
    """By asking for its exit code: sending it a signal would end it."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows only
    handle = kernel.OpenProcess(_MAY_ASK, False, process)
    if not handle:
        return bool(kernel.GetLastError() == _DENIED)
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
