"""What measures of agreement are made of: pairs of values, counted by document, so that any number of documents can be summed.

Resampling documents then needs no second look at the units: a draw is a sum of counts.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MISSING", "Tallies", "document_draws", "tally"]

Floats = NDArray[np.float64]
MISSING = -1


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of the values of q categories that c coders gave. Whatever is counted apart (codes, documents, draws) stands first.

    A unit without a value from a coder counts for those who gave one; with one value only it is in ``shares``, ``marginals`` and
    ``rated`` and in nothing else.
    """

    coincidences: Floats  # (..., q, q) ordered pairs of values in a unit, each weighing 1 / (its values - 1)
    agreements: Floats  # (..., q, q) the same pairs, those of a unit weighing one together
    table: (
        Floats  # (..., q, q) first coder × second, where both gave a value; nothing if there are more coders
    )
    shares: Floats  # (..., q) the values of a unit weighing one together
    marginals: Floats  # (..., c, q) values by coder
    rated: Floats  # (...) units with a value
    paired: Floats  # (...) units with two or more

    def summed(self, axis: int) -> "Tallies":
        """The counts of everything along *axis* together."""
        return self._mapped(lambda counts: counts.sum(axis=axis))

    def drawn(self, draws: Floats) -> "Tallies":
        """Draws (how often each document) of counts by item and document → counts by draw and item."""
        return self._mapped(lambda counts: np.tensordot(draws, counts, axes=(1, 1)))

    def _mapped(self, change: Callable[[Floats], Floats]) -> "Tallies":
        return Tallies(**{part.name: change(getattr(self, part.name)) for part in fields(self)})


def tally(
    values: NDArray[np.integer],
    *,
    categories: int,
    group: NDArray[np.integer] | None = None,
    groups: tuple[int, ...] = (1,),
    weight: Floats | None = None,
) -> Tallies:
    """The counts of *values* (units × coders: the number of a category, ``MISSING`` where none was given), by group.

    *group* is the number of each row's group, of as many as *groups* multiply to; *weight* how many units a row stands for.
    """
    rows = len(values)
    weight = np.ones(rows) if weight is None else weight
    count = _Count(
        np.zeros(rows, np.int64) if group is None else group.astype(np.int64), groups, categories, values
    )
    many = (values != MISSING).sum(axis=1)
    shared = np.divide(weight, many, out=np.zeros(rows), where=many > 0)
    paired = np.divide(weight, many - 1, out=np.zeros(rows), where=many > 1)
    coders = range(values.shape[1])
    marginals = np.zeros((*groups, len(coders), categories))
    shares = np.zeros((*groups, categories))
    for coder in coders:
        marginals[..., coder, :] = count.values_of(coder, weight)
        shares += count.values_of(coder, shared)
    return Tallies(
        coincidences=count.pairs(paired),
        agreements=count.pairs(paired / np.maximum(many, 1)),
        table=count.pair(0, 1, weight) if len(coders) == 2 else np.zeros((*groups, categories, categories)),
        shares=shares,
        marginals=marginals,
        rated=count.rows(weight * (many > 0)),
        paired=count.rows(weight * (many > 1)),
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """Sums of weights by group."""

    group: NDArray[np.int64]
    groups: tuple[int, ...]
    categories: int
    values: NDArray[np.integer]

    def rows(self, weight: Floats) -> Floats:
        return self._summed(self.group, weight, ())

    def values_of(self, coder: int, weight: Floats) -> Floats:
        """By the value that a coder gave."""
        mine = self.values[:, coder]
        here = mine != MISSING
        return self._summed(self.group[here] * self.categories + mine[here], weight[here], (self.categories,))

    def pair(self, one: int, other: int, weight: Floats) -> Floats:
        """By the values that two coders gave."""
        first, second = self.values[:, one], self.values[:, other]
        both = (first != MISSING) & (second != MISSING)
        place = (self.group[both] * self.categories + first[both]) * self.categories + second[both]
        return self._summed(place, weight[both], (self.categories, self.categories))

    def pairs(self, weight: Floats) -> Floats:
        """By the values of each two coders, both ways round."""
        total = np.zeros((*self.groups, self.categories, self.categories))
        for one, other in combinations(range(self.values.shape[1]), 2):
            total += self.pair(one, other, weight)
        return total + total.swapaxes(-1, -2)

    def _summed(self, place: NDArray[np.integer], weight: Floats, shape: tuple[int, ...]) -> Floats:
        size = int(np.prod((*self.groups, *shape)))
        return np.bincount(place, weight, minlength=size).astype(np.float64).reshape(*self.groups, *shape)


def document_draws(documents: int, resamples: int, seed: int) -> Floats:
    """Bootstrap draws: for each how often each document stands in it, as many as there are, with replacement."""
    if not documents:
        return np.zeros((resamples, 0))
    generator = np.random.default_rng(seed)
    return generator.multinomial(documents, np.full(documents, 1 / documents), size=resamples).astype(
        np.float64
    )
