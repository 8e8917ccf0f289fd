"""OpenDocument texts (.odt, .ott, flat .fodt): paragraphs and tables, as they read with all changes accepted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from casekit.errors import ReadError
from casekit.files.archive import Archive, open_archive
from casekit.files.xml import parse_xml
from casekit.model.finding import Finding
from casekit.readers import story_blocks
from casekit.readers.anchors import mark, take, unmarked
from casekit.readers.blocks import Block, Format, Request, Source
from casekit.readers.clean import notices
from casekit.readers.leaving_out import left_out
from casekit.readers.opendocument_line import Anchors, Paragraph, Table, text_length
from casekit.readers.opendocument_styles import OFFICE, STYLE, Styles
from casekit.readers.opendocument_text import Walk
from casekit.readers.story_blocks import Item, blocks_of, text_of, unspoken

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FORMAT"]

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_TEXT = rb"application/vnd\.oasis\.opendocument\.text"
_STORED = re.compile(rb"PK\x03\x04.{26}mimetype" + _TEXT, re.DOTALL)
_FLAT = re.compile(rb"<(?:[\w.-]+:)?document\s[^<>]*mimetype\s*=\s*[\"']" + _TEXT)
_BODY = re.compile(rb"<(?:[\w.-]+:)?text[\s/>]")
_FIRST = 20_000  # bytes; the root of a flat file names forty namespaces before its kind
_LOCKED = re.compile(rb"<(?:[\w.-]+:)?encryption-data[\s/>]")


def _holds(data: bytes) -> bool:
    if data.startswith(b"PK\x03\x04"):
        return _STORED.match(data) is not None or _holds_text(data)
    start = data[:_FIRST].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _FLAT.search(start) is not None


def _holds_text(data: bytes) -> bool:
    """Packages whose first part is another one, or is packed: what they hold tells."""
    try:
        archive = open_archive(data, file="")
        return {_CONTENT, _MANIFEST} <= archive.names and _BODY.search(archive.read(_CONTENT)) is not None
    except ReadError:
        return False


def _parse(data: bytes, request: Request) -> Source:
    file = request.file
    content, looks, unread = _roots(data, file)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadError("bad_xml", file=file, part="content")
    walk = Walk(
        Styles.of((*content.iterfind(f"{OFFICE}automatic-styles"), *looks.iterfind(f"{OFFICE}styles")))
    )
    found = list(walk.items(body))
    marked = bool(walk.remarks)
    items = [_item(one, marked=marked) for one in found]
    characters = notices(take(text_of(items))[0], file=file)
    blocks, tables = blocks_of(items, marked=marked)
    walk.left["headers"] += _headers(looks)
    left = left_out(walk.left, file=file)
    findings = (*characters, *left, *unread, *_notices(walk, tables, file))
    counts = tuple((what, n) for what, n in walk.left.items() if n)
    return Source(
        tuple(_closed(blocks) if marked else blocks), (), findings, left=counts, remarks=tuple(walk.remarks)
    )


def _roots(data: bytes, file: str) -> "tuple[etree._Element, etree._Element, list[Finding]]":
    """Where the text stands, where the styles stand, and what could not be read beside them."""
    if not data.startswith(b"PK"):
        root = parse_xml(data, file=file, part="content")
        return root, root, []
    archive = open_archive(data, file=file)
    if _MANIFEST in archive.names and _LOCKED.search(archive.read(_MANIFEST)):
        raise ReadError("password_protected", file=file)
    if _CONTENT not in archive.names:
        raise ReadError("bad_archive", file=file, reason="no_document")
    content = parse_xml(archive.read(_CONTENT), file=file, part="content")
    return content, *_looks(archive, content, file)


def _looks(archive: Archive, content: "etree._Element", file: str) -> "tuple[etree._Element, list[Finding]]":
    """Broken or missing styles cost bold and hidden text set by style, not the interview."""
    if _STYLES not in archive.names:
        return content, []
    try:
        return parse_xml(archive.read(_STYLES), file=file, part="styles"), []
    except ReadError:
        return content, [Finding.of("part_unreadable", "warning", file, part="styles")]


def _headers(looks: "etree._Element") -> int:
    """How many headers and footers hold text."""
    found = 0
    for part in looks.iterfind(f"{OFFICE}master-styles/{STYLE}master-page/*"):
        if str(part.tag).rpartition("}")[2].startswith(("header", "footer")):
            found += part.get(f"{STYLE}display") != "false" and text_length(part) > 0
    return found


def _item(found: Paragraph | Table, *, marked: bool) -> Item:
    """A paragraph or table, if wanted with the marks of its remarks in the text."""
    if isinstance(found, Paragraph):
        text = _marked(found.text, found.anchors) if marked else found.text
        return story_blocks.Paragraph(text, found.bold, found.heading)
    rows = (
        tuple(_marked(cell.text, cell.anchors) if marked else cell.text for cell in row) for row in found.rows
    )
    return story_blocks.Table(tuple(rows))


def _marked(text: str, anchors: Anchors) -> str:
    """*text* with a mark at each of its anchors."""
    pieces: list[str] = []
    last = 0
    for number, at in sorted(anchors, key=lambda anchor: anchor[1]):
        pieces += (unmarked(text[last:at]), mark(number))
        last = at
    return "".join((*pieces, unmarked(text[last:])))


def _closed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with the place of a remark that has only one put down twice."""
    counts = Counter(number for block in blocks for number, _ in block.anchors)
    for block in blocks:
        if any(counts[number] == 1 for number, _ in block.anchors):
            both = ((anchor,) * (2 if counts[anchor[0]] == 1 else 1) for anchor in block.anchors)
            block = block._replace(anchors=tuple(one for anchors in both for one in anchors))
        yield block


def _notices(walk: Walk, tables: Iterable[int], file: str) -> Iterator[Finding]:
    if walk.unrepeated:
        yield Finding.of("repeats_left_out", "warning", file, n=walk.unrepeated)
    yield from unspoken(tables, file)


FORMAT = Format("opendocument", (".odt", ".ott", ".fodt"), _holds, _parse)
