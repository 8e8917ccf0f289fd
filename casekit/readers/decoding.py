"""Bytes to characters, for the encodings that Danish, German, Dutch and English transcripts come in.

The ladder: byte order mark, pattern of NULs, strict UTF-8, and at last the one of four old encodings whose letters
make sense. A guess is reported; what makes no sense is refused. Nothing is ever replaced.
"""

import codecs
import re

from casekit.errors import ReadError
from casekit.model.finding import Finding

__all__ = ["decode", "encoding_of"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "mac-roman", "cp850", "iso8859-15")  # in the order that decides a tie
_EXPECTED = frozenset("æøåäöüßÆØÅÄÖÜéèêëïíóôáàâúûçñÉ")
_MARKS_IN_TEXT = frozenset("–—…‘’‚“”„«»‹›€§°·•½¼£´\u00a0")
_SAMPLE = 400_000
_FOREIGN = re.compile(r"(?s)(.?)([^\x00-\x7f])(?=(.?))")


def decode(data: bytes, *, file: str, encoding: str | None = None) -> tuple[str, tuple[Finding, ...]]:
    """The characters of *data*, and a note where the encoding was guessed.

    Raises:
        ReadError: ``undecodable`` where no encoding makes sense, or *encoding* does not fit;
            ``encoding_unknown`` where Python knows no such encoding.
    """
    if encoding is not None:
        return _as_told(data, encoding, file), ()
    known = encoding_of(data, file=file)
    guessed = (Finding.of("encoding_guessed", "note", file, encoding=known),) if known in _OLD else ()
    return data.decode(known), guessed


def encoding_of(data: bytes, *, file: str) -> str:
    """The encoding that :func:`decode` takes, as Python calls it.

    >>> encoding_of("Støtte".encode("cp1252"), file="a.txt")
    'cp1252'

    Raises:
        ReadError: ``undecodable`` where none makes sense.
    """
    known = _marked(data) or _patterned(data) or "utf-8"
    try:
        data.decode(known)
    except UnicodeDecodeError:
        if known != "utf-8":
            raise ReadError("undecodable", file=file, encoding=known) from None
        return _best(data, file)
    return known


def _as_told(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding)
    except LookupError:
        raise ReadError("encoding_unknown", file=file, encoding=encoding) from None
    except (UnicodeError, ValueError):
        raise ReadError("undecodable", file=file, encoding=encoding) from None


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _patterned(data: bytes) -> str:
    """UTF-16 without a mark: Latin text has a NUL in nearly every second byte."""
    sample = data[:4_000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd / half > 0.4 and even / half < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even / half > 0.4 and odd / half < 0.05 else ""


def _best(data: bytes, file: str) -> str:
    scores = {name: _score(data, name) for name in _OLD}
    best = max(_OLD, key=lambda name: scores[name])
    if scores[best] <= 0 or _too_foreign(data[:_SAMPLE].decode(best, errors="ignore")):
        raise ReadError("undecodable", file=file, encoding="utf-8")
    return best


def _score(data: bytes, encoding: str) -> float:
    """How much sense the foreign characters make in *encoding*; negative is rubbish."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return float("-inf")
    return sum(_sense(*match.groups()) for match in _FOREIGN.finditer(text[:_SAMPLE]))


def _sense(before: str, char: str, after: str) -> int:
    inside = before.isalpha() and after.isalpha()
    if char in _EXPECTED:
        return -2 if char.isupper() and before.islower() else 2
    if char in _MARKS_IN_TEXT:
        return -3 if inside and char not in "’´–—" else 1
    return -1 if char.isalpha() else -3


def _too_foreign(text: str) -> bool:
    """In the four languages at most one letter in five is none of a–z; in misread Cyrillic nearly all are."""
    letters = [char for char in text if char.isalpha()]
    foreign = sum(not char.isascii() for char in letters)
    return foreign >= 12 and foreign > 0.4 * len(letters)
