"""What later work rests on an event, so that nothing is pulled away under it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casekit.model.facts import FACTS, Coder, Export, Purge, Revision, references
from casekit.store.force import undone
from casekit.store.trail import Trail

__all__ = ["Ledger", "Taken"]

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

_RECORDS = (Export, Purge)  # that something was done; it stays true whatever is taken back
_GROUND = ("revision", "document", "codebook", "case")  # what a fact cannot be shown without


class Taken(NamedTuple):
    """What taking an event back would mean: rows of facts that rest on it, rows of facts that must be brought back first,
    and the keys of coders whom others still name.
    """

    rests: Rows
    needs: Rows
    coders: Rows


@dataclass(frozen=True)
class Ledger:
    """Every fact that was ever stored in one row of each array; asked what would be left without some events."""

    trail: Trail

    @cached_property
    def kind(self) -> Rows:
        """Its kind, as its place in ``FACTS``."""
        return np.repeat(np.arange(len(FACTS)), [len(self.trail.facts[kind]) for kind in FACTS])

    @cached_property
    def event(self) -> Rows:
        """The number of the event that made it."""
        return self._column("event").astype(np.int64)

    @cached_property
    def key(self) -> Rows:
        """The number of its key."""
        return self._column("key").astype(np.int64)

    @cached_property
    def _subject(self) -> Rows:
        """What a fact takes the place of when it ends one: its key, and of a text its document, as a number of no key."""
        subject = self.key.copy()
        texts = self.trail.facts[Revision]["document"].to_numpy(np.int64)
        subject[self.kind == FACTS.index(Revision)] = -texts
        return subject

    @cached_property
    def _sha(self) -> NDArray[np.object_]:
        return self._column("sha")

    @cached_property
    def _names(self) -> Mapping[str, tuple[Rows, Rows]]:
        """By field: the rows in which it names the key of another fact, and that key."""
        named: dict[str, list[tuple[Rows, Rows]]] = {}
        first = 0
        for kind in FACTS:
            frame = self.trail.facts[kind]
            for field in references(kind):
                held = frame[field].to_numpy(np.int64)
                rows = np.flatnonzero(held)
                if kind not in _RECORDS:
                    named.setdefault(field, []).append((rows + first, held[rows]))
            first += len(frame)
        return {field: _joined(parts) for field, parts in named.items()}

    @cached_property
    def _ends(self) -> tuple[Rows, Rows]:
        """Events, and the rows that they ended. Facts may be gone for good while their ends are still told."""
        places = {name: row for row, name in enumerate(self._column("id"))}
        known = self.trail.ends[self.trail.ends["fact"].isin(places.keys())]
        return known["event"].to_numpy(np.int64), known["fact"].map(places).to_numpy(np.int64)

    def take(self, event: str, before: Collection[str] = ()) -> Taken:
        """What taking back the event with this id would mean, those *before* being taken back already."""
        now, then = self.live(before), self.live([*before, event])
        n = self._number[event]
        lost, back = np.flatnonzero(now & ~then), np.flatnonzero(then & ~now)
        gone = np.setdiff1d(self.key[lost[self.kind[lost] != _CODER]], self.key[then])
        later = then & (self.event > n)
        rests = [rows[later[rows] & np.isin(held, gone)] for rows, held in self._names.values()]
        rests += [self._changed(now, back, later), self._replaced(n, before)]
        return Taken(np.unique(np.concatenate(rests)), self._missing(back, then), self._orphaned(then))

    def live(self, taken: Collection[str] = ()) -> Mask:
        """Which facts are live without the events *taken*."""
        force = self.in_force(taken)
        ending, ended = self._ends
        live: Mask = force[self.event]
        live[ended[force[ending]]] = False
        return live

    def in_force(self, taken: Collection[str] = ()) -> Mask:
        """By number, which events are in force without those *taken*."""
        undoes: dict[str, str | None] = {**self._undoes, **{f"taken {event}": event for event in taken}}
        dead = undone({**dict.fromkeys(filter(None, undoes.values())), **undoes})
        force = np.ones(max(self._number.values(), default=0) + 1, bool)
        force[[self._number[event] for event in dead if event in self._number]] = False
        return force

    def _changed(self, now: Mask, back: Rows, later: Mask) -> Rows:
        """Later versions of what would come back: there would be two."""
        mine = np.flatnonzero(now & np.isin(self.key, self.key[back]))
        other = back[~np.isin(self._sha[back].astype(str), self._sha[mine].astype(str))]
        return mine[later[mine] & np.isin(self.key[mine], self.key[other])]

    def _replaced(self, n: int, before: Collection[str]) -> Rows:
        """Later versions of what the event made."""
        ending, ended = self._ends
        hit = (self.event[ended] == n) & (ending > n) & self.in_force(before)[ending]
        pairs = set(zip(ending[hit].tolist(), self._subject[ended[hit]].tolist(), strict=True))
        if not pairs:
            return np.empty(0, np.int64)
        rows = np.flatnonzero(np.isin(self.event, ending[hit]) & (self.kind != _CODER))
        found = [row for row in rows.tolist() if (int(self.event[row]), int(self._subject[row])) in pairs]
        return np.array(found, np.int64)

    def _missing(self, back: Rows, then: Mask) -> Rows:
        """What the facts that come back cannot be shown without, where the act that made it was itself taken back."""
        held = [keys[np.isin(rows, back)] for field, (rows, keys) in self._names.items() if field in _GROUND]
        wanted = np.setdiff1d(np.concatenate([np.empty(0, np.int64), *held]), self.key[then])
        there = np.isin(self.key, wanted)
        ended = np.isin(self.key, self.key[there & self.in_force()[self.event]])
        return np.flatnonzero(there & ~ended)

    def _orphaned(self, then: Mask) -> Rows:
        """The keys of coders who are named by what is live and would not be there themselves."""
        coders = self.kind == _CODER
        rows, held = self._names.get("coder", (np.empty(0, np.int64),) * 2)
        named = np.intersect1d(held[then[rows]], self.key[coders])
        return np.setdiff1d(named, self.key[coders & then])

    @cached_property
    def _number(self) -> Mapping[str, int]:
        return dict(zip(self.trail.events["id"], self.trail.events["n"], strict=True))

    @cached_property
    def _undoes(self) -> Mapping[str, str]:
        told = self.trail.events[self.trail.events["undoes"].notna()]
        return dict(zip(told["id"], told["undoes"], strict=True))

    def _column(self, name: str) -> NDArray[np.object_]:
        return np.concatenate([self.trail.facts[kind][name].to_numpy(object) for kind in FACTS])


_CODER = FACTS.index(Coder)


def _joined(parts: Sequence[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([held for _, held in parts])
