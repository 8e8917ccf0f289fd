"""How many new codes each further interview brings."""

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.comparing import By, items_of
from casekit.analysis.counting import spoken
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = ["BASE", "RUN", "SATURATION_COLUMNS", "Order", "saturation"]

Order = Literal["date", "coded", "name"]
BASE = 4
RUN = 2
SATURATION_COLUMNS = (
    "position",
    "document",
    "case",
    "date",
    "codes",
    "new",
    "cumulative",
    "of",
    "base",
    "run_new",
    "new_codes",
)


def saturation(
    study: Study,
    *,
    by: By = "code",
    order: Order = "date",
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Which codes each interview brings that none before it had: one row per coded interview, in their *order*.

    *order*: by ``date`` (those without one last), as they were first ``coded``, or by ``name``. Documents without a coding that counts are left
    out: nothing found in them is not the same as nothing new. The order matters, and so does how fine the codebook is; with a codebook
    made beforehand the curve shows when its codes have come up, not whether the material is exhausted.

    Columns: ``position``, ``document``, ``case``, ``date``; ``codes`` in it, ``new`` ones among them, ``cumulative`` so far, ``of`` so many in
    the codebook; and after Guest, Namey and Chen (2020, PLoS ONE 15(5): e0232076) ``base``, the codes of the first four interviews, and
    ``run_new``, the new codes of this interview and the one before (missing as long as there is no base and no run after it): where it is a
    twentieth of the base or less, they speak of saturation; ``new_codes`` by name.

    Raises:
        LookupFailedError: an unknown codebook, coder, *by* or *order*.
    """
    allow(by, get_args(By))
    allow(order, get_args(Order))
    book = study.codebook(codebook)
    said = spoken(study, book, by=by, coders=coders)[["document", by]].drop_duplicates()
    table = _ordered(study, list(said["document"].unique()), order)
    said = said.merge(table[["document", "position"]], on="document").sort_values("position", kind="stable")
    first = said.drop_duplicates(by)
    places = {code.id: place for place, code in enumerate(book)}
    first = first.sort_values(by, key=lambda told: told.map(places), kind="stable")
    table["codes"] = _counted(said, table)
    table["new"] = _counted(first, table)
    table["cumulative"] = table["new"].cumsum()
    table["of"] = len(items_of(book, by)) if by == "theme" else len(book) - len(book.themes)
    base = int(table["new"].head(BASE).sum())
    table["base"] = pd.array([base if len(table) >= BASE else pd.NA] * len(table), dtype="Int64")
    run = table["new"].rolling(RUN).sum().where(table["position"] >= BASE + RUN)
    table["run_new"] = run.astype("Int64")
    named = first.groupby("document")[by].agg(", ".join)
    table["new_codes"] = table["document"].map(named).fillna("").astype("str")
    chosen = None if coders is None else tuple(coders)
    return made_with(
        study,
        "saturation",
        table[list(SATURATION_COLUMNS)],
        by=by,
        order=order,
        codebook=codebook,
        coders=chosen,
    )


def _counted(said: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    return table["document"].map(said.groupby("document").size()).fillna(0).astype("int64")


def _ordered(study: Study, coded: Sequence[str], order: Order) -> pd.DataFrame:
    """The coded documents with their position."""
    table = study.documents[study.documents["document"].isin(coded)][["document", "case", "date"]]
    if order == "coded":
        table = table.assign(at=table["document"].map(study.codings.groupby("document")["event"].min()))
    else:
        table = table.assign(
            at=table["date"].where(table["date"].fillna("") != "") if order == "date" else ""
        )
    table = table.sort_values(["at", "document"], kind="stable", na_position="last", ignore_index=True)
    return table.drop(columns="at").assign(position=range(1, len(table) + 1))
