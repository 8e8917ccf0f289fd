"""Frames as CSV.

A CSV file has no types: a cell that begins with ``=``, ``+``, ``-`` or ``@`` is plain text to every reader except a
spreadsheet that opens the file by double click and takes it for a formula (OWASP "CSV Injection"). Transcripts are
full of lines that begin with a dash, so by default nothing is changed: what goes in comes out. Whoever makes a file
for Excel uses :func:`~casekit.writers.excel.write_excel`, where no cell can be a formula, or ``guard=True`` here.
"""

import csv
from typing import TYPE_CHECKING

from casekit.writers.characters import writable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["unguarded", "write_csv"]

_LIVE = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # full-width forms count in Excel too
_MARK = "'"


def write_csv(frame: "pd.DataFrame", *, delimiter: str = ",", guard: bool = False) -> bytes:
    """*frame* as UTF-8 with a byte order mark, one header row, every text in quotation marks.

    Excel reads the mark as "UTF-8"; in Danish, German and Dutch settings it expects ``delimiter=";"``. pandas reads the
    file back unchanged with ``encoding="utf-8-sig", keep_default_na=False``.

    Args:
        delimiter: the sign between two cells.
        guard: put ``'`` before texts that a spreadsheet would run, and before texts that begin with ``'``. The text
            in the file is then not the text of the frame; take one ``'`` off each to get it back.
    """
    clean = _named(frame).map(lambda value: _cell(value, guard=guard))
    clean.columns = [_cell(str(name), guard=guard) for name in clean.columns]
    text = clean.to_csv(index=False, sep=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8-sig")


def unguarded(text: str) -> str:
    """A text of a file written with ``guard``, as it was.

    >>> unguarded("'=anvise"), unguarded("'t Hof")
    ('=anvise', "'t Hof")
    """
    return text[1:] if text.startswith(_MARK) and text[1:].startswith((*_LIVE, _MARK)) else text


def _named(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with a named index as columns; an unnamed one only counts rows."""
    return frame.reset_index() if any(name is not None for name in frame.index.names) else frame.copy()


def _cell(value: object, *, guard: bool) -> object:
    if not isinstance(value, str):
        return value
    text = writable(value)
    return _MARK + text if guard and text.startswith((*_LIVE, _MARK)) else text
