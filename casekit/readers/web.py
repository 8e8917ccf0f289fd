"""Web pages as transcripts: noScribe, oTranscribe, and pages that were saved from a browser."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casekit.errors import ReadError
from casekit.model.finding import Finding
from casekit.readers.blocks import Block, Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.decoding import decode
from casekit.readers.labels import candidate
from casekit.readers.leaving_out import left_out
from casekit.readers.tables import table_blocks
from casekit.readers.web_text import Page, Paragraph, page_of

__all__ = ["FORMAT", "page_source"]

MAX_BYTES = 50_000_000
_HEAD = 64_000  # bytes; somewhere here a page says how its characters are stored
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*+)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_KNOWN = re.compile(
    r"(?i)(?:windows|cp|ibm)-?(?:125\d|437|850|852|858|865|866|874)|iso[-_]?8859-\d{1,2}|latin-?\d|macintosh|mac-?roman|"
    r"koi8-[ru]|us-ascii|ascii|big5|gb(?:k|2312|18030)|shift[-_]jis|euc-(?:jp|kr)"
)
_WESTERN = frozenset({"iso8859-1", "ascii"})  # browsers read both as Windows-1252


def _holds(data: bytes) -> bool:
    return _PAGE.match(data[:8_000].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")) is not None


def _parse(data: bytes, request: Request) -> Source:
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=request.file, limit=MAX_BYTES // 1_000_000)
    told = "" if request.encoding else _told(data)
    text, guessed = decode(data, file=request.file, encoding=told or request.encoding)
    if not _TAG.search(text):
        noticed = (*guessed, *notices(text, file=request.file))
        return Source(tuple(Block(line) for line in clean(text).split("\n")), (), noticed, told)
    return replace(page_source(text, guessed, request), encoding=told)


def _told(data: bytes) -> str:
    """How the page says that its characters are stored; nothing where it is wrong, or they make sense as UTF-8."""
    told = _CHARSET.search(data[:_HEAD])
    name = told[1].decode("ascii") if told else ""
    if not _KNOWN.fullmatch(name) or _is_utf(data):
        return ""
    try:
        spelled = codecs.lookup(name).name
        encoding = "cp1252" if spelled in _WESTERN else spelled
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return ""
    return encoding


def _is_utf(data: bytes) -> bool:
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} or b"\0" in data[:400]:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def page_source(text: str, guessed: Sequence[Finding], request: Request) -> Source:
    """What the page with the source *text* says."""
    page = page_of(text)
    blocks, silent = _blocks(page)
    characters, cleaned = _cleaned(blocks, request.file)
    titled = any(isinstance(item, Paragraph) and item.heading for item in page.items)
    metadata = (("title", clean(page.title)),) if page.title and not titled else ()
    findings = (*guessed, *characters, *_left(page, silent, request.file))
    return Source(tuple(cleaned), metadata, findings, left=tuple(page.left.items()))


def _blocks(page: Page) -> tuple[list[Block], list[int]]:
    """The blocks of a page, and the numbers of its tables that are no speech."""
    blocks: list[Block] = []
    silent: list[int] = []
    number = 0
    spoken = next((at for at, item in enumerate(page.items) if _is_spoken(item)), 0)
    for at, item in enumerate(page.items):
        if isinstance(item, Paragraph):
            blocks.append(_block(item, above=at < spoken))
            continue
        number += 1
        rows = table_blocks(item.rows)
        blocks += rows
        if rows and all(block.aside for block in rows):
            silent.append(number)
    return blocks, silent


def _is_spoken(item: object) -> bool:
    return isinstance(item, Paragraph) and item.speaker is not None


def _block(item: Paragraph, *, above: bool) -> Block:
    """A paragraph as a block; *above* what noScribe marks as spoken stand the sound's name and its own."""
    if item.speaker is None:
        heading = item.heading and "?" not in item.text and candidate(item.text) is None
        return Block(item.text, bold=item.bold or item.heading, aside=heading or item.aside or above)
    label = candidate(item.text)
    if label is None:
        return Block(item.text, item.speaker, item.start_ms, item.end_ms)
    if label.label == item.speaker:
        return Block(item.text[label.words_at :], item.speaker, item.start_ms, item.end_ms)
    return Block(item.text, None, item.start_ms, item.end_ms)


def _cleaned(blocks: Sequence[Block], file: str) -> tuple[tuple[Finding, ...], Sequence[Block]]:
    """What is to be told of the characters in *blocks*, and the blocks with clean ones."""
    everything = "\n".join([block.text for block in blocks])
    speakers = {block.speaker: clean(block.speaker) if block.speaker else None for block in blocks}
    noticed = notices(everything, file=file)
    if clean(everything) == everything and all(old == new for old, new in speakers.items()):  # nearly always
        return noticed, blocks
    return noticed, [Block(clean(block.text), speakers[block.speaker], *block[2:6]) for block in blocks]


def _left(page: Page, silent: Sequence[int], file: str) -> Iterator[Finding]:
    yield from left_out(page.left, file=file)
    if page.fields:
        yield Finding.of("form_fields_left", "note", file, n=page.fields)
    yield from (Finding.of("table_not_speech", "warning", file, table=number) for number in silent)


FORMAT = Format("html", (".html", ".htm", ".xhtml"), _holds, _parse, text=True)
