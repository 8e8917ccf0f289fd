"""Frames as CSV.

A CSV file has no types: a cell that begins with ``=``, ``+``, ``-`` or ``@`` is plain text to every reader except a
spreadsheet that opens the file by double click and takes it for a formula (OWASP "CSV Injection"). What casekit writes
goes to people who do that, so such texts get a ``'`` before them, which casekit's own readers take off again
(:mod:`casekit.files.live_cells`). For the bare text there is ``guard=False``.
"""

import csv
from typing import TYPE_CHECKING

from casekit.files.live_cells import guarded
from casekit.writers.characters import writable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["index_names", "write_csv"]


def write_csv(frame: "pd.DataFrame", *, delimiter: str = ",", guard: bool = True) -> bytes:
    """*frame* as UTF-8 with a byte order mark, one header row, every text in quotation marks.

    Excel reads the mark as "UTF-8"; in Danish, German and Dutch settings it expects ``delimiter=";"``. pandas reads the
    file back with ``encoding="utf-8-sig", keep_default_na=False``; without *guard* unchanged.

    Args:
        delimiter: the sign between two cells.
        guard: put ``'`` before texts that a spreadsheet would run, and before texts that begin with ``'``. The text
            in the file is then not the text of the frame; take one ``'`` off each to get it back.
    """
    clean = _named(frame).map(lambda value: _cell(value, guard=guard))
    clean.columns = [_cell(str(name), guard=guard) for name in clean.columns]
    text = clean.to_csv(index=False, sep=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8-sig")


def _named(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with an index that says something as columns; an unnamed one of numbers only counts rows."""
    return frame.reset_index(names=index_names(frame)) if index_names(frame) else frame.copy()


def index_names(frame: "pd.DataFrame") -> list[str]:
    """What the columns are called that a frame's index becomes; none where it only counts rows."""
    from pandas.api.types import is_integer_dtype

    names = ["" if name is None else str(name) for name in frame.index.names]
    counts = not any(names) and frame.index.nlevels == 1 and is_integer_dtype(frame.index.dtype)
    return [] if counts or (not any(names) and frame.empty) else _apart(names)


def _apart(names: list[str]) -> list[str]:
    """Names that differ: blanks for levels without one."""
    return [name or " " * place for place, name in enumerate(names)]


def _cell(value: object, *, guard: bool) -> object:
    if not isinstance(value, str):
        return value
    text = writable(value)
    return guarded(text) if guard else text
