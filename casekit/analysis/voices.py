"""What people have coded at the words of a suggestion."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.model.study import Study

__all__ = ["VOICE_COLUMNS", "overlapping", "voices"]

Places = NDArray[np.int64]
VOICE_COLUMNS = ("suggestion", "coder", "same_code", "agrees", "codes")


def voices(study: Study, marks: pd.DataFrame) -> pd.DataFrame:
    """One row per suggestion in *marks* and person who has coded some of the same words with the same codebook.

    Columns: suggestion, coder; same_code, whether one of their codings has the suggestion's code; agrees, whether one has it
    and no other direction than the one proposed; codes, all that they gave, set apart by ", ".
    """
    people = study.coders.loc[study.coders["kind"] != "machine", "coder"]
    codings = study.codings[study.codings["coder"].isin(people) & ~study.codings["waits"]]
    here, there = overlapping(marks, codings, study.documents["document"])
    mine, theirs = marks.iloc[here].reset_index(drop=True), codings.iloc[there].reset_index(drop=True)
    pairs = pd.DataFrame(
        {
            "suggestion": mine["suggestion"],
            "coder": theirs["coder"],
            "code": theirs["code"],
            "same_book": mine["codebook"] == theirs["codebook"],
            "same_code": mine["code"] == theirs["code"],
            "same_way": _same_way(mine["polarity"], theirs["polarity"]),
        }
    )
    pairs = pairs[pairs["same_book"]]
    pairs = pairs.assign(agrees=pairs["same_code"] & pairs["same_way"])
    told = pairs.groupby(["suggestion", "coder"], sort=False).agg(
        same_code=("same_code", "any"), agrees=("agrees", "any"), codes=("code", _each_once)
    )
    return told.reset_index()[list(VOICE_COLUMNS)]


def _same_way(proposed: "pd.Series[str]", given: "pd.Series[str]") -> "pd.Series[bool]":
    """Nobody speaks against a direction by giving none."""
    return (proposed == "") | (given == "") | (proposed == given)


def _each_once(codes: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(codes))


def overlapping(marks: pd.DataFrame, others: pd.DataFrame, documents: Iterable[str]) -> tuple[Places, Places]:
    """The places in *marks* and in *others* (document, start, end) of each two that share words."""
    number = {name: place for place, name in enumerate(documents)}
    line, other_line = (frame["document"].map(number).to_numpy(np.int64) << 32 for frame in (marks, others))
    begins, ends = (line + marks[name].to_numpy(np.int64) for name in ("start", "end"))
    other_begins, other_ends = (other_line + others[name].to_numpy(np.int64) for name in ("start", "end"))
    order = np.argsort(other_begins, kind="stable")
    reached = np.maximum.accumulate(
        other_ends[order]
    )  # nothing before the first that reaches a mark touches it
    first = np.searchsorted(reached, begins, side="right")
    count = np.maximum(np.searchsorted(other_begins[order], ends, side="left") - first, 0)
    here = np.repeat(np.arange(len(marks)), count)
    there = order[np.repeat(first - (count.cumsum() - count), count) + np.arange(count.sum())]
    touch = other_ends[there] > begins[here]
    return here[touch], there[touch]
