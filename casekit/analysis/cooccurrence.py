"""Which codes come up together: in the same words, in the same turn, near each other, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.choices import allow
from casekit.analysis.comparing import comparable, items_of, one_language
from casekit.analysis.counting import spoken
from casekit.analysis.dimensions import code_asked
from casekit.analysis.floor import floor_of
from casekit.analysis.query_text import NEAR
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import language as speaking

__all__ = ["COOCCURRENCE_COLUMNS", "Before", "How", "Stretches", "cooccurrence", "partners", "stretches"]

How = Literal["overlap", "turn", "near", "before", "after"]
Longs = NDArray[np.int64]
COOCCURRENCE_COLUMNS = (
    "row", "column", "n", "of", "pairs", "documents", "of_documents", "cases", "query",
)  # fmt: skip


def cooccurrence(
    study: Study,
    *,
    by: Literal["theme", "code"] = "code",
    how: How = "overlap",
    turns: int = NEAR,
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
    language: str | None = None,
) -> pd.DataFrame:
    """Code × code: one row for each two codes (or themes) that come up, zeros included.

    *how*: ``overlap``, words that have both; ``turn``, both in one turn; ``near``, at most *turns* turns apart, questions counted as
    turns; ``before``, the other one comes afterwards, in the same turn or at most *turns* turns later, and they share no words;
    ``after``, the other way round. A passage in several turns reaches from its first to its last.

    Columns: *by* and ``other``; ``row`` and ``column``, as people call them; ``n`` passages of the one that have the other so, ``of`` its
    passages; ``pairs`` of passages; ``documents`` in which there is one, ``of_documents`` that mention both; ``cases``; ``query``, whose
    passages :func:`~casekit.query` shows. What chance would bring is not told: passages of one interview do not come independently.

    Raises:
        LookupFailedError: *by* or *how* is something else, a negative number of turns; unknown codebook or coder; suggestions of
            several languages.
    """
    allow(by, ("theme", "code"))
    allow(how, get_args(How))
    if turns < 0:
        raise LookupFailedError("negative_turns", turns=turns)
    book = study.codebook(codebook)
    one_language(comparable(floor_of(study).respondents, language), suggestions=suggestions)
    speech = comparable(spoken(study, book, by=by, coders=coders, suggestions=suggestions), language)
    there = set(speech[by])
    used = [code.id for code in items_of(book, by) if code.id in there]
    places = stretches(study, speech[speech[by].isin(used)])
    table = _table(
        _counts(places, pd.Index(used), by, how, 0 if how == "turn" else turns), book, used, by, how, turns
    )
    told = {
        "by": by,
        "how": how,
        "turns": turns,
        "codebook": codebook,
        "suggestions": suggestions,
        "language": language,
    }
    return made_with(study, "cooccurrence", table, **told, coders=None if coders is None else tuple(coders))


@dataclass(frozen=True, eq=False)
class Stretches:
    """Passages on the line of a study's texts, and on that of its turns: the first and the last turn that respondents say it in."""

    frame: pd.DataFrame
    begins: Longs
    ends: Longs
    first: Longs
    last: Longs
    home: Longs
    case: Longs


def stretches(study: Study, speech: pd.DataFrame) -> Stretches:
    """Where each passage of *speech* is; one row per passage, in the order of their numbers."""
    ordered = speech.sort_values(["passage", "turn"], kind="stable")
    number = ordered["passage"].to_numpy(np.int64)
    first = np.flatnonzero(np.diff(number, prepend=-1))
    last = np.flatnonzero(np.diff(number, append=-1))
    frame = ordered.iloc[first].reset_index(drop=True)
    line, turn = floor_of(study).line(frame["document"]), ordered["turn"].to_numpy(np.int64)
    return Stretches(
        frame,
        line + frame["start"].to_numpy(np.int64),
        line + frame["end"].to_numpy(np.int64),
        line + turn[first],
        line + turn[last],
        line >> 32,
        pd.factorize(frame["case"])[0].astype(np.int64),
    )


_COUNTS = ("n", "of", "pairs", "documents", "of_documents", "cases")


