"""Of overlapping hits the longest stays, then the leftmost, then the first listed; the others leave it their indicators."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Kept", "beaten", "resolve"]

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows that stay, and pairs: at ``winners`` a row that stays, at ``losers`` one that it overlaps and that goes."""

    rows: Longs
    winners: Longs
    losers: Longs


def resolve(first: Longs, last: Longs, lengths: Longs, listed: Longs) -> Kept:
    """Which hits stay.

    Each hit goes from its first word to its last, is so many signs long, and stands at a place in the list. Hits that must not
    be compared (of another code) need words of their own.
    """
    if (first[1:] > last[:-1]).all():  # one after the other, as those of one pattern are
        none = np.empty(0, np.int64)
        return Kept(np.arange(len(first)), none, none)
    width, names = int((last - first).max(initial=0)) + 1, int(listed.max(initial=0)) + 1
    order = np.argsort(
        (first * width + (last - first)) * names + listed, kind="stable"
    )  # quicker than lexsort
    same = _same_as_before(first[order], last[order])
    heads = order[~same]
    owner = heads[np.cumsum(~same) - 1] if len(order) else order
    doubles = Kept(heads, owner[same], order[same])
    return _with_doubles(_apart(first, last, lengths, listed, heads), doubles)


def _same_as_before(first: Longs, last: Longs) -> NDArray[np.bool_]:
    same = np.zeros(len(first), bool)
    same[1:] = (first[1:] == first[:-1]) & (last[1:] == last[:-1])
    return same


def _apart(first: Longs, last: Longs, lengths: Longs, listed: Longs, rows: Longs) -> Kept:
    """Among hits with different places, sorted; most overlap nothing, and few more than one other."""
    if not len(rows):
        return Kept(rows, rows, rows)
    reach = np.maximum.accumulate(last[rows])
    begins = np.flatnonzero(np.concatenate(([True], first[rows][1:] > reach[:-1])))
    sizes = np.diff(np.concatenate((begins, [len(rows)])))
    kept, winners, losers = [rows[begins[sizes == 1]]], [], []
    pairs = begins[sizes == 2]
    one, other = rows[pairs], rows[pairs + 1]
    takes = lengths[other] > lengths[one]  # the first is further left
    winners.append(np.where(takes, other, one))
    losers.append(np.where(takes, one, other))
    kept.append(winners[0])
    for begin, size in zip(begins[sizes > 2].tolist(), sizes[sizes > 2].tolist(), strict=True):
        stay, won, lost = _settle(first, last, lengths, listed, rows[begin : begin + size])
        kept.append(np.array(stay, np.int64))
        winners.append(np.array(won, np.int64))
        losers.append(np.array(lost, np.int64))
    return Kept(np.concatenate(kept), np.concatenate(winners), np.concatenate(losers))


def _settle(
    first: Longs, last: Longs, lengths: Longs, listed: Longs, rows: Longs
) -> tuple[list[int], list[int], list[int]]:
    """One after the other, the longest first. What stays is no shorter, so it covers an end of each that it overlaps."""
    order = rows[np.lexsort((listed[rows], first[rows], -lengths[rows]))]
    taken: dict[int, int] = {}
    stay: list[int] = []
    pairs: list[tuple[int, int]] = []
    for row, begin, end in zip(order.tolist(), first[order].tolist(), last[order].tolist(), strict=True):
        over = {taken[word] for word in (begin, end) if word in taken}
        pairs += [(winner, row) for winner in over]
        if not over:
            stay.append(row)
            taken.update(dict.fromkeys(range(begin, end + 1), row))
    return stay, [winner for winner, _ in pairs], [loser for _, loser in pairs]


def _with_doubles(apart: Kept, doubles: Kept) -> Kept:
    """A hit at the very place of another stays or goes with it."""
    size = int(max(doubles.rows.max(initial=-1), doubles.losers.max(initial=-1))) + 1
    stays = np.zeros(size, bool)
    stays[apart.rows] = True
    with_winner = stays[doubles.winners]
    lost = _follow(apart, doubles, ~with_winner)
    return Kept(
        np.sort(apart.rows),
        np.concatenate((apart.winners, doubles.winners[with_winner], lost[0])),
        np.concatenate((apart.losers, doubles.losers[with_winner], lost[1])),
    )


def _follow(apart: Kept, doubles: Kept, which: NDArray[np.bool_]) -> tuple[Longs, Longs]:
    """What beat the one beats its doubles."""
    order = np.argsort(apart.losers, kind="stable")
    losers, winners = apart.losers[order], apart.winners[order]
    begins = np.searchsorted(losers, doubles.winners[which], side="left")
    counts = np.searchsorted(losers, doubles.winners[which], side="right") - begins
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return winners[np.repeat(begins, counts) + within], np.repeat(doubles.losers[which], counts)


def beaten(kept: Kept, listed: Longs, names: Sequence[str]) -> NDArray[np.object_]:
    """For each row that stays the names of those that it beat, in the order of the list; its own name is left out."""
    told = np.empty(len(kept.rows), object)
    told.fill(())
    if not len(kept.winners):
        return told
    pairs = np.unique(np.searchsorted(kept.rows, kept.winners) * len(names) + listed[kept.losers])
    places, others = np.divmod(pairs, len(names))
    foreign = others != listed[kept.rows[places]]
    places, others = places[foreign], others[foreign]
    alone = np.bincount(places, minlength=len(told))[places] == 1
    told[places[alone]] = _each_alone(names)[others[alone]]
    several: dict[int, list[str]] = {}
    for place, other in zip(places[~alone].tolist(), others[~alone].tolist(), strict=True):
        several.setdefault(place, []).append(names[other])
    for place, those in several.items():
        told[place] = tuple(those)
    return told


def _each_alone(names: Sequence[str]) -> NDArray[np.object_]:
    alone = np.empty(len(names), object)
    alone[:] = [(name,) for name in names]
    return alone
