"""Cells that hold a date, a number or TRUE where a text belongs: a spreadsheet made it of what somebody typed."""

from collections.abc import Iterator, Mapping, Sequence

from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import SPOKEN, Column
from casekit.model.finding import Finding

__all__ = ["cells_told", "typed_findings"]

_KINDS = {
    "date": "codebook_cell_date",
    "truth": "codebook_cell_truth",
    "number": "codebook_cell_number",
}
_CSV_KINDS = {"date": "codebook_csv_date", "truth": "codebook_csv_truth"}
_TOLD = 5  # cells that are named


def typed_findings(sheet: Sheet, columns: Mapping[Column, int], line: int) -> Iterator[Finding]:
    """A finding per column and kind, with its first cell, what was read there, and the other cells."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    by_place = {at: column for column, at in columns.items()}
    for (number, at), kind in sorted(sheet.typed.items()):
        if number > line and at in by_place and _odd(by_place[at], kind):
            found.setdefault((at, kind), []).append((number, at))
    texts = dict(sheet.rows)
    for (_, kind), places in found.items():
        (number, at), *_ = places
        data = {"value": texts[number][at], "n": len(places), "cells": cells_told(sheet, places)}
        yield Finding.of(_kind(by_place[at], kind, sheet), "warning", sheet.where(number, at), **data)


def _kind(column: Column, kind: str, sheet: Sheet) -> str:
    if kind == "number" and _is_version(column):
        return "codebook_version_number"
    return _KINDS[kind] if sheet.in_book else _CSV_KINDS[kind]


def _is_version(column: Column) -> bool:
    return column.field.endswith("version")


def _odd(column: Column, kind: str) -> bool:
    """Dates belong into the column of that name; numbers are odd where sentences or versions are expected: 1.10 becomes 1.1."""
    if kind == "number":
        return _is_version(column) or (column.field in SPOKEN and column.field != "search terms")
    return column.field != "date"


def cells_told(sheet: Sheet, places: Sequence[tuple[int, int]]) -> str:
    """Cells as people name them, the first few of many."""
    named = [sheet.cell(line, at) for line, at in places[:_TOLD]]
    return ", ".join([*named, "…"] if len(places) > _TOLD else named)
