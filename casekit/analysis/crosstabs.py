"""Tables of counts laid out: rows against columns, "x of n" in the cells."""

from typing import Literal

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.wording import say

__all__ = ["Shares", "cell_text", "crosstab"]

Shares = Literal["row", "column"]


def crosstab(table: pd.DataFrame, *, show: str | None = None, shares: Shares | None = None) -> pd.DataFrame:
    """A table of :func:`~casekit.compare`, :func:`~casekit.matrix` or :func:`~casekit.cooccurrence` laid out, ``2/3`` in the cells.

    A comparison has cases in rows and themes or codes in columns; *show* is what is counted, ``interviews`` by default. A matrix is laid
    out as it was asked for, with what people call rows and columns; *show* is one of its counts, ``n`` by default. With *shares* each
    count stands against the sum of its row or column, as x of n: never as percentages of a few cases. Where nobody was asked, a cell of a
    matrix says so; where nobody was heard, it is a dash.

    Raises:
        LookupFailedError: the table has no such count, or *shares* is something else.
    """
    if shares not in (None, "row", "column"):
        raise LookupFailedError("not_one_of", value=shares, allowed="row, column")
    names = [str(name) for name in table.columns]
    if "interviews" in names:
        return _compared(table, names, show or "interviews", shares)
    if "row" not in names or (show or "n") not in names:
        raise LookupFailedError("not_a_matrix", show=show or "n", columns=", ".join(names))
    keys = names[: names.index("row")]
    return _called(_wide(table, keys[:-1], keys[-1], _cells(table, keys, show or "n", shares)), table, keys)


def _compared(table: pd.DataFrame, names: list[str], show: str, shares: Shares | None) -> pd.DataFrame:
    item = "theme" if "theme" in names else "code"
    unit = names[: names.index(item)]
    of = {"interviews": "of", "people": "of_people"}.get(show)
    cells = table[show].astype(str) + ("/" + table[of].astype(str) if of else "")
    if shares is not None:
        cells = _shared(table, [*unit, item], show, shares)
    return _wide(table, unit, item, cells)


def _wide(table: pd.DataFrame, unit: list[str], item: str, cells: pd.Series) -> pd.DataFrame:
    wide = table.assign(cell=cells).pivot(index=unit, columns=item, values="cell")
    order = table[unit].drop_duplicates()
    rows = pd.MultiIndex.from_frame(order) if len(unit) > 1 else pd.Index(order[unit[0]], name=unit[0])
    return wide.reindex(index=rows, columns=pd.Index(table[item].drop_duplicates(), name=item))


def _shared(table: pd.DataFrame, keys: list[str], show: str, shares: Shares) -> pd.Series:
    """Each count against the sum of its row or column."""
    total = table.groupby(keys[:-1] if shares == "row" else keys[-1], sort=False)[show].transform("sum")
    return table[show].astype(str) + "/" + total.astype(str)


_BASES = {"n": "of", "documents": "of_documents"}


def _cells(table: pd.DataFrame, keys: list[str], show: str, shares: Shares | None) -> pd.Series:
    if shares is not None:
        return _shared(table, keys, show, shares)
    if show not in _BASES:
        return table[show].astype(str)
    told = [cell_text(*row) for row in records(_counts(table, show))]
    return pd.Series(told, index=table.index, dtype="str")


def _counts(table: pd.DataFrame, show: str) -> pd.DataFrame:
    """The counts that a cell is told from; a co-occurrence knows of no questions."""
    known = table if "not_asked" in table else table.assign(not_asked=0)
    return known[[show, _BASES[show], "not_asked"]]


def cell_text(n: int, of: int, not_asked: int = 0) -> str:
    """A count as people read it: of how many, and how many were not asked.

    >>> cell_text(2, 3), cell_text(0, 0)
    ('2/3', '–')
    """
    if of == 0:
        return "–"
    if n == 0 and not_asked >= of:
        return say("matrix.not_asked")
    return f"{n}/{of}" + (f" ({say('matrix.n_not_asked', n=not_asked)})" if not_asked else "")


def _called(wide: pd.DataFrame, table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """With what people call rows and columns, in place of ids."""
    rows = table.drop_duplicates(keys[:-1])["row"]
    columns = table.drop_duplicates(keys[-1])["column"]
    return (
        wide.set_axis(pd.Index(rows), axis="index")
        .set_axis(pd.Index(columns), axis="columns")
        .rename_axis(index=None, columns=None)
    )
