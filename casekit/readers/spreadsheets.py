"""csv and xlsx → rows of text, each with the line it stands on.

Our own tables (:func:`read_rows`) and those in which people wrote down talk go through the same code.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import TableError
from casekit.files.live_cells import unguarded
from casekit.readers.clean import MAX_CHARACTERS
from casekit.readers.workbooks import Line, first_sheet, tidy

__all__ = ["Row", "csv_rows", "delimiter_of", "read_rows"]

MAX_BYTES = 50_000_000
MAX_CELLS = 1_000_000
_DELIMITERS = ",;\t"
_NO_DELIMITER = "\x1f"
_SAMPLE = 60  # rows that show how a table is parted
_MOSTLY = 0.6
_EXCEL = re.compile(r"sep=(\t|[^\s\"])\r?\n", re.IGNORECASE)  # Excel's own line above the table


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, "" where empty, and its line in the file."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> str:
        """The place, for a finding or a message."""
        return f"{self.file}:{self.line}"


def read_rows(path: str | Path, *, required: Sequence[str], known: Sequence[str] = ()) -> list[Row]:
    """The rows of a csv or xlsx table whose first line names the columns.

    Column names count without regard to case and blanks. Commas, semicolons and tabs are told apart.

    Raises:
        TableError: no such file, not a table, empty, or without one of the *required* columns.
    """
    place = Path(path)
    lines = _xlsx(place) if place.suffix.lower() == ".xlsx" else list(_csv(place))
    if not lines:
        raise TableError("table_empty", file=place.name)
    header = [name.strip().lower() for name in lines[0][1]]
    missing = [name for name in required if name not in header]
    if missing:
        expected = ", ".join(known or required)
        raise TableError("table_lacks", file=place.name, missing=", ".join(missing), known=expected)
    for line, cells in lines[1:]:
        if any(cells[len(header) :]):
            raise TableError("table_too_wide", file=place.name, line=line, n=len(header))
    return [
        Row(place.name, line, dict(zip(header, cells, strict=False)))
        for line, cells in lines[1:]
        if any(cells)
    ]


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TableError("table_missing", file=str(path)) from None
    except OSError as error:
        raise TableError("table_unreadable", file=str(path), reason=error.strerror or str(error)) from None
    if len(data) > MAX_BYTES:
        raise TableError("table_unreadable", file=path.name, reason=f"> {MAX_BYTES} bytes")
    return data


def _csv(path: Path) -> Iterator[Line]:
    text = _decoded(_bytes(path), path)
    first = text.partition("\n")[0]
    for line, cells in csv_rows(text, delimiter=max(_DELIMITERS, key=first.count), file=path.name):
        yield line, [tidy(cell) for cell in cells]


def csv_rows(text: str, *, delimiter: str, file: str) -> Iterator[Line]:
    """The rows of a csv table, each with the line that it begins on; a line ``sep=;`` above it decides.

    The ``'`` that :func:`~casekit.writers.write_csv` puts before what a spreadsheet would run is taken off.

    Raises:
        TableError: ``table_broken`` where a quotation mark does not fit, ``table_unreadable`` beyond a million cells.
    """
    csv.field_size_limit(MAX_CHARACTERS)  # a whole interview may stand in one cell
    told = _EXCEL.match(text)
    delimiter, skipped = (told[1], 1) if told else (delimiter, 0)
    read, line = 0, 1 + skipped
    try:
        reader = csv.reader(
            io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=delimiter, strict=True
        )
        for cells in reader:
            read += len(cells)
            if read > MAX_CELLS:
                raise TableError("table_unreadable", file=file, reason=f"> {MAX_CELLS} cells")
            yield line, [unguarded(cell) for cell in cells]
            line = skipped + reader.line_num + 1
    except (csv.Error, TypeError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError("table_broken", file=file, line=line, reason=str(error)) from None


def delimiter_of(text: str) -> str:
    """The sign between the cells of a csv table: the one that parts most rows alike, else one that never occurs.

    >>> delimiter_of("00:01;I;Ja, eben, das\\n00:04;B;Nein")
    ';'
    """
    sample = "".join(io.StringIO(text[:200_000]).readlines()[: 4 * _SAMPLE])
    shares = {sign: _alike(sample, sign) for sign in (*_DELIMITERS, "|")}
    best = max(shares, key=lambda sign: shares[sign])
    return best if shares[best][0] >= _MOSTLY else _NO_DELIMITER


def _alike(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have the same number of cells, more than one, and that number."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            widths[len(cells)] += bool(cells)
            if widths.total() >= _SAMPLE:
                break
    except csv.Error:
        pass
    width, n = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (round(n / widths.total(), 1), width) if width > 1 else (0.0, 0)


def _decoded(data: bytes, path: Path) -> str:
    """UTF-8 or UTF-16, else what Excel on Windows writes."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in data and not wide:
        raise TableError("table_unreadable", file=path.name, reason="binary")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("table_unreadable", file=path.name, reason="encoding")


def _xlsx(path: Path) -> list[Line]:
    """The first sheet; what a formula gave when the file was saved."""
    return first_sheet(_bytes(path), file=path.name, most=MAX_CELLS)
