"""What is said of a code beside its label and definition: in cells of its row, or on sheets of their own."""

from collections.abc import Iterator, Mapping
from typing import Any

from casekit.exchange.codebook_cells import lines_of, names_of, pairs_of, terms_of
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_layout import nearest
from casekit.exchange.codebook_rows import Row, Table, rows_of
from casekit.files.yaml import Path
from casekit.model.codebook import POLARITIES

__all__ = ["add_cells", "add_sheet"]

Plain = dict[str, Any]
_LISTS = ("include", "exclude", "examples", "counterexamples")


def add_cells(row: Row, code: Plain, path: Path, names: Names, draft: Draft) -> None:
    """Put into *code* what its row in ``codes`` says beside label and definition."""
    for field in _LISTS:
        for entry in _entries(row, field, names, draft):
            _append(code, field, entry, path, row.where(field), draft)
    for direction in POLARITIES:
        if said := draft.words(row, f"polarity {direction}", (*path, "polarity", direction)):
            code.setdefault("polarity", {})[direction] = said
    _add_terms(row, code, draft)


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


def _append(code: Plain, field: str, entry: Plain, path: Path, where: str, draft: Draft) -> None:
    if entry:
        entries = code.setdefault(field, [])
        draft.places[(*path, field, len(entries))] = where
        entries.append(entry)


def _add_terms(row: Row, code: Plain, draft: Draft) -> None:
    for language, cell in row.texts("search terms", draft.main).items():
        if terms := terms_of(cell):
            code.setdefault("indicators", {}).setdefault(language, []).extend(terms)


def add_sheet(table: Table, field: str, codes: list[Plain], names: Names, draft: Draft) -> None:
    """Put into *codes* what a sheet of its own says of them. A row without a code goes on with the one above."""
    draft.findings += table.findings
    last = ""
    for row in rows_of(table):
        if not any(text for column, text in row.cells.items() if column.field != "code"):
            last = row.text("code") or last
            continue
        last = row.text("code") or last
        code = names.found(last)
        if code is None:
            near = nearest(last, tuple(names.ids))
            draft.note("codebook_row_lost", "warning", row.where("code"), code=last or "–", near=near)
        else:
            _add_row(row, field, codes[names.ids[code]], ("codes", names.ids[code]), names, draft)


def _add_row(row: Row, field: str, code: Plain, path: Path, names: Names, draft: Draft) -> None:
    if field == "search terms":
        _add_terms(row, code, draft)
    elif field == "polarity":
        _add_direction(row, code, path, draft)
    else:
        beside = {name: row.text(name) for name in ("direction", "also", "see")}
        entry = _entry(row.texts("text", draft.main) | beside, names)
        _append(code, field, entry, path, row.where("direction" if beside["direction"] else "text"), draft)


def _add_direction(row: Row, code: Plain, path: Path, draft: Draft) -> None:
    """Texts about one direction on several rows become lines of one text."""
    direction = row.text("direction").lower() or "–"
    draft.places[(*path, "polarity", direction)] = row.where("direction")
    said = code.setdefault("polarity", {}).setdefault(direction, {})
    for language, text in row.texts("text", draft.main).items():
        said[language] = f"{said[language]}\n{text}" if language in said else text
