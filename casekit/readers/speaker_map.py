"""Who speaks in subtitles without names: a small table that says at which cue the speaker changes."""

import csv
import io

from casekit.errors import ReadError, TableError
from casekit.readers.blocks import SpeakerMap
from casekit.readers.clean import clean
from casekit.readers.decoding import decode

__all__ = ["parse_speaker_map"]

_SIGNS = ",;\t"


def parse_speaker_map(data: bytes, *, file: str) -> SpeakerMap:
    """The lines of a speaker map as (cue, speaker), in the order of the file.

    Raises:
        TableError: ``bad_speaker_map`` with *file* and *line*: no columns cue and speaker, an empty field, a cue twice.
    """
    rows = _rows(data, file)
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "cue" not in header or "speaker" not in header:
        raise TableError("bad_speaker_map", file=file, line=1)
    cue, speaker = header.index("cue"), header.index("speaker")
    pairs: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if (
            len(row) <= max(cue, speaker)
            or not row[cue].strip()
            or not row[speaker].strip()
            or row[cue].strip() in pairs
        ):
            raise TableError("bad_speaker_map", file=file, line=number)
        pairs[row[cue].strip()] = " ".join(row[speaker].split()).rstrip(":")
    if not pairs:
        raise TableError("bad_speaker_map", file=file, line=1)
    return tuple(pairs.items())


def _rows(data: bytes, file: str) -> list[list[str]]:
    try:
        text = clean(decode(data, file=file)[0])
        first = text.split("\n", 1)[0]
        sign = max(_SIGNS, key=first.count)
        return list(csv.reader(io.StringIO(text), delimiter=sign))
    except (ReadError, csv.Error):
        raise TableError("bad_speaker_map", file=file, line=1) from None
