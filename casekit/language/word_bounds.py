"""Where the words of a text begin and end, as sorted numbers: to count words without going through them."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from casekit.language.tokens import parted

__all__ = ["Bounds", "bounds", "line_of_words"]

Bounds = tuple[NDArray[np.int64], NDArray[np.int64]]


@lru_cache(maxsize=2048)
def bounds(text: str) -> Bounds:
    """The first code points of the words of *text*, and those after their last; made once for a text.

    >>> [found.tolist() for found in bounds("Få, nye boliger!")]
    [[0, 4, 8], [2, 7, 15]]
    """
    edges = np.cumsum(np.fromiter(map(len, parted(text)), np.int64))
    return edges[:-1:2], edges[1::2]


def line_of_words(texts: Iterable[str]) -> Bounds:
    """The same for several texts on one line, on which each has a stretch of its own: the n-th (from 0) begins at n · 2³²."""
    found = [(number << 32, bounds(text)) for number, text in enumerate(texts)]
    nothing = np.empty(0, np.int64)
    starts = np.concatenate([nothing, *(begin + here[0] for begin, here in found)])
    return starts, np.concatenate([nothing, *(begin + here[1] for begin, here in found)])
