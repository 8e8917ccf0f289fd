"""The frame of a chart as cases, items and cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from casekit.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DIRECTIONS", "Cell", "Table", "columns_there", "read_table"]

DIRECTIONS = ("barrier", "mixed", "facilitator", "neutral")
_COUNTS = ("interviews", "of")


@dataclass(frozen=True, slots=True)
class Cell:
    """In how many of a case's interviews an item was mentioned, and with which direction."""

    interviews: int
    of: int
    barrier: int = 0
    mixed: int = 0
    facilitator: int = 0
    neutral: int = 0

    @property
    def share(self) -> float:
        """Interviews with a mention by all interviews; 0 where there are none."""
        return self.interviews / self.of if self.of else 0.0

    @property
    def text(self) -> str:
        """The cell as charts show it, "3/5"."""
        return f"{self.interviews}/{self.of}"


@dataclass(frozen=True)
class Table:
    """Cases and items in the frame's order; ``cells`` by the places of both, without those the frame leaves out."""

    cases: tuple[str, ...]
    items: tuple[str, ...]
    cells: dict[tuple[int, int], Cell]

    def size(self, case: int) -> int:
        """How many interviews the case has."""
        return self._sizes[case]

    @property
    def heads(self) -> list[str]:
        """The cases, each with the number of its interviews."""
        return [f"{case} (n\u00a0=\u00a0{n})" for case, n in zip(self.cases, self._sizes, strict=True)]

    @cached_property
    def largest(self) -> int:
        """How many interviews the largest case has."""
        return max(self._sizes, default=0)

    @cached_property
    def smallest(self) -> int:
        """How many interviews the smallest case has."""
        return min(self._sizes, default=0)

    @cached_property
    def _sizes(self) -> list[int]:
        sizes = [0] * len(self.cases)
        for (case, _), cell in self.cells.items():
            sizes[case] = max(sizes[case], cell.of)
        return sizes

    def most(self, direction: str) -> int:
        """The largest number in one cell for *direction*."""
        return max((int(getattr(cell, direction)) for cell in self.cells.values()), default=0)


def read_table(frame: "pd.DataFrame", *, directed: bool = False) -> Table:
    """The table in *frame*; *directed* also reads the four directions.

    Two rows with the same labels stay two: labels are what people see, and two codes may share one.

    Raises:
        TableError: ``chart_columns`` where columns are missing.
    """
    counts = (*_COUNTS, *DIRECTIONS) if directed else _COUNTS
    columns_there(frame, ("case", "item", *counts))
    cases, items, cells = _Places(), _Places(), {}
    seen: Counter[tuple[str, str]] = Counter()
    numbers = frame[list(counts)].fillna(0).astype(int)
    for case, item, values in zip(frame["case"], frame["item"], numbers.to_numpy().tolist(), strict=True):
        pair = (str(case), str(item))
        cells[cases.of(pair[0]), items.of(pair[1], seen[pair])] = Cell(
            **dict(zip(counts, values, strict=True))
        )
        seen[pair] += 1
    return Table(cases.labels, items.labels, cells)


def columns_there(frame: "pd.DataFrame", names: Sequence[str]) -> None:
    """Refuse a frame that lacks columns.

    Raises:
        TableError: ``chart_columns``, with those that are missing.
    """
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise TableError("chart_columns", missing=", ".join(missing))


class _Places:
    """Labels in the order in which they come first; a label that comes twice in one case has two places."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int], int] = {}

    def of(self, label: str, time: int = 0) -> int:
        return self._places.setdefault((label, time), len(self._places))

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for label, _ in self._places)
