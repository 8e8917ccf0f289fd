"""Tables in files of their own (.csv, .tsv, .xlsx): a row per utterance, or a row per respondent of a survey."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casekit.errors import ReadError, TableError
from casekit.files.archive import open_archive
from casekit.model.finding import Finding
from casekit.readers.blocks import Block, Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.decoding import decode
from casekit.readers.head import is_metadata
from casekit.readers.label_words import known_role
from casekit.readers.labels import candidate
from casekit.readers.leaving_out import left_out
from casekit.readers.spreadsheets import csv_rows, delimiter_of
from casekit.readers.surveys import FACTS, listed, survey_of, told_survey
from casekit.readers.tables import Columns, cell_of, columns_of, named_columns, read_time, turns_of
from casekit.readers.word_lists import words
from casekit.readers.workbooks import MAX_CELLS, Line, shown_sheet

__all__ = ["FORMAT"]

_DEEPEST = 20  # rows; the names of the columns never stand lower
_HEAD_ROWS = 5
_HEAD_WORDS = words("kopf head header hoved hoveder kop hoofd meta metadata")
_OURS = tuple(map(words, ("file case", "file quote code", "case level", "case message", "cue speaker")))
_PARTS = re.compile(r"\s\|\s|\n")
_ENTRY = re.compile(r"[^\W_][^:=|]{0,60}[:=]")
_ROLES = ("text", "speaker", "time", "end", *FACTS)
_LETTERS = re.compile(r"[a-z]{1,2}")
_ZIP = b"PK\x03\x04"
_FEW = 3  # rows; in so short a table nobody need speak twice


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a file without those that are empty, cleaned; ``source`` holds what was noticed and left out.

    ``sign`` stands between the cells.
    """

    rows: list[list[str]]
    lines: list[int]
    source: Source
    sign: str = ""


def _holds(data: bytes) -> bool:
    try:
        return data.startswith(_ZIP) and "xl/workbook.xml" in open_archive(data, file="").names
    except ReadError:
        return False


def _parse(data: bytes, request: Request) -> Source:
    try:
        table = _workbook(data, request) if data.startswith(_ZIP) else _text(data, request)
    except TableError as error:  # a transcript that cannot be read is no flaw in a table of ours
        raise ReadError(error.problem, **error.data) from None
    if not table.rows:
        return table.source
    read = _as_told(table, request) if request.columns else _as_found(table, request)
    return replace(read, findings=(*table.source.findings, *read.findings), left=table.source.left)


def _workbook(data: bytes, request: Request) -> _Table:
    shown = shown_sheet(data, file=request.file)
    beside = (("sheets_left_out", shown.sheets), ("drawings_left_out", shown.drawn))
    findings = [Finding.of(kind, "warning", request.file, n=n) for kind, n in beside if n]
    findings += left_out(shown.left, file=request.file)
    return _table(shown.rows, request, findings, tuple(shown.left.items()))


def _text(data: bytes, request: Request) -> _Table:
    text, guessed = decode(data, file=request.file, encoding=request.encoding)
    sign = _delimiter(text)
    rows = list(csv_rows(text, delimiter=sign, file=request.file))
    return replace(_table(rows, request, guessed), sign=sign)


def _delimiter(text: str) -> str:
    """The sign between the cells: the one at which a row near the top names columns, else what parts rows alike."""
    top = text[:20_000].split("\n")[:_DEEPEST]
    named = (
        sign
        for sign in ";,\t|"
        for line in top
        if named_columns([cell.strip(' "\r') for cell in line.split(sign)])
    )
    return next(named, "") or delimiter_of(text)


def _table(
    rows: Sequence[Line],
    request: Request,
    findings: Sequence[Finding],
    left: tuple[tuple[str, int], ...] = (),
) -> _Table:
    noticed = notices("\n".join(cell for _, cells in rows for cell in cells), file=request.file)
    cleaned = [(line, [clean(cell).strip() for cell in cells]) for line, cells in rows]
    filled = [(line, cells) for line, cells in cleaned if any(cells)]
    width = max((len(cells) for _, cells in filled), default=0)
    if width * len(filled) > 5 * MAX_CELLS:  # a stray cell far out on the right
        raise TableError("table_unreadable", file=request.file, reason=f"> {MAX_CELLS} cells")
    source = Source((), (), (*findings, *noticed), left=left)
    return _Table([cells for _, cells in filled], [line for line, _ in filled], source)


