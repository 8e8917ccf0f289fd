"""One measure of agreement for a table of values: units in rows, coders in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from casekit.analysis.agreement_measures import WHYS, Distances, Scale, scores
from casekit.analysis.agreement_tallies import MISSING, Tallies, tally
from casekit.analysis.choices import allow
from casekit.errors import LookupFailedError
from casekit.wording import format_number, say

__all__ = ["Coefficient", "Values", "coefficient", "read_values"]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A value, or None and why there is none: single_coder, no_pairs, no_variation or not_two_coders.

    ``observed`` and ``expected`` are the agreement there is and by chance; ``units`` those with two values or more, ``alone`` those
    with one; ``categories`` the whole set, used or not.
    """

    measure: str
    value: float | None
    why: str
    observed: float | None
    expected: float | None
    units: int
    alone: int
    categories: tuple[Any, ...]

    def __str__(self) -> str:
        name = say(f"agreement.measure.{self.measure}")
        told = {"units": self.units, "alone": self.alone, "categories": ", ".join(map(str, self.categories))}
        base = say("agreement.base", **told)
        if self.value is None:
            percent = (
                "–" if self.observed is None else say("review.share", percent=round(100 * self.observed))
            )
            return f"{name}: {say(f'agreement.why.{self.why}', percent=percent)} · {base}"
        return f"{name} {format_number(self.value, 3)} · {base}"


@dataclass(frozen=True, slots=True)
class Values:
    """A table of values as numbers of categories (``MISSING`` where there is none), and the categories in their order."""

    numbers: NDArray[np.int64]
    categories: tuple[Any, ...]
    ordered: bool


def coefficient(
    values: pd.DataFrame | Sequence[Sequence[Any]],
    measure: str = "alpha",
    *,
    scale: Scale = "nominal",
    distances: ArrayLike | None = None,
    categories: Sequence[Any] | None = None,
) -> Coefficient:
    """How far the coders of a table agree.

    *values* has a row for each unit and a column for each coder; None and nan are missing, an empty text is not. *categories* is
    the whole set, in its order: unused ones count for AC1 and Brennan-Prediger. Without it the values that there are; numbers and
    ordered Categoricals bring their order. *scale*: nominal, ordinal (Krippendorff's), interval (squared distances: quadratic
    weights), ratio or linear; or *distances*, category × category, are told.

    Raises:
        LookupFailedError: an unknown measure or scale; values of several types; a scale that needs an order, and there is none; a
            value that is none of the categories.

    >>> coefficient([[0, 0], [1, 1], [0, 1], [0, 0]], "cohen").value
    0.5
    >>> coefficient([["a", "a"], ["a", "a"]]).why
    'no_variation'
    """
    table = read_values(values, categories)
    counts = tally(table.numbers, categories=len(table.categories))
    found = scores(counts, measure, _distances(table, scale, distances))
    why = WHYS[int(found.why[0])]
    return Coefficient(
        measure,
        None if why else float(found.value[0]),
        why,
        _number(found.observed[0], counts),
        _number(found.expected[0], counts),
        int(counts.paired[0]),
        int(counts.rated[0] - counts.paired[0]),
        table.categories,
    )


def _number(value: float, counts: Tallies) -> float | None:
    return float(value) if counts.paired[0] and np.isfinite(value) else None


def read_values(values: pd.DataFrame | Sequence[Sequence[Any]], categories: Sequence[Any] | None) -> Values:
    """A table of values, checked.

    Raises:
        LookupFailedError: values of several types, or one that is none of *categories*.
    """
    frame = values if isinstance(values, pd.DataFrame) else pd.DataFrame(list(values), dtype=object)
    told, ordered = (tuple(categories), True) if categories is not None else _own_order(frame)
    cells = frame.astype(object).to_numpy(dtype=object).reshape(frame.shape)
    missing = pd.isna(cells)
    there = list(dict.fromkeys(cells[~missing]))
    kinds = sorted({_kind(value) for value in (*cells[~missing], *told)})
    if len(kinds) > 1:
        raise LookupFailedError("values_of_several_types", kinds=", ".join(kinds))
    if not told:
        told, ordered = tuple(sorted(there)), kinds == ["number"]
    places = {value: place for place, value in enumerate(told)}
    for value in there:
        if value not in places:
            raise LookupFailedError("not_one_of", value=value, allowed=", ".join(map(str, told)))
    numbers = [MISSING if gap else places[cell] for cell, gap in zip(cells.flat, missing.flat, strict=True)]
    return Values(np.array(numbers, dtype=np.int64).reshape(cells.shape), told, ordered)


def _own_order(frame: pd.DataFrame) -> tuple[tuple[Any, ...], bool]:
    """The categories that Categorical columns bring."""
    kinds = {kind for kind in frame.dtypes if isinstance(kind, pd.CategoricalDtype)}
    if len(kinds) == 1 and all(isinstance(kind, pd.CategoricalDtype) for kind in frame.dtypes):
        kind = kinds.pop()
        return tuple(kind.categories), bool(kind.ordered)
    return (), False


def _kind(value: Any) -> str:
    """``1`` and ``"1"`` are two values to a computer and one to a person."""
    if isinstance(value, bool | np.bool_):
        return "bool"
    return "number" if isinstance(value, Real) else type(value).__name__


def _distances(table: Values, scale: str, told: ArrayLike | None) -> Distances:
    allow(scale, get_args(Scale))
    points = _points(table.categories)
    if told is not None:
        return Distances("told", points, np.asarray(told, dtype=np.float64))
    numeric = all(_kind(one) == "number" for one in table.categories)
    if (scale != "nominal" and not table.ordered) or (scale == "ratio" and not numeric):
        raise LookupFailedError("order_missing", scale=scale, field="rating.scale")
    return Distances(scale, points)


def _points(categories: Iterable[Any]) -> NDArray[np.float64]:
    """Numbers as they are; else the places in the order."""
    told = tuple(categories)
    numeric = all(_kind(one) == "number" for one in told)
    return np.array(told if numeric else range(len(told)), dtype=np.float64)
