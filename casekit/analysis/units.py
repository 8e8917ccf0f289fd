"""The units in which coders are compared: places in the speech of respondents, and who gave which code there.

* ``turn``: a respondent's turn.
* ``sentence``: a sentence of one.
* ``passage``: what lies between two edges of codings, of any code and coder, inside a turn; edges no farther apart than the tolerance
  are one.
* ``character``: a code point.

Interviewers' turns are none. Units that nobody coded are. What a coder marked twice with a code counts once.
"""

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.agreement_tallies import MISSING, Tallies, tally
from casekit.analysis.choices import allow
from casekit.analysis.compared import Compared
from casekit.analysis.voices import overlapping
from casekit.errors import LookupFailedError
from casekit.language.tokens import sentences
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = ["Unit", "Units", "cells_of", "respondent_turns", "tallied", "units_of"]

Unit = Literal["turn", "sentence", "passage", "character"]
Longs = NDArray[np.int64]
_PLACE = ["document", "turn", "start", "end"]


@dataclass(frozen=True)
class Units:
    """``places`` has a row per unit: document, turn, start, end; ``marks`` one per unit and coding in it: place, coding (rows of the
    two frames), start, end (the part of the coding that lies in it).

    Characters have no places of their own: theirs are the turns.
    """

    unit: str
    tolerance: int
    places: pd.DataFrame
    marks: pd.DataFrame


def respondent_turns(study: Study, documents: tuple[str, ...]) -> pd.DataFrame:
    """What respondents say: document, turn, start, end, in order."""
    turns = study.turns
    mine = turns[(turns["role"] != "interviewer") & turns["document"].isin(documents)]
    return mine.loc[mine["end"] > mine["start"], _PLACE].sort_values(["document", "start"], ignore_index=True)


def units_of(study: Study, chosen: Compared, unit: str = "turn", tolerance: int = 0) -> Units:
    """The units of the documents that are compared, and the codings in each.

    *tolerance* is in code points. Between passages it is how far apart two edges may be; into a turn or sentence a coding has to reach
    farther than that, unless it lies nowhere else or covers it.

    Raises:
        LookupFailedError: no such unit; a tolerance below 0, or of characters.
    """
    allow(unit, get_args(Unit))
    if tolerance < 0 or (tolerance and unit == "character"):
        raise LookupFailedError("no_such_tolerance", tolerance=tolerance, unit=unit)
    turns = respondent_turns(study, chosen.documents)
    pieces = _marks(chosen, turns)
    if unit in ("turn", "character"):
        return Units(unit, tolerance, turns, _reaching(pieces, turns, tolerance))
    if unit == "sentence":
        places = _sentences(study, turns)
        return Units(unit, tolerance, places, _reaching(_marks(chosen, places), places, tolerance))
    places, edges = _passages(turns, pieces, tolerance)
    return Units(unit, tolerance, places, _snapped(chosen, places, pieces, edges))


def _marks(chosen: Compared, places: pd.DataFrame) -> pd.DataFrame:
    """Each coding in each place that it touches."""
    codings = chosen.codings
    coding, place = overlapping(codings, places, chosen.documents)
    starts, ends = (frame[name].to_numpy(np.int64) for frame, name in ((codings, "start"), (codings, "end")))
    first, last = places["start"].to_numpy(np.int64), places["end"].to_numpy(np.int64)
    return pd.DataFrame(
        {
            "place": place,
            "coding": coding,
            "start": np.maximum(starts[coding], first[place]),
            "end": np.minimum(ends[coding], last[place]),
        }
    )


def _reaching(marks: pd.DataFrame, places: pd.DataFrame, tolerance: int) -> pd.DataFrame:
    """Those that reach into their unit farther than the tolerance, cover it, or lie nowhere more than there."""
    if not tolerance:
        return marks
    length = marks["end"] - marks["start"]
    whole = (places["end"] - places["start"]).to_numpy()[marks["place"].to_numpy()]
    most = length.groupby(marks["coding"]).transform("max")
    kept = np.asarray((length > tolerance) | (length == whole) | (length == most))
    return marks.iloc[np.flatnonzero(kept)].reset_index(drop=True)


def _sentences(study: Study, turns: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (row.document, row.turn, sentence.start, sentence.end)
        for row in records(turns)
        for sentence in sentences(study.texts[row.document], Span(row.start, row.end))
    ]
    return pd.DataFrame(rows, columns=_PLACE).astype(turns.dtypes.to_dict())


def _passages(
    turns: pd.DataFrame, pieces: pd.DataFrame, tolerance: int
) -> tuple[pd.DataFrame, dict[tuple[int, int], int]]:
    """The turns, cut at the edges of codings; and for each turn and edge where it was cut for it."""
    at = pieces["place"].to_numpy(np.int64)
    edges = np.concatenate([pieces["start"].to_numpy(np.int64), pieces["end"].to_numpy(np.int64)])
    pairs = np.unique(np.column_stack([np.concatenate([at, at]), edges]), axis=0).tolist()
    inside = {turn: [edge for _, edge in group] for turn, group in groupby(pairs, key=itemgetter(0))}
    cut: dict[tuple[int, int], int] = {}
    rows: list[tuple[str, int, int, int]] = []
    for number, turn in enumerate(records(turns)):
        anchors = [turn.start]
        for edge in inside.get(number, ()):
            cut[number, edge] = _anchor(anchors, edge, turn.end, tolerance)
        stops = [*anchors, turn.end]
        rows += [(turn.document, turn.turn, *pair) for pair in pairwise(stops)]
    return pd.DataFrame(rows, columns=_PLACE).astype(turns.dtypes.to_dict()), cut


