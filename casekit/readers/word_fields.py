"""What people wrote into the content controls of a Word form."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from casekit.errors import ReadError
from casekit.files.archive import open_archive
from casekit.files.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["WordField", "word_fields"]

_MAIN = re.compile(r"word/document\d*\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr")}
_NO = ("0", "false", "off")


class WordField(NamedTuple):
    """A content control: its tag, its text, and whether the file says that this is still its prompt; not every program keeps that true."""

    tag: str
    text: str
    prompt: bool


def word_fields(data: bytes, *, file: str) -> tuple[WordField, ...]:
    """The content controls that have a tag, in the order of the document; as it reads with all changes accepted.

    Raises:
        ReadError: it is no Word document, or is broken.
    """
    archive = open_archive(data, file=file)
    main = next((name for name in sorted(archive.names) if _MAIN.fullmatch(name)), None)
    if main is None:
        raise ReadError("bad_archive", file=file, reason="no_document")
    root = parse_xml(archive.read(main), file=file, part="document")
    return tuple(_fields(root))


def _fields(root: "etree._Element") -> Iterator[WordField]:
    for control in root.iter(f"{_W}sdt"):
        about, content = control.find(f"{_W}sdtPr"), control.find(f"{_W}sdtContent")
        tag = "" if about is None else _value(about.find(f"{_W}tag"))
        if tag and about is not None:
            prompt = about.find(f"{_W}showingPlcHdr")
            shown = prompt is not None and _value(prompt) not in _NO
            yield WordField(tag, "" if content is None else "".join(_text(content)).strip("\n"), shown)


def _value(element: "etree._Element | None") -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _text(element: "etree._Element") -> Iterator[str]:
    """The words in it: a paragraph or a line break begins a line; what was deleted is left out."""
    for child in element:
        name = str(child.tag)
        if name in _LEFT:
            continue
        if name == f"{_W}t":
            yield child.text or ""
        elif name in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif name == f"{_W}tab":
            yield "\t"
        else:
            yield from _text(child)
            if name == f"{_W}p":
                yield "\n"
