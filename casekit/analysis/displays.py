"""Cross-case displays: tables that show cases side by side, each cell with the way back to its passages.

Named as in Miles, Huberman and Saldaña (Qualitative Data Analysis, chapters on exploring and ordering cases). Each is a function from a study to
a tidy frame, also for a study without cases, ratings or codings; a cell's passages are ``ck.passages(study, case=…, code=…)``.
"""

import pandas as pd

from casekit.analysis.by_question import by_question
from casekit.analysis.comparing import By, compare
from casekit.analysis.contrast import leaning
from casekit.analysis.distinguishing import distinguishing, parted
from casekit.analysis.evidence import EVIDENCE_COLUMNS, cells
from casekit.analysis.outcomes import Outcome, in_order, sides_of
from casekit.analysis.over_time import time_ordered
from casekit.analysis.prerequisites import prerequisites
from casekit.analysis.rated import Values, values_of, written_value
from casekit.analysis.saturating import saturation
from casekit.analysis.selecting import members
from casekit.analysis.typical import typical
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = [
    "by_question", "case_ordered", "contrast_table", "distinguishing", "group_contrast", "laid_out", "prerequisites", "profile",
    "saturation", "time_ordered", "typical",
]  # fmt: skip


def case_ordered(
    study: Study, order: Outcome, *, by: By = "theme", codebook: str | None = None, most: int = 2
) -> pd.DataFrame:
    """The case-ordered meta-matrix: cases from most to least in *order*, with rating, summary and main passages of each theme (or code).

    *order* is an attribute of cases, a rated theme or code, or a dict of case to value. Cases without a value stand last.

    Columns: ``case``, ``case_label``, ``rank``, ``order_value``, *by*, and those of :func:`~casekit.analysis.evidence.cells`.

    Raises:
        LookupFailedError: an unknown codebook or order.
    """
    ranked = in_order(study, order, codebook=codebook)
    told = cells(study, by=by, codebook=codebook, most=most)
    table = ranked.merge(told, on="case", how="inner")
    return _labelled(study, table)[["case", "case_label", "rank", "order_value", by, *EVIDENCE_COLUMNS]]


def contrast_table(
    study: Study,
    outcome: Outcome,
    *,
    by: By = "theme",
    codebook: str | None = None,
    use: Values = "ratings",
    cut: float | None = None,
) -> pd.DataFrame:
    """Strong cases against weak ones on each theme (or code): a row per item and side.

    Columns: *by*, ``label``, ``side`` (strong, weak), ``cases`` with their ratings, ``n`` rated ``of`` so many, ``low``, ``median``, ``high``;
    ``interviews`` of the side that point to a ``barrier``, a ``facilitator``, both (``mixed``), of so many that ``mention`` it; and
    ``distinguishes`` with ``toward``, as in :func:`distinguishing`, whose arguments these are.
    """
    sides = sides_of(study, outcome, cut=cut, codebook=codebook)
    values = values_of(study, by=by, codebook=codebook, use=use)
    verdicts = parted(values, sides, by=by).set_index(by)
    counted = (
        compare(study, by=by, codebook=codebook)
        .groupby(["case", by], sort=False)[["interviews", "barrier", "facilitator", "mixed"]]
        .sum()
    )
    rows = []
    for item, group in values.groupby(by, sort=False):
        for side, names in (("strong", sides.strong), ("weak", sides.weak)):
            mine = group[group["case"].isin(names)]
            told = ", ".join(
                f"{study.label(row.case)} {written_value(row.value, mixed=row.mixed)}"
                for row in records(mine)
            )
            rated = mine["value"].dropna()
            spread = (rated.min(), rated.median(), rated.max()) if len(rated) else (None, None, None)
            pointing = counted.reindex([(case, item) for case in names]).fillna(0).sum().astype(int).tolist()
            verdict = verdicts.loc[item]
            rows.append((item, mine["label"].iloc[0] if len(mine) else "", side, told, len(rated), len(names), *spread, *pointing, verdict["distinguishes"], verdict["toward"]))  # fmt: skip
    columns = [by, "label", "side", "cases", "n", "of", "low", "median", "high", "mention", "barrier", "facilitator", "mixed", "distinguishes", "toward"]  # fmt: skip
    numbers = dict.fromkeys(("n", "of", "mention", "barrier", "facilitator", "mixed"), "int64")
    kinds = {**numbers, "low": "Int64", "high": "Int64", "median": "Float64"}
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    return table.astype({name: kinds.get(name, "str") for name in columns})


