"""Where the words of texts begin and end, as sorted numbers: to count words without going through them."""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from casekit.language.tokens import GENDERED, HYPHENS, JOINERS, LETTER, NEVER_FIRST, PARTING, words

__all__ = ["Bounds", "line_of_words"]

Longs = NDArray[np.int64]
Bounds = tuple[Longs, Longs]
_LETTER, _JOINER, _HYPHEN, _INSIDE, _PARTING = 1, 2, 4, 8, 16  # kinds of signs, as bits
_LETTERS_END = 0x33480  # no letter stands behind; what does is as the last one here, which is none


def line_of_words(texts: Iterable[str]) -> Bounds:
    """The first code points of the words of several texts, and those after their last, on one line: the n-th text (from 0) begins at n · 2³².

    >>> [found.tolist() for found in line_of_words(["Få, nye boliger!"])]
    [[0, 4, 8], [2, 7, 15]]
    """
    nothing = np.empty(0, np.int64)
    found = [(nothing, nothing), *map(_bounds, texts)]
    starts, ends = (np.concatenate(sides) for sides in zip(*found, strict=True))
    home = np.repeat(np.arange(-1, len(found) - 1) << 32, [len(one) for one, _ in found])
    return home + starts, home + ends


def _bounds(text: str) -> Bounds:
    """By the signs and their neighbours, as :func:`casekit.language.tokens.words` finds them; the few texts in which that is not enough are read."""
    n = len(text)
    kinds = np.zeros(n + 4, np.uint8)  # two signs of nothing before and after
    kinds[2 : n + 2] = _kinds().take(
        np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), mode="clip"
    )
    letter, joiner, hyphen = (kinds & bit > 0 for bit in (_LETTER, _JOINER, _HYPHEN))
    leading = (kinds & _INSIDE > 0)[2:] & ~letter[1:-1]  # a word does not begin with a mark
    parted = (kinds & _PARTING > 0)[:-1] & (letter | joiner)[1:]
    if leading.any() or (parted.any() and any(ending in text for ending in GENDERED)):
        found = list(words(text))
        return np.array([one.start for one in found], np.int64), np.array(
            [one.end for one in found], np.int64
        )
    here = letter[2:-2]
    starts = np.flatnonzero(here & ~letter[1:-3] & ~(joiner[1:-3] & letter[:-4]))
    ends = np.flatnonzero(here & ~letter[3:-1] & ~(joiner[3:-1] & letter[4:])) + 1
    return starts, ends + (hyphen[ends + 2] & ~hyphen[ends + 3])


@cache
def _kinds() -> NDArray[np.uint8]:
    """What every sign is."""
    signs = "".join(map(chr, range(_LETTERS_END)))
    kinds = np.zeros(_LETTERS_END, np.uint8)
    for bit, pattern in (
        (_LETTER, LETTER),
        (_JOINER, JOINERS),
        (_HYPHEN, HYPHENS),
        (_INSIDE, NEVER_FIRST),
        (_PARTING, PARTING),
    ):
        for run in re.finditer(f"[{pattern}]+", signs):
            kinds[run.start() : run.end()] |= bit
    return kinds