def _anchor(anchors: list[int], edge: int, end: int, tolerance: int) -> int:
    """Where a turn is cut for an edge: at the last cut or the turn's end if they are near, else there, which is a new cut."""
    if edge - anchors[-1] <= tolerance:
        return anchors[-1]
    if end - edge <= tolerance:
        return end
    anchors.append(edge)
    return edge


def _snapped(
    chosen: Compared, places: pd.DataFrame, pieces: pd.DataFrame, cut: dict[tuple[int, int], int]
) -> pd.DataFrame:
    """The passages that codings cover once their edges are moved to the cuts; one shorter than the tolerance covers that passage in
    which most of it lies."""
    turn = pieces["place"].tolist()
    spans = zip(turn, pieces["start"].tolist(), pieces["end"].tolist(), strict=True)
    moved = [(cut[at, start], cut[at, end], (start + end) // 2) for at, start, end in spans]
    told = pieces.assign(
        document=chosen.codings["document"].to_numpy()[pieces["coding"].to_numpy()],
        start=[start if end > start else middle for start, end, middle in moved],
        end=[end if end > start else middle + 1 for start, end, middle in moved],
    )
    piece, place = overlapping(told, places, chosen.documents)
    return pd.DataFrame(
        {
            "place": place,
            "coding": told["coding"].to_numpy()[piece],
            "start": pieces["start"].to_numpy()[piece],
            "end": pieces["end"].to_numpy()[piece],
        }
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """Units with something in them: of which item and document, who gave it there, and how many such units; and how many units each
    document has in all."""

    item: Longs
    document: Longs
    given: NDArray[np.bool_]
    weight: NDArray[np.float64]
    sizes: NDArray[np.float64]


def cells_of(units: Units, chosen: Compared, items: Longs) -> Cells:
    """Who gave which item in which unit; *items* is the number of each coding's item."""
    places, marks = units.places, units.marks
    document = pd.Index(chosen.documents).get_indexer(pd.Index(places["document"])).astype(np.int64)
    coding = marks["coding"].to_numpy(np.int64)
    place = marks["place"].to_numpy(np.int64)
    who = chosen.codings["who"].to_numpy(np.int64)[coding]
    if units.unit == "character":
        lengths = (places["end"] - places["start"]).to_numpy(np.float64)
        sizes = np.bincount(document, lengths, minlength=len(chosen.documents)).astype(np.float64)
        return Cells(*_swept(marks, items[coding], document[place], who, len(chosen.coders)), sizes)
    key, row = np.unique(items[coding] * len(places) + place, return_inverse=True)
    given = np.zeros((len(key), len(chosen.coders)), dtype=bool)
    given[row, who] = True
    item, where = np.divmod(key, max(len(places), 1))
    sizes = np.bincount(document, minlength=len(chosen.documents)).astype(np.float64)
    return Cells(item, document[where], given, np.ones(len(key)), sizes)


def _swept(
    marks: pd.DataFrame, item: Longs, document: Longs, who: Longs, coders: int
) -> tuple[Longs, Longs, NDArray[np.bool_], NDArray[np.float64]]:
    """Stretches in which nothing changes, from edge to edge: item, document, who covers them, and their length."""
    edges = np.concatenate([marks["start"].to_numpy(np.int64), marks["end"].to_numpy(np.int64)])
    order = np.lexsort((edges, np.tile(document, 2), np.tile(item, 2)))
    mark = order % max(len(marks), 1)
    edges, item, document = edges[order], item[mark], document[mark]
    cover = np.zeros((len(edges), coders), dtype=np.int64)
    cover[np.arange(len(edges)), who[mark]] = np.where(order < len(marks), 1, -1)
    given = cover.cumsum(axis=0) > 0  # all that was opened in a document is closed in it
    length = np.diff(edges, append=edges[-1:])
    kept = (length > 0) & given.any(axis=1)
    return item[kept], document[kept], given[kept], length[kept].astype(np.float64)


def tallied(cells: Cells, chosen: Compared, items: int) -> tuple[Tallies, NDArray[np.float64]]:
    """Counts by item and document of what was given (1) or not (0); and how often each coder gave each item."""
    shape = (items, len(chosen.documents))
    group = cells.item * shape[1] + cells.document
    some = np.bincount(group, cells.weight, minlength=shape[0] * shape[1])
    none = np.tile(cells.sizes, items) - some
    values = np.concatenate(
        [cells.given, np.zeros((shape[0] * shape[1], len(chosen.coders)), dtype=bool)]
    ).astype(np.int8)
    groups = np.concatenate([group, np.arange(shape[0] * shape[1])])
    done = chosen.done[groups % max(shape[1], 1)] if len(groups) else np.zeros(values.shape, dtype=bool)
    counts = tally(
        np.where(done, values, np.int8(MISSING)),
        categories=2,
        group=groups,
        groups=shape,
        weight=np.concatenate([cells.weight, none]),
    )
    return counts, counts.marginals[..., 1].sum(axis=1)
