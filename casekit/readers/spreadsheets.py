"""csv and xlsx → rows of text, each with the line it stands on."""

import csv
import io
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import ReadError, TableError
from casekit.files.archive import open_archive

__all__ = ["Row", "read_rows"]

MAX_BYTES = 50_000_000
MAX_CELLS = 1_000_000


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


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip())


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


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(_bytes(path), path)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_tidy(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError("table_broken", file=path.name, line=reader.line_num, reason=str(error)) from None


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


def _xlsx(path: Path) -> list[tuple[int, list[str]]]:
    """The first sheet; what a formula gave when the file was saved."""
    data = _bytes(path)
    try:
        open_archive(data, file=path.name)
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells of styles that it does not know
            return list(_sheet(data, path))
    except TableError:
        raise
    except Exception as error:  # every library below openpyxl raises its own
        reason = (
            str(error.data.get("reason", error.problem))
            if isinstance(error, ReadError)
            else type(error).__name__
        )
        raise TableError("table_unreadable", file=path.name, reason=reason) from None


def _sheet(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    read = 0
    for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
        read += len(cells)
        if read > MAX_CELLS:
            raise TableError("table_unreadable", file=path.name, reason=f"> {MAX_CELLS} cells")
        yield line, ["" if cell is None else _tidy(_cell(cell)) for cell in cells]


def _cell(value: object) -> str:
    """Excel's dates at midnight are dates, its whole floats are whole numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().removesuffix(" 00:00:00")