def _counts(places: Stretches, codes: pd.Index, by: str, how: How, turns: int) -> dict[str, Longs]:
    """Each count as codes × codes: for one code after the other, all passages at once."""
    mine = codes.get_indexer(pd.Index(places.frame[by])).astype(np.int64)
    size = len(codes)
    found = {name: np.zeros((size, size), np.int64) for name in _COUNTS}
    homes, of_homes = _groups(places.home, mine, size)
    cases, of_cases = _groups(places.case, mine, size)
    in_document = np.zeros((int(places.home.max(initial=0)) + 1, size), bool)
    in_document[places.home, mine] = True
    both = in_document.astype(np.float64)
    found["of_documents"][:] = both.T @ both
    found["of"][:] = np.bincount(mine, minlength=size)[:, np.newaxis]
    in_time, too_early = partners(places, how, turns)
    for other in range(size):
        theirs = mine == other
        pairs = in_time.count(theirs) - too_early.count(theirs)
        has = pairs > 0
        found["n"][:, other] = np.bincount(mine[has], minlength=size)
        found["pairs"][:, other] = np.bincount(mine, pairs, size)
        found["documents"][:, other] = np.bincount(of_homes[_any(has, homes, len(of_homes))], minlength=size)
        found["cases"][:, other] = np.bincount(of_cases[_any(has, cases, len(of_cases))], minlength=size)
    return found


def _groups(home: Longs, mine: Longs, size: int) -> tuple[Longs, Longs]:
    """The number of each passage's document (or case) and code, and the code of each of these numbers."""
    pairs, which = np.unique(home * size + mine, return_inverse=True)
    return which.astype(np.int64), pairs % size if size else pairs


def _any(has: NDArray[np.bool_], which: Longs, size: int) -> NDArray[np.bool_]:
    return np.bincount(which[has], minlength=size) > 0


class Before:
    """How many of some of the passages have an edge before a place of each: the edges are put in order once for all codes."""

    def __init__(self, edges: Longs, at: Longs, side: Literal["left", "right"]) -> None:
        self.order = np.argsort(edges, kind="stable")
        self.rank = np.searchsorted(edges[self.order], at, side=side)

    def count(self, theirs: NDArray[np.bool_]) -> Longs:
        """For each passage how many of *theirs*."""
        counts = np.zeros(len(theirs) + 1, np.int64)
        np.cumsum(theirs[self.order], out=counts[1:])
        return counts[self.rank]


def partners(places: Stretches, how: How, turns: int) -> tuple[Before, Before]:
    """What begins in time, and what of that ends too early (or begins too early): the difference is what each passage has so."""
    in_time = Before(places.first, places.last + turns, "right")
    too_early = Before(places.last, places.first - turns, "left")
    if how == "overlap":
        return Before(places.begins, places.ends, "left"), Before(places.ends, places.begins, "right")
    if how == "before":
        return in_time, Before(places.begins, places.ends, "left")
    if how == "after":
        return Before(places.ends, places.begins, "right"), too_early
    return in_time, too_early


def _table(
    counts: dict[str, Longs], book: Codebook, used: list[str], by: str, how: How, turns: int
) -> pd.DataFrame:
    """Each two different codes; of a code with itself nothing is told."""
    one, other = (axis.ravel() for axis in np.indices((len(used), len(used))))
    apart = one != other
    one, other = one[apart], other[apart]
    ids, labels = (
        np.array(used, object),
        np.array([book[code].label.get(speaking()) for code in used], object),
    )
    word = {"overlap": "with", "turn": "near 0 turns"}.get(how, f"{how} {turns} turns")
    named = {by: ids[one], "other": ids[other], "row": labels[one], "column": labels[other]}
    told = {name: count[one, other] for name, count in counts.items()}
    codes = [code_asked(book, code, by) for code in used]
    asked = [f"{codes[first]} {word} {codes[second]}" for first, second in zip(one, other, strict=True)]
    texts = {name: pd.Series(values, dtype="str") for name, values in {**named, "query": asked}.items()}
    return pd.DataFrame({**texts, **told})[[by, "other", *COOCCURRENCE_COLUMNS]]
