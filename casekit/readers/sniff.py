"""What a file is, from its first bytes: its name may say something else."""

import re

from casekit.errors import ReadError, UnknownFormatError
from casekit.files.archive import open_archive

__all__ = ["LATER", "refuse_foreign", "refuse_suffix"]

# formats that transcripts come in and that casekit cannot read yet; a reader that covers one goes before this list
LATER = frozenset({".odt", ".rtf", ".html", ".htm", ".otr", ".json", ".eaf", ".csv", ".tsv", ".xlsx", ".pdf"})
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


def refuse_foreign(data: bytes, *, file: str) -> None:
    """Raise where the bytes are surely of a kind that no reader has claimed.

    Raises:
        ReadError: ``password_protected``, ``format_doc``, ``bad_archive``.
        UnknownFormatError: ``format_not_yet`` or ``format_unknown``, with the suffix that such files have.
    """
    start = data[:4_000].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(_OLE):
        _refuse_ole(data, file)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        names = open_archive(data, file=file).names
        known = (suffix for pattern, suffix in _PACKAGES if any(pattern.match(name) for name in names))
        _refuse(next(known, ".zip"), file)
    for sign, suffix in _BINARY:
        if start.startswith(sign):
            _refuse(suffix, file)
    if _HTML.match(start):
        _refuse(".html", file)
    if _XML.match(start):
        _refuse(".xml", file)


def refuse_suffix(suffix: str, *, file: str) -> None:
    """Raise for a file whose suffix no reader covers."""
    if suffix == ".doc":
        raise UnknownFormatError("format_doc", file=file)
    _refuse(suffix, file)


def _refuse(suffix: str, file: str) -> None:
    problem = "format_not_yet" if suffix in LATER else "format_unknown"
    raise UnknownFormatError(problem, file=file, suffix=suffix or "–")


def _refuse_ole(data: bytes, file: str) -> None:
    """The container of old Word files, and of new ones under a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("password_protected", file=file)
    if "WordDocument".encode("utf-16-le") in data:
        raise UnknownFormatError("format_doc", file=file)
    _refuse(".ole", file)
