"""The table of cases: who they are, why they were selected, and what is known about them."""

import json
from pathlib import Path

from casekit.errors import TableError
from casekit.model.facts import CaseFact, key_of
from casekit.model.words import LANGUAGES
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["read_cases"]

COLUMNS = ("case", "label", "level", "parent", "language", "reason")


def read_cases(path: str | Path) -> list[CaseFact]:
    """The cases of a table. Every other column is an attribute; ``x_year`` and ``x_source`` tell of attribute ``x``.

    Raises:
        TableError: a case without name or given twice, an unknown parent or language.
    """
    rows = read_rows(
        path, required=("case",), known=(*COLUMNS, "population", "population_year", "population_source")
    )
    names = [row["case"] for row in rows]
    for row in rows:
        _check(row, names)
    _check_circles(rows)
    return [_case(row) for row in rows]


def _check(row: Row, names: list[str]) -> None:
    place = {"file": row.file, "line": row.line}
    if not row["case"]:
        raise TableError("cell_empty", column="case", **place)
    if names.count(row["case"]) > 1:
        raise TableError("row_twice", value=row["case"], **place)
    if row["parent"] and row["parent"] not in names:
        raise TableError(
            "cell_not_allowed", column="parent", value=row["parent"], allowed=", ".join(names), **place
        )
    if row["language"] and row["language"] not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        raise TableError(
            "cell_not_allowed", column="language", value=row["language"], allowed=allowed, **place
        )


def _check_circles(rows: list[Row]) -> None:
    """A case cannot belong to itself, nor to one that belongs to it."""
    parents = {row["case"]: row["parent"] for row in rows}
    for row in rows:
        above, parent = {row["case"]}, row["parent"]
        while parent:
            if parent in above:
                raise TableError("case_in_circle", file=row.file, line=row.line, value=row["case"])
            above.add(parent)
            parent = parents[parent]


def _case(row: Row) -> CaseFact:
    return CaseFact(
        key=key_of("case", row["case"]),
        name=row["case"],
        label=row["label"] or row["case"],
        level=row["level"],
        parent=row["parent"] or None,
        language=row["language"] or None,
        reason=row["reason"],
        attributes=json.dumps(_attributes(row), ensure_ascii=False),
    )


def _attributes(row: Row) -> list[list[str]]:
    own = [name for name in row.cells if name not in COLUMNS and not name.endswith(("_year", "_source"))]
    return [[name, row[name], row[f"{name}_year"], row[f"{name}_source"]] for name in own if row[name]]
