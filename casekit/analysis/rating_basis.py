"""What a rating rests on: the passages about a theme or code in a case, and those that it is linked with."""

import hashlib
import json
from collections.abc import Iterable

import pandas as pd

from casekit.analysis.counting import speech_of, spoken
from casekit.analysis.guide import below
from casekit.analysis.selecting import members
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["bases", "linked", "rating_basis", "stale_ratings"]

_WHAT = ["document", "code", "start", "end", "polarity"]


def rating_basis(study: Study, *, case: str, code: str, codebook: str | None = None) -> str:
    """The digest of the passages about *code*, with all codes below it, in *case*, with its member cases."""
    book = study.codebook(codebook)
    return bases(study, book, [(case, code)])[case, code]


def bases(study: Study, book: Codebook, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The same for many pairs of case and code."""
    pairs = list(dict.fromkeys(pairs))
    if not pairs:
        return {}
    speech = spoken(study, book, by="code")[["case", *_WHAT]]
    by_case = {str(case): rows for case, rows in speech.groupby("case")}
    none = speech.iloc[:0]
    inside = {case: _together(by_case, members(study, case), none) for case in {case for case, _ in pairs}}
    under = {code: below(book, code) for code in {code for _, code in pairs}}
    return {(case, code): _digest(inside[case], under[code]) for case, code in pairs}


def _together(frames: dict[str, pd.DataFrame], cases: list[str], none: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frames.get(case, none) for case in cases])


def _digest(speech: pd.DataFrame, codes: set[str]) -> str:
    about = speech[speech["code"].isin(codes)]
    rows = sorted({tuple(map(str, row)) for row in zip(*(about[name] for name in _WHAT), strict=True)})
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def stale_ratings(study: Study, book: Codebook) -> set[str]:
    """The ids of the ratings whose passages have changed since they were given."""
    mine = study.ratings[(study.ratings["codebook"] == book.id) & study.ratings["code"].isin(book.by_id)]
    mine = mine[mine["case"].isin(study.cases["case"])]
    now = bases(study, book, zip(mine["case"], mine["code"], strict=True))
    return {row.rating for row in records(mine) if row.basis != now[row.case, row.code]}


def linked(study: Study, book: Codebook) -> pd.DataFrame:
    """One row per rating and coding that it is linked with, and respondent who says it.

    Columns: ``rating``, ``coding``, ``person``, ``polarity``, and ``about``, whether the coding is about the rating's code in its case.
    A coding that is no longer there has no row.
    """
    pairs = [(row.rating, row.case, row.code, coding) for row in records(study.ratings[study.ratings["codebook"] == book.id]) for coding in json.loads(row.links or "[]")]  # fmt: skip
    links = pd.DataFrame(pairs, columns=["rating", "rated_case", "rated_code", "coding"], dtype="str")
    found = links.merge(_said(study, book, set(links["coding"])), on="coding")
    inside = {case: set(members(study, case)) for case in set(found["rated_case"])}
    under = {code: below(book, code) for code in set(found["rated_code"]) if code in book.by_id}
    about = [
        row.case in inside[row.rated_case] and row.code in under.get(row.rated_code, ())
        for row in records(found)
    ]
    return found.assign(about=pd.Series(about, index=found.index, dtype="bool"))[
        ["rating", "coding", "person", "polarity", "about"]
    ]


def _said(study: Study, book: Codebook, wanted: set[str]) -> pd.DataFrame:
    """Who says these codings, whatever set they belong to."""
    codings = study.codings[study.codings["coding"].isin(wanted) & (study.codings["codebook"] == book.id)]
    marks = codings[["coding", "document", "code", "start", "end", "polarity"]].reset_index(drop=True)
    said = speech_of(study, marks.assign(passage=range(1, len(marks) + 1)))
    return said[["coding", "code", "polarity", "person", "case"]].drop_duplicates()
