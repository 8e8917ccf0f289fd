"""From a study to the tidy frames that charts take, with the labels that people see."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

import pandas as pd

from casekit.analysis.comparing import By
from casekit.analysis.cooccurrence import How, cooccurrence
from casekit.analysis.counting import spoken
from casekit.analysis.matrices import matrix
from casekit.analysis.selecting import members
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import say_in

__all__ = ["MOST", "label_of", "pair_frame", "part_of", "passage_frame", "rating_frame", "turn_frame"]

MOST = 15
"""So many codes a chart of pairs shows, where nobody chose."""
_MINUTE = 60_000


def label_of(book: Codebook, code: str, language: str) -> str:
    """What people call a code; its id where the codebook has it no more."""
    return book[code].label.get(language) if code in book.by_id else code


def part_of(
    study: Study,
    table: pd.DataFrame,
    by: By,
    case: str | None,
    codes: Sequence[str] | None,
    codebook: str | None,
) -> pd.DataFrame:
    """The rows of a table about one case with those in it, and about some codes (or themes).

    Raises:
        LookupFailedError: an unknown case; UnknownCodeError: an unknown code.
    """
    kept = table if case is None else table[table["case"].isin(members(study, case))]
    if codes is None:
        return kept
    book = study.codebook(codebook)
    return kept[kept[by].isin([book[code].id for code in codes])]


def pair_frame(
    study: Study,
    by: By,
    how: How,
    turns: int,
    codes: Sequence[str] | None,
    codebook: str | None,
    language: str,
) -> tuple[pd.DataFrame, str]:
    """Pairs of *codes*, or of those that come up with others most often; and a sentence about those left out.

    Raises:
        UnknownCodeError: one of *codes* is not in the codebook.
    """
    book = study.codebook(codebook)
    table = cooccurrence(study, by=by, how=how, turns=turns, codebook=codebook)
    for code in codes or ():
        book[code]
    weights = table.groupby(by, sort=False)["documents"].sum().sort_values(ascending=False, kind="stable")
    met = [str(code) for code in weights.index[weights > 0]]
    kept = set(codes) if codes is not None else set(met[:MOST])
    rest = 0 if codes is not None else len(met) - len(kept)
    chosen = table[table[by].isin(kept) & table["other"].isin(kept)]
    names = _names(book, list(dict.fromkeys(chosen[by])), language)
    told = chosen.assign(row=chosen[by].map(names), column=chosen["other"].map(names)).reset_index(drop=True)
    note = say_in(language, "chart.cooccurrence.chosen", n=len(kept), rest=rest) if rest > 0 else ""
    return told, note


def _names(book: Codebook, codes: list[str], language: str) -> dict[str, str]:
    """What people call these codes; with the id where two are called the same."""
    labels = {code: label_of(book, code, language) for code in codes}
    said = list(labels.values())
    return {code: f"{label} ({code})" if said.count(label) > 1 else label for code, label in labels.items()}


def passage_frame(study: Study, document: str, by: By, codebook: str | None, language: str) -> pd.DataFrame:
    """The passages of a document: ``item``, ``turn``, ``last`` turn, ``polarity`` and the reference of its ``coding``, in the order of the codebook."""
    book = study.codebook(codebook)
    speech = spoken(study, book, by=by)
    here = speech[speech["document"] == document]
    table = here.groupby("passage", sort=False).agg(
        code=(by, "first"), turn=("turn", "min"), last=("turn", "max"), polarity=("polarity", "first"), coding=("coding", "first")
    )  # fmt: skip
    place = {code.id: number for number, code in enumerate(book)}
    ordered = table.sort_values(
        ["code", "turn"], key=lambda told: told.map(place) if told.name == "code" else told
    )
    names = _names(book, list(dict.fromkeys(ordered["code"])), language)
    return ordered.assign(item=ordered["code"].map(names)).reset_index(drop=True)


def turn_frame(
    study: Study, document: str, unit: Literal["words", "minutes"] | None, codebook: str | None
) -> tuple[pd.DataFrame, str]:
    """The turns of a document: ``turn``, ``speaker``, ``role``, ``begin``, ``end`` and ``coded`` passages; and what begin and end count.

    Raises:
        LookupFailedError: minutes of a document whose turns have no times.
    """
    turns = study.turns[study.turns["document"] == document].sort_values("turn").reset_index(drop=True)
    timed = len(turns) > 0 and bool(turns[["start_ms", "end_ms"]].notna().all(axis=None))
    if unit == "minutes" and not timed:
        raise LookupFailedError("no_times", document=document)
    measure = unit or ("minutes" if timed else "words")
    if measure == "minutes":
        begin, end = ([float(at) / _MINUTE for at in turns[name]] for name in ("start_ms", "end_ms"))
    else:
        said = [len(study.text(document, row.start, row.end).split()) for row in records(turns)]
        end = list(accumulate(map(float, said)))
        begin = [0.0, *end][: len(end)]
    coded = _coded(study, document, codebook)
    table = turns[["turn", "speaker", "role"]].assign(
        begin=begin, end=end, coded=turns["turn"].map(coded).fillna(0).astype("int64")
    )
    return table, measure


def _coded(study: Study, document: str, codebook: str | None) -> "pd.Series[int]":
    """How many passages touch each turn that has any."""
    if not study.codebooks and codebook is None:
        return pd.Series(dtype="int64")
    speech = spoken(study, study.codebook(codebook), by="code")
    return speech[speech["document"] == document].groupby("turn")["passage"].nunique()


def rating_frame(
    study: Study, table: pd.DataFrame, by: By, codebook: str | None, language: str
) -> pd.DataFrame:
    """A table of ``casekit.ratings`` with the labels that people see; ``asked``, ``open`` and ``differ`` for the chart."""
    book = study.codebook(codebook)
    cases = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    names = _names(book, list(dict.fromkeys(table[by])), language)
    heard = matrix(study, "case", by, codebook=codebook)
    silent = heard[(heard["n"] == 0) & (heard["of"] > 0) & (heard["not_asked"] >= heard["of"])]
    pairs = set(zip(silent["case"], silent[by], strict=True))
    asked = [pair not in pairs for pair in zip(table["case"], table[by], strict=True)]
    return table.assign(
        item=table[by].map(names),
        id=table["case"],
        case=[cases.get(case, case) for case in table["case"]],
        asked=asked,
        open=table["value"].notna() & ~table["status"].isin(["agreed", "alike"]),
        differ=table["status"] == "differ",
    )
