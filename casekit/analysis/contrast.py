"""How one case differs from the others, without naming them."""

import pandas as pd

from casekit.analysis.comparing import By, compare, direction_of
from casekit.analysis.selecting import at_top, top_of, within
from casekit.model.study import Study

__all__ = ["MIN_OTHERS", "against_others", "leaning", "leanings"]

MIN_OTHERS = 3
"""A comparison with fewer other cases would point at one of them."""
_WAYS = ["barrier", "facilitator", "mixed"]


def leaning(row: "pd.Series[int]") -> str:
    """Which way the interviews of a row of :func:`compare` point: barrier, facilitator, mixed, neutral, or "".

    >>> leaning(pd.Series({"barrier": 2, "facilitator": 1, "mixed": 0, "neutral": 0}))
    'barrier'
    """
    return direction_of(row["barrier"], row["facilitator"], row["mixed"], row["neutral"])


def leanings(
    study: Study, *, by: By = "theme", codebook: str | None = None, suggestions: bool = False
) -> pd.DataFrame:
    """The table of :func:`compare` with ``here``: which way the interviews point."""
    table = compare(study, by=by, codebook=codebook, suggestions=suggestions)
    return table.assign(here=[leaning(row) for _, row in table.iterrows()])


def against_others(study: Study, case: str, *, by: By = "theme") -> pd.DataFrame:
    """Per theme: how *case* leans, and how many of the other cases lean which way.

    Columns: *by*, ``interviews``, ``of``, ``here`` (its leaning), ``others`` (cases with interviews), ``mention``, ``barrier``,
    ``facilitator``, ``mixed`` (of those cases). Empty where there are fewer than three others: they could be told apart.
    A member case is compared with the cases at the top, without the one that it belongs to.

    Raises:
        LookupFailedError: an unknown case.
    """
    book = study.codebook().id
    own = leanings(within(study, case), by=by, codebook=book)
    rest = leanings(at_top(study), by=by, codebook=book)
    rest = rest[rest["case"] != top_of(study, case)]
    if rest["case"].nunique() < MIN_OTHERS:
        return own.iloc[:0].assign(others=0, mention=0)[
            [by, "interviews", "of", "here", "others", "mention", *_WAYS]
        ]
    counted = rest.groupby(by).agg(
        others=("case", "nunique"),
        mention=("interviews", lambda numbers: int((numbers > 0).sum())),
        barrier=("here", lambda said: int((said == "barrier").sum())),
        facilitator=("here", lambda said: int((said == "facilitator").sum())),
        mixed=("here", lambda said: int((said == "mixed").sum())),
    )
    return own[[by, "interviews", "of", "here"]].merge(counted, on=by, how="left")
