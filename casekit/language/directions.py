"""Which direction cues propose for a hit: a barrier, a facilitator, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casekit.language.cues import Window
from casekit.language.places import Longs, Places
from casekit.language.reach import NONE, Reach, nearer

__all__ = ["FAR", "LONG", "Directed", "Directions"]

FAR = 2  # sentences of the turn
LONG = 25  # words; where speech has no full stops, a sentence is as long as its turn

_SIGNS = {"barrier": -1, "facilitator": 1, "regret": -1, "relief": 1}
_TURNED = 2  # that many of these can be turned
Bools = NDArray[np.bool_]


class Directed(NamedTuple):
    """For each hit the number of the cue that decides, NONE without one, and whether it stands behind a contrast after the hit."""

    cue: Longs
    turned: Bools


@dataclass(frozen=True, slots=True)
class Directions:
    """Cues with a direction, from left to right: their places, their own sign (-1 barrier, 1 facilitator), and the number of
    the negation that turns each, or NONE; ``yields`` says that one stands in a concession."""

    places: Places
    own: Longs
    negation: Longs
    yields: Bools

    @classmethod
    def of(cls, places: Mapping[str, Places], reach: Reach, window: Window) -> "Directions":
        """The directions of cues by kind. A negation turns the nearest of them that it reaches."""
        first, last = (np.concatenate(ends) for ends in zip(*(places[kind] for kind in _SIGNS), strict=True))
        order = np.argsort(first, kind="stable")
        cues = Places(first[order], last[order])
        kinds = np.repeat(np.arange(len(_SIGNS)), [len(places[kind].first) for kind in _SIGNS])[order]
        own = np.array(list(_SIGNS.values()))[kinds]
        negation = np.full(len(first), NONE)
        turns = kinds < _TURNED
        # seen from the negation, cues that it stands before are after it
        turned = reach.window(cues.take(turns), places["negation"], Window(window.after, window.before))
        negation[np.flatnonzero(turns)[turned[turned != NONE]]] = np.flatnonzero(turned != NONE)
        return cls(cues, own, negation, _in_clause_of(places["concession"], cues, reach))

    @property
    def signs(self) -> Longs:
        """What each proposes, after negation."""
        return np.where(self.negation == NONE, self.own, -self.own)

    def nearest(
        self, reach: Reach, contrast: Places, targets: Places, segments: NDArray[np.integer]
    ) -> Directed:
        """The cue that decides: after the sentence's last contrast, else in the sentence, else near in the turn.

        *segments* has the segment of each word. One in a concession decides only if the sentence has no other,
        and none decides that is more than :data:`LONG` words away.
        """
        sentence = reach.clauses.sentence
        here = sentence[targets.first]
        first, last = np.searchsorted(sentence, here), np.searchsorted(sentence, here, side="right") - 1
        but = _last_between(contrast.first, first, last)
        strong = np.flatnonzero(~self.yields)
        behind = self._within(targets, np.where(but == NONE, last + 1, but), last, strong)
        among = self._within(targets, first, last, strong)
        conceded = self._within(targets, first, last, np.arange(len(self.own)))
        turn = segments[targets.first]
        begin = np.maximum(np.searchsorted(sentence, here - FAR), np.searchsorted(segments, turn))
        end = np.minimum(
            np.searchsorted(sentence, here + FAR, side="right"), np.searchsorted(segments, turn, side="right")
        )
        near = self._within(targets, begin, end - 1, strong)
        cue = _first_of(behind, among, conceded, near)
        return Directed(cue, (behind != NONE) & (but > targets.first))

    def _within(self, targets: Places, first: Longs, last: Longs, some: Longs) -> Longs:
        """The cue among *some* that is nearest to each target and begins between two words, these included, not too far."""
        cues = self.places.take(some)
        if not len(some):
            return np.full(len(targets.first), NONE)
        begin = np.searchsorted(cues.first, np.maximum(first, targets.first - LONG))
        end = np.searchsorted(cues.first, np.minimum(last, targets.last + LONG), side="right") - 1
        after = np.searchsorted(cues.first, targets.first)
        before, after = np.minimum(after - 1, end), np.maximum(after, begin)
        found = nearer(cues, targets, (before, before >= begin), (after, after <= end))
        return np.where(found == NONE, NONE, some[found])


def _first_of(*choices: Longs) -> Longs:
    return np.select([choice != NONE for choice in choices], choices, NONE)


def _last_between(places: Longs, first: Longs, last: Longs) -> Longs:
    """The last of *places* that is between two words, or NONE."""
    if not len(places):
        return np.full(len(first), NONE)
    found = places[np.maximum(np.searchsorted(places, last, side="right") - 1, 0)]
    return np.where((found >= first) & (found <= last), found, NONE)


def _in_clause_of(concession: Places, cues: Places, reach: Reach) -> Bools:
    """Whether a concession stands before a cue in its clause."""
    if not len(concession.first):
        return np.zeros(len(cues.first), bool)
    number = np.searchsorted(concession.first, cues.first, side="right") - 1
    word = concession.first[np.maximum(number, 0)]
    same: Bools = (number >= 0) & (reach.clauses.clause[word] == reach.clauses.clause[cues.first])
    return same