def _as_told(table: _Table, request: Request) -> Source:
    """The table read as the caller says; the names of columns count without regard to case, Excel's letters do, too.

    Raises:
        TableError: a column is not there, or nothing that casekit knows is told of it.
    """
    unknown = [role for role, _ in request.columns if role not in _ROLES]
    if unknown:
        raise TableError("column_role_unknown", role=unknown[0][:40], known=", ".join(_ROLES))
    told = [(role, name.strip().casefold()) for role, name in request.columns]
    at, named = _header(table.rows, {name for _, name in told})
    found = [(role, _place(table.rows, at, name)) for role, name in told]
    missing = [name for (_, name), (_, place) in zip(request.columns, found, strict=True) if place is None]
    if missing:
        known = listed([name for name in table.rows[at] if name])
        raise TableError("table_lacks", file=request.file, missing=", ".join(missing), known=known)
    places = [(role, place) for role, place in found if place is not None]
    if survey := told_survey(table.rows[at:], places, request.file):
        return survey
    columns = Columns(
        text=next((place for role, place in places if role == "text"), -1),
        speaker=next((place for role, place in places if role in {"speaker", "person"}), None),
        time=next((place for role, place in places if role == "time"), None),
        end=next((place for role, place in places if role == "end"), None),
    )
    if columns.text < 0:
        raise TableError("table_lacks", file=request.file, missing="text", known=listed(table.rows[at]))
    if not named and len(table.rows) > 1 and _names_columns(table.rows, columns):
        at = 1
    return _transcript(table, replace(columns, header=int(named)), at, request.file)


def _header(rows: Sequence[Sequence[str]], wanted: set[str]) -> tuple[int, bool]:
    """The row near the top with most of the names *wanted*, and whether it surely names columns.

    Letters may be those of speakers, so longer names decide where there are any.
    """
    tops = rows[:_DEEPEST]
    long = {name for name in wanted if not _LETTERS.fullmatch(name)}
    if long:
        shares = [len(long & {cell.casefold() for cell in row}) for row in tops]
        at = max(range(len(tops)), key=lambda at: (shares[at], -at))
        return at, shares[at] > 0
    for at, row in enumerate(tops):
        if named_columns(row):
            return at, True
    return 0, all(_named(rows, 0, name) is not None for name in wanted)


def _named(rows: Sequence[Sequence[str]], at: int, name: str) -> int | None:
    """The column that the row *at* calls so, unless it says so again below, as of a speaker."""
    place = next((place for place, cell in enumerate(rows[at]) if cell.casefold() == name), None)
    again = _LETTERS.fullmatch(name) and any(cell_of(row, place).casefold() == name for row in rows[at + 1 :])
    return None if again else place


def _place(rows: Sequence[Sequence[str]], at: int, name: str) -> int | None:
    """The column that is called so, else the one with this letter in Excel."""
    place = _named(rows, at, name)
    if place is not None or not _LETTERS.fullmatch(name):
        return place
    letter = next((place for place in range(27 * 26) if _letters(place).casefold() == name), -1)
    return letter if letter < max(map(len, rows)) else None


def _as_found(table: _Table, request: Request) -> Source:
    """The table read as what it looks like: talk where that is sure, else a survey, else talk.

    Raises:
        ReadError: ``table_unclear``, or ``table_of_ours`` for a table of interviews, cases, codings or messages.
    """
    rows = table.rows
    names = {cell.lower() for cell in rows[0]}
    if any(ours <= names for ours in _OURS) or request.file.lower().endswith(".speakers.csv"):
        raise ReadError("table_of_ours", file=request.file)
    at = next((at for at, row in enumerate(rows[:_DEEPEST]) if named_columns(row)), 0)
    columns = named_columns(rows[at]) or columns_of(_square(rows))
    if columns is not None and not columns.header and _names_columns(rows, columns):
        at = 1
    if columns is not None and _surely_talk(rows[at:], columns):
        return _transcript(table, columns, at, request.file)
    if survey := survey_of(rows, request.file):
        return survey
    if columns is not None:
        return _transcript(table, columns, at, request.file)
    alone = _only_text(rows)
    if alone is None:
        raise ReadError(
            "table_unclear", file=request.file, n=max(map(len, rows)), known=listed(_short(rows[0]))
        )
    return _transcript(table, alone, 0, request.file)


