"""Where sentences and clauses of an index end: what a cue does not reach beyond."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from casekit.language.index import Index
from casekit.language.tokens import sentences
from casekit.model.span import Span

__all__ = ["Clauses"]

Longs = NDArray[np.int64]

_SIGNS = np.zeros(0x3000, bool)
_SIGNS[[ord(sign) for sign in ".,;:!?…()[]-–—―"]] = True


@dataclass(frozen=True, slots=True)
class Clauses:
    """For each word the number of its sentence, and of its clause: what punctuation, hyphens aside, cuts a sentence into.

    Both grow from word to word. In segments that were not asked for, all is one sentence.
    """

    sentence: Longs
    clause: Longs

    @classmethod
    def of(cls, index: Index, texts: Mapping[str, str], segments: NDArray[np.integer]) -> "Clauses":
        """The clauses of these segments; *texts* is by document.

        >>> from casekit.language.index import Indexer, Source
        >>> said = "Nej, ikke nu. Men så!"
        >>> told = Clauses.of(Indexer().index([Source("A", said)]), {"A": said}, np.array([0]))
        >>> told.sentence.tolist(), told.clause.tolist()
        ([0, 0, 0, 1, 1], [0, 1, 1, 2, 2])
        """
        sentence_ends = _differ(_sentences(index, texts, np.unique(segments))) | _differ(index.segments)
        parted = _parted(index, texts, np.unique(index.homes[segments]))
        return cls(np.cumsum(sentence_ends), np.cumsum(parted | sentence_ends))


_cut = lru_cache(maxsize=1 << 15)(sentences)  # four fifths of the time that flags take


def _sentences(index: Index, texts: Mapping[str, str], segments: NDArray[np.integer]) -> Longs:
    begins = [
        (segment << 32) + sentence.start
        for segment, home, (start, end) in zip(
            segments.tolist(), index.homes[segments].tolist(), index.bounds[segments].tolist(), strict=True
        )
        for sentence in _cut(texts[index.documents[home]], Span(start, end))
    ]
    words = (index.segments.astype(np.int64) << 32) + index.starts
    return np.searchsorted(np.array(begins, np.int64), words, side="right")


def _differ(numbers: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether each is another than the one before."""
    differ = np.zeros(len(numbers), bool)
    differ[1:] = numbers[1:] != numbers[:-1]
    return differ


def _parted(index: Index, texts: Mapping[str, str], documents: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether a sign stands before a word."""
    parted = np.zeros(len(index), bool)
    homes = index.homes[index.segments]
    for document in documents.tolist():
        first, stop = np.searchsorted(homes, [document, document + 1])
        before = _signs_before(texts[index.documents[document]])
        begins = before[index.starts[first:stop]]
        ends = before[index.ends(np.arange(first, stop))]
        parted[first + 1 : stop] = begins[1:] > ends[:-1]
    return parted


def _signs_before(text: str) -> NDArray[np.int32]:
    """How many signs stand before each place of a text."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    signs = _SIGNS[np.minimum(points, len(_SIGNS) - 1)]
    return np.concatenate((np.zeros(1, np.int32), np.cumsum(signs, dtype=np.int32)))
