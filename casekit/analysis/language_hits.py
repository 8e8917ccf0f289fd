"""What search terms bring in each language, beside what people made of it."""

from typing import Literal

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.comparing import items_of
from casekit.analysis.counting import themes_of
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = ["LANGUAGE_COLUMNS", "language_hits"]

_VERDICTS = ("open", "accepted", "changed", "rejected")
LANGUAGE_COLUMNS = ("language", "suggestions", *_VERDICTS, "codings", "documents", "of")


def language_hits(
    study: Study, *, by: Literal["theme", "code"] = "code", codebook: str | None = None
) -> pd.DataFrame:
    """Code (or theme) × language of the documents: suggestions and how people decided on them, codings, and ``documents`` with one ``of`` so many.

    To stand beside a comparison across languages: where terms bring much in one language and little in another, so may the coding. Columns:
    *by* and ``LANGUAGE_COLUMNS``.

    Raises:
        LookupFailedError: *by* is something else; no such codebook.
    """
    allow(by, ("theme", "code"))
    book = study.codebook(codebook)
    languages = study.documents.set_index("document")["language"]
    of = languages.value_counts().sort_index()
    marks, codings = (
        frame[frame["codebook"] == book.id].assign(
            language=lambda rows: rows["document"].map(languages),
            theme=lambda rows: themes_of(rows["code"], book),
        )
        for frame in (study.suggestions, study.codings)
    )
    items = [code.id for code in items_of(book, by)]
    index = pd.MultiIndex.from_product([items, list(of.index)], names=[by, "language"])
    keys = [by, "language"]
    told = {"suggestions": marks.groupby(keys).size()}
    told |= {verdict: marks[marks["status"] == verdict].groupby(keys).size() for verdict in _VERDICTS}
    told |= {
        "codings": codings.groupby(keys).size(),
        "documents": codings.groupby(keys)["document"].nunique(),
    }
    counts = pd.DataFrame(
        {name: found.reindex(index, fill_value=0) for name, found in told.items()}, index=index
    )
    table = counts.astype("int64").reset_index()
    table = table.assign(of=table["language"].map(of).astype("int64"))[[by, *LANGUAGE_COLUMNS]]
    return made_with(study, "language_hits", table, by=by, codebook=codebook)
