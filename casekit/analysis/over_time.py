"""What is said when: by wave, or before and after a day such as that of a reform."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from casekit.analysis.comparing import By, comparable, counts_of, items_of
from casekit.analysis.contrast import leaning
from casekit.analysis.counting import respondents, spoken
from casekit.errors import LookupFailedError
from casekit.model.study import Study

__all__ = ["TIME_COLUMNS", "time_ordered"]

TIME_COLUMNS = (
    "interviews", "of", "people", "of_people", "passages", "barrier", "facilitator", "mixed", "neutral", "leaning",
)  # fmt: skip
_NUMBERS = list(TIME_COLUMNS[:-1])


def time_ordered(
    study: Study,
    *,
    since: str | None = None,
    by: By = "theme",
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The time-ordered matrix: case × period × theme (or code).

    Periods are the waves of the documents or, with *since* (an ISO date), before and after that day, the day itself among after. Documents
    without a wave or date stand in a period "" of their own, last. Whether talk *about* a time is meant, only a reader can tell.

    Columns: ``case``, ``period``, *by*, and ``TIME_COLUMNS``: what :func:`~casekit.compare` counts, in the interviews of that period, and
    which way they lean. A case without interviews in a period has no row there.

    Raises:
        LookupFailedError: an unknown codebook or coder; *since* is no date.
    """
    book = study.codebook(codebook)
    periods = _periods(study, since)
    order = {period: place for place, period in enumerate(sorted(set(periods.values()), key=_rank))}
    speech = _placed(comparable(spoken(study, book, by=by, coders=coders), None), periods)
    who = _placed(comparable(respondents(study), None), periods)
    bases = (
        who.groupby(["case", "period"])
        .agg(of=("document", "nunique"), of_people=("person", "nunique"))
        .reset_index()
    )
    items = pd.Index([code.id for code in items_of(book, by)], name=by)
    grid = bases.merge(items.to_frame(index=False), how="cross")
    table = grid.merge(
        counts_of(study, speech, ["case", "period", by]), on=["case", "period", by], how="left"
    )
    table[_NUMBERS] = table[_NUMBERS].fillna(0).astype("int64")
    table["leaning"] = pd.Series(
        [leaning(row) for _, row in table.iterrows()], index=table.index, dtype="str"
    )
    cases = {str(case): place for place, case in enumerate(study.cases["case"])}
    places = {str(item): place for place, item in enumerate(items)}
    rank = {"case": cases, "period": order, by: places}
    table = table.sort_values(
        ["case", "period", by],
        key=lambda told: told.map(rank[str(told.name)]),
        kind="stable",
        ignore_index=True,
    )
    return table[["case", "period", by, *TIME_COLUMNS]].astype({"case": "str", "period": "str", by: "str"})


def _periods(study: Study, since: str | None) -> dict[str, str]:
    documents = study.documents
    if since is None:
        return {
            row: wave or ""
            for row, wave in zip(documents["document"], documents["wave"].fillna(""), strict=True)
        }
    try:
        day = date.fromisoformat(since).isoformat()
    except ValueError:
        raise LookupFailedError("not_a_date", value=since) from None
    dates = documents["date"].fillna("")
    return {
        document: "" if not told else "before" if str(told) < day[: len(str(told))] else "after"
        for document, told in zip(documents["document"], dates, strict=True)
    }


def _rank(period: str) -> tuple[bool, int, str]:
    """Before stands before after, waves in their order, what is not told last."""
    return period == "", {"before": 0, "after": 1}.get(period, 0), period


def _placed(frame: pd.DataFrame, periods: dict[str, str]) -> pd.DataFrame:
    return frame.assign(period=frame["document"].map(periods).astype("str"))
