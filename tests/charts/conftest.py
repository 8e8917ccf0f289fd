"""Frames that charts take, made small and the same each time."""

from collections.abc import Callable
from random import Random

import pandas as pd
import pytest

Frames = Callable[..., pd.DataFrame]
_DIRECTIONS = ("barrier", "facilitator", "mixed", "neutral")


def _frame(cases: int = 2, items: int = 3, *, of: int = 4, label: str = "Emne") -> pd.DataFrame:
    chance = Random(cases * 100 + items)
    rows = []
    for case in range(cases):
        for item in range(items):
            told = chance.randint(0, of)
            where = [chance.choice(_DIRECTIONS) for _ in range(told)]
            counts = {name: where.count(name) for name in _DIRECTIONS}
            rows.append(
                {
                    "case": f"By {case + 1}",
                    "item": f"{label} {item + 1}",
                    "interviews": told,
                    "of": of,
                    **counts,
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture
def frames() -> Frames:
    """Makes a frame of so many cases and items."""
    return _frame
