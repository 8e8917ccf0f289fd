"""The codebook as a tree, with how often each code was given."""

import pandas as pd

from casekit.analysis.counting import counted_codings, merge_passages, speech_of
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language

__all__ = ["tree"]


def tree(study: Study, codebook: str | None = None) -> pd.DataFrame:
    """One row per code, each before those below it. A code counts what was said about it and about those below it.

    Overlapping words about one code, or about those below one, are one passage, as in :func:`~casekit.compare`.

    Columns: ``code``, ``label``, ``level`` (0 is a theme), ``interviews`` that mention it, ``passages``, ``suggestions`` that are
    open, ``waiting`` codings that a person has to choose a code for. Index: the label, indented.

    Raises:
        LookupFailedError: no such codebook.
    """
    book = study.codebook(codebook)
    said = speech_of(study, merge_passages(_over(book, counted_codings(study, book)), by="code"))
    open_ones = study.suggestions[
        (study.suggestions["codebook"] == book.id) & (study.suggestions["status"] == "open")
    ]
    waits = study.codings[(study.codings["codebook"] == book.id) & study.codings["waits"]]
    counts = pd.DataFrame(
        {
            "code": [code.id for code in book],
            "label": [code.label.shown(language()) for code in book],
            "level": [len(book.path(code.id)) - 1 for code in book],
        }
    )
    columns = {
        "interviews": said.groupby("code")["document"].nunique(),
        "passages": said.groupby("code")["passage"].nunique(),
        "suggestions": _over(book, open_ones).groupby("code").size(),
        "waiting": _over(book, waits).groupby("code").size(),
    }
    for name, found in columns.items():
        counts[name] = counts["code"].map(found).fillna(0).astype("int64")
    indented = ["\u2003" * row.level + row.label for row in records(counts)]
    return counts.set_index(pd.Index(indented, name=book.title.shown(language()) or book.id))


def _over(book: Codebook, marks: pd.DataFrame) -> pd.DataFrame:
    """Each mark under its code and under every code above it."""
    paths = {code.id: book.path(code.id) for code in book}
    known = marks[marks["code"].isin(book.by_id)]
    return known.assign(code=known["code"].map(paths).astype(object)).explode("code")
