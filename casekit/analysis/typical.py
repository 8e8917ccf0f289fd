"""Typical and deviant cases, by how far their ratings are from those of the others."""

import numpy as np
import pandas as pd

from casekit.analysis.comparing import By
from casekit.analysis.rated import Values, values_of, written_value
from casekit.model.study import Study

__all__ = ["MIN_CASES", "TYPICAL_COLUMNS", "typical"]

MIN_CASES = 3
TYPICAL_COLUMNS = ("case", "rank", "kind", "distance", "items", "of_items", "deviates")
_FAR = 2


def typical(
    study: Study, *, by: By = "theme", codebook: str | None = None, use: Values = "ratings"
) -> pd.DataFrame:
    """The cases by how far their profile of ratings is from that of the others, the most typical first.

    The distance of a case is the mean, over the themes (or codes) rated in it and in at least two other cases, of how many points its rating
    is from the median of the others. ``kind`` is typical for the smallest distance and deviant for the largest, where three cases or more
    have one; ties are all called so, and nobody is where all are alike. ``deviates`` names the items that are two points or more away, the
    farthest first, with the median of the others.

    Columns: ``case``, ``rank``, ``kind`` (typical, deviant or ""), ``distance`` in points, ``items`` compared ``of_items`` of the codebook,
    ``deviates``. Cases without any rating stand last, without a distance.
    """
    values = values_of(study, by=by, codebook=codebook, use=use)
    wide = values.assign(value=values["value"].astype("float64")).pivot(
        index=by, columns="case", values="value"
    )
    labels = values.drop_duplicates(by).set_index(by)["label"]
    rows = [_row(str(case), wide, labels) for case in values["case"].drop_duplicates()]
    table = pd.DataFrame(rows, columns=["case", "distance", "items", "deviates"])
    table = table.astype({"case": "str", "distance": "float64", "items": "int64", "deviates": "str"})
    table = table.sort_values("distance", kind="stable", na_position="last", ignore_index=True)
    table["rank"] = table["distance"].round(9).rank(method="min").astype("Int64")
    table["of_items"] = len(wide)
    table["kind"] = _kinds(table["distance"])
    return table[list(TYPICAL_COLUMNS)]


def _row(case: str, wide: pd.DataFrame, labels: pd.Series) -> tuple[str, float | None, int, str]:
    others = wide.drop(columns=case)
    middle = others.median(axis="columns").where(others.notna().sum(axis="columns") >= MIN_CASES - 1)
    away = (wide[case] - middle).dropna()
    if away.empty:
        return case, None, 0, ""
    far = away[away.abs() >= _FAR].sort_values(key=lambda told: -told.abs(), kind="stable")
    told = [
        f"{labels[item]} {written_value(wide.loc[item, case])} ({_written(float(middle[item]))})"
        for item in far.index
    ]
    return case, float(away.abs().mean()), len(away), "; ".join(told)


def _written(median: float) -> str:
    return f"{median:+g}".replace("-", "−") if median else "0"


def _kinds(distances: pd.Series) -> pd.Series:
    told = distances.dropna()
    if len(told) < MIN_CASES or np.isclose(told.min(), told.max()):
        return pd.Series("", index=distances.index, dtype="str")
    near, far = np.isclose(distances, told.min()), np.isclose(distances, told.max())
    return pd.Series(
        np.where(near, "typical", np.where(far, "deviant", "")), index=distances.index, dtype="str"
    )
