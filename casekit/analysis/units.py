"""The units in which coders are compared: places in the speech of respondents, and who gave which code there.

* ``turn``: a respondent's turn.
* ``sentence``: a sentence of one.
* ``passage``: what lies between two edges of codings, of any code and coder, inside a turn; edges no farther apart than the tolerance
  are one.
* ``character``: a code point.

Interviewers' turns are none. Units that nobody coded are. What a coder marked twice with a code counts once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.agreement_tallies import MISSING, Tallies, tally
from casekit.analysis.choices import allow
from casekit.analysis.compared import Compared
from casekit.analysis.floor import PLACE, pairs_of
from casekit.analysis.voices import overlapping
from casekit.errors import LookupFailedError
from casekit.language.tokens import sentence_bounds
from casekit.model.frames import records
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
    if unit == "passage":
        return Units(unit, tolerance, *_passages(turns, _marks(chosen, turns), tolerance))
    places = _sentences(study, turns) if unit == "sentence" else turns
    return Units(unit, tolerance, places, _reaching(_marks(chosen, places), places, tolerance))


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
    bounds: list[int] = []
    counts = []
    for row in records(turns):
        found = sentence_bounds(study.texts[row.document], row.start, row.end)
        bounds += chain.from_iterable(found)
        counts.append(len(found))
    turn = np.repeat(np.arange(len(turns)), counts)
    return _inside(turns, turn, *np.array(bounds, np.int64).reshape(-1, 2).T)


def _inside(turns: pd.DataFrame, turn: Longs, start: Longs, end: Longs) -> pd.DataFrame:
    """Places inside turns, of which *turn* has the rows."""
    return turns.iloc[turn].assign(start=start, end=end).reset_index(drop=True)


def _passages(turns: pd.DataFrame, pieces: pd.DataFrame, tolerance: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The turns, cut at the edges of codings; and the passages that each piece of a coding covers."""
    firsts, lasts = (_line(turns[name], np.arange(len(turns))) for name in ("start", "end"))
    edges = [_line(pieces[name], pieces["place"].to_numpy(np.int64)) for name in ("start", "end")]
    once, which = np.unique(np.concatenate(edges), return_inverse=True)
    moved = np.fromiter(_moved(once, firsts, lasts, tolerance), np.int64)
    begins = np.unique(np.concatenate([firsts, moved[~np.isin(moved, lasts)]]))
    turn = begins >> 32
    until = np.minimum(np.append(begins[1:], lasts[-1:]), lasts[turn])
    first, last = np.split(moved[which], 2)
    marks = _covered(pieces, begins, first, last, middle=(edges[0] + edges[1]) // 2)
    return _inside(turns, turn, begins & PLACE, until & PLACE), marks


def _line(places: pd.Series, turn: Longs) -> Longs:
    """Places in turns on a line on which each turn has a stretch of its own."""
    line: Longs = (turn << 32) + places.to_numpy(np.int64)
    return line


def _moved(edges: Longs, firsts: Longs, lasts: Longs, tolerance: int) -> Iterator[int]:
    """Where turns are cut for edges, which are sorted: at the last cut or the turn's end if they are near, else there, which is a new cut."""
    turn = edges >> 32
    cut = -1
    for edge, first, last in zip(edges.tolist(), firsts[turn].tolist(), lasts[turn].tolist(), strict=True):
        cut = max(cut, first)
        if edge - cut > tolerance < last - edge:
            cut = edge
        yield cut if edge - cut <= tolerance else last


def _covered(
    pieces: pd.DataFrame, begins: Longs, first: Longs, last: Longs, *, middle: Longs
) -> pd.DataFrame:
    """The passages between the edges of each piece once they are moved; one shorter than the tolerance covers that passage in
    which most of it lies."""
    from_ = np.searchsorted(begins, np.where(last > first, first, middle), side="right") - 1
    until = np.where(last > first, np.searchsorted(begins, last, side="left"), from_ + 1)
    piece, place = pairs_of(from_, until)
    return pieces.iloc[piece].assign(place=place).reset_index(drop=True)


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
