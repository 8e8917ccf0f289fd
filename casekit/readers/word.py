"""Word documents (.docx, .docm): paragraphs and tables, as they read with all changes accepted."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casekit.errors import ReadError
from casekit.files.archive import Archive, open_archive
from casekit.files.xml import parse_xml
from casekit.model.finding import Finding
from casekit.readers.anchors import take
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import notices
from casekit.readers.leaving_out import left_out
from casekit.readers.story_blocks import Item, Paragraph, Table, blocks_of, text_of, unspoken
from casekit.readers.word_comments import Comments, comments_of, with_answers
from casekit.readers.word_styles import Styles
from casekit.readers.word_text import Walk, text_length

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FORMAT"]

_DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(rb"(?:wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled\w*)\.main\+xml")
_USUAL = {
    "comments": re.compile(r"word/comments\.xml"),
    "commentsExtended": re.compile(r"word/commentsExtended\.xml"),
    "styles": re.compile(r"word/styles\.xml"),
    "footnotes": re.compile(r"word/footnotes\.xml"),
    "endnotes": re.compile(r"word/endnotes\.xml"),
    "header": re.compile(r"word/header\d*\.xml"),
    "footer": re.compile(r"word/footer\d*\.xml"),
    "diagramData": re.compile(r"word/diagrams/data\d*\.xml"),
}
_BESIDE = {
    "footnotes": ("footnotes", "endnotes"),
    "headers": ("header", "footer"),
    "embedded": ("diagramData",),
}


def _holds(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        archive = open_archive(data, file="")
        if _TYPES not in archive.names:
            return False
        usual = any(name.lower().startswith(("word/", "word\\")) for name in archive.names)
        return usual or _MAIN.search(archive.read(_TYPES)) is not None
    except ReadError:
        return False


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a Word file: which one is the document, and which others the document names, by their kind."""

    archive: Archive
    file: str
    main: str
    related: Mapping[str, tuple[str, ...]]

    def xml(self, name: str, part: str) -> "etree._Element":
        """The root of one part."""
        return parse_xml(self.archive.read(name), file=self.file, part=part)

    def parts(self, kind: str) -> tuple[str, ...]:
        """The parts of one kind: those that the document names, else those with their usual names."""
        usual = _USUAL[kind]
        return self.related.get(kind) or tuple(sorted(filter(usual.fullmatch, self.archive.names)))


def _parse(data: bytes, request: Request) -> Source:
    package = _package(open_archive(data, file=request.file), request.file)
    root = package.xml(package.main, "document")
    body = next((child for child in root if str(child.tag).endswith("}body")), None)
    if body is None:
        raise ReadError("bad_xml", file=request.file, part="document")
    styles = _styles(package)
    comments, broken = _comments(package, styles)
    walk = Walk(styles, comments.numbers)
    items = _ended(list(walk.items(body)), "".join(walk.waiting))
    characters = notices(take(text_of(items))[0], file=request.file)
    blocks, tables = blocks_of(items, marked=bool(walk.places))
    walk.left["comments"] += len(comments.remarks)
    unread = [*broken, *_beside(package, walk.left)]
    left = left_out(walk.left, file=request.file)
    return Source(
        tuple(with_answers(blocks, comments.answers)),
        findings=(*characters, *left, *unread, *unspoken(tables, request.file)),
        left=tuple((+walk.left).items()),
        remarks=comments.remarks,
    )


def _package(archive: Archive, file: str) -> _Package:
    """The package, with the part that it names as its document; it need not be called document.xml."""
    named = _relations(archive, "_rels/.rels", file).get("officeDocument", ())
    main = next((name for name in (*named, _DOCUMENT) if name in archive.names), None)
    if main is None:
        raise ReadError("bad_archive", file=file, reason="no_document")
    folder, name = posixpath.split(main)
    return _Package(archive, file, main, _relations(archive, f"{folder}/_rels/{name}.rels", file, folder))


def _relations(archive: Archive, part: str, file: str, folder: str = "") -> dict[str, tuple[str, ...]]:
    """What a part of relations names, by kind; a broken one says nothing, for the usual names may do."""
    if part not in archive.names:
        return {}
    try:
        root = parse_xml(archive.read(part), file=file, part="rels")
    except ReadError:
        return {}
    names = {_path(name).casefold(): name for name in archive.names}
    found: dict[str, dict[str, None]] = {}
    for relation in root:
        kind = (relation.get("Type") or "").rpartition("/")[2]
        name = names.get(_path(posixpath.join("/", folder, relation.get("Target") or "")).casefold())
        if name is not None:
            found.setdefault(kind, {})[name] = None
    return {kind: tuple(parts) for kind, parts in found.items()}


def _path(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _styles(package: _Package) -> Styles:
    """Broken or missing styles cost bold and hidden text set by style, not the interview."""
    try:
        return next((Styles.of(package.xml(name, "styles")) for name in package.parts("styles")), Styles())
    except ReadError:
        return Styles()


def _comments(package: _Package, styles: Styles) -> tuple[Comments, list[Finding]]:
    """The comments, or a finding that they could not be read."""
    names = package.parts("comments")
    try:
        root = package.xml(names[0], "comments") if names else None
    except ReadError:
        return Comments(), [Finding.of("part_unreadable", "warning", package.file, part="comments")]
    if root is None:
        return Comments(), []
    return comments_of(root, _extended(package), styles), []


def _extended(package: _Package) -> "etree._Element | None":
    """What tells which comments are answers; without it all of them stand for themselves."""
    names = package.parts("commentsExtended")
    try:
        return package.xml(names[0], "comments") if names else None
    except ReadError:
        return None


def _ended(items: list[Item], marks: str) -> list[Item]:
    """The paragraphs and tables, with the *marks* that stand behind the last of them."""
    if not items or not marks:
        return items
    last = items[-1]
    if isinstance(last, Paragraph):
        return [*items[:-1], last._replace(text=last.text + marks)]
    *above, row = last.rows or ((),)
    *cells, cell = row or ("",)
    return [*items[:-1], Table((*above, (*cells, cell + marks)))]


def _beside(package: _Package, left: Counter[str]) -> Iterator[Finding]:
    """Count notes, headers and drawings, which are never read into the talk; tell what could not be counted."""
    for what, kinds in _BESIDE.items():
        try:
            for part in (name for kind in kinds for name in package.parts(kind)):
                left[what] += _pieces(package.xml(part, what), what)
        except ReadError:
            yield Finding.of("part_unreadable", "warning", package.file, part=what)


def _pieces(root: "etree._Element", what: str) -> int:
    """How many notes hold text; for a header or drawing, whether it does."""
    if what == "footnotes":
        return sum(text_length(child) > 0 for child in root)
    return int(text_length(root) > 0)


FORMAT = Format("word", (".docx", ".docm"), _holds, _parse)
