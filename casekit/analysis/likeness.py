"""Documents that are nearly the same: a transcript in two formats, or a draft beside its final version."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

__all__ = ["Likeness", "alike"]

_WORD = re.compile(r"\w+")
_RUN = 5  # words in a row: an interviewer's questions come back in every interview, but seldom word for word
_ONE_IN = (
    4  # of the places where a run may begin; which ones, the first word decides, so that equal texts agree
)
_LEAST = 20  # runs; below this a text is too short to say
_SHARE = 0.5
_COMMON = 20  # documents; a run that stands in more is a form's, not a speaker's


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents, and the share of the shorter one's runs of words that stand in the other too."""

    documents: tuple[str, str]
    share: float

    def other_than(self, document: str) -> str:
        """The one that is not *document*."""
        first, second = self.documents
        return second if document == first else first


def alike(texts: Mapping[str, str], *, among: frozenset[str] | None = None) -> tuple[Likeness, ...]:
    """The pairs in *texts* (by document) that share at least half of their runs of five words, in order of the names.

    With *among* only pairs with one of these documents. Runs are compared as in Broder (1997), "On the resemblance and
    containment of documents", by containment in the longer one, of a sample of all runs.

    >>> text = " ".join(map(str, range(1000)))
    >>> alike({"a": text, "b": text[:2000]})[0]
    Likeness(documents=('a', 'b'), share=1.0)
    """
    known: dict[str, bool] = {}
    runs = {name: _runs(text, known) for name, text in texts.items()}
    runs = {name: found for name, found in runs.items() if len(found) >= _LEAST}
    sizes = {name: len(found) for name, found in runs.items()}
    if among is not None:
        wanted = frozenset().union(*(found for name, found in runs.items() if name in among))
        runs = {name: found & wanted for name, found in runs.items()}
    shared = Counter(_pairs(runs, among))
    pairs = ((pair, n / min(sizes[pair[0]], sizes[pair[1]])) for pair, n in sorted(shared.items()))
    return tuple(Likeness(pair, share) for pair, share in pairs if share >= _SHARE)


def _runs(text: str, known: dict[str, bool]) -> frozenset[int]:
    """The sampled runs of a text, as numbers; *known* keeps which words begin one."""
    words = _WORD.findall(text.lower())
    for word in set(words).difference(known):
        known[word] = crc32(word.encode()) % _ONE_IN == 0
    begins = [at for at, word in enumerate(words[: 1 - _RUN]) if known[word]]
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in begins)


def _pairs(runs: Mapping[str, frozenset[int]], among: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """A pair of documents for each run that they share."""
    places: dict[int, list[str]] = {}
    for name in sorted(runs):
        for run in runs[name]:
            places.setdefault(run, []).append(name)
    for names in places.values():
        if 1 < len(names) <= _COMMON:
            yield from (
                pair for pair in combinations(names, 2) if among is None or not among.isdisjoint(pair)
            )
