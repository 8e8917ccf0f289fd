"""What each case has of the prerequisites: the groups of themes that a codebook reads together."""

import pandas as pd

from casekit.analysis.evidence import EVIDENCE_COLUMNS, cells
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language

__all__ = ["prerequisites"]


def prerequisites(
    study: Study, case: str | None = None, *, codebook: str | None = None, most: int = 2
) -> pd.DataFrame:
    """Each case with its prerequisites (access to housing, support, organisation, culture) as the codebook groups its themes: one page per case.

    *case* limits it to one. A theme without a group is left out; a codebook without groups gives no rows.

    Columns: ``case``, ``case_label``, ``group``, ``group_label``, ``theme``, those of :func:`~casekit.analysis.evidence.cells`, and
    ``messages``, the main messages that people wrote about the theme in this case.

    Raises:
        LookupFailedError: an unknown case or codebook.
    """
    book = study.codebook(codebook)
    if case is not None:
        study.label(case)
    told = cells(study, codebook=book.id, cases=None if case is None else [case], most=most)
    groups = [
        (theme, group.id, group.label.shown(language()), place)
        for place, group in enumerate(book.groups)
        for theme in group.themes
    ]
    grouped = pd.DataFrame(groups, columns=["theme", "group", "group_label", "place"], dtype=object)
    kinds = {"theme": "str", "group": "str", "group_label": "str", "place": "int64"}
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    order = {str(one): place for place, one in enumerate(study.cases["case"])}
    table = told.merge(grouped.astype(kinds), on="theme", how="inner")
    table = table.assign(case_label=table["case"].map(labels).astype("str"), at=table["case"].map(order))
    table = table.sort_values(["at", "place"], kind="stable", ignore_index=True)
    messages = _messages(study)
    table["messages"] = pd.Series(
        [messages.get((row.case, row.theme), "") for row in records(table)], dtype="str"
    )
    return table[["case", "case_label", "group", "group_label", "theme", *EVIDENCE_COLUMNS, "messages"]]


def _messages(study: Study) -> dict[tuple[str, str], str]:
    told: dict[tuple[str, str], list[str]] = {}
    for row in records(study.messages.dropna(subset=["case"])):
        told.setdefault((row.case, row.theme), []).append(row.text)
    return {pair: "\n".join(texts) for pair, texts in told.items()}
