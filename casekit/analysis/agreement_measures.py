"""Measures of agreement beyond chance, by their definitions, and where they are not defined.

Each compares the agreement that was observed with that expected by chance: (observed - expected) / (1 - expected). They differ in
what chance is (Artstein & Poesio 2008, "Inter-coder agreement for computational linguistics", Computational Linguistics 34:555-596;
Gwet 2014, "Handbook of inter-rater reliability", 4th edition, for gaps and weights):

* ``alpha``: two values drawn without replacement from all pairable ones (Krippendorff 2011, "Computing Krippendorff's alpha").
* ``cohen``: each of two coders draws from their own values (Cohen 1960, EPM 20:37-46; weighted: 1968, Psych Bull 70:213-220).
* ``conger``: the mean of that over all pairs of coders (Conger 1980, Psych Bull 88:322-328).
* ``fleiss``: all draw from the mean shares (Fleiss 1971, Psych Bull 76:378-381); with two coders ``scott`` (Scott 1955, POQ 19:321-325).
* ``ac1``: the chance that a value is given at random (Gwet 2008, BJMSP 61:29-48); with weights it is called AC2.
* ``bp``: all categories are as likely (Brennan & Prediger 1981, EPM 41:687-699).
* ``percent``: no chance at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from casekit.analysis.agreement_tallies import Tallies
from casekit.analysis.choices import allow

__all__ = ["MEASURES", "WHYS", "Distances", "Measure", "Scale", "Scores", "pooled", "scores"]

Floats = NDArray[np.float64]
Measure = Literal["alpha", "ac1", "cohen", "conger", "fleiss", "scott", "bp", "percent"]
MEASURES: tuple[str, ...] = get_args(Measure)
Scale = Literal["nominal", "ordinal", "interval", "ratio", "linear"]
WHYS = ("", "single_coder", "no_pairs", "no_variation", "not_two_coders")
_SURE = 1 - 1e-12  # agreement by chance; above that nothing is left to be explained


@dataclass(frozen=True, slots=True)
class Distances:
    """How far two categories are apart: by a scale of points (squared, as in quadratic weights; ``linear``: plain), or as told.

    ``ordinal`` distances are Krippendorff's: by how many values lie between two categories.
    """

    scale: str
    points: Floats
    told: Floats | None = None

    @classmethod
    def nominal(cls, categories: int) -> "Distances":
        """All categories equally far apart."""
        return cls("nominal", np.arange(categories, dtype=np.float64))

    def between(self, totals: Floats) -> Floats:
        """(..., q, q), the farthest at 1; *totals* (..., q) are the values given in all."""
        far: Floats = self._raw(totals)
        most = far.max(axis=(-1, -2), keepdims=True, initial=0.0)
        near: Floats = np.divide(far, most, out=np.zeros_like(far), where=most > 0)
        return near

    def _raw(self, totals: Floats) -> Floats:
        if self.told is not None:
            return self.told
        if self.scale == "nominal":
            return 1.0 - np.eye(len(self.points))
        if self.scale == "ordinal":
            return _apart(totals.cumsum(axis=-1) - totals / 2) ** 2
        apart = _apart(self.points)
        if self.scale == "linear":
            return np.abs(apart)
        if self.scale == "interval":
            return np.asarray(apart**2, dtype=np.float64)
        sums = self.points[:, None] + self.points[None, :]
        return np.divide(apart, sums, out=np.zeros_like(apart), where=sums != 0) ** 2


def _apart(points: Floats) -> Floats:
    return np.asarray(points[..., :, None] - points[..., None, :], dtype=np.float64)


class Scores(NamedTuple):
    """Values of a measure (nan where it is not defined), what they are made of, and why not (places in ``WHYS``)."""

    value: Floats
    observed: Floats
    expected: Floats
    why: NDArray[np.int8]


def scores(counts: Tallies, measure: str, distances: Distances) -> Scores:
    """A measure for each of the counts.

    Raises:
        LookupFailedError: no such measure.
    """
    allow(measure, MEASURES)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = 1.0 - distances.between(counts.coincidences.sum(axis=-1))
        observed, expected = _HOW[measure](counts, near)
        why = _why(counts, measure, expected)
        value = np.where(why == 0, (observed - expected) / (1 - expected), np.nan)
    return Scores(value, observed, expected, why)


def pooled(found: Scores) -> Scores:
    """One value for what was measured apart (along the last axis): observed and expected agreement are each summed.

    So de Vries, Elliott, Kanouse & Teleki (2008), "Using pooled kappa to summarize interrater agreement across many items", Field
    Methods 20:272-282. What is not defined alone is left out.
    """
    known = found.why == 0
    observed = np.where(known, found.observed, 0).sum(axis=-1)
    expected = np.where(known, found.expected, 0).sum(axis=-1)
    number = known.sum(axis=-1)
    some = number > 0
    value = np.divide(observed - expected, number - expected, out=np.full(some.shape, np.nan), where=some)
    nothing = 0 if found.why.shape[-1] else WHYS.index("no_pairs")
    why = np.where(some, 0, found.why.max(axis=-1, initial=nothing)).astype(np.int8)
    return Scores(value, observed / np.maximum(number, 1), expected / np.maximum(number, 1), why)


def _why(counts: Tallies, measure: str, expected: Floats) -> NDArray[np.int8]:
    """Why a value is not defined; a coefficient of values that are all the same is none, whatever its formula gives."""
    coders = counts.marginals.shape[-2]
    given = (counts.marginals.sum(axis=-1) > 0).sum(axis=-1)
    used = (counts.coincidences.sum(axis=-1) > 0).sum(axis=-1)
    varies = np.asarray((used > 1) & (expected < _SURE)) | (measure == "percent")
    found = np.where(varies, 0, WHYS.index("no_variation"))
    found = np.where(counts.paired > 0, found, WHYS.index("no_pairs"))
    found = np.where(given > 1, found, WHYS.index("single_coder"))
    if measure in ("cohen", "scott") and coders != 2:
        found = np.full_like(found, WHYS.index("not_two_coders"))
    return found.astype(np.int8)


def _alpha(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    totals = counts.coincidences.sum(axis=-1)
    n = totals.sum(axis=-1)
    chance = totals[..., :, None] * totals[..., None, :]
    chance = chance - totals[..., :, None] * np.eye(totals.shape[-1])
    return _sum(counts.coincidences * near) / n, _sum(chance * near) / (n * (n - 1))


def _percent(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    observed = _sum(counts.agreements * near) / counts.paired
    return observed, np.zeros_like(observed)


def _cohen(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    n = _sum(counts.table)
    chance = counts.table.sum(axis=-1)[..., :, None] * counts.table.sum(axis=-2)[..., None, :]
    return _sum(counts.table * near) / n, _sum(chance * near) / n**2


def _conger(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    """Sum over ordered pairs of different coders, as all pairs less those of a coder with themselves."""
    own = counts.marginals.sum(axis=-1, keepdims=True)
    shares = np.divide(counts.marginals, own, out=np.zeros_like(counts.marginals), where=own > 0)
    coders = (own[..., 0] > 0).sum(axis=-1)
    together = shares.sum(axis=-2)
    chance = together[..., :, None] * together[..., None, :] - shares.swapaxes(-1, -2) @ shares
    return _percent(counts, near)[0], _sum(chance * near) / (coders * (coders - 1))


def _fleiss(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    shares = counts.shares / counts.rated[..., None]
    return _percent(counts, near)[0], _sum(shares[..., :, None] * shares[..., None, :] * near)


def _ac(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    shares = counts.shares / counts.rated[..., None]
    q = shares.shape[-1]
    random = (shares * (1 - shares)).sum(axis=-1)
    return _percent(counts, near)[0], _sum(near) * random / (q * (q - 1))


def _bp(counts: Tallies, near: Floats) -> tuple[Floats, Floats]:
    observed = _percent(counts, near)[0]
    return observed, np.broadcast_to(_sum(near) / near.shape[-1] ** 2, observed.shape)


def _sum(matrices: Floats) -> Floats:
    return np.asarray(matrices.sum(axis=(-1, -2)), dtype=np.float64)


_HOW: dict[str, Callable[[Tallies, Floats], tuple[Floats, Floats]]] = {
    "alpha": _alpha,
    "ac1": _ac,
    "cohen": _cohen,
    "conger": _conger,
    "fleiss": _fleiss,
    "scott": _fleiss,
    "bp": _bp,
    "percent": _percent,
}
