"""What a correction of a text left for a person to look at."""

import pandas as pd

from casekit.analysis.passages import reference
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["CARRIED_COLUMNS", "carried"]

CARRIED_COLUMNS = ("reference", "coder", "code", "document", "turn", "before", "after", "fate")


def carried(study: Study, document: str | None = None) -> pd.DataFrame:
    """One row per coding whose words a correction changed or took away, until somebody settles it.

    Columns: reference, coder, code, document, turn, before (the words that it was given), after (its words now, empty where they
    are gone), fate (changed or gone). Where they are gone, the turn is that of the text which had them.

    Raises:
        LookupFailedError: there is no such document.
    """
    mine = study.carried
    if document is not None:
        mine = mine[mine["document"] == study.known(document)]
    now = {row.coding: study.text(row.document, row.start, row.end) for row in records(study.codings[study.codings["carried"] != ""])}  # fmt: skip
    rows = [
        (reference(row.document, row.turn, row.coding), row.coder, row.code, row.document, row.turn, row.before, now.get(row.coding, ""), row.fate)
        for row in records(mine.sort_values(["document", "turn", "coding"]))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CARRIED_COLUMNS))
