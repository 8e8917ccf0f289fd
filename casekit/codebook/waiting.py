"""Codings that wait for a person to say which code they have now."""

import pandas as pd

from casekit.model.frames import records
from casekit.model.mapping import current
from casekit.model.study import Study

__all__ = ["to_review"]

COLUMNS = (
    "reference", "codebook", "made_as", "version", "options", "document", "turn", "text", "polarity", "coder", "coding",
)  # fmt: skip


def to_review(study: Study) -> pd.DataFrame:
    """The codings whose code was split or is gone, one row each; they count nowhere until a person chose.

    Columns: ``reference`` (for :meth:`Project.recode`), ``codebook``, ``made_as`` and ``version``: the code and the version
    it was made with, ``options``: the codes in its place, where ``document``, ``turn``, the ``text``, ``polarity``, ``coder``,
    ``coding``.
    """
    waits = study.codings[study.codings["waits"]].sort_values(["codebook", "made_as", "document", "start"])
    rows = [
        (
            row.coding[:10], row.codebook, row.made_as, row.version, ", ".join(_options(study, row)), row.document, row.turn,
            study.text(row.document, row.start, row.end), row.polarity, row.coder, row.coding,
        )
        for row in records(waits)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _options(study: Study, row: object) -> tuple[str, ...]:
    book, _, code = str(row.made_as).rpartition(":")  # type: ignore[attr-defined]
    made_in = book or str(row.codebook)  # type: ignore[attr-defined]
    return current(study.codebooks, made_in, code, str(row.version)).options  # type: ignore[attr-defined]
