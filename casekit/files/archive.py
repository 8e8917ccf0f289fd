"""Zip archives from other people, read by name and with limits; nothing is ever extracted to disk.

The limits stand in one place (:class:`ZipLimits`). The directory is checked first and bytes are counted while a part
is read, because declared sizes lie.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from casekit.errors import ReadError

__all__ = ["Archive", "ZipLimits", "open_archive"]

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much a zip archive may hold; sizes in bytes, unpacked."""

    entries: int = 5_000
    total: int = 200_000_000
    part: int = 50_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000  # below this a high ratio is an empty form, not a bomb


class Archive:
    """The parts of a checked zip archive, by name."""

    def __init__(self, packed: zipfile.ZipFile, file: str, limits: ZipLimits) -> None:
        self._packed = packed
        self._file = file
        self._limits = limits
        self._left = limits.total
        self.names = frozenset(info.filename for info in packed.infolist())

    def read(self, name: str) -> bytes:
        """The bytes of the part *name*.

        Raises:
            ReadError: the part is missing, broken, encrypted or larger than it may be.
        """
        if name not in self.names:
            raise ReadError("bad_archive", file=self._file, reason="part_missing", part=name)
        try:
            with self._packed.open(name) as part:
                return self._counted(part, name)
        except _BROKEN as error:
            if isinstance(error, ReadError):
                raise
            raise ReadError("bad_archive", file=self._file, reason="damaged", part=name) from None

    def _counted(self, part: IO[bytes], name: str) -> bytes:
        most = min(self._limits.part, self._left)
        packed = max(self._packed.getinfo(name).compress_size, 1)
        pieces, size = [], 0
        while piece := part.read(_CHUNK):
            size += len(piece)
            if size > most or (size > self._limits.ratio_from and size > packed * self._limits.ratio):
                raise ReadError("bad_archive", file=self._file, reason="too_large", part=name)
            pieces.append(piece)
        self._left -= size
        return b"".join(pieces)


def open_archive(data: bytes, *, file: str, limits: ZipLimits | None = None) -> Archive:
    """The zip archive in *data*, once its directory has been checked.

    Raises:
        ReadError: ``bad_archive`` with a *reason* (not_a_zip, damaged, too_many_parts, too_large, doubled_names,
            overlap, compression) or ``password_protected``.
    """
    limits = limits or ZipLimits()
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        infos = packed.infolist()
    except _BROKEN:
        reason = "damaged" if data[:2] == b"PK" else "not_a_zip"
        raise ReadError("bad_archive", file=file, reason=reason) from None
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise ReadError("password_protected", file=file)
    if reason := _complaint(infos, limits):
        raise ReadError("bad_archive", file=file, reason=reason)
    return Archive(packed, file, limits)


def _complaint(infos: Sequence[zipfile.ZipInfo], limits: ZipLimits) -> str:
    """Why this directory is not trusted, or nothing."""
    if len(infos) > limits.entries:
        return "too_many_parts"
    if len({info.filename.casefold() for info in infos}) < len(infos):
        return "doubled_names"
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        return "compression"
    if sum(info.file_size for info in infos) > limits.total or any(_swollen(info, limits) for info in infos):
        return "too_large"
    return "overlap" if _overlapping(infos) else ""


def _swollen(info: zipfile.ZipInfo, limits: ZipLimits) -> bool:
    ratio = info.file_size / max(info.compress_size, 1)
    return info.file_size > limits.part or (info.file_size > limits.ratio_from and ratio > limits.ratio)


def _overlapping(infos: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes: the trick of bombs without nesting (Fifield 2019)."""
    places = sorted((info.header_offset, info.compress_size) for info in infos)
    return any(start + size > following for (start, size), (following, _) in pairwise(places))
