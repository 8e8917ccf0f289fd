"""A text as a spaCy ``Doc`` of casekit's own words, and code points as its tokens."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from casekit.language.tokens import parted

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["TokenPlaces", "blank", "doc_of"]

_BETWEEN = re.compile(r"\s+|\.{2,}|[][.,;:!?…(){}\"'“”„‟«»‹›‘’‚]|[^][\s.,;:!?…(){}\"'“”„‟«»‹›‘’‚]+")


@cache
def blank(language: str) -> "Language":
    """spaCy's empty pipeline for a language; for one that spaCy does not know, its "multi-language"."""
    import spacy

    try:
        return spacy.blank(language)
    except ImportError:
        return spacy.blank("xx")


def doc_of(
    vocab: "Vocab", text: str, starts: Iterable[int] | None = None, *, open_inside: bool = False
) -> "Doc":
    """The words of *text*, and what stands between them, as the tokens of a ``Doc`` whose text is *text* again.

    *starts* are the code points at which sentences begin; with *open_inside* there may be more, for a pipeline to find.
    """
    from spacy.tokens import Doc

    words, spaces = _pieces(text)
    if starts is None:
        return Doc(vocab, words=words, spaces=spaces)
    sent_starts: list[bool | int | None] = [None if open_inside else False] * len(words)
    for token in _holding(words, spaces, starts):
        sent_starts[token] = True
    return Doc(vocab, words=words, spaces=spaces, sent_starts=sent_starts)


class TokenPlaces:
    """Which tokens of a ``Doc`` a stretch of its text is: those it touches."""

    def __init__(self, doc: "Doc") -> None:
        from spacy.attrs import IDX, LENGTH

        places = doc.to_array([IDX, LENGTH]).astype("int64").reshape(-1, 2)
        self.starts: np.ndarray = places[:, 0]
        self.ends: np.ndarray = places[:, 0] + places[:, 1]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The first token and the one after the last; None where no token is touched."""
        first = int(self.ends.searchsorted(start, side="right"))
        after = int(self.starts.searchsorted(end, side="left"))
        return (first, after) if start < end and first < after else None


def _holding(words: Sequence[str], spaces: Sequence[bool], starts: Iterable[int]) -> list[int]:
    """The token that each of these code points is in."""
    import numpy as np

    sizes = np.fromiter(
        (len(word) + space for word, space in zip(words, spaces, strict=True)), np.int64, len(words)
    )
    begins = np.cumsum(sizes) - sizes
    found: list[int] = (np.searchsorted(begins, np.fromiter(starts, np.int64), side="right") - 1).tolist()
    return found


def _pieces(text: str) -> tuple[list[str], list[bool]]:
    """What a Doc is made of: a blank after a token belongs to it, as spaCy has it; more blanks are a token."""
    first, *rest = parted(text)
    ahead = first[: len(first) - len(first.lstrip())]
    more, blanks = _between(first[len(ahead) :])
    pieces = [ahead, *more] if ahead else [*more]
    spaces = [False, *blanks[1:]] if ahead else [*blanks[1:]]
    for word, gap in zip(rest[::2], rest[1::2], strict=True):
        pieces.append(word)
        if gap == " ":
            spaces.append(True)
        else:
            more, blanks = _between(gap)
            pieces += more
            spaces += blanks
    return pieces, spaces


@lru_cache(maxsize=1 << 12)
def _between(gap: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """What stands between two words, and whether a blank follows: the first tells it of the word before."""
    pieces, blanks = [], [False]
    for part in _BETWEEN.findall(gap):
        rest = part
        if part[0] == " ":
            blanks[-1], rest = True, part[1:]
        if rest:
            pieces.append(rest)
            blanks.append(False)
    return tuple(pieces), tuple(blanks)
