"""What lies between a format and the turns: blocks of text, as a format reader leaves them."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from casekit.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BLANK", "NOBODY", "Block", "Format", "Request", "Source", "SpeakerMap", "suffix_of"]

NOBODY = "–"  # who speaks is not known; never written into a text

SpeakerMap = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, table row or cue of a file.

    Where the format itself says who speaks, *speaker* is set and *text* holds the words only; else the text may begin
    with a label, which is found later. ``aside`` marks what is seen in the file but said by nobody: headings, tables
    of notes. Times are milliseconds.
    """

    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    bold: bool = False
    aside: bool = False


BLANK = Block("")


@dataclass(frozen=True, slots=True)
class Source:
    """What a format reader got out of a file: its blocks, what its head says, and what was noticed."""

    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a format reader may need to know beside the bytes: the file's name, and what the caller said."""

    file: str
    encoding: str | None = None
    speakers: SpeakerMap = ()
    speakers_file: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. To add one: write a module with such a value and put it into ``casekit.readers.READERS``.

    ``holds`` says from the bytes alone that they are surely of this kind; the suffix is asked only when no format is
    sure. ``text`` says that the bytes are plain characters. ``parse`` raises nothing but ``CasekitError``.
    """

    name: str
    suffixes: tuple[str, ...]
    holds: "Callable[[bytes], bool]"
    parse: "Callable[[bytes, Request], Source]"
    text: bool = False
    takes_speakers: bool = False


def suffix_of(file: str) -> str:
    """The suffix of a file's name, in small letters.

    >>> suffix_of("Interview 3.DOCX")
    '.docx'
    """
    return PurePath(file).suffix.lower()
