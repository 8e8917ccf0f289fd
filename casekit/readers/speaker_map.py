"""Who speaks, told by a small table beside the transcript: by cue, by time, by turn or by label."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from casekit.errors import ReadError, TableError
from casekit.readers.blocks import MapKind, SpeakerMap
from casekit.readers.clean import clean
from casekit.readers.decoding import decode
from casekit.readers.label_words import known_role
from casekit.readers.labels import same_label
from casekit.readers.said import clock_ms
from casekit.readers.spreadsheets import csv_rows
from casekit.readers.workbooks import Line, first_sheet

__all__ = ["parse_speaker_map"]

_ZIP = b"PK\x03\x04"
_SIGNS = ",;\t"
_MAX_CELLS = 200_000
_ROLES = {"interviewer", "respondent", "unknown"}


def parse_speaker_map(data: bytes, *, file: str) -> SpeakerMap:
    """The speaker map in *data*, csv or xlsx, its rows in the order of the file.

    The columns are ``speaker``, perhaps ``role``, and the place: ``cue``, ``time``, ``turn`` or ``label``; of several the
    first of these. A role is a word such as interviewer, informant, Befragte, geïnterviewde or unknown.

    Raises:
        TableError: ``bad_speaker_map`` with *file* and *line*: a column is missing, a field is empty or makes no sense, a
            place stands twice, a speaker has two roles.
    """
    lines = [(line, [clean(cell).strip() for cell in cells]) for line, cells in _lines(data, file)]
    header = [cell.lower() for cell in lines[0][1]] if lines else []
    by = next((kind for kind in get_args(MapKind) if kind in header), None)
    if by is None or not ("speaker" in header or (by == "label" and "role" in header)):
        raise TableError("bad_speaker_map", file=file, line=1)
    columns = {name: header.index(name) for name in (by, "speaker", "role") if name in header}
    rows = tuple(_rows(lines[1:], columns, by, file))
    if not rows:
        raise TableError("bad_speaker_map", file=file, line=1)
    return SpeakerMap(by, rows, file)


def _rows(
    lines: Sequence[Line], columns: Mapping[str, int], by: MapKind, file: str
) -> Iterator[tuple[str, str, str]]:
    places: set[object] = set()
    roles: dict[str, str] = {}
    for line, cells in lines:
        if not any(cells):
            continue
        cell = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        place, speaker = _place(cell[by], by), " ".join(cell.get("speaker", "").split()).rstrip(":")
        role = _role(cell.get("role", ""))
        complete = speaker or (by == "label" and role)
        if place is None or place in places or role is None or not complete:
            raise TableError("bad_speaker_map", file=file, line=line)
        if role and roles.setdefault(speaker or cell[by], role) != role:
            raise TableError("bad_speaker_map", file=file, line=line)
        places.add(place)
        yield cell[by], speaker, role


def _place(cell: str, by: MapKind) -> object:
    """What makes two places the same; None where the cell tells none."""
    if by == "time":
        return clock_ms(cell) if cell else None
    if by == "turn":
        return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 and int(cell) > 0 else None
    return (same_label(cell) if by == "label" else cell) or None


def _role(cell: str) -> str | None:
    """The role that a cell tells, "" where it is empty, None where it is a word that nobody knows."""
    word = cell.lower()
    return word if not word or word in _ROLES else known_role(cell)


def _lines(data: bytes, file: str) -> list[Line]:
    try:
        if data.startswith(_ZIP):
            return first_sheet(data, file=file, most=_MAX_CELLS)
        text = clean(decode(data, file=file)[0])
        first = text.split("\n", 1)[0]
        return list(csv_rows(text, delimiter=max(_SIGNS, key=first.count), file=file))
    except (ReadError, TableError) as error:
        raise TableError("bad_speaker_map", file=file, line=error.data.get("line", 1)) from None
