"""Who speaks, told by a small table beside the transcript: by cue, by time, by turn or by label."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from casekit.errors import ReadError, TableError
from casekit.readers.blocks import MapKind, SpeakerMap
from casekit.readers.clean import clean
from casekit.readers.decoding import decode
from casekit.readers.label_words import role_told
from casekit.readers.labels import same_label
from casekit.readers.said import clock_ms
from casekit.readers.spreadsheets import csv_rows
from casekit.readers.workbooks import Line, first_sheet

__all__ = ["parse_speaker_map"]

_ZIP = b"PK\x03\x04"
_SIGNS = ",;\t"
_MAX_CELLS = 200_000
_SHOWN = 40  # characters of a cell that an error names
_ROLES = "interviewer, respondent, unknown"
_COLUMNS = {
    **dict.fromkeys(("tid", "tidspunkt", "zeit", "tijd"), "time"),
    **dict.fromkeys(("replik", "beitrag", "beurt"), "turn"),
    **dict.fromkeys(("mærke", "kürzel"), "label"),
    **dict.fromkeys(("taler", "sprecher", "sprecherin", "sprechende", "spreker", "spreekster"), "speaker"),
    **dict.fromkeys(("rolle", "rol"), "role"),
}


def parse_speaker_map(data: bytes, *, file: str) -> SpeakerMap:
    """The speaker map in *data*, csv or xlsx, its rows in the order of the file.

    The columns are ``speaker``, perhaps ``role``, and the place: ``cue``, ``time``, ``turn`` or ``label``; of several the
    first of these. A role is a word such as interviewer, informant, Befragte, geïnterviewde or unknown.

    Raises:
        TableError: all with *file*, *line* and *what* is wrong there: ``speaker_map_columns``, ``speaker_map_place``,
            ``speaker_map_role``, ``speaker_map_twice`` (a place stands twice, a speaker has two roles), or
            ``bad_speaker_map``: a field is empty, or the table cannot be read.
    """
    lines = [(line, [clean(cell).strip() for cell in cells]) for line, cells in _lines(data, file)]
    header = [cell.lower() for cell in lines[0][1]] if lines else []
    columns = _columns(header)
    by = next((kind for kind in get_args(MapKind) if kind in columns), None)
    if by is None or not ("speaker" in columns or (by == "label" and "role" in columns)):
        what = ", ".join(cell if cell.count(" ") < 3 else "…" for cell in header[:8])[:_SHOWN] or "–"
        raise TableError("speaker_map_columns", file=file, line=1, what=what)
    rows = tuple(_rows(lines[1:], columns, by, file))
    if not rows:
        raise TableError("bad_speaker_map", file=file, line=1, what="")
    return SpeakerMap(by, rows, file)


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands that is known, by its own name first, else by one of transcripts: Taler, Rolle."""
    other = {_COLUMNS[name]: at for at, name in reversed(list(enumerate(header))) if name in _COLUMNS}
    own = {name: at for at, name in reversed(list(enumerate(header)))}
    return {name: own.get(name, other.get(name, -1)) for name in {*own, *other} if name not in _COLUMNS}


def _rows(
    lines: Sequence[Line], columns: Mapping[str, int], by: MapKind, file: str
) -> Iterator[tuple[str, str, str]]:
    places: set[object] = set()
    roles: dict[str, str] = {}
    for line, cells in lines:
        if not any(cells):
            continue
        cell = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        where, speaker = cell[by], " ".join(cell.get("speaker", "").split()).rstrip(":")
        place = _place(where, by, file, line)
        role = _role(cell.get("role", ""), file, line)
        if not (speaker or (by == "label" and role)):
            raise TableError("bad_speaker_map", file=file, line=line, what=where[:_SHOWN])
        if place in places:
            raise TableError("speaker_map_twice", file=file, line=line, what=where[:_SHOWN])
        if role and roles.setdefault(speaker or where, role) != role:
            raise TableError("speaker_map_twice", file=file, line=line, what=(speaker or where)[:_SHOWN])
        places.add(place)
        yield where, speaker, role


def _place(cell: str, by: MapKind, file: str, line: int) -> object:
    """What makes two places the same."""
    place: object = same_label(cell) if by == "label" else cell
    if by == "time":
        place = clock_ms(cell) if cell else None
    elif by == "turn":
        place = int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else None
    if not place and not (by == "time" and place == 0):
        raise TableError("speaker_map_place", file=file, line=line, what=cell[:_SHOWN] or "–", by=by)
    return place


def _role(cell: str, file: str, line: int) -> str:
    """The role that a cell tells, "" where it is empty."""
    role = role_told(cell) if cell else ""
    if role is None:
        raise TableError("speaker_map_role", file=file, line=line, what=cell[:_SHOWN], known=_ROLES)
    return role


def _lines(data: bytes, file: str) -> list[Line]:
    try:
        if data.startswith(_ZIP):
            return first_sheet(data, file=file, most=_MAX_CELLS)
        text = clean(decode(data, file=file)[0])
        first = text.split("\n", 1)[0]
        return list(csv_rows(text, delimiter=max(_SIGNS, key=first.count), file=file))
    except (ReadError, TableError) as error:
        line = error.data.get("line", 1)
        raise TableError("bad_speaker_map", file=file, line=line, what=error.problem) from None
