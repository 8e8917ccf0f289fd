"""What is said of a code beside its label and definition: in cells of its row, or on sheets of their own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casekit.exchange.codebook_cells import lines_of, names_of, pairs_of, patterns_of
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_layout import Column
from casekit.exchange.codebook_rows import Row, Table, rows_of
from casekit.exchange.codebook_typed import cells_told
from casekit.files.yaml import Path
from casekit.model.codebook import POLARITIES

__all__ = ["add_cells", "add_sheet"]

Plain = dict[str, Any]
_LISTS = ("include", "exclude", "examples", "counterexamples")


def add_cells(row: Row, code: Plain, path: Path, names: Names, draft: Draft) -> None:
    """Put into *code* what its row in ``codes`` says beside label and definition."""
    for field in _LISTS:
        for entry in _entries(row, field, names, draft):
            _append(code, field, entry, path, row, draft)
    for direction in POLARITIES:
        if said := draft.words(row, f"polarity {direction}", (*path, "polarity", direction)):
            code.setdefault("polarity", {})[direction] = said
    _add_terms(row, code, path, draft)


def _entries(row: Row, field: str, names: Names, draft: Draft) -> Iterator[Plain]:
    """The lines of a field, those of all languages side by side."""
    told: dict[str, list[tuple[str, str]]] = {
        language: pairs_of(cell) for language, cell in row.texts(field, draft.main).items()
    }
    beside = {
        "direction": lines_of(row.text(f"{field} direction")),
        "also": lines_of(row.text(f"{field} also")),
    }
    counts = {*map(len, told.values()), *map(len, beside.values())} - {0}
    if len(counts) > 1:
        draft.note("codebook_lines_differ", "warning", row.where(field), name=field, n=max(counts))
    for number in range(max(counts, default=0)):
        entry: Plain = {name: lines[number][0] for name, lines in told.items() if number < len(lines)}
        sees = [lines[number][1] for lines in told.values() if number < len(lines) and lines[number][1]]
        if len(set(sees)) > 1:
            draft.note("codebook_redirects_differ", "warning", row.where(field), codes=", ".join(sees))
        entry |= {name: lines[number] for name, lines in beside.items() if number < len(lines)}
        yield _entry(entry | {"see": sees[0] if sees else ""}, names)


def _entry(told: Mapping[str, str], names: Names) -> Plain:
    """An entry without what is empty, its pointers as ids."""
    entry: Plain = {name: text for name, text in told.items() if text}
    if "see" in entry:
        entry["see"] = names.pointed(entry["see"])
    if "direction" in entry:
        entry["direction"] = entry["direction"].lower()
    if "also" in entry:
        entry["also"] = [names.pointed(name) for name in names_of(entry["also"])]
    return entry


def _append(code: Plain, field: str, entry: Plain, path: Path, row: Row, draft: Draft) -> None:
    """Keep an entry, and where it stands: on a sheet of its own, or in cells of its code's row."""
    if entry:
        entries = code.setdefault(field, [])
        here = (*path, field, len(entries))
        name = field if row.table.has(field) else "text"
        draft.words(row, name, here)
        if row.text("direction"):
            draft.places[*here, "direction"] = row.where("direction")
        entries.append(entry)


def _add_terms(row: Row, code: Plain, path: Path, draft: Draft) -> None:
    draft.words(row, "search terms", (*path, "indicators"))
    for language, cell in row.texts("search terms", draft.main).items():
        if terms := patterns_of(cell):
            code.setdefault("indicators", {}).setdefault(language, []).extend(terms)


def add_sheet(table: Table, field: str, codes: list[Plain], names: Names, draft: Draft) -> None:
    """Put into *codes* what a sheet of its own says of them.

    A row without a code goes on with the one above, which is told unless the cells are merged.
    """
    rows = [row for row in rows_of(table) if row.said]
    if not _has_codes(table, rows, draft):
        return
    last = ""
    blank: dict[str, list[Row]] = {}
    aimless: list[Row] = []
    for row in rows_of(table):
        named = row.text("code")
        last = named or last
        code = names.found(last)
        if not row.said:
            continue
        if not last:
            draft.note("codebook_row_without_code", "error", row.where())
        elif code is None:
            draft.lost.setdefault(last, []).append(row.where("code"))
        elif field == "polarity" and not row.text("direction"):
            aimless.append(row)
        else:
            blank.setdefault("" if named else last, []).append(row)
            _add_row(row, field, codes[names.ids[code]], ("codes", names.ids[code]), names, draft)
    _tell_blank({code: found for code, found in blank.items() if code}, draft)
    _tell_aimless(aimless, draft)


def _has_codes(table: Table, rows: Sequence[Row], draft: Draft) -> bool:
    """Whether there is a column of codes; told once where there is none."""
    draft.findings += table.findings
    if rows and not table.has("code") and not any(one.data.get("near") == "code" for one in table.findings):
        draft.note("codebook_column_missing", "error", table.sheet.where(table.line, 0), n=len(rows))
    return table.has("code")


def _tell_blank(blank: Mapping[str, Sequence[Row]], draft: Draft) -> None:
    """One finding for a sheet: the first cell that names no code, and the others."""
    rows = [row for found in blank.values() for row in found]
    if rows:
        rows.sort(key=lambda row: row.line)
        table = rows[0].table
        at = table.columns[Column("code")]
        cells = cells_told(table.sheet, [(row.line, at) for row in rows])
        first = next(code for code, found in blank.items() if rows[0] in found)
        where = table.sheet.where(rows[0].line, at)
        draft.note("codebook_code_blank", "warning", where, code=first, n=len(rows), cells=cells)


def _tell_aimless(rows: Sequence[Row], draft: Draft) -> None:
    """One finding for the texts on ``polarity`` that no direction stands beside; none where its heading is told."""
    table = rows[0].table if rows else None
    if table is None or any(one.data.get("near") == "direction" for one in table.findings):
        return
    allowed = ", ".join(POLARITIES)
    if table.has("direction"):
        at = table.columns[Column("direction")]
        cells = cells_told(table.sheet, [(row.line, at) for row in rows])
        told = {"n": len(rows), "cells": cells, "allowed": allowed}
        draft.note("codebook_direction_blank", "error", rows[0].where("direction"), **told)
    else:
        where = table.sheet.where(table.line, 0)
        draft.note("codebook_direction_missing", "error", where, n=len(rows), allowed=allowed)


def _add_row(row: Row, field: str, code: Plain, path: Path, names: Names, draft: Draft) -> None:
    if field == "search terms":
        _add_terms(row, code, path, draft)
    elif field == "polarity":
        _add_direction(row, code, path, draft)
    else:
        beside = {name: row.text(name) for name in ("direction", "also", "see")}
        entry = _entry(row.texts("text", draft.main) | beside, names)
        _append(code, field, entry, path, row, draft)


def _add_direction(row: Row, code: Plain, path: Path, draft: Draft) -> None:
    """Texts about one direction on several rows become lines of one text."""
    direction = row.text("direction").lower()
    draft.places[(*path, "polarity", direction)] = row.where("direction")
    said = code.setdefault("polarity", {}).setdefault(direction, {})
    for language, text in row.texts("text", draft.main).items():
        said[language] = f"{said[language]}\n{text}" if language in said else text
