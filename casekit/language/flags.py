"""What cues near a hit say of it: whether it is negated, only wished for, past and solved, and in which direction it points."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from casekit.language.clauses import Clauses
from casekit.language.cue_places import cue_places, segments_of, words_of
from casekit.language.cues import Cues, window
from casekit.language.dictionaries import dictionary
from casekit.language.directions import Directed, Directions
from casekit.language.elements import LemmaSource
from casekit.language.index import Index
from casekit.language.places import Longs, Places
from casekit.language.reach import NONE, Reach

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FLAGS", "flagged"]

FLAGS = ("negated", "hypothetical", "hedged", "resolved", "reported")
_NAMES = np.array(["barrier", "", "facilitator"], object)
Bools = NDArray[np.bool_]


def flagged(
    index: Index,
    hits: "pd.DataFrame",
    cues: Cues,
    texts: Mapping[str, str],
    *,
    lemmas: LemmaSource | None = None,
) -> "pd.DataFrame":
    """What *cues* say of each of *hits*, which a search in *index* found in *texts* (by document).

    One row per hit: true or false for each of :data:`FLAGS`; ``polarity``, the direction that is proposed (``barrier``,
    ``facilitator``, or "" where no cue speaks); ``cues``, a tuple of (kind, start, end): a flag, a direction, or the ``negation``
    that turned the direction. *lemmas* are those of the cues' language, unless others are given.

    A negation or hedge must stand in the hit's clause, at most so many words away as :func:`~casekit.language.cues.window`
    says; the others in its sentence, with no contrast between.

    >>> from casekit.language.index import Indexer, Source
    >>> from casekit.language.indicators import parse_indicator as indicator
    >>> from casekit.language.searching import search
    >>> said = "There are no flats. The landlord is not difficult."
    >>> index = Indexer().index([Source("A", said)])
    >>> hits = search(index, {"housing": [indicator("=flats"), indicator("=landlord")]}).hits
    >>> cues = Cues.of("en", {"barrier": [indicator("=difficult")], "negation": [indicator("=not"), indicator("=no")]})
    >>> flagged(index, hits.iloc[1:], cues, {"A": said})[["negated", "polarity", "cues"]].values.tolist()
    [[True, 'facilitator', (('negated', 36, 39), ('barrier', 40, 49), ('negation', 36, 39))]]
    """
    segments = segments_of(index, hits)
    clauses = Clauses.of(index, texts, segments)
    places = cue_places(index, cues, clauses, lemmas or dictionary(cues.language))
    targets = words_of(index, hits, segments)
    reach = Reach.of(clauses, places["contrast"], places["reason"])
    near = _flags(places, reach, targets, cues.language)
    directions = Directions.of(places, reach, window(cues.language))
    directed = directions.nearest(reach, places["contrast"], targets, index.segments)
    signs, speaks = _proposed(directions, directed, near)
    told = _told(index, places, near, directions, np.where(speaks, directed.cue, NONE))
    return _frame(hits, near, signs, told)


def _flags(places: Mapping[str, Places], reach: Reach, targets: Places, language: str) -> dict[str, Longs]:
    """For each flag and hit the number of the cue that makes it."""
    found = {
        "negated": reach.window(places["negation"], targets, window(language)),
        "hedged": reach.window(places["hedge"], targets, window(language)),
    }
    for flag in ("hypothetical", "resolved", "reported"):
        found[flag] = reach.sentence(places[flag], targets)
    return found


def _proposed(directions: Directions, directed: Directed, near: Mapping[str, Longs]) -> tuple[Longs, Bools]:
    """The direction of each hit, and whether a cue with a direction speaks for it.

    What is wished for is a barrier, what was one and is past no longer; what was good and is past says nothing.
    """
    cue = directed.cue
    signs = np.concatenate((directions.signs, [0]))[cue]  # NONE is the last
    wished = (near["hypothetical"] != NONE) & ~directed.turned
    past = (near["resolved"] != NONE) & ~directed.turned & ~wished
    told = np.where(past, np.where(signs > 0, 0, 1), signs)
    told = np.where(wished, -1, told)
    return told, (cue != NONE) & ~wished & ~past


def _told(
    index: Index, places: Mapping[str, Places], near: Mapping[str, Longs], directions: Directions, cue: Longs
) -> NDArray[np.object_]:
    told: list[list[tuple[str, int, int]]] = [[] for _ in cue]
    kinds = {"negated": "negation", "hedged": "hedge"}
    for flag in FLAGS:
        for row, place in _spans(index, places[kinds.get(flag, flag)], near[flag]):
            told[row].append((flag, *place))
    for row, place in _spans(index, directions.places, cue):
        told[row].append(("barrier" if directions.own[cue[row]] < 0 else "facilitator", *place))
    turned = np.concatenate((directions.negation, [NONE]))[cue]
    for row, place in _spans(index, places["negation"], turned):
        told[row].append(("negation", *place))
    return np.fromiter(map(tuple, told), object, len(told))


def _spans(index: Index, cues: Places, numbers: Longs) -> Iterator[tuple[int, tuple[int, int]]]:
    """The row of each hit that has a cue, and where the cue stands in its text."""
    rows = np.flatnonzero(numbers != NONE)
    first, last = cues.take(numbers[rows])
    return zip(
        rows.tolist(), zip(index.starts[first].tolist(), index.ends(last).tolist(), strict=True), strict=True
    )


def _frame(
    hits: "pd.DataFrame", near: Mapping[str, Longs], signs: Longs, told: NDArray[np.object_]
) -> "pd.DataFrame":
    import pandas as pd

    columns: dict[str, object] = {flag: near[flag] != NONE for flag in FLAGS}
    columns["polarity"] = pd.Series(_NAMES[signs + 1], dtype="str", index=hits.index)
    columns["cues"] = pd.Series(told, dtype=object, index=hits.index)
    return pd.DataFrame(columns, index=hits.index)
