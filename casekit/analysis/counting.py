"""What counts: which codings, as which passages, said by whom.

* A coding belongs to every respondent whose turns it touches. Interviewers are never counted.
* Its case is the speaker's, else the document's.
* Where coders agreed on a set (a coder of kind *consensus*), that set counts for the document; else any coder's mention.
* Overlapping spans of one code (or, raised to themes, of one theme) are one passage.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.study import Study

__all__ = ["counted_codings", "merge_passages", "respondents", "speech_of"]


def respondents(study: Study) -> pd.DataFrame:
    """Who answers where: one row per document and respondent, with ``person``, ``case``, ``sector``, ``role_held``.

    A respondent whom no table names counts as a person of that document.
    """
    speakers = study.speakers[study.speakers["role"] != "interviewer"]
    people = study.people.set_index("person")
    unnamed = speakers["document"] + " " + speakers["speaker"]
    known = speakers["person"].where(speakers["person"].notna(), None)
    return pd.DataFrame(
        {
            "document": speakers["document"],
            "speaker": speakers["speaker"],
            "person": known.where(known.notna(), unnamed),
            "case": _or_nothing(speakers["case"]),
            "sector": _or_nothing(known.map(people["sector"])),
            "role_held": _or_nothing(known.map(people["role"])),
            "language": speakers["document"].map(study.documents.set_index("document")["language"]),
        }
    )


def _or_nothing(values: pd.Series) -> pd.Series:
    """Text, and "" where there is none; also where there is none at all."""
    return values.astype(object).where(values.notna(), "")


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


def merge_passages(codings: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Passages: overlapping codings of one document and one value of *by* become one.

    Columns: ``passage`` (number), ``coding`` (id of the first), document, *by*, start, end, polarity (mixed where they
    differ), coders.
    """
    ordered = codings.sort_values(["document", by, "start", "end"], kind="stable")
    group = [ordered["document"], ordered[by]]
    reached = ordered.groupby(group)["end"].cummax().groupby(group).shift()
    ordered = ordered.assign(passage=(~(ordered["start"] < reached)).cumsum())
    passages = ordered.groupby("passage", sort=True).agg(
        coding=("coding", "first"),
        document=("document", "first"),
        item=(by, "first"),
        start=("start", "min"),
        end=("end", "max"),
        polarity=("polarity", _one_direction),
        coders=("coder", lambda coders: ", ".join(sorted(set(coders)))),
    )
    return passages.reset_index().rename(columns={"item": by})


def _one_direction(values: "pd.Series[str]") -> str:
    """The direction of a passage: what its coders say with one voice, else mixed."""
    said = {value for value in values if value}
    if len(said) > 1:
        said.discard("neutral")
    return said.pop() if len(said) == 1 else ("mixed" if said else "")


def speech_of(study: Study, passages: pd.DataFrame) -> pd.DataFrame:
    """Who says a passage: one row per passage and respondent's turn that it touches.

    The passages' columns, and turn, speaker, person, case, sector, role_held, language, said_from, said_to.
    """
    touched = _touched(study, passages)
    who = respondents(study)
    spoken = touched.merge(who, on=["document", "speaker"], how="inner")
    return spoken.sort_values(["document", "start", "turn"], kind="stable", ignore_index=True)


def _touched(study: Study, passages: pd.DataFrame) -> pd.DataFrame:
    """One search over all turns at once: every document has its own stretch of a common line."""
    number = {name: position for position, name in enumerate(study.documents["document"])}
    turns = study.turns.assign(order=study.turns["document"].map(number)).sort_values(["order", "start"])
    line = turns["order"].to_numpy(np.int64) << 32
    begins, ends = line + turns["start"].to_numpy(np.int64), line + turns["end"].to_numpy(np.int64)
    here = passages["document"].map(number).to_numpy(np.int64) << 32
    first = np.searchsorted(ends, here + passages["start"].to_numpy(np.int64), side="right")
    last = np.searchsorted(begins, here + passages["end"].to_numpy(np.int64), side="left")
    count = np.maximum(last - first, 0)
    rows = passages.loc[passages.index.repeat(count)].reset_index(drop=True)
    picks = np.repeat(first, count) + (np.arange(count.sum()) - np.repeat(count.cumsum() - count, count))
    picked = turns.iloc[picks].reset_index(drop=True)
    return rows.assign(
        turn=picked["turn"],
        speaker=picked["speaker"],
        said_from=np.maximum(rows["start"], picked["start"]),
        said_to=np.minimum(rows["end"], picked["end"]),
    )
