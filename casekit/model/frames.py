"""Going through frames row by row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["records"]


def records(frame: "pd.DataFrame") -> Iterator[Any]:
    """The rows of a frame as named tuples, without the index."""
    return iter(frame.itertuples(index=False))
