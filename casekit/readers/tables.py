"""Tables in documents: transcripts in columns, heads in two columns, and tables of notes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casekit.readers.blocks import Block
from casekit.readers.head import is_metadata
from casekit.readers.label_words import known_role
from casekit.readers.labels import candidate
from casekit.readers.marks import take_marks
from casekit.readers.word_lists import words

__all__ = ["Row", "table_blocks"]

Row = Sequence[str]

_TIME_WORDS = words(
    "tid tidskode tidspunkt zeit zeitmarke zeitstempel tijd tijdcode tijdstip time timecode timestamp start"
)
_SPEAKER_WORDS = words(
    "taler navn person hvem sprecher sprecherin sprecher:in wer name spreker persoon naam speaker who rolle rol role "
    "deltager deelnemer teilnehmer participant"
)
_TEXT_WORDS = words(
    "tekst text transkription transskription transkript transcript transcriptie transcription udsagn indhold aussage "
    "inhalt uitspraak inhoud replik tale wortlaut content utterance words"
)
_TIME = re.compile(r"\s*[#\[(]?\s?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[-.,]\d{1,3})?\s?[#\])]?\s*")
_MOSTLY = 0.6
_SPOKEN_LENGTH = 12  # characters: what people say is on average longer than what fills a form


@dataclass(frozen=True, slots=True)
class _Columns:
    text: int
    speaker: int | None = None
    time: int | None = None
    end: int | None = None
    header: int = 0


def table_blocks(rows: Sequence[Row]) -> tuple[Block, ...]:
    """A table as blocks: turns where it is a transcript, ``key: value`` lines where it is a head, else asides.

    A table that holds nothing but layout (one column) gives its paragraphs.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    if width == 1:
        return tuple(Block(cell) for row in rows for cell in row)
    if width == 2 and _is_head(rows):
        return tuple(Block(f"{row[0].strip().rstrip(':')}: {' '.join(row[1:]).strip()}") for row in rows)
    columns = _named(rows[0]) if rows else None
    columns = columns or (_guessed(rows, width) if rows else None)
    if columns is None:
        return tuple(Block("\t".join(" ".join(cell.split()) for cell in row), aside=True) for row in rows)
    return _turns(rows, columns)


def _is_head(rows: Sequence[Row]) -> bool:
    """At least two rows, and half of all, whose first cell is a word of heads."""
    known = sum(is_metadata(f"{row[0].strip().rstrip(':')}: {row[-1].strip() or '–'}") for row in rows)
    return known >= 2 and 2 * known >= len(rows)


def _named(header: Row) -> _Columns | None:
    """The columns, where a first row names them: Tid, Taler, Tekst."""
    names = [cell.strip().strip(":").lower() for cell in header]
    text, speaker = _place(names, _TEXT_WORDS), _place(names, _SPEAKER_WORDS)
    time = _place(names, _TIME_WORDS)
    if text is None or (speaker is None and time is None):
        return None
    return _Columns(text, speaker, time, header=1)


def _place(names: Sequence[str], words: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in words), None)


def _guessed(rows: Sequence[Row], width: int) -> _Columns | None:
    """The columns, read off what stands in them."""
    cells = [[row[at].strip() if at < len(row) else "" for row in rows] for at in range(min(width, 8))]
    text = max(range(len(cells)), key=lambda at: sum(map(len, cells[at])))
    spoken = [cell for cell in cells[text] if cell]
    if sum(map(len, spoken)) < _SPOKEN_LENGTH * len(spoken):
        return None
    time = next((at for at, column in enumerate(cells) if at != text and _holds_times(column)), None)
    taken = {text, time}
    speaker = next(
        (at for at, column in enumerate(cells) if at not in taken and _holds_speakers(column)), None
    )
    if speaker is None and not (time is not None and _labelled(cells[text])):
        return None
    return _Columns(text, speaker, time)


def _holds_times(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return len(filled) > 1 and sum(_TIME.fullmatch(cell) is not None for cell in filled) >= _MOSTLY * len(
        filled
    )


def _holds_speakers(column: Sequence[str]) -> bool:
    """Two or more labels, most of them back again or known: ``I``, ``IP``; not Impression, To do, Practical."""
    labels = [one.label for cell in column if cell and (one := candidate(f"{cell.rstrip(':')}:"))]
    counts = Counter(labels)
    good = sum(n for label, n in counts.items() if n > 1 or known_role(label))
    return (
        len(counts) > 1 and max(counts.values()) > 1 and good >= _MOSTLY * sum(1 for cell in column if cell)
    )


def _labelled(column: Sequence[str]) -> bool:
    return 2 * sum(candidate(cell) is not None for cell in column) >= len(column)


def _turns(rows: Sequence[Row], columns: _Columns) -> tuple[Block, ...]:
    """One block per row; a row without a speaker goes on with the one above."""
    blocks: list[Block] = []
    speaker = ""
    for row in rows[columns.header :]:
        cell = _cell(row, columns.speaker)
        speaker = cell.rstrip(":").strip() or speaker
        words = _cell(row, columns.text)
        if not words:
            continue
        start = _start(_cell(row, columns.time))
        goes_on = columns.speaker is not None and not cell and bool(blocks)
        known = speaker if columns.speaker is not None and not goes_on else None
        blocks.append(Block(words, known or None, start))
    return tuple(blocks)


def _cell(row: Row, at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _start(cell: str) -> int | None:
    if not _TIME.fullmatch(cell):
        return None
    return take_marks(f"[{cell.strip(' #[]()').replace('-', '.')}]").start_ms
