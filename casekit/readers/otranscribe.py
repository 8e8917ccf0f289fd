"""oTranscribe's own files (.otr): a page inside JSON, with the time marks and the name of the sound file."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import clean
from casekit.readers.decoding import decode
from casekit.readers.speech import load_json
from casekit.readers.web import page_source

__all__ = ["FORMAT"]

MAX_BYTES = 50_000_000
_MARKS = re.compile(rb'"media(?:-time|-source)?"')
_START = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")  # a drive has one letter
_LONGEST = 200


def _holds(data: bytes) -> bool:
    if data[:1_000].lstrip(_START)[:1] != b"{" or len(data) > MAX_BYTES:
        return False
    if not _MARKS.search(data.replace(b"\0", b"")):
        return False
    try:
        return _page(json.loads(decode(data, file="")[0].lstrip("\ufeff"))) is not None
    except (ReadError, ValueError, RecursionError):
        return False


def _parse(data: bytes, request: Request) -> Source:
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=request.file, limit=MAX_BYTES // 1_000_000)
    text, guessed = decode(data, file=request.file, encoding=request.encoding)
    value, doubled = load_json(text, file=request.file)
    page = _page(value)
    if page is None or not isinstance(value, dict):
        raise ReadError("json_no_transcript", file=request.file)
    noticed = (Finding.of("json_keys_doubled", "warning", request.file, n=doubled),) if doubled else ()
    source = page_source(page, (*guessed, *noticed), request)
    return Source(source.blocks, _metadata(value), source.findings, left=source.left)


def _page(value: object) -> str | None:
    """The page in an object that oTranscribe wrote."""
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None


def _metadata(value: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The name of the sound file; not where it lies, and no address."""
    media = value.get("media")
    if not isinstance(media, str) or _ADDRESS.match(media):
        return ()
    name = clean(PurePosixPath(media.replace("\\", "/")).name).strip()
    return (("media", name),) if name and len(name) <= _LONGEST and "\n" not in name else ()


FORMAT = Format("otranscribe", (".otr",), _holds, _parse, text=True)
