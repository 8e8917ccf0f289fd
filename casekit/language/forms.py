"""The different words of texts, and which of them an element of a pattern means."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from casekit.language.elements import Compounds, Element, LemmaSource, compiled, fits_glob
from casekit.language.tokens import form, keys

__all__ = ["Forms"]

_LAST = "\U0010ffff"
_TEXT_ENDS = re.compile(r"\\[AzZCQ]|\(\?")
_MORE = re.compile(r"[*:·/]|[-‐‑]$|_innen|Innen").search

Ids = NDArray[np.int64]
_NONE: Ids = np.empty(0, np.int64)


class Forms:
    """Words as written, by number, and their keys in alphabetical order; what an element means is found once and kept.

    >>> from casekit.language.indicators import parse_indicator
    >>> forms = Forms(["Boliger", "bolig", "Bürger*innen", "mangel"])
    >>> [forms.of(parse_indicator(pattern).elements[0]).tolist() for pattern in ("bolig*", "*el", "bürger", "=Bolig")]
    [[0, 1], [3], [2], []]
    """

    def __init__(
        self, written: Sequence[str], *, lemmas: LemmaSource | None = None, compounds: Compounds | None = None
    ) -> None:
        self.written = written
        self._lemmas = lemmas
        self._compounds = compounds
        self._kept: dict[Element, Ids] = {}
        pairs = _keyed(written)
        self.keys = sorted({one for one, _ in pairs})
        ranks = {one: rank for rank, one in enumerate(self.keys)}
        rows = np.fromiter((ranks[one] for one, _ in pairs), np.int64, len(pairs))
        order = np.argsort(rows, kind="stable")
        self._ids = np.fromiter((number for _, number in pairs), np.int64, len(pairs))[order]
        self._offsets = np.searchsorted(rows[order], np.arange(len(self.keys) + 1))

    def of(self, element: Element) -> Ids:
        """The numbers of the words that fit, in order."""
        found = self._kept.get(element)
        if found is None:
            found = self._kept[element] = self._look_up(element)
        return found

    def keys_of(self, element: Element) -> list[str]:
        """The keys that fit, whatever their capitals."""
        return [self.keys[rank] for rank in self._ranks(element)]

    def _look_up(self, element: Element) -> Ids:
        if element.kind == "any":
            return np.arange(len(self.written))
        ranks = self._ranks(element)
        if not ranks:
            return _NONE
        if isinstance(ranks, range):
            ids = self._ids[self._offsets[ranks.start] : self._offsets[ranks.stop]]
        else:
            ids = self._of_keys(np.array(ranks, np.int64))
        ids = _once(ids)
        if element.cased:
            return np.array([one for one in ids.tolist() if element.fits_case(self.written[one])], np.int64)
        return ids

    def _of_keys(self, ranks: Ids) -> Ids:
        begins = self._offsets[ranks]
        counts = self._offsets[ranks + 1] - begins
        before = np.cumsum(counts) - counts
        return self._ids[np.repeat(begins - before, counts) + np.arange(int(counts.sum()))]

    def _ranks(self, element: Element) -> Sequence[int]:
        match element.kind:
            case "any":
                return range(len(self.keys))
            case "form":
                return self._rank(element.pieces[0])
            case "word":
                return self._sharing(element.pieces[0])
            case "glob":
                return self._globbed(element.pieces)
            case "regex":
                return self._fitting(element.source)
            case "compound":
                return self._holding(element)

    def _rank(self, key: str) -> range:
        at = bisect_left(self.keys, key)
        return range(at, at + (self.keys[at : at + 1] == [key]))

    def _sharing(self, key: str) -> Sequence[int]:
        """The key itself, and all that share a lemma with it."""
        if self._lemmas is None:
            return self._rank(key)
        sharing = {rank for lemma in self._lemmas.of(key) for rank in self._by_lemma.get(lemma, ())}
        return sorted(sharing.union(self._rank(key)))

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        by_lemma: dict[str, list[int]] = defaultdict(list)
        if self._lemmas is not None:
            found = self._lemmas.many(self.keys)
            for rank, one in enumerate(self.keys):
                for lemma in found[one]:
                    by_lemma[lemma].append(rank)
        return by_lemma

    def _globbed(self, pieces: tuple[str, ...]) -> Sequence[int]:
        if pieces[1:] == ("",):
            return self._beginning(pieces[0])
        if pieces[0]:
            near = self._beginning(pieces[0])
            return [rank for rank in near if fits_glob(pieces, self.keys[rank])]
        longest = max(pieces, key=len)
        if len(pieces) == 3 and pieces[0] == pieces[2] == "":
            return self._containing(longest)
        return [rank for rank in self._containing(longest) if fits_glob(pieces, self.keys[rank])]

    def _beginning(self, head: str) -> range:
        return range(bisect_left(self.keys, head), bisect_left(self.keys, head + _LAST))

    def _containing(self, piece: str) -> Sequence[int]:
        """By one search through all keys, one after the other."""
        if piece not in self._joined:
            return ()
        places = np.fromiter(_found(piece, self._joined), np.int64)
        ranks: list[int] = _once(np.searchsorted(self._begins, places, side="right") - 1).tolist()
        return ranks

    def _fitting(self, source: str) -> Sequence[int]:
        """By one search through all keys, line by line; where the pattern may ask for an end of the text, key by key."""
        if _TEXT_ENDS.search(source) or not self.keys:
            fits = compiled(source).fullmatch
            return [rank for rank, one in enumerate(self.keys) if fits(one) is not None]
        lines = compiled(f"(?m)^(?:{source})$")
        places = np.fromiter((found.start() for found in lines.finditer(self._bytes)), np.int64)
        ranks: list[int] = (np.searchsorted(self._byte_begins, places, side="right") - 1).tolist()
        return ranks

    @cached_property
    def _bytes(self) -> bytes:
        return self._joined.encode("utf-8", "surrogatepass")

    @cached_property
    def _byte_begins(self) -> Ids:
        ends = np.flatnonzero(np.frombuffer(self._bytes, np.uint8) == ord("\n"))
        return np.concatenate(([0], ends + 1))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self.keys)

    @cached_property
    def _begins(self) -> Ids:
        lengths = np.fromiter(map(len, self.keys), np.int64, len(self.keys))
        return np.cumsum(lengths + 1) - lengths - 1

    def _holding(self, element: Element) -> Sequence[int]:
        stem = element.pieces[0]
        held = set(self._sharing(stem))
        if self._compounds is not None:
            verified = (rank for rank in self._containing(stem) if rank not in held)
            held.update(
                rank for rank in list(verified) if self._compounds(self.keys[rank], stem, element.place)
            )
        return sorted(held)


def _once(ids: Ids) -> Ids:
    """Sorted, each once: as ``np.unique``, which takes longer than all else for the few words of most elements."""
    if len(ids) < 2:
        return ids
    ids = np.sort(ids)
    again = ids[1:] == ids[:-1]
    return ids[np.concatenate(([True], ~again))] if again.any() else ids


def _found(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _keyed(written: Iterable[str]) -> list[tuple[str, int]]:
    """Each key of each word, with the word's number."""
    words = list(written)
    first = form("\n".join(words).lower()).split("\n") if words else []
    pairs = [(one, number) for number, one in enumerate(first)]
    for number, word in enumerate(words):
        if _MORE(word) is not None:
            pairs[number] = (keys(word)[0], number)
            pairs += [(one, number) for one in keys(word)[1:]]
    return pairs
