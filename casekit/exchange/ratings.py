"""Ratings from a table: case, code, value, mixed, reason, passages, coder."""

from dataclasses import dataclass
from pathlib import Path

from casekit.errors import TableError
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["COLUMNS", "RatingRow", "read_ratings"]

COLUMNS = ("case", "code", "value", "mixed", "reason", "passages", "coder")
_MISSING = ("", "–", "-", "missing")
_YES = ("1", "x", "ja", "yes", "mixed")


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One row: who finds what; ``value`` None is missing."""

    file: str
    line: int
    case: str
    code: str
    value: int | None
    mixed: bool
    reason: str
    passages: tuple[str, ...]
    coder: str


def read_ratings(path: str | Path) -> list[RatingRow]:
    """The rows of a table of ratings. ``passages`` are references set apart by semicolons; a value may be "mixed", "0*" or "missing".

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises; a value that is no whole number.
    """
    return [_row(row) for row in read_rows(path, required=("case", "code", "value"), known=COLUMNS)]


def _row(row: Row) -> RatingRow:
    said = row["value"].strip().lower().replace("−", "-").lstrip("'")
    mixed = row["mixed"].strip().lower() in _YES or said == "mixed" or said.endswith("*")
    said = "0" if said == "mixed" else said.rstrip("*")
    references = tuple(part.strip() for part in row["passages"].split(";") if part.strip())
    value = None if said in _MISSING else _number(row, said)
    return RatingRow(
        row.file, row.line, row["case"], row["code"], value, mixed, row["reason"], references, row["coder"]
    )


def _number(row: Row, said: str) -> int:
    try:
        return int(float(said)) if float(said).is_integer() else int(said)
    except ValueError:
        raise TableError("rating_no_number", file=row.file, line=row.line, value=said) from None
