"""Tables of summaries and of the steps of a process, a row each."""

import re
from pathlib import Path
from typing import NamedTuple

from casekit.errors import TableError
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["STEP_COLUMNS", "SUMMARY_COLUMNS", "StepRow", "read_steps", "read_summaries", "references_in"]

SUMMARY_COLUMNS = ("case", "document", "code", "topic", "summary", "passages")
STEP_COLUMNS = ("case", "process", "step", "position", "actor", "duration", "stops", "text", "passages")
_YES = {"1", "x", "yes", "true", "ja", "j", "y", "sand", "wahr", "waar"}
_NO = {"", "0", "no", "false", "nej", "nein", "nee", "n", "falsk", "falsch", "onwaar", "-", "–"}


class StepRow(NamedTuple):
    """A step as a table tells it."""

    case: str
    process: str
    name: str
    position: int
    actor: str
    duration: str
    stops: bool
    text: str
    passages: tuple[str, ...]


def read_summaries(path: str | Path) -> list[Row]:
    """The rows of a csv or xlsx table with the columns case or document, code or topic, summary and, if wanted, passages.

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises; a row without a summary.
    """
    rows = read_rows(path, required=("summary",), known=SUMMARY_COLUMNS)
    for row in rows:
        if not row["summary"]:
            raise TableError("cell_empty", file=row.file, line=row.line, column="summary")
    return rows


def references_in(cell: str) -> tuple[str, ...]:
    """References in a cell, set apart by ``;`` or line breaks."""
    return tuple(part.strip() for part in re.split(r"[;\n]", cell) if part.strip())


def read_steps(path: str | Path) -> list[StepRow]:
    """The steps of a table: ``case`` and ``step``; ``process``, ``position``, ``actor``, ``duration``, ``stops`` (x, yes), ``text``, ``passages``.

    Without positions steps stand in the order of the rows.

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises; an empty case or step; a step given twice; a position that
            is no number; a word for ``stops`` that is neither yes nor no.
    """
    seen: dict[tuple[str, str], dict[str, None]] = {}
    steps = []
    for row in read_rows(path, required=("case", "step"), known=STEP_COLUMNS):
        for column in ("case", "step"):
            if not row[column]:
                raise TableError("cell_empty", file=row.file, line=row.line, column=column)
        mine = seen.setdefault((row["case"], row["process"]), {})
        if row["step"].casefold() in mine:
            raise TableError("row_twice", file=row.file, line=row.line, value=row["step"])
        mine[row["step"].casefold()] = None
        steps.append(_step(row, len(mine)))
    return steps


def _step(row: Row, place: int) -> StepRow:
    if row["position"] and not (row["position"].isdecimal() and 0 < int(row["position"]) < 10_000):
        raise _not_allowed(row, "position", "1, 2, 3 …")
    stops = row["stops"].casefold()
    if stops not in _YES | _NO:
        raise _not_allowed(row, "stops", "x")
    told = (
        row["case"],
        row["process"],
        row["step"],
        int(row["position"] or place),
        row["actor"],
        row["duration"],
    )
    return StepRow(*told, stops in _YES, row["text"], references_in(row["passages"]))


def _not_allowed(row: Row, column: str, allowed: str) -> TableError:
    return TableError(
        "cell_not_allowed", file=row.file, line=row.line, column=column, value=row[column], allowed=allowed
    )
