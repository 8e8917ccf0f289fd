"""What lies between a format and the turns: blocks of text, as a format reader leaves them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from casekit.model.document import Remark
from casekit.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BLANK",
    "NOBODY",
    "Block",
    "Format",
    "Remark",
    "Request",
    "Source",
    "SpeakerMap",
    "column_pairs",
    "suffix_of",
]

NOBODY = "–"  # who speaks is not known; never written into a text

MapKind = Literal["cue", "time", "turn", "label"]


@dataclass(frozen=True, slots=True)
class SpeakerMap:
    """Who speaks, from a table beside the transcript: rows of (place, speaker, role), and the table's *file*.

    The place is what *by* says: a cue, a time or a turn from which on somebody speaks, or a label and who it is.
    """

    by: MapKind = "cue"
    rows: tuple[tuple[str, str, str], ...] = ()
    file: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


class Block(NamedTuple):
    """One paragraph, table row or cue of a file.

    Where the format itself says who speaks, *speaker* is set and *text* holds the words only; else the text may begin
    with a label, which is found later. ``aside`` marks what is seen in the file but said by nobody: headings, tables
    of notes. Times are milliseconds. ``anchors`` are the places of remarks in *text*: (number of the remark, offset), once
    for the beginning and once for the end of what is remarked on.
    """

    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    bold: bool = False
    aside: bool = False
    anchors: tuple[tuple[int, int], ...] = ()


BLANK = Block("")


@dataclass(frozen=True, slots=True)
class Source:
    """What a format reader got out of a file: its blocks, what its head says, and what was noticed.

    ``left`` counts what the file holds beside the talk and what was therefore left out (see ``readers.leaving_out``).
    ``encoding`` is told by formats made of plain characters. A file of several documents, such as a survey with a
    respondent per row, has no blocks of its own but ``parts``: a name and a source each.
    """

    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    encoding: str = ""
    left: tuple[tuple[str, int], ...] = ()
    remarks: tuple[Remark, ...] = ()
    parts: "tuple[tuple[str, Source], ...]" = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a format reader may need to know beside the bytes: the file's name, and what the caller said.

    ``columns`` name the columns of a table: (speaker, time, end, text or a fact about the interview; the column's name).
    """

    file: str
    encoding: str | None = None
    speakers: SpeakerMap = SpeakerMap()
    columns: tuple[tuple[str, str], ...] = ()


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


def column_pairs(columns: Mapping[str, str | Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    """The columns of a table as a caller names them, one by one.

    >>> column_pairs({"person": "Nr", "text": ["Hvad virker?", "Hvad mangler?"]})
    (('person', 'Nr'), ('text', 'Hvad virker?'), ('text', 'Hvad mangler?'))
    """
    several = ((role, [told] if isinstance(told, str) else told) for role, told in (columns or {}).items())
    return tuple((role, name) for role, names in several for name in names)


def suffix_of(file: str) -> str:
    """The suffix of a file's name, in small letters.

    >>> suffix_of("Interview 3.DOCX")
    '.docx'
    """
    return PurePath(file).suffix.lower()
