"""What stands beside a rating in a display: counts, summaries, main messages, and the passages that say most."""

from collections.abc import Mapping, Sequence

import pandas as pd

from casekit.analysis.comparing import By, comparable, compare
from casekit.analysis.contrast import leaning
from casekit.analysis.counting import spoken
from casekit.analysis.floor import floor_of
from casekit.analysis.passages import reference
from casekit.analysis.rated import ratings
from casekit.analysis.rating_basis import linked
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["EVIDENCE_COLUMNS", "cells", "main_passages"]

EVIDENCE_COLUMNS = (
    "label", "value", "mixed", "status", "proposed", "proposed_mixed", "interviews", "of", "passages", "leaning", "summary",
    "references", "text",
)  # fmt: skip
_SHOWN = 300  # characters of a passage


def cells(
    study: Study,
    *,
    by: By = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
    most: int = 2,
) -> pd.DataFrame:
    """One row per case and theme (or code) with what people rated, wrote and said.

    Columns: ``case``, *by*, and ``EVIDENCE_COLUMNS``: ``label``, the rating that holds (``value``, ``mixed``, ``status``) and what the codings
    propose; ``interviews`` that mention it ``of`` so many, ``passages``, and which way the interviews lean; ``summary``, what people
    wrote about it for the whole case; ``references`` of its *most* main passages, and the ``text`` of the first. Main are those that the
    rating is linked with; else those that point where the interviews lean, the longest of each respondent first.
    """
    book = study.codebook(codebook)
    rated = ratings(study, by=by, codebook=book.id)
    counted = compare(study, by=by, codebook=book.id)
    counted = counted.assign(leaning=[leaning(row) for _, row in counted.iterrows()])
    kept = ["case", by, "interviews", "of", "passages", "leaning"]
    table = rated.drop(columns="passages").merge(counted[kept], on=["case", by], how="left")
    if cases is not None:
        table = table[table["case"].isin(cases)].reset_index(drop=True)
    table[["interviews", "of", "passages"]] = (
        table[["interviews", "of", "passages"]].fillna(0).astype("int64")
    )
    table["leaning"] = table["leaning"].fillna("").astype("str")
    summaries = _summaries(study, book)
    pairs = list(zip(table["case"], table[by], strict=True))
    table["summary"] = pd.Series([summaries.get(pair, "") for pair in pairs], dtype="str")
    found = main_passages(
        study, book, by=by, leanings=dict(zip(pairs, table["leaning"], strict=True)), most=most
    )
    table["references"] = pd.Series([found.get(pair, ("", ""))[0] for pair in pairs], dtype="str")
    table["text"] = pd.Series([found.get(pair, ("", ""))[1] for pair in pairs], dtype="str")
    return table[["case", by, *EVIDENCE_COLUMNS]].astype({"case": "str", by: "str"})


def _summaries(study: Study, book: Codebook) -> dict[tuple[str, str], str]:
    """What people wrote about a case as a whole, by case and code, the newest last."""
    mine = study.summaries[(study.summaries["codebook"] == book.id) & study.summaries["document"].isna()]
    told: dict[tuple[str, str], list[str]] = {}
    for row in records(mine):
        told.setdefault((row.case, row.code), []).append(row.text)
    return {pair: "\n".join(dict.fromkeys(texts)) for pair, texts in told.items()}


def main_passages(
    study: Study, book: Codebook, *, by: By, leanings: Mapping[tuple[str, str], str], most: int
) -> dict[tuple[str, str], tuple[str, str]]:
    """For each case and item the references of its main passages, set apart by "; ", and the words of the first."""
    speech = comparable(spoken(study, book, by="code"), None)
    item = (
        speech["code"]
        if by == "code"
        else speech["code"].map({code.id: book.theme_of(code.id) for code in book})
    )
    speech = speech.assign(item=item, words=floor_of(study).words(speech))
    said = speech.drop_duplicates(["case", "item", "passage"])
    pairs = list(zip(said["case"], said["item"], strict=True))
    linked_ones = set(linked(study, book)["coding"])
    ordered = said.assign(
        linked=said["coding"].isin(linked_ones),
        along=[leanings.get(pair) == way for pair, way in zip(pairs, said["polarity"], strict=True)],
    ).sort_values(
        ["linked", "along", "words", "document", "start"],
        ascending=[False, False, False, True, True],
        kind="stable",
    )
    turn = ordered.groupby(["case", "item", "person"], sort=False).cumcount()
    ordered = ordered.assign(turn_of_person=turn)
    ordered = ordered.sort_values(
        ["linked", "along", "turn_of_person"], ascending=[False, False, True], kind="stable"
    )
    first = ordered.groupby(["case", "item"], sort=False).head(most)
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in records(first):
        told = reference(row.document, row.turn, row.coding)
        before = found.get((row.case, row.item))
        found[row.case, row.item] = (
            (f"{before[0]}; {told}", before[1]) if before else (told, _words(study, row))
        )
    return found


def _words(study: Study, row: object) -> str:
    text = " ".join(study.text(row.document, row.said_from, row.said_to).split())  # type: ignore[attr-defined]
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
