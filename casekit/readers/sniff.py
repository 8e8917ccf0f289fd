"""What a file is, from its first bytes: its name may say something else."""

import re

from casekit.errors import ReadError, UnknownFormatError
from casekit.files.archive import open_archive

__all__ = ["looks_like", "refuse_foreign", "refuse_suffix"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = (
    (re.compile(r"(?i)word/"), ".docx"),
    (re.compile(r"(?i)xl/"), ".xlsx"),
    (re.compile(r"(?i)ppt/"), ".pptx"),
    (re.compile(r"content\.xml"), ".odt"),
    (re.compile(r"project\.qde"), ".qdpx"),
)
_BINARY = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"\x1f\x8b", ".gz"),
    (b"ID3", ".mp3"),
    (b"RIFF", ".wav"),
    (b"SQLite format 3\0", ".sqlite"),
    (b"7z\xbc\xaf", ".7z"),
    (b"Rar!", ".rar"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml[\s]", re.IGNORECASE)
_IN_XML = frozenset({".eaf", ".fodt"})
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def looks_like(data: bytes, suffix: str, *, file: str) -> bool:
    """Whether a file that no reader is sure of looks like what its *suffix* says, so that its own reader tells what is broken.

    Raises:
        ReadError: ``bad_archive``.
    """
    start = data[:4_000].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(_ZIP):
        return suffix in _packed(data, file)
    return suffix in _IN_XML and _XML.match(start) is not None


def refuse_foreign(data: bytes, *, file: str) -> None:
    """Raise where the bytes are surely of a kind that no reader has claimed.

    Raises:
        ReadError: ``password_protected``, ``format_doc``, ``bad_archive``.
        UnknownFormatError: ``format_unknown``, with the suffix that such files have.
    """
    start = data[:4_000].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(_OLE):
        _refuse_ole(data, file)
    if start.startswith(_ZIP):
        _refuse(next(iter(_packed(data, file)), ".zip"), file)
    for sign, suffix in _BINARY:
        if start.startswith(sign):
            _refuse(suffix, file)
    if _HTML.match(start):
        _refuse(".html", file)
    if _XML.match(start):
        _refuse(".xml", file)


def _packed(data: bytes, file: str) -> list[str]:
    """The suffixes that an archive with such parts may have."""
    names = open_archive(data, file=file).names
    return [suffix for pattern, suffix in _PACKAGES if any(pattern.match(name) for name in names)]


def refuse_suffix(suffix: str, *, file: str) -> None:
    """Raise for a file whose suffix no reader covers."""
    if suffix == ".doc":
        raise UnknownFormatError("format_doc", file=file)
    _refuse(suffix, file)


def _refuse(suffix: str, file: str) -> None:
    raise UnknownFormatError("format_unknown", file=file, suffix=suffix or "–")


def _refuse_ole(data: bytes, file: str) -> None:
    """The container of old Word files, and of new ones under a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("password_protected", file=file)
    if "WordDocument".encode("utf-16-le") in data or file.lower().endswith(".doc"):
        raise UnknownFormatError("format_doc", file=file)
    _refuse(".ole", file)
