"""Word documents (.docx, .docm): paragraphs and tables, as they read with all changes accepted."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from casekit.errors import ReadError
from casekit.files.archive import Archive, open_archive
from casekit.files.xml import parse_xml
from casekit.model.finding import Finding, Severity
from casekit.readers.blocks import Block, Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.labels import candidate
from casekit.readers.tables import table_blocks
from casekit.readers.word_text import Paragraph, Styles, Table, Walk, text_length

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FORMAT"]

_DOCUMENT = "word/document.xml"
_BESIDE = {
    "comments": re.compile(r"word/comments\.xml"),
    "footnotes": re.compile(r"word/(?:footnotes|endnotes)\.xml"),
    "headers": re.compile(r"word/(?:header|footer)\d*\.xml"),
}


def _holds(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = open_archive(data, file="").names
    except ReadError:
        return False
    return "[Content_Types].xml" in names and any(name.lower().startswith("word/") for name in names)


def _parse(data: bytes, request: Request) -> Source:
    archive = open_archive(data, file=request.file)
    root = parse_xml(_main_part(archive, request.file), file=request.file, part="document")
    body = next((child for child in root if str(child.tag).endswith("}body")), None)
    if body is None:
        raise ReadError("bad_xml", file=request.file, part="document")
    walk = Walk(_styles(archive, request.file))
    blocks, tables = _blocks(walk.items(body))
    characters = notices("\n".join(block.text for block in blocks), file=request.file)
    left = [*_left_out(walk, request.file), *_beside(archive, request.file)]
    return Source(tuple(_cleaned(blocks)), (), (*characters, *left, *_tables(tables, request.file)))


def _main_part(archive: Archive, file: str) -> bytes:
    """The part that the package names as its document; it need not be called document.xml."""
    if "_rels/.rels" in archive.names:
        for relation in parse_xml(archive.read("_rels/.rels"), file=file, part="rels"):
            target = relation.get("Target") or ""
            if (relation.get("Type") or "").endswith("/officeDocument") and _part(target) in archive.names:
                return archive.read(_part(target))
    if _DOCUMENT not in archive.names:
        raise ReadError("bad_archive", file=file, reason="no_document")
    return archive.read(_DOCUMENT)


def _part(target: str) -> str:
    return posixpath.normpath(target.replace("\\", "/")).lstrip("/")


def _styles(archive: Archive, file: str) -> Styles:
    """Broken or missing styles cost bold and hidden text set by style, not the interview."""
    if "word/styles.xml" not in archive.names:
        return Styles()
    try:
        return Styles.of(parse_xml(archive.read("word/styles.xml"), file=file, part="styles"))
    except ReadError:
        return Styles()


def _blocks(items: Iterable[Paragraph | Table]) -> tuple[list[Block], list[int]]:
    """The blocks of a document, and the numbers of its tables that are no speech."""
    blocks: list[Block] = []
    silent: list[int] = []
    number = 0
    for item in items:
        if isinstance(item, Paragraph):
            blocks.append(Block(item.text, bold=item.bold or item.heading, aside=_is_heading(item)))
            continue
        number += 1
        rows = table_blocks(item.rows)
        blocks += rows
        if rows and all(block.aside for block in rows):
            silent.append(number)
    return blocks, silent


def _is_heading(paragraph: Paragraph) -> bool:
    """A heading is nobody's speech, unless it is a question with its label."""
    return paragraph.heading and candidate(paragraph.text) is None and "?" not in paragraph.text


def _cleaned(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        speaker = clean(block.speaker) if block.speaker else block.speaker
        yield Block(clean(block.text), speaker, block.start_ms, block.end_ms, block.bold, block.aside)


def _left_out(walk: Walk, file: str) -> Iterator[Finding]:
    severities: dict[str, Severity] = {
        "deleted": "note",
        "hidden": "warning",
        "symbols": "warning",
        "embedded": "warning",
    }
    for what, severity in severities.items():
        if walk.left[what]:
            yield Finding.of(f"word_{what}", severity, file, n=walk.left[what])


def _beside(archive: Archive, file: str) -> Iterator[Finding]:
    """Comments, notes, headers and footers: counted, never read into the talk."""
    for what, pattern in _BESIDE.items():
        parts = sorted(name for name in archive.names if pattern.fullmatch(name))
        try:
            n = sum(_pieces(parse_xml(archive.read(part), file=file, part=what), what) for part in parts)
        except ReadError:
            yield Finding.of("word_part_unreadable", "warning", file, part=what)
            continue
        if n:
            yield Finding.of(f"word_{what}", "note", file, n=n)


def _pieces(root: "etree._Element", what: str) -> int:
    """How many comments or notes hold text; for a header, whether it does."""
    if what == "headers":
        return int(text_length(root) > 0)
    return sum(text_length(child) > 0 for child in root)


def _tables(numbers: Iterable[int], file: str) -> Iterator[Finding]:
    for number in numbers:
        yield Finding.of("table_not_speech", "warning", file, table=number)


FORMAT = Format("word", (".docx", ".docm"), _holds, _parse)
