"""A study of fewer cases, or of one of its codebooks."""

from dataclasses import replace

import pandas as pd

from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["at_top", "members", "top_of", "with_codebook", "within"]


def members(study: Study, case: str) -> list[str]:
    """A case and those that belong to it, however deep.

    Raises:
        LookupFailedError: an unknown case.
    """
    study.label(case)
    found = [case]
    for name in found:
        below = study.cases.loc[study.cases["parent"] == name, "case"]
        found += [str(member) for member in below if member not in found]
    return found


def at_top(study: Study) -> Study:
    """The same study with every member case counted as the case that it belongs to."""
    heads = {member: case for case in _tops(study) for member in members(study, case)}
    return replace(
        study,
        cases=study.cases[study.cases["case"].isin(_tops(study))],
        documents=study.documents.assign(case=study.documents["case"].replace(heads)),
        speakers=study.speakers.assign(case=study.speakers["case"].replace(heads)),
    )


def top_of(study: Study, case: str) -> str:
    """The case at the top that a case belongs to; a case at the top is its own."""
    return next((top for top in _tops(study) if case in members(study, top)), case)


def _tops(study: Study) -> list[str]:
    known = set(study.cases["case"])
    return [str(case.case) for case in records(study.cases) if case.parent not in known]


def within(study: Study, case: str) -> Study:
    """The part of a study that is about one case. Its member cases count as the case itself."""
    inside = members(study, case)
    asks = study.speakers["role"] == "interviewer"
    speakers = study.speakers[study.speakers["case"].isin(inside) | asks]
    answered = speakers.loc[speakers["role"] != "interviewer", "document"]
    documents = study.documents[study.documents["document"].isin(answered)]
    return replace(
        study,
        cases=study.cases[study.cases["case"] == case],
        documents=documents.assign(case=case),
        speakers=_of(speakers, documents).assign(case=case),
        turns=_of(study.turns, documents),
        codings=_of(study.codings, documents),
        suggestions=_of(study.suggestions, documents),
        messages=study.messages[study.messages["case"].isin(inside)],
    )


def with_codebook(study: Study, codebook: str | None) -> Study:
    """The part of a study that is about one of its codebooks, for documents and lists about that; without a name all of it.

    Raises:
        LookupFailedError: no such codebook.
    """
    if codebook is None:
        return study
    book = study.codebook(codebook)
    themes = {*(theme.id for theme in book.themes), ""}
    return replace(
        study,
        codings=_made_with(study.codings, codebook),
        suggestions=_made_with(study.suggestions, codebook),
        ratings=_made_with(study.ratings, codebook),
        summaries=_made_with(study.summaries, codebook),
        messages=study.messages[study.messages["theme"].isin(themes)],
        codebooks={codebook: study.codebooks[codebook]},
    )


def _made_with(frame: pd.DataFrame, codebook: str) -> pd.DataFrame:
    return frame[frame["codebook"] == codebook]


def _of(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["document"].isin(documents["document"])]
