"""Where cues stand in an index."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from casekit.language.clauses import Clauses
from casekit.language.cues import KINDS, Cues
from casekit.language.elements import LemmaSource
from casekit.language.index import Index
from casekit.language.overlaps import resolve
from casekit.language.places import Longs, Places
from casekit.language.searching import search

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cue_places", "segments_of", "words_of"]

_RIVALS = ("barrier", "facilitator", "regret", "relief", "negation")


def segments_of(index: Index, hits: "pd.DataFrame") -> Longs:
    """The segment, counted through the whole index, of each hit."""
    firsts = np.searchsorted(index.homes, np.arange(len(index.documents)))
    return np.asarray(firsts[hits["document"].cat.codes.to_numpy()] + hits["segment"].to_numpy(), np.int64)


def words_of(index: Index, hits: "pd.DataFrame", segments: Longs) -> Places:
    """The first and the last word of each hit."""
    words = (index.segments.astype(np.int64) << 32) + index.starts
    begins = np.searchsorted(words, (segments << 32) + hits["start"].to_numpy())
    ends = np.searchsorted(words, (segments << 32) + hits["end"].to_numpy())
    return Places(begins, ends - 1)


def cue_places(index: Index, cues: Cues, clauses: Clauses, lemmas: LemmaSource) -> Mapping[str, Places]:
    """The places of each kind of cue, from left to right; no two of a kind share a word, and none goes over punctuation.

    Where a direction and a negation share a word, the longer stays: "not enough" is a barrier, not a negation.
    """
    hits = search(index, cues.lists, lemmas=lemmas).hits
    places = words_of(index, hits, segments_of(index, hits))
    kinds = np.array([KINDS.index(kind) for kind in cues.lists], np.int64)[hits["code"].cat.codes.to_numpy()]
    whole = clauses.clause[places.first] == clauses.clause[places.last]
    stay = whole & _strongest(places, kinds, whole)
    return {kind: places.take(stay & (kinds == number)) for number, kind in enumerate(KINDS)}


def _strongest(places: Places, kinds: Longs, whole: NDArray[np.bool_]) -> NDArray[np.bool_]:
    rivals = np.flatnonzero(whole & np.isin(kinds, [KINDS.index(kind) for kind in _RIVALS]))
    first, last = places.take(rivals)
    stay = np.ones(len(kinds), bool)
    stay[rivals] = False
    stay[rivals[resolve(first, last, last - first + 1, kinds[rivals]).rows]] = True
    return stay
