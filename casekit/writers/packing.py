"""The zip around a Word or Excel file, written anew so that equal content gives equal bytes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["repacked"]

_FIRST = (
    "[Content_Types].xml"  # readers that look at the first entry only expect this one (OPC, ECMA-376 part 2)
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_UNIX = 3  # zipfile would write 0 on Windows and 3 elsewhere
_MODE = 0o600 << 16
_LEVEL = 6


def repacked(data: bytes) -> bytes:
    """The same members in a fixed order, with fixed dates, rights, system and compression.

    Bytes are equal across runs, time zones, hash seeds and operating systems as long as zlib is the same.
    """
    target = io.BytesIO()
    with (
        ZipFile(io.BytesIO(data)) as source,
        ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            package.writestr(_entry(name), source.read(name))
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    entry.compress_type = ZIP_DEFLATED
    return entry