def profile(
    study: Study, case: str, *, by: By = "theme", codebook: str | None = None, most: int = 3
) -> pd.DataFrame:
    """One case: each theme (or code) with rating, counts, summary, main passages, and how the other cases are rated.

    Columns: *by*, those of :func:`~casekit.analysis.evidence.cells`, ``others_median`` and ``others`` (other cases that are rated).

    Raises:
        LookupFailedError: an unknown case or codebook.
    """
    study.label(case)
    told = cells(study, by=by, codebook=codebook, cases=[case], most=most)
    values = values_of(study, by=by, codebook=codebook)
    rest = values[~values["case"].isin(members(study, case))].dropna(subset=["value"])
    grouped = rest.assign(value=rest["value"].astype("float64")).groupby(by)["value"]
    table = told.drop(columns="case")
    table["others_median"] = table[by].map(grouped.median()).astype("float64")
    table["others"] = table[by].map(grouped.size()).fillna(0).astype("int64")
    return table


def group_contrast(
    study: Study, *, split: str = "sector", by: By = "theme", codebook: str | None = None
) -> pd.DataFrame:
    """Which way each sector (or role) points in each case, and whether they differ.

    Columns: ``case``, *split*, *by*, ``interviews`` ``of``, ``people`` ``of_people``, ``barrier``, ``facilitator``, ``mixed``, ``neutral``
    (interviews), ``leaning``; ``differs``: in this case and theme one group leans to a barrier and another to a facilitator.

    Raises:
        LookupFailedError: *split* is neither sector, role nor language.
    """
    table = compare(study, by=by, split=split, codebook=codebook)  # type: ignore[arg-type]
    table = table.assign(
        leaning=pd.Series([leaning(row) for _, row in table.iterrows()], index=table.index, dtype="str")
    )
    ways = table["leaning"].where(table["leaning"].isin(["barrier", "facilitator"]))
    both = ways.groupby([table["case"], table[by]]).transform("nunique") > 1
    kept = [
        "case",
        split,
        by,
        "interviews",
        "of",
        "people",
        "of_people",
        "barrier",
        "facilitator",
        "mixed",
        "neutral",
        "leaning",
    ]
    kinds = dict.fromkeys(("case", split, by), "str")
    return table.assign(differs=both.astype(bool))[[*kept, "differs"]].astype(kinds)


def laid_out(table: pd.DataFrame, *, cell: str = "value") -> pd.DataFrame:
    """A display laid out for reading: cases in columns in their order, themes or codes in rows, *cell* inside.

    ``value`` is written as people write it (+1, −2, 0* for mixed, – for missing); any other column as it is.
    """
    item = next(name for name in ("theme", "code", "question") if name in table.columns)
    told = table[cell].astype(str) if cell != "value" else pd.Series([written_value(row.value, mixed=row.mixed) for row in records(table)], index=table.index, dtype="str")  # fmt: skip
    heads = table["case_label"] if "case_label" in table.columns else table["case"]
    wide = table.assign(cell=told, head=heads).pivot(index=item, columns="head", values="cell")
    rows = table.drop_duplicates(item)
    wide = wide.reindex(index=rows[item], columns=heads.drop_duplicates())
    names = rows["label"] if "label" in rows else rows[item]
    return wide.set_axis(pd.Index(names), axis="index").rename_axis(index=None, columns=None)


def _labelled(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    return table.assign(case_label=table["case"].map(labels).astype("str"))
