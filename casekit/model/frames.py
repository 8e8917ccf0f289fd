"""Going through frames row by row, and showing them in a notebook."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counts_html", "counts_text", "html_table", "records", "told_of", "whole"]


def records(frame: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a frame as named tuples, without the index."""
    return iter(frame.itertuples(index=False))


def told_of(values: "pd.Series", ask: Callable[[str], object]) -> "pd.Series":
    """What *ask* tells of each value, "" for a missing one; asked once for all rows that have the same."""
    import pandas as pd

    return values.map({value: ask("" if pd.isna(value) else str(value)) for value in values.unique()})


def whole(value: Any) -> int | None:
    """A number of a frame as a plain one; None where it is missing."""
    import pandas as pd

    return None if pd.isna(value) else int(value)


def counts_text(title: str, counts: Mapping[str, int]) -> str:
    """A title above names and how many there are of each, as lines of plain text."""
    wide = max(map(len, counts), default=0)
    most = max((len(str(count)) for count in counts.values()), default=0)
    return "\n".join([title, *(f"  {name:{wide}}  {count:{most}}" for name, count in counts.items())])


def counts_html(title: str, counts: Mapping[str, int]) -> str:
    """The same for a notebook."""
    body = "".join(
        f"<tr><td style='text-align:left'>{escape(name)}</td><td>{count}</td></tr>"
        for name, count in counts.items()
    )
    return f"<p>{escape(title)}</p><table><tbody>{body}</tbody></table>"


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
