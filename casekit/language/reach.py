"""How far a cue reaches: a few words, to the end of its clause, or of its sentence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casekit.language.clauses import Clauses
from casekit.language.cues import Window
from casekit.language.places import Longs, Places

__all__ = ["NONE", "Reach", "nearer"]

NONE = -1
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reach:
    """What cues do not reach beyond: clauses, and words such as "but"; a cue before its target also words such as "because".

    ``contrasts`` and ``stops`` say of each word how many of these there are up to it.
    """

    clauses: Clauses
    contrasts: Longs
    stops: Longs

    @classmethod
    def of(cls, clauses: Clauses, contrast: Places, reason: Places) -> "Reach":
        """The reach in clauses with these contrasts and reasons."""
        contrasts = np.zeros(len(clauses.clause), np.int64)
        contrasts[contrast.first] = 1
        stops = contrasts.copy()
        stops[reason.first] = 1
        return cls(clauses, np.cumsum(contrasts), np.cumsum(stops))

    def window(self, cues: Places, targets: Places, window: Window) -> Longs:
        """For each target the nearest cue in its clause and window, by number; NONE where there is none."""
        if not len(cues.first):
            return np.full(len(targets.first), NONE)
        before = np.searchsorted(cues.last, targets.first) - 1
        after = np.searchsorted(cues.first, targets.last, side="right")
        at, to = cues.last[_inside(before, cues)], cues.first[_inside(after, cues)]
        fits_before = (before >= 0) & (targets.first - at <= window.before)
        fits_before &= self._clause(at, targets.first) & (_between(self.stops, at, targets.first) <= 0)
        fits_after = (after < len(cues.first)) & (to - targets.last <= window.after)
        fits_after &= self._clause(targets.last, to) & (_between(self.contrasts, targets.last, to) <= 0)
        return nearer(cues, targets, (before, fits_before), (after, fits_after))

    def sentence(self, cues: Places, targets: Places) -> Longs:
        """For each target the nearest cue in its sentence with no contrast between; a word of its own may be one."""
        if not len(cues.first):
            return np.full(len(targets.first), NONE)
        after = np.searchsorted(cues.first, targets.last, side="right")
        before = after - 1
        at, to = cues.last[_inside(before, cues)], cues.first[_inside(after, cues)]
        fits_before = (before >= 0) & self._sentence(at, targets.first)
        fits_before &= _between(self.contrasts, at, targets.first) <= 0
        fits_after = (after < len(cues.first)) & self._sentence(targets.last, to)
        fits_after &= _between(self.contrasts, targets.last, to) <= 0
        return nearer(cues, targets, (before, fits_before), (after, fits_after))

    def _clause(self, words: Longs, others: Longs) -> Bools:
        same: Bools = self.clauses.clause[words] == self.clauses.clause[others]
        return same

    def _sentence(self, words: Longs, others: Longs) -> Bools:
        same: Bools = self.clauses.sentence[words] == self.clauses.sentence[others]
        return same


def _inside(numbers: Longs, cues: Places) -> Longs:
    return np.clip(numbers, 0, len(cues.first) - 1)


def _between(counts: Longs, words: Longs, others: Longs) -> Longs:
    """How many there are after these words and before the others; none or fewer where they are not before them."""
    return counts[np.maximum(others - 1, 0)] - counts[words]


def nearer(cues: Places, targets: Places, before: tuple[Longs, Bools], after: tuple[Longs, Bools]) -> Longs:
    """Of two cues by number, and whether they may be taken, the one nearer to the target; of two as near the earlier."""
    (one, takes_one), (other, takes_other) = before, after
    far_one, far_other = _far(cues, one, targets), _far(cues, other, targets)
    return np.where(
        takes_one & (~takes_other | (far_one <= far_other)), one, np.where(takes_other, other, NONE)
    )


def _far(cues: Places, numbers: Longs, targets: Places) -> Longs:
    inside = _inside(numbers, cues)
    far: Longs = np.maximum(targets.first - cues.last[inside], cues.first[inside] - targets.last)
    return np.maximum(far, 0)
