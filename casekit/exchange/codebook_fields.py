"""The sheet ``codebook`` → its fields: a name in one column, what holds in the next, and nothing beside them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from casekit.exchange.codebook_draft import Draft
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import SHEETS, SPOKEN, Column, column_of, nearest, title_of
from casekit.exchange.codebook_outside import begun
from casekit.exchange.codebook_typed import cells_told, typed_findings
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES

__all__ = ["About", "about_of"]

About = dict[Column, tuple[str, str]]
"""What stands in the sheet ``codebook``, and where."""
_ABOUT = "codebook"


def about_of(sheet: Sheet | None, draft: Draft) -> About:
    """The fields of the sheet ``codebook`` with their values; a field on several rows has several lines.

    Text beside the values, and values without the name of a field, are told and not read.
    """
    about: About = {}
    if sheet is None:
        return about
    at, value_at = _columns(sheet)
    for line, cells in sheet.rows:
        name, value = _cell(cells, at), _cell(cells, value_at)
        if not name or name.lower() == "field":
            continue
        column = column_of(name, _ABOUT)
        if column is None:
            data = {"name": name, "near": nearest(name, SHEETS[_ABOUT])}
            draft.note("codebook_unknown_field", "warning", sheet.where(line, at), **data)
        else:
            lines = [*about.get(column, ("",))[:1], value]
            about[column] = "\n".join(lines).strip("\n"), sheet.where(line, at)
            draft.findings += _typed(sheet, column, line, value_at)
    draft.findings += [*_nameless(sheet, at, value_at, about), *_beside(sheet, at, value_at)]
    return about


def _columns(sheet: Sheet) -> tuple[int, int]:
    """Where names and values stand: where most known names do, and beside them, unless the heading says otherwise."""
    firsts = [next((at for at, cell in enumerate(cells) if cell), 0) for _, cells in sheet.rows]
    known = Counter(
        at for at, (_, cells) in zip(firsts, sheet.rows, strict=True) if column_of(_cell(cells, at), _ABOUT)
    )
    at = min(known, key=lambda one: (-known[one], one), default=0)
    for _, cells in sheet.rows:
        if _cell(cells, at).lower() == "field":
            titles = [cell.lower() for cell in cells]
            return at, titles.index("value") if "value" in titles else at + 1
    return at, at + 1


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _typed(sheet: Sheet, column: Column, line: int, at: int) -> Iterator[Finding]:
    """A value that a spreadsheet made a date or a number of: 1.10 is a version, and in October a day."""
    for one in typed_findings(sheet, {column: at}, line - 1):
        if one.where == sheet.where(line, at):
            cell = sheet.cell(line, at)
            yield Finding.of(one.kind, one.severity, one.where, **{**one.data, "n": 1, "cells": cell})


def _nameless(sheet: Sheet, at: int, value_at: int, about: About) -> Iterator[Finding]:
    """Values whose field is not named: one finding, with the names that are missing in this place."""
    lines = [line for line, cells in sheet.rows if _cell(cells, value_at) and not _cell(cells, at)]
    if not lines:
        return
    texts = dict(sheet.rows)
    told = {"n": len(lines), "cells": cells_told(sheet, [(line, at) for line in lines])}
    told["text"] = begun(_cell(texts[lines[0]], value_at))
    kind = "codebook_field_blank"
    if meant := _meant(sheet, at, lines, about):
        told["near"], kind = ", ".join(title_of(column) for column in meant), "codebook_field_blank_near"
    yield Finding.of(kind, "error", sheet.where(lines[0], at), **told)


def _meant(sheet: Sheet, at: int, lines: Sequence[int], about: About) -> list[Column]:
    """The fields that are not named, where as many are missing as rows have no name, and in their place."""
    used = {column.language for column in about if column.language}
    order = [
        Column(field, language)
        for field in SHEETS[_ABOUT]
        for language in ([one for one in LANGUAGES if one in used] or [""] if field in SPOKEN else [""])
    ]
    named = {line: column_of(_cell(cells, at), _ABOUT) for line, cells in sheet.rows}
    above = [order.index(one) for line, one in named.items() if one in order and line < lines[0]]
    below = [order.index(one) for line, one in named.items() if one in order and line > lines[-1]]
    between = order[max(above, default=-1) + 1 : min(below, default=len(order))]
    missing = [column for column in between if column not in about]
    return missing if len(missing) == len(lines) else []


def _beside(sheet: Sheet, at: int, value_at: int) -> Iterator[Finding]:
    """Text beside the values: one finding."""
    places = [
        (line, column)
        for line, cells in sheet.rows
        for column, cell in enumerate(cells)
        if cell and column not in (at, value_at) and _cell(cells, at).lower() != "field"
    ]
    if places:
        line, column = places[0]
        told = {"n": len(places), "cells": cells_told(sheet, places)}
        text = begun(dict(sheet.rows)[line][column])
        yield Finding.of("codebook_beside_value", "warning", sheet.where(line, column), **told, text=text)