def _square(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows with as many cells each as the widest has among the first."""
    width = max(len(row) for row in rows[:_DEEPEST])
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _short(names: Sequence[str]) -> list[str]:
    """What may be names of columns; where a first row is speech, it stays out of messages."""
    spoken = any(len(name) >= 30 or name.endswith((".", "?", "!", "…", ",")) for name in names)
    return ["–"] if spoken else [name for name in names if name]


def _names_columns(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Whether the first row holds unknown names of columns: no time among times, a speaker who never comes back."""
    if cell_of(rows[0], columns.time) and read_time(cell_of(rows[0], columns.time)) == (None, None):
        return True
    who = cell_of(rows[0], columns.speaker)
    if (
        not who
        or known_role(who.rstrip(":"))
        or any(cell_of(row, columns.speaker) == who for row in rows[1:])
    ):
        return False
    return all(cell and len(cell) < 30 and not cell.endswith((".", "?", "!", "…")) for cell in rows[0])


def _surely_talk(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Times that go with the words, somebody who asks, or people who come back; not men and women of a survey."""
    below = rows[columns.header :]
    times = [cell for row in below if (cell := cell_of(row, columns.time))]
    if times and 2 * sum(read_time(cell, 1) != (None, None) for cell in times) >= len(times):
        return True
    speakers = [cell for row in below if (cell := cell_of(row, columns.speaker))]
    if any(known_role(cell.rstrip(":")) == "interviewer" for cell in speakers):
        return True
    return bool(columns.header) and (len(speakers) < _FEW or len(set(speakers)) < len(speakers))


def _only_text(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The column whose cells begin with labels, or the only one there is."""
    width = max(map(len, rows))
    cells = [[cell for row in rows if (cell := cell_of(row, at))] for at in range(min(width, 20))]
    for at, column in enumerate(cells):
        if len(column) > 1 and 2 * sum(candidate(cell) is not None for cell in column) >= len(column):
            named = candidate(column[0]) is None and cell_of(rows[0], at) == column[0] and len(column[0]) < 30
            return Columns(at, header=int(named))
    filled = [at for at, column in enumerate(cells) if column]
    return Columns(filled[0]) if len(filled) == 1 and width <= len(cells) else None


def _transcript(table: _Table, columns: Columns, at: int, file: str) -> Source:
    """A block per row; what stands above the names of the columns is the head."""
    above = [block for row in table.rows[:at] for block in _above(row)]
    rows = table.rows[at:]
    names, heads = rows[: columns.header], _heads(rows[columns.header :], columns)
    spoken = [*names, *rows[columns.header + heads :]]
    head = [block for row in rows[columns.header :][:heads] for block in _entries(cell_of(row, columns.text))]
    first = at + columns.header + heads
    findings = [*_left_columns(rows, columns, file), *_bad_times(table, columns, first, file)]
    joint = f"{table.sign.strip()} "
    turns = turns_of([_fitted(row, columns, names, joint) for row in spoken], columns)
    return Source((*above, *head, *turns), (), tuple(findings))


def _above(row: Sequence[str]) -> Iterator[Block]:
    """A row above the names of the columns: ``Interview | AHR-03``, or a title."""
    cells = [cell for cell in row if cell]
    entry = f"{cells[0].rstrip(':')}: {cells[1]}" if len(cells) == 2 else ""
    yield (
        Block(entry) if is_metadata(entry) else Block(" ".join(cells), aside=not is_metadata(" ".join(cells)))
    )


def _heads(rows: Sequence[Sequence[str]], columns: Columns) -> int:
    """How many rows at the top are the head: their speaker is called Kopf or Meta."""
    if columns.speaker is None:
        return 0
    speakers = (cell_of(row, columns.speaker).rstrip(":").lower() for row in rows[:_HEAD_ROWS])
    return next(
        (n for n, speaker in enumerate(speakers) if speaker not in _HEAD_WORDS), min(len(rows), _HEAD_ROWS)
    )


def _entries(text: str) -> Iterator[Block]:
    """``Interview: AHR-03 | I = Interviewerin`` as lines of a head."""
    for part in _PARTS.split(text):
        if part.strip():
            yield Block(part.strip(), aside=_ENTRY.match(part.strip()) is None)


def _fitted(
    row: Sequence[str], columns: Columns, names: Sequence[Sequence[str]], joint: str
) -> Sequence[str]:
    """A row whose text, in the last column, was torn apart at the commas in it: put together again."""
    if not names or columns.text != len(names[0]) - 1 or not any(row[len(names[0]) :]):
        return row
    return [*row[: columns.text], joint.join(row[columns.text :])]


def _left_columns(rows: Sequence[Sequence[str]], columns: Columns, file: str) -> Iterator[Finding]:
    """The columns that hold something and are neither words nor speaker nor time."""
    used = {columns.text, columns.speaker, columns.time, columns.end}
    below = rows[columns.header :]
    torn = len(rows[0]) if columns.header and columns.text == len(rows[0]) - 1 else max(map(len, rows))
    names = [
        (cell_of(rows[0], at) if columns.header else "") or _letters(at)
        for at in range(torn)
        if at not in used and any(cell_of(row, at) for row in below)
    ]
    if names:
        yield Finding.of("columns_left_out", "warning", file, n=len(names), names=listed(names))


def _letters(at: int) -> str:
    """The letters that Excel writes above a column."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26) if at < 27 * 26 else str(at + 1)


def _bad_times(table: _Table, columns: Columns, first: int, file: str) -> Iterator[Finding]:
    """Cells for times that hold none; the words are read without."""
    bad = [
        line
        for line, row in zip(table.lines[first:], table.rows[first:], strict=True)
        for place in (columns.time, columns.end)
        if (cell := cell_of(row, place)) and read_time(cell, 1) == (None, None)
    ]
    if bad:
        yield Finding.of("table_times_unreadable", "warning", file, n=len(bad), line=bad[0])


FORMAT = Format("table", (".csv", ".tsv", ".xlsx"), _holds, _parse, text=True)
