"""Writing a file whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from casekit.errors import WriteError

__all__ = ["settle", "write_atomically"]


def write_atomically(path: Path, data: bytes) -> None:
    """Put *data* into the file at *path*; whoever looks sees the old file or the new one, never half of it.

    Raises:
        WriteError: the folder is missing, the file is open elsewhere, the disk is full; the old file is untouched.
    """
    try:
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WriteError("cannot_write", file=str(path), reason=reason) from None


def _replace(path: Path, data: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
    settle(path.parent)


def _mode(path: Path) -> int:
    """The rights of the file that is replaced; those of a new file follow the user's umask."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def settle(folder: Path) -> None:
    """Let the folder remember a new name after a power cut; Windows knows no such thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
