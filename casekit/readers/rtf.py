"""RTF documents: f4, MAXQDA, WordPad, TextEdit and old versions of Word."""

import codecs
import re
from collections.abc import Iterator

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers.anchors import take
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import notices
from casekit.readers.leaving_out import left_out
from casekit.readers.rtf_text import Walk
from casekit.readers.story_blocks import blocks_of, text_of, unspoken

__all__ = ["FORMAT"]

_START = b"{\\rtf"
_BLANKS = b" \t\r\n\x00"
_UTF8_PAGE = b"\\ansicpg65001"
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def _holds(data: bytes) -> bool:
    wide = _WIDE.get(data[:2])
    start = data[:200].decode(wide, "ignore").encode("ascii", "ignore") if wide else data[:200]
    return start.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS).startswith(_START)


def _parse(data: bytes, request: Request) -> Source:
    text, guessed = _characters(data, request.file)
    walk = Walk(text, request.file, _told(request))
    items = walk.items()
    characters = notices(take(text_of(items))[0], file=request.file)
    blocks, silent = blocks_of(items)
    findings = (
        *guessed,
        *characters,
        *left_out(walk.left, file=request.file),
        *_damage(walk, request.file),
        *unspoken(silent, request.file),
    )
    return Source(
        tuple(walk.margin.placed(blocks)),
        findings=findings,
        left=tuple((+walk.left).items()),
        remarks=tuple(walk.margin.remarks),
    )


def _told(request: Request) -> str | None:
    """The encoding that the caller named, if there is such a one."""
    if request.encoding is None:
        return None
    try:
        b"a".decode(request.encoding, "replace")
    except LookupError:
        raise ReadError("encoding_unknown", file=request.file, encoding=request.encoding) from None
    except UnicodeError:
        raise ReadError("undecodable", file=request.file, encoding=request.encoding) from None
    return request.encoding


def _characters(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """The bytes as characters, one for each; RTF is ASCII, but some programs write UTF-8 or UTF-16 into it."""
    if wide := _WIDE.get(data[:2]):
        return _as_numbers(data.decode(wide, "replace")), ()
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.isascii():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1"), ()
        guess = Finding.of("encoding_guessed", "note", file, encoding="utf-8")
        return _as_numbers(text), () if _UTF8_PAGE in data[:400] else (guess,)
    return data.decode("ascii"), ()


def _as_numbers(text: str) -> str:
    """*text* with foreign characters as RTF writes them, so that no code page is asked."""
    return _FOREIGN.sub(_numbers, text)


def _numbers(match: re.Match[str]) -> str:
    letters = "".join(rf"\u{ord(letter)} " for letter in match.group())
    return rf"{{\uc0{letters}}}"


def _damage(walk: Walk, file: str) -> Iterator[Finding]:
    if walk.cut:
        yield Finding.of("file_truncated", "warning", file)
    if walk.beyond:
        yield Finding.of("text_after_end", "warning", file)
    if walk.unknown_page:
        yield Finding.of("encoding_guessed", "note", file, encoding="cp1252")


FORMAT = Format("rtf", (".rtf",), _holds, _parse)
