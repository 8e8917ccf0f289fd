"""Whether anything of what was removed can still be read in the bytes of files: whole, in words, in pieces of words.

Words that other texts have as well cannot tell; they are left out. Looked for as UTF-8 and as UTF-16 of either order.
"""

import re
from collections.abc import Iterable

__all__ = ["ENCODINGS", "pieces_of", "read_in", "runs_of", "words_of"]

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_PIECE = 6  # signs of a piece of a word
_RUN = 24  # signs of a run of words
_BYTES = 3_000_000_000  # to be searched for runs, in all
_WORD = re.compile(r"[^\W_]{4,}")  # shorter ones stand anywhere by chance
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]{4,}")
_DIGEST = re.compile(r"[0-9a-f]{32,}")


def words_of(texts: Iterable[str]) -> str:
    """The different words of texts, one a line; digests last."""
    words = {word for text in texts for word in _WORD.findall(text)}
    return "\n".join(sorted(words, key=lambda word: bool(_DIGEST.fullmatch(word))))


def pieces_of(strings: Iterable[str]) -> frozenset[str]:
    """What to look for when these *strings* are gone: their words, and pieces of words.

    >>> sorted(pieces_of(["Bo bor i Skovlund"]))
    ['Skovlu', 'Skovlund', 'kovlun', 'ovlund']
    """
    words = {word for text in strings for word in _WORD.findall(text)}
    pieces = {word[at : at + _PIECE] for word in words for at in range(len(word) - _PIECE + 1)}
    return frozenset(words | pieces)


def runs_of(strings: Iterable[str]) -> frozenset[str]:
    """Stretches of longer strings, one after the other, whatever words they are made of."""
    return frozenset(text[at : at + _RUN] for text in strings for at in range(0, len(text) - _RUN + 1, _RUN))


def read_in(data: bytes, pieces: Iterable[str], runs: Iterable[str] = ()) -> set[str]:
    """Those of the *pieces* and *runs* that can be read in some bytes; of very large files and many runs not all are tried."""
    pieces, runs = sorted(pieces), sorted(runs)
    readable = "\n".join({word for text in _readings(data) for word in _LATIN.findall(text)})
    strange = [piece for piece in pieces if not _LATIN.fullmatch(piece)]
    most = max(1, _BYTES // (len(ENCODINGS) * len(data) or 1))
    found = {piece for piece in pieces if _LATIN.fullmatch(piece) and piece in readable}
    return found | {run for run in (*strange, *runs[:most]) if _stands_in(data, run)}


def _readings(data: bytes) -> Iterable[str]:
    yield data.decode("utf-8", "replace")
    for start in (0, 1):
        for encoding in ENCODINGS[1:]:
            yield data[start:].decode(encoding, "replace")


def _stands_in(data: bytes, text: str) -> bool:
    return any(text.encode(encoding) in data for encoding in ENCODINGS)
