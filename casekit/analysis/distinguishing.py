"""Which themes or codes part strong cases from weak ones."""

import numpy as np
import pandas as pd

from casekit.analysis.comparing import By
from casekit.analysis.outcomes import Outcome, Sides, sides_of
from casekit.analysis.rated import Values, values_of
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["DISTINGUISHING_COLUMNS", "MIN_CASES", "distinguishing", "parted"]

MIN_CASES = 2
"""Rated cases that each side needs."""
_WIDE_GAP = 2
_GAP = 1
DISTINGUISHING_COLUMNS = (
    "label", "distinguishes", "toward", "gap", "n_strong", "of_strong", "n_weak", "of_weak", "strong_low", "strong_median",
    "strong_high", "weak_low", "weak_median", "weak_high", "missing",
)  # fmt: skip


def distinguishing(
    study: Study,
    outcome: Outcome,
    *,
    by: By = "theme",
    codebook: str | None = None,
    use: Values = "ratings",
    cut: float | None = None,
) -> pd.DataFrame:
    """Which themes (or codes) part the strong cases from the weak ones: strongly, weakly, or not; a row for each.

    *outcome* is an attribute of cases, a dict of case to value, or a theme or code that is rated; *cut* as in
    :func:`~casekit.analysis.outcomes.sides_of`. *use*: what people rated, or what the codings propose (``proposed``).

    The rule, after Damschroder and Lowery (2013, Implementation Science 8:51), who look for ratings that differ in sign and strength between
    the two groups: **strongly**, where every strong case is rated above every weak one (or every one below) and the medians lie two points or
    more apart; **weakly**, where the medians lie one point or more apart; **not**, where they do not. **too_few**: fewer than two rated
    cases on a side, so nothing is said. Missing is not 0: such a case is left out of the theme and told in ``missing``.

    Columns: *by*, ``label``, ``distinguishes``; ``toward`` (strong or weak: on which side it is rated higher); ``gap`` of the medians;
    ``n_strong`` rated cases ``of_strong``, ``n_weak`` ``of_weak``; lowest, median and highest rating of both sides; ``missing``, cases of
    either side without a rating.

    Raises:
        LookupFailedError: an unknown codebook or outcome, or values that part nothing.
    """
    values = values_of(study, by=by, codebook=codebook, use=use)
    return parted(values, sides_of(study, outcome, cut=cut, codebook=codebook), by=by)


def parted(values: pd.DataFrame, sides: Sides, *, by: By) -> pd.DataFrame:
    """The same, of ratings and sides that are at hand."""
    values = values.assign(side=[sides.side_of(case) for case in values["case"]])
    rows = [_row(str(item), group, sides) for item, group in values.groupby(by, sort=False)]
    table = pd.DataFrame(rows, columns=[by, *DISTINGUISHING_COLUMNS], dtype=object)
    kinds = dict.fromkeys(("gap", "strong_median", "weak_median"), "float64")
    kinds |= dict.fromkeys(("strong_low", "strong_high", "weak_low", "weak_high"), "Int64")
    kinds |= dict.fromkeys(("n_strong", "of_strong", "n_weak", "of_weak"), "int64")
    return table.astype({str(name): kinds.get(str(name), "str") for name in table.columns})


def _row(item: str, rows: pd.DataFrame, sides: Sides) -> tuple[object, ...]:
    rated = rows.dropna(subset=["value"])
    strong, weak = (
        rated.loc[rated["side"] == side, "value"].to_numpy(dtype=np.int64) for side in ("strong", "weak")
    )
    missing = [row.case for row in records(rows[(rows["side"] != "") & rows["value"].isna()])]
    verdict, toward, gap = _verdict(strong, weak)
    counts = (len(strong), len(sides.strong), len(weak), len(sides.weak))
    return (
        item,
        rows["label"].iloc[0],
        verdict,
        toward,
        gap,
        *counts,
        *_spread(strong),
        *_spread(weak),
        ", ".join(missing),
    )


def _spread(values: "np.typing.NDArray[np.int64]") -> tuple[object, object, object]:
    if not len(values):
        return None, None, None
    return int(values.min()), float(np.median(values)), int(values.max())


def _verdict(
    strong: "np.typing.NDArray[np.int64]", weak: "np.typing.NDArray[np.int64]"
) -> tuple[str, str, float | None]:
    """How far the ratings of the two sides part them, and which side is higher.

    >>> _verdict(np.array([1, 2]), np.array([-2, -1]))
    ('strongly', 'strong', 3.0)
    """
    if min(len(strong), len(weak)) < MIN_CASES:
        return "too_few", "", None
    gap = float(np.median(strong) - np.median(weak))
    toward = "strong" if gap > 0 else "weak" if gap < 0 else ""
    apart = strong.min() > weak.max() or strong.max() < weak.min()
    if apart and abs(gap) >= _WIDE_GAP:
        return "strongly", toward, gap
    return ("weakly", toward, gap) if abs(gap) >= _GAP else ("not", "", gap)
