"""Tables in documents: transcripts in columns, heads in two columns, and tables of notes."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from casekit.readers.blocks import Block
from casekit.readers.head import is_metadata
from casekit.readers.label_words import known_role
from casekit.readers.labels import candidate
from casekit.readers.word_lists import words

__all__ = [
    "Columns",
    "Row",
    "cell_of",
    "columns_of",
    "named_columns",
    "read_time",
    "table_blocks",
    "turns_of",
]

Row = Sequence[str]

# names of columns in small letters, without blanks, hyphens and what stands in brackets
_TIME_WORDS = words(
    "tid tidskode tidskoder tidspunkt tidsstempel starttid starttidspunkt begyndelse zeit zeitmarke zeitstempel zeitcode "
    "startzeit beginn anfang tijd tijdcode tijdstip tijdstempel begintijd starttijd begin time timecode timestamp start "
    "starttime intime tcin"
)
_FROM_WORDS = words("fra von van from in")  # where there is one of the next line, too
_UNTIL_WORDS = words("til bis tot to out")
_END_WORDS = words(
    "slut sluttid sluttidspunkt ende endzeit einde eindtijd end endtime stop stoptime outtime tcout"
)
_SPEAKER_WORDS = words(
    "taler talernavn talere navn person hvem hvemtaler sprecher sprecherin sprechende sprechername sprecherlabel wer "
    "werspricht name kürzel redner rednerin spreker sprekernaam spreekster persoon naam wie wiespreekt speaker "
    "speakername speakerid speakerlabel who rolle rol role deltager deelnemer teilnehmer teilnehmerin participant"
)
_TEXT_WORDS = words(
    "tekst text transkription transskription transkript transcript transcriptie transcription udsagn ytring ytringer "
    "indhold aussage äußerung redebeitrag wortbeitrag inhalt gesagtes uitspraak uitspraken uiting inhoud replik replikker "
    "tale spraak wortlaut content utterance utterances words speech undertekst untertitel ondertitel"
)
_PAIRS = (
    ("wer", "was"),
    ("hvem", "hvad"),
    ("wie", "wat"),
    ("who", "what"),
)  # speaker and text, only together
_TO_DO = words(
    "wann biswann hvornår inden wanneer voorwanneer when bywhen frist deadline termin datum dato date status"
)
_NOT_NAME = re.compile(r"[(\[][^()\[\]]*[)\]]|[\s_/:*.-]+")
_CLOCK = r"(?:(\d{1,3})[:;])?(\d{1,2})[:;](\d{2})(?:[-.,](\d{1,6})|[:;]\d{2}(?!\d))?"
_TIME = re.compile(rf"\s*[#\[(]?\s?{_CLOCK}(?:\s{{0,3}}(?:-->|[-–—])\s{{0,3}}{_CLOCK})?\s?[#\])]?\s*")
_NUMBER = re.compile(r"\s*(\d{1,10}(?:[.,]\d{1,20})?(?:e-\d{1,2})?)\s?(?:s|sek\.?|sec\.?)?\s*", re.IGNORECASE)
_MOSTLY = 0.6
_SPOKEN_LENGTH = 12  # characters: what people say is on average longer than what fills a form
_LONGEST_NAME = 60
_SLOW, _FAST = 0.03, 100  # words a second: nobody speaks like that, so the times are no seconds


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what, and how many rows at the top are its head."""

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
    columns = columns_of(rows)
    if columns is None:
        return tuple(Block("\t".join(" ".join(cell.split()) for cell in row), aside=True) for row in rows)
    return turns_of(rows, columns, beside=_beside(rows, columns))


def _beside(rows: Sequence[Row], columns: Columns) -> frozenset[int]:
    """The columns that hold neither talk, speaker nor time, and more than numbers of rows."""
    taken = {columns.text, columns.speaker}
    said = rows[columns.header :]
    others = (at for at in range(max(map(len, rows))) if at not in taken)
    return frozenset(at for at in others if any(map(str.isalpha, "".join(cell_of(row, at) for row in said))))


