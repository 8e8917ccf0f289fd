"""Plain text and Markdown."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from casekit.readers.blocks import BLANK, Block, Format, Request, Source, suffix_of
from casekit.readers.clean import clean, notices
from casekit.readers.decoding import decode
from casekit.readers.head import is_metadata

__all__ = ["FORMAT"]

_MARKDOWN = (".md", ".markdown")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])")
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,39}):[ \t]+(.*)")


def _parse(data: bytes, request: Request) -> Source:
    text, guessed = decode(data, file=request.file, encoding=request.encoding)
    findings = (*guessed, *notices(text, file=request.file))
    text = clean(text)
    if suffix_of(request.file) in _MARKDOWN:
        metadata, text = _front_matter(text)
        return Source(tuple(chain.from_iterable(map(_rendered, _paragraphs(text)))), metadata, findings)
    return Source(tuple(_paragraphs(text)), (), findings)


def _paragraphs(text: str) -> list[Block]:
    """Blocks that make *text* again when they are put below each other.

    Where blank lines part the paragraphs, lines that follow each other are one paragraph, broken by hand; elsewhere
    every line is a paragraph.
    """
    if not _BLANK_LINE.search(text.strip()):
        return [Block(line) for line in text.split("\n")]
    parted = groupby(text.split("\n"), key=lambda line: not line.strip())
    texts = ("\n".join(lines) for _, lines in parted)
    return [Block(text) if text else BLANK for text in texts]


def _front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The ``key: value`` lines between ``---`` at the very top, and the text below them."""
    top = text.lstrip("\n")
    end = top.find("\n---\n", 3) if top.startswith("---\n") else -1
    lines = top[4:end].split("\n") if end > 0 else []
    pairs = [pair for line in lines if (pair := _PAIR.fullmatch(line)) and _is_field(line)]
    if not pairs or len(pairs) < len(lines):
        return (), text
    metadata = tuple((pair[1].strip(), pair[2].strip().strip("\"'")) for pair in pairs)
    return metadata, top[end + 5 :]


def _is_field(line: str) -> bool:
    """``title: …`` and ``Kommune: …``; ``I: …`` between two rules is speech."""
    return line[:1].islower() or is_metadata(line)


def _rendered(block: Block) -> Iterator[Block]:
    """A block as a reader of Markdown sees it: emphasis, attributes, escapes and entities done with."""
    chunk: list[str] = []
    for line in block.text.split("\n"):
        if heading := _HEADING.fullmatch(line):
            yield from _paragraph(chunk)
            chunk = []
            yield Block(_rendered_line(heading[1]), aside=True)
        else:
            chunk.append(line)
    yield from _paragraph(chunk)


def _paragraph(lines: Sequence[str]) -> Iterator[Block]:
    """The lines as one block, bold if all of them are."""
    if lines:
        bold = all(_STRONG.fullmatch(line.rstrip()) for line in lines)
        yield Block("\n".join(map(_rendered_line, lines)), bold=bold)


def _rendered_line(line: str) -> str:
    line = _STRONG.sub(r"\2", _ATTRIBUTES.sub("", line))
    return clean(html.unescape(_ESCAPED.sub(r"\1", line))).rstrip(" ")


FORMAT = Format("text", (".txt", ".text", *_MARKDOWN), lambda _: False, _parse, text=True)
