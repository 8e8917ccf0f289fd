"""What counts: which codings, as which passages, said by whom.

* A coding belongs to every respondent whose turns it touches. Interviewers are never counted.
* Its case is the speaker's, else the document's.
* Where coders agreed on a set (a coder of kind *consensus*), that set counts for the document; else any coder's mention.
* Overlapping spans of one code (or, raised to themes, of one theme) are one passage.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.floor import PLACE, Longs, floor_of, respondents
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.study import Study

__all__ = [
    "Heard",
    "counted_codings",
    "heard",
    "merge_passages",
    "numbered",
    "one_direction",
    "respondents",
    "speech_of",
    "spoken",
    "themes_of",
]


def counted_codings(
    study: Study, codebook: Codebook, *, coders: Sequence[str] | None = None, suggestions: bool = False
) -> pd.DataFrame:
    """The codings that count: those of *coders*, else of every person; with *suggestions* what no person has seen yet.

    Raises:
        LookupFailedError: an unknown coder.
    """
    if suggestions:
        open_ones = study.suggestions[study.suggestions["status"] == "open"]
        return _of(codebook, open_ones).rename(columns={"suggestion": "coding"})
    codings = _of(codebook, study.codings)
    if coders is not None:
        _know(study, coders)
        return codings[codings["coder"].isin(list(coders))]
    kinds = study.coders.set_index("coder")["kind"]
    agreed = codings["coder"].map(kinds) == "consensus"
    settled = codings["document"].isin(codings.loc[agreed, "document"])
    return codings[agreed | ~settled]


def _of(codebook: Codebook, marks: pd.DataFrame) -> pd.DataFrame:
    """Those made with this codebook, with codes that it (still) has; whose code is in doubt waits for a person."""
    sure = marks[~marks["waits"]] if "waits" in marks else marks
    return sure[(sure["codebook"] == codebook.id) & sure["code"].isin(codebook.by_id)]


def _know(study: Study, coders: Sequence[str]) -> None:
    known = set(study.coders["coder"])
    for coder in coders:
        if coder not in known:
            raise LookupFailedError("unknown_coder", coder=coder, known=", ".join(sorted(known)) or "–")


def themes_of(codes: pd.Series, book: Codebook) -> pd.Series:
    """The theme of each of these codes."""
    themes: Mapping[str, str] = {code.id: book.theme_of(code.id) for code in book}
    return codes.map(themes)


def merge_passages(codings: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Passages: overlapping codings of one document and one value of *by* become one.

    Columns: ``passage`` (number), ``coding`` (id of the first), document, *by*, start, end, polarity (mixed where they
    differ), coders.
    """
    ordered = numbered(codings[["coding", "document", by, "start", "end", "polarity", "coder"]], by=by)
    number = ordered["passage"].to_numpy(np.int64)
    first = np.flatnonzero(np.diff(number, prepend=0))
    heads = ordered.iloc[first]
    ends = np.maximum.reduceat(ordered["end"].to_numpy(np.int64), first) if len(first) else first
    return pd.DataFrame(
        {
            "passage": number[first],
            **{name: heads[name].array for name in ("coding", "document", by, "start")},
            "end": ends,
            "polarity": pd.Series(_directions(ordered["polarity"], first), dtype="str"),
            "coders": pd.Series(_coders(ordered["coder"], number), dtype="str"),
        }
    )


