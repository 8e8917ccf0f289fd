"""Text that stands where nothing is read: in columns without a heading, and beyond the last one."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_typed import cells_told
from casekit.model.finding import Finding

__all__ = ["begun", "outside_findings", "texts_outside"]

Columns = dict[int, dict[int, str]]
"""Texts by column, then by line."""
_SHOWN = 40  # letters of a text that is not read


def texts_outside(sheet: Sheet, line: int, head: Sequence[str]) -> Columns:
    """What stands below the heading in *line*, in columns that have none."""
    found: Columns = {}
    for number, cells in sheet.rows:
        for at, text in enumerate(cells if number > line else ()):
            if text and (at >= len(head) or not head[at]):
                found.setdefault(at, {})[number] = text
    return dict(sorted(found.items()))


def outside_findings(sheet: Sheet, head: Sequence[str], outside: Columns) -> Iterator[Finding]:
    """One finding for a sheet: the cells, and how the first of their texts begins.

    A row of a csv table that is longer than its heading is an error: a sign in a text has parted it, and what comes
    after it stands in the wrong columns.
    """
    longer = {at: texts for at, texts in outside.items() if at >= len(head) and not sheet.in_book}
    beside = {at: texts for at, texts in outside.items() if at not in longer}
    if longer:
        places = _places(longer)
        line, at = places[0]
        lines = [str(number) for number in sorted({line for line, _ in places})]
        told = {"n": len(lines), "lines": ", ".join([*lines[:5], *["…"][: len(lines) > 5]])}
        told |= {"columns": len(head), "text": begun(longer[at][line])}
        yield Finding.of("codebook_csv_longer", "error", sheet.where(line, at), **told)
    if beside:
        yield _told(sheet, beside)


def _told(sheet: Sheet, beside: Columns) -> Finding:
    places = _places(beside)
    line, at = places[0]
    told = {"n": len(places), "cells": cells_told(sheet, places), "text": begun(beside[at][line])}
    return Finding.of("codebook_no_heading", "warning", sheet.where(line, at), **told)


def _places(columns: Mapping[int, Mapping[int, str]]) -> list[tuple[int, int]]:
    return sorted((line, at) for at, texts in columns.items() for line in texts)


def begun(text: str) -> str:
    """How a text begins.

    >>> begun("ask Mette")
    'ask Mette'
    """
    return shorten(text, _SHOWN, placeholder=" …") if " " in text[:_SHOWN] else text[:_SHOWN]
