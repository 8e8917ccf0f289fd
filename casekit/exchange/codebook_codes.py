"""The sheet ``codes`` → plain codes, flat, each with the id of the one above."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from casekit.exchange.codebook_cells import lists_of, names_of
from casekit.exchange.codebook_details import add_cells
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_layout import Column
from casekit.exchange.codebook_rows import Row, Table, rows_of
from casekit.exchange.naming import Ids
from casekit.files.yaml import Path

__all__ = ["codes_of"]

Plain = dict[str, Any]
_LOWER = ("kind", "origin")


def codes_of(table: Table, draft: Draft) -> tuple[list[Plain], Names]:
    """The codes of a table in its order, and what they are called; themes that are only named come first."""
    table = _with_labels(table)
    draft.findings += table.findings
    rows = [row for row in rows_of(table) if _is_code(row, draft)]
    names = Names()
    free = Ids(row.text("id") for row in rows)
    ids = [_id(row, free, names, draft) for row in rows]
    themes = _named_themes(rows, free, names)
    names.ids = {}
    for place, code in enumerate([*themes, *ids]):
        names.ids.setdefault(code, place)
    codes: list[Plain] = [{"id": code, "label": {draft.main: label}} for code, label in themes.items()]
    for code, row in zip(ids, rows, strict=True):
        codes.append(_code(row, code, ("codes", len(codes)), names, draft))
    if table.has("id"):
        blank = {code: row.where("id") for code, row in zip(ids, rows, strict=True) if not row.text("id")}
        names.blank = {code: where.removeprefix(f"{draft.file}, ") for code, where in blank.items()}
    names.head = table.sheet.where(table.line, 0)
    return codes, names


def _with_labels(table: Table) -> Table:
    """Where nothing but ``code`` could be a label, it is one."""
    own = Column("id")
    if table.has("label") or table.headings.get(own, "").strip().lower() != "code":
        return table
    columns = {Column("label") if column == own else column: at for column, at in table.columns.items()}
    return replace(table, columns=columns)


def _is_code(row: Row, draft: Draft) -> bool:
    named = bool(row.text("id") or row.texts("label", draft.main))
    if not named:
        draft.note("codebook_row_without_code", "warning", row.where())
    return named


def _id(row: Row, free: Ids, names: Names, draft: Draft) -> str:
    """The id of a row; made of its label where it has none."""
    labels = row.texts("label", draft.main)
    code = row.text("id")
    if not code:
        code = free.new(labels.get("en") or labels.get(draft.main) or next(iter(labels.values())))
        names.made += 1
    names.add(code, 0, labels.values())
    return code


def _named_themes(rows: Sequence[Row], free: Ids, names: Names) -> dict[str, str]:
    """Labels by id of the themes that stand in the column ``theme`` and have no row of their own."""
    themes: dict[str, str] = {}
    for label in dict.fromkeys(row.text("theme") for row in rows if row.text("theme")):
        if names.found(label) is None:
            code = free.new(label)
            names.made += 1
            names.add(code, 0, [label])
            themes[code] = label
    return themes


def _code(row: Row, code: str, path: Path, names: Names, draft: Draft) -> Plain:
    draft.places[path] = row.where("id")
    draft.places[*path, "parent"] = row.where("parent")
    plain: Plain = {"id": code, "parent": _parent(row, code, names)}
    for name in ("label", "definition"):
        plain[name] = draft.words(row, name, (*path, name))
    for name in ("kind", "colour", "origin"):
        draft.places[*path, name] = row.where(name)
        plain[name] = row.text(name).lower() if name in _LOWER else row.text(name)
    for name in ("questions", "sources"):
        draft.places[*path, name] = row.where(name)
        plain[name] = names_of(row.text(name))
    draft.places[*path, "links"] = row.where("links")
    plain["links"] = dict(lists_of(row.text("links")))
    add_cells(row, plain, path, names, draft)
    return {name: value for name, value in plain.items() if value}


def _parent(row: Row, code: str, names: Names) -> str:
    if row.text("parent"):
        return names.pointed(row.text("parent"))
    theme = row.text("theme") and names.found(row.text("theme"))
    return theme if theme and theme != code else ""