def numbered(codings: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The codings in the order of their passages, with ``passage``: the number, from 1, of the passage that each is in."""
    order, number = _in_passages(
        codings, pd.factorize(codings["document"], sort=True), pd.factorize(codings[by], sort=True)
    )
    return codings.iloc[order].assign(passage=number)


_Values = tuple[Longs, Any]
"""A column as numbers, and what each number is."""


def _in_passages(codings: pd.DataFrame, document: _Values, item: _Values) -> tuple[Longs, Longs]:
    """The order of the codings, and in that order the number of the passage that each is in."""
    starts, ends = (codings[name].to_numpy(np.int64) for name in ("start", "end"))
    line = (document[0] * (len(item[1]) + 1) + item[0]).astype(np.int64) << 32
    order = np.lexsort((ends, line + starts))
    reached = np.maximum.accumulate((line + ends)[order])
    begins = (line + starts)[order] >= np.concatenate(([-1], reached[:-1]))[: len(order)]
    return order, begins.cumsum()


def _directions(values: pd.Series, first: Longs) -> NDArray[np.object_]:
    """The direction of each passage, whose codings begin at *first*: each said direction is a sign in a number."""
    codes, said = pd.factorize(values.fillna(""))
    if len(first) == 0:
        return np.empty(0, object)
    together, which = np.unique(
        np.bitwise_or.reduceat(1 << codes.astype(np.int64), first), return_inverse=True
    )
    told = [one_direction(word for place, word in enumerate(said) if mask >> place & 1) for mask in together]
    return np.array(told, object)[which]


def _coders(names: pd.Series, number: Longs) -> NDArray[np.object_]:
    """Who coded each passage, set apart by ", "."""
    codes, known = pd.factorize(names, sort=True)
    pairs = np.sort(number * (len(known) + 1) + codes)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    passage, coder = pairs // (len(known) + 1), pairs % (len(known) + 1)
    first, last = np.flatnonzero(np.diff(passage, prepend=0)), np.flatnonzero(np.diff(passage, append=-1)) + 1
    alone = np.asarray(known, object)[coder]
    told: NDArray[np.object_] = alone[first]
    for place in np.flatnonzero(last - first > 1).tolist():
        told[place] = ", ".join(alone[first[place] : last[place]])
    return told


def one_direction(values: Iterable[str]) -> str:
    """The direction of a passage: what its coders say with one voice, else mixed."""
    said = {value for value in values if value}
    if len(said) > 1:
        said.discard("neutral")
    return said.pop() if len(said) == 1 else ("mixed" if said else "")


def spoken(
    study: Study, book: Codebook, *, by: str, coders: Sequence[str] | None = None, suggestions: bool = False
) -> pd.DataFrame:
    """Who says the passages that count, as :func:`speech_of`; *by* is ``code`` or ``theme``. What was asked last is kept.

    Raises:
        LookupFailedError: an unknown coder.
    """
    kept = floor_of(study).kept
    asked = (book.id, by, None if coders is None else tuple(coders), suggestions)
    if asked not in kept:
        codings = counted_codings(study, book, coders=coders, suggestions=suggestions)
        told = codings if by == "code" else codings.assign(theme=themes_of(codings["code"], book))
        speech = speech_of(study, merge_passages(told, by=by))
        while len(kept) > _KEPT:
            kept.pop(next(iter(kept)), None)
        kept[asked] = speech
    return kept[asked].copy(deep=False)


class Heard(NamedTuple):
    """The same in numbers, for counting: one entry per passage and respondent's turn.

    ``passage`` is its number, from 1; ``item`` the place of its code or theme in ``items``; ``who`` the row of the floor's ``respondents``;
    ``begins`` and ``ends`` what they say of it, on the floor's line.
    """

    items: pd.Index
    passage: Longs
    item: Longs
    who: Longs
    begins: Longs
    ends: Longs


def heard(
    study: Study, book: Codebook, *, by: str, coders: Sequence[str] | None = None, suggestions: bool = False
) -> Heard:
    """As :func:`spoken`, without words: many times faster for a large study."""
    codings = counted_codings(study, book, coders=coders, suggestions=suggestions)
    codes = codings["code"] if by == "code" else themes_of(codings["code"], book)
    document, item = pd.factorize(codings["document"], sort=True), pd.factorize(codes, sort=True)
    order, number = _in_passages(codings, document, item)
    first = np.flatnonzero(np.diff(number, prepend=0))
    ends = codings["end"].to_numpy(np.int64)[order]
    floor = floor_of(study)
    here = floor.line(document[1])[document[0][order[first]]] if len(first) else first
    starts = here + codings["start"].to_numpy(np.int64)[order[first]]
    reach = here + (np.maximum.reduceat(ends, first) if len(first) else first)
    rows, turns = floor.touched(starts, reach)
    said = np.maximum(starts[rows], floor.begins[turns]), np.minimum(reach[rows], floor.ends[turns])
    return Heard(
        pd.Index(item[1]),
        number[first][rows],
        item[0][order[first]][rows].astype(np.int64),
        floor.who[turns],
        *said,
    )


_KEPT = 3


def speech_of(study: Study, passages: pd.DataFrame) -> pd.DataFrame:
    """Who says a passage: one row per passage and respondent's turn that it touches.

    The passages' columns, and turn, speaker, person, case, sector, role_held, language, said_from, said_to.
    """
    floor = floor_of(study)
    here = floor.line(passages["document"])
    rows, turns = floor.touched(*(here + passages[name].to_numpy(np.int64) for name in ("start", "end")))
    order = np.lexsort(
        (floor.number[turns], passages["start"].to_numpy(np.int64)[rows], floor.begins[turns] >> 32)
    )
    rows, turns = rows[order], turns[order]
    spoken = passages.iloc[rows].reset_index(drop=True)
    who = floor.respondents.iloc[floor.who[turns]].drop(columns="document").reset_index(drop=True)
    return pd.concat([spoken.assign(turn=floor.number[turns]), who], axis="columns").assign(
        said_from=np.maximum(spoken["start"].to_numpy(np.int64), floor.begins[turns] & PLACE),
        said_to=np.minimum(spoken["end"].to_numpy(np.int64), floor.ends[turns] & PLACE),
    )
