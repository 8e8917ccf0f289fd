"""How far the work on each document is, and where most is left to do."""

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.study import Study

__all__ = ["most_to_do", "progress"]


def progress(study: Study, *, coder: str | None = None) -> pd.DataFrame:
    """One row per document: document, case, language, ``turns``, ``codings`` (of *coder*, if one is named) and open ``suggestions``.

    Where most is left to do stands first: the most open suggestions, of equal ones the fewest codings.
    """
    mine = study.codings if coder is None else study.codings[study.codings["coder"] == coder]
    waiting = study.suggestions[study.suggestions["status"] == "open"]
    table = study.documents[["document", "case", "language"]].copy()
    for name, frame in (("turns", study.turns), ("codings", mine), ("suggestions", waiting)):
        table[name] = table["document"].map(frame["document"].value_counts()).fillna(0).astype("int64")
    order = {"suggestions": False, "codings": True}
    return table.sort_values([*order], ascending=[*order.values()], kind="stable", ignore_index=True)


def most_to_do(study: Study, *, coder: str | None = None) -> str:
    """The document that stands first in :func:`progress`.

    Raises:
        LookupFailedError: there is no document.
    """
    table = progress(study, coder=coder)
    if table.empty:
        raise LookupFailedError("no_documents_yet")
    return str(table["document"].iloc[0])
