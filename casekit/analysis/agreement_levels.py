"""The rows of a table of agreement: per code or per theme, and for all of them together."""

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.agreement_measures import WHYS, Distances, Scores, pooled, scores
from casekit.analysis.agreement_tallies import Tallies
from casekit.analysis.compared import FEW, Compared
from casekit.analysis.units import Cells, Units, cells_of, tallied
from casekit.model.codebook import Codebook
from casekit.wording import language, say

__all__ = ["RARE", "Level", "interval", "level", "measured_columns", "percentiles"]

Floats = NDArray[np.float64]
RARE = 10  # units in which a code was given; of fewer a value says little (guide of the field; measured: docs/agreement.md)
_NORMAL = NormalDist()
_T = (12.706, 4.303, 3.182, 2.776)  # 97.5th percentiles of Student's t with 1 to 4 degrees of freedom
_ENOUGH = 0.5  # of the draws have a value; else they say nothing about where it lies


class Level(NamedTuple):
    """A row per item, one for all together, and how many units there are."""

    frame: pd.DataFrame
    together: pd.DataFrame
    units: int


def level(
    book: Codebook, chosen: Compared, units: Units, by: str, measures: Sequence[str], draws: Floats
) -> Level:
    """Codes or themes that somebody gave, in the order of the codebook: counts, measures, intervals from *draws*, warnings."""
    above = {code.id: code.id if by == "code" else book.theme_of(code.id) for code in book}
    given = chosen.codings["code"].map(above).astype("str")
    there = set(given.unique())
    names = [code.id for code in book if code.id in there]
    items = pd.Index(names).get_indexer(pd.Index(given)).astype(np.int64)
    cells = cells_of(units, chosen, items)
    counts, by_coder = tallied(cells, chosen, len(names))
    whole, drawn, n = counts.summed(axis=1), counts.drawn(draws), len(chosen.documents)
    used = _used(units, cells, items, len(names))
    frame = pd.DataFrame(
        {
            by: pd.Series(names, dtype="str"),
            "label": pd.Series([book[name].label.shown(language()) for name in names], dtype="str"),
            "units": whole.paired.astype(np.int64),
            **{f"by_{coder}": by_coder[:, at].astype(np.int64) for at, coder in enumerate(chosen.coders)},
            "given": used,
            **measured_columns(whole, drawn, measures, lambda found: found, documents=n),
            "warnings": _warnings(used < RARE, n),
        }
    )
    one_row = measured_columns(whole, drawn, measures, lambda found: _as_row(pooled(found)), documents=n)
    together = pd.DataFrame(
        {
            "level": [by],
            "label": [say(f"agreement.all_{by}s")],
            "units": [int(cells.sizes.sum())],
            **one_row,
            "warnings": _warnings(np.zeros(1, dtype=bool), n),
        }
    )
    return Level(frame, together, int(cells.sizes.sum()))


def _as_row(found: Scores) -> Scores:
    value, observed, expected, why = found
    return Scores(value[..., None], observed[..., None], expected[..., None], why[..., None])


def _used(units: Units, cells: Cells, items: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """In how many units an item was given; characters hang together, so that codings are counted there."""
    if units.unit == "character":
        coding = units.marks["coding"].drop_duplicates().to_numpy(np.int64)
        return np.bincount(items[coding], minlength=n).astype(np.int64)
    return np.bincount(cells.item, minlength=n).astype(np.int64)


def measured_columns(
    whole: Tallies,
    drawn: Tallies,
    measures: Sequence[str],
    united: Callable[[Scores], Scores],
    distances: Distances | None = None,
    *,
    documents: int,
) -> dict[str, object]:
    """Columns: percent, each measure with its interval, and why the first of them is undefined; *united* puts items together."""
    far = Distances.nominal(whole.shares.shape[-1]) if distances is None else distances
    exact = Distances.nominal(whole.shares.shape[-1])
    columns: dict[str, object] = {"percent": united(scores(whole, "percent", exact)).value}
    undefined: list[str] | None = None
    for name in measures:
        found = united(scores(whole, name, far))
        low, high = interval(united(scores(drawn, name, far)).value, documents)
        there = np.isfinite(found.value)
        columns |= {
            name: found.value,
            f"{name}_low": np.where(there, low, np.nan),
            f"{name}_high": np.where(there, high, np.nan),
        }
        undefined = [WHYS[why] for why in found.why] if undefined is None else undefined
    return columns | {"undefined": pd.Series(undefined or [""] * len(whole.paired), dtype="str")}


def interval(values: Floats, documents: int) -> tuple[Floats, Floats]:
    """The 95 % interval from draws (draws × items) of so many documents; nan where fewer than half of the draws have a value.

    Its bounds are percentiles, the farther out the fewer documents there are: a bootstrap of few is too narrow by the factor
    sqrt((n - 1) / n) and takes normal for Student's t. So Hesterberg (2015), "What teachers should know about the bootstrap",
    The American Statistician 69:371-386, section 3.2 (expanded percentiles). Their coverage stands in docs/agreement.md.
    """
    low, high = np.full((2, values.shape[1]), np.nan)
    bounds = percentiles(documents)
    there = np.isfinite(values)
    known = there.mean(axis=0) >= _ENOUGH if len(values) else np.zeros(values.shape[1], dtype=bool)
    for item in np.flatnonzero(known):
        low[item], high[item] = np.percentile(values[there[:, item], item], bounds)
    return low, high


def percentiles(documents: int) -> tuple[float, float]:
    """Between which percentiles of the draws the interval lies.

    >>> [round(bound, 2) for bound in percentiles(10_000)], [round(bound, 2) for bound in percentiles(6)]
    ([2.5, 97.5], [0.25, 99.75])
    """
    if documents < 2:
        return 0.0, 100.0
    far = _student(documents - 1) * sqrt(documents / (documents - 1))
    tail = 100 * _NORMAL.cdf(-far)
    return tail, 100 - tail


def _student(freedom: int) -> float:
    """The 97.5th percentile of Student's t; the series is that of Abramowitz & Stegun (1964), 26.7.5."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    z = _NORMAL.inv_cdf(0.975)
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _warnings(rare: NDArray[np.bool_], documents: int) -> pd.Series:
    few = ["few_documents"] if documents < FEW else []
    return pd.Series([", ".join([*(["rare"] if one else []), *few]) for one in rare], dtype="str")