def _is_head(rows: Sequence[Row]) -> bool:
    """At least two rows, and half of all, whose first cell is a word of heads."""
    known = sum(is_metadata(f"{row[0].strip().rstrip(':')}: {row[-1].strip() or '–'}") for row in rows)
    return known >= 2 and 2 * known >= len(rows)


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a transcript, by their names or by what stands in them; None where it is none."""
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return None
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    return named_columns(rows[0]) or _guessed(rows, width)


def named_columns(header: Row) -> Columns | None:
    """The columns, where a first row names them.

    >>> named_columns(["Tid", "Taler", "Tekst"])
    Columns(text=2, speaker=1, time=0, end=None, header=1)
    """
    names = [_plain(cell) for cell in header]
    text, speaker = _place(names, _TEXT_WORDS), _place(names, _SPEAKER_WORDS)
    if text is None and not _TO_DO & set(names):  # who does what until when is no talk
        text, speaker = next(
            ((names.index(what), names.index(who)) for who, what in _PAIRS if {who, what} <= set(names)),
            (None, speaker),
        )
    time, end = _place(names, _TIME_WORDS), _place(names, _END_WORDS)
    if time is None and (until := _place(names, _UNTIL_WORDS)) is not None:
        time, end = _place(names, _FROM_WORDS), until
    if text is None or (speaker is None and time is None):
        return None
    return Columns(text, speaker, time, end if time is not None else None, header=1)


def _plain(name: str) -> str:
    """A column's name as it is looked for: ``Start time (s)`` is ``starttime``."""
    return _NOT_NAME.sub("", name).lower() if len(name) <= _LONGEST_NAME else ""


def _place(names: Sequence[str], words: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in words), None)


def _guessed(rows: Sequence[Row], width: int) -> Columns | None:
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
    return Columns(text, speaker, time)


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


def turns_of(rows: Sequence[Row], columns: Columns, *, beside: Set[int] = frozenset()) -> tuple[Block, ...]:
    """One block per row; a row without a speaker goes on with the one above.

    What stands in the columns *beside* is seen and said by nobody; so is a row without words.
    """
    blocks: list[Block] = []
    speaker = ""
    unit = _unit(rows, columns)
    for row in rows[columns.header :]:
        cell = cell_of(row, columns.speaker)
        speaker = cell.rstrip(":").strip() or speaker
        words = cell_of(row, columns.text)
        notes = {
            at: Block(text, aside=True) for at in sorted(beside) if (text := _note(row, at, columns, unit))
        }
        if not words:
            alone = speaker if cell and beside else ""  # a break: nobody says it
            blocks += [*([Block(alone, aside=True)] if alone else []), *notes.values()]
            continue
        blocks += (note for at, note in notes.items() if at < columns.text)
        start, end = read_time(cell_of(row, columns.time), unit)
        if columns.end is not None:
            end = read_time(cell_of(row, columns.end), unit)[0]
        goes_on = columns.speaker is not None and not cell and bool(blocks)
        known = speaker if columns.speaker is not None and not goes_on else None
        blocks.append(Block(words, known or None, start, end))
        blocks += (note for at, note in notes.items() if at > columns.text)
    return tuple(blocks)


def _note(row: Row, at: int, columns: Columns, unit: float) -> str:
    """What a cell holds that is no time."""
    cell = cell_of(row, at)
    timed = at in {columns.time, columns.end} and read_time(cell, unit)[0] is not None
    return "" if timed else cell


def cell_of(row: Row, at: int | None) -> str:
    """What stands in the column *at*, without blanks around it; nothing where there is no such column."""
    return row[at].strip() if at is not None and at < len(row) else ""


def read_time(cell: str, unit: float = 0) -> tuple[int | None, int | None]:
    """Start and end in milliseconds; *unit* says how many of them a plain number counts, 0 that it is no time.

    >>> read_time("00:01:02"), read_time("1:02 - 1:05"), read_time("62.4", 1000), read_time("62")
    ((62000, None), (62000, 65000), (62400, None), (None, None))
    """
    if match := _TIME.fullmatch(cell):
        parts = match.groups()
        return _milliseconds(*parts[:4]), _milliseconds(*parts[4:])
    if unit and (number := _number(cell)) is not None:
        return round(number * unit), None
    return None, None


def _milliseconds(
    hours: str | None, minutes: str | None, seconds: str | None, fraction: str | None
) -> int | None:
    if minutes is None or seconds is None:
        return None
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0")[:3])


def _number(cell: str) -> float | None:
    match = _NUMBER.fullmatch(cell)
    return float(match[1].replace(",", ".")) if match else None


def _unit(rows: Sequence[Row], columns: Columns) -> float:
    """How many milliseconds a plain number counts: 1000 for seconds, 1 where nobody could speak so slowly.

    Excel counts in days; where nobody could speak so fast, its times have lost their form.
    """
    found = [_number(cell_of(row, columns.time)) for row in rows[columns.header :]]
    times = [number for number in found if number is not None]
    if not times:
        return 1000
    words = sum(len(cell_of(row, columns.text).split()) for row in rows[columns.header :])
    pace = words / (max(times) - min(times) or max(times) or words or 1)
    if pace < _SLOW and max(times) >= 1000 and all(time.is_integer() for time in times):
        return 1
    return 86_400_000 if pace > _FAST and max(times) < 1 else 1000
