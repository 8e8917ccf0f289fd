"""Going through frames row by row, and showing them in a notebook."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["html_table", "records"]


def records(frame: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a frame as named tuples, without the index."""
    return iter(frame.itertuples(index=False))


def html_table(frame: "pd.DataFrame") -> str:
    """A frame as a table of a notebook: words to the left, where they are read, and numbers to the right."""
    from pandas.api.types import is_numeric_dtype

    sides = ["right" if is_numeric_dtype(kind) else "left" for kind in frame.dtypes]
    rows = [tuple(frame.columns), *frame.itertuples(index=False)]
    return f"<table><tbody>{''.join(_html_row(row, sides, head=not at) for at, row in enumerate(rows))}</tbody></table>"


def _html_row(row: tuple[object, ...], sides: list[str], *, head: bool) -> str:
    tag = "th" if head else "td"
    cells = zip(row, sides, strict=True)
    return (
        "<tr>"
        + "".join(f"<{tag} style='text-align:{side}'>{escape(str(cell))}</{tag}>" for cell, side in cells)
        + "</tr>"
    )
