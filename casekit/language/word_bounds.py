"""Where the words of a text begin and end, as sorted numbers: to count words without going through them."""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from casekit.language.tokens import GENDERED, HYPHENS, JOINERS, LETTER, NEVER_FIRST, PARTING, words

__all__ = ["Places", "bounds_of_words"]

Places = NDArray[np.int32]
_LETTER, _JOINER, _HYPHEN, _INSIDE, _PARTING = 1, 2, 4, 8, 16  # kinds of signs, as bits
_LETTERS_END = 0x33480  # no letter stands behind; what does is as the last one here, which is none
_COMMON_END = 0x2100  # before it stand the letters and the punctuation of our languages


def bounds_of_words(text: str) -> tuple[Places, Places]:
    """The first code points of the words, and those after their last, as :func:`casekit.language.tokens.words` finds them.

    They are told by the signs and their neighbours; the few texts in which that is not enough are read.

    >>> [found.tolist() for found in bounds_of_words("Få, nye boliger!")]
    [[0, 4, 8], [2, 7, 15]]
    """
    n = len(text)
    kinds = np.zeros(n + 4, np.uint8)  # two signs of nothing before and after
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    end = _COMMON_END if n and signs.max() < _COMMON_END else _LETTERS_END
    kinds[2 : n + 2] = _kinds(end).take(signs, mode="clip")
    letter, joiner, hyphen = (kinds & bit > 0 for bit in (_LETTER, _JOINER, _HYPHEN))
    leading = (kinds & _INSIDE > 0)[2:] & ~letter[1:-1]  # a word does not begin with a mark
    parted = (kinds & _PARTING > 0)[:-1] & (letter | joiner)[1:]
    if leading.any() or (parted.any() and any(ending in text for ending in GENDERED)):
        found = list(words(text))
        return np.array([one.start for one in found], np.int32), np.array(
            [one.end for one in found], np.int32
        )
    inside = letter.copy()
    inside[1:-1] |= joiner[1:-1] & letter[:-2] & letter[2:]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) - 1  # in the text; every second is an end
    starts, ends = edges[::2], edges[1::2]
    ends += hyphen[ends + 2] & ~hyphen[ends + 3]
    return starts.astype(np.int32), ends.astype(np.int32)


@cache
def _kinds(end: int) -> NDArray[np.uint8]:
    """What every sign before *end* is."""
    signs = "".join(map(chr, range(end)))
    kinds = np.zeros(end, np.uint8)
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
