"""Text as casekit keeps it: NFC, ``\\n`` only, nothing that cannot be seen and means nothing."""

import re
import unicodedata

from casekit.errors import ReadError
from casekit.model.finding import Finding, Severity

__all__ = ["MAX_CHARACTERS", "clean", "notices"]

MAX_CHARACTERS = 10_000_000

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)  # any of these
_PILE = 30
# putting long piles of marks in order takes the square of their length; the first sign stands alone because
# Python looks for one sign much quicker than for a run
_FOREIGN = re.compile(f"[\u0300-\U0010ffff][\u0300-\U0010ffff]{{{_PILE},}}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# any sign that a notice is about, or begins with: most texts hold none, and are gone through once
_TELLING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00adÃâ\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd-\uffff]"
)
# UTF-8 read as Windows-1252 and saved again: æ becomes Ã¦, – becomes â€“
_GARBLED = re.compile("Ã[\u00a0-\u00bf\u2013-\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e†‡ˆ‰‹›•]|â€.")


def clean(text: str) -> str:
    """*text* in NFC, with ``\\n`` only, without U+00AD, U+200B, byte order marks and control characters.

    >>> clean("fe\\u0301e\\r\\nso\\u00adcial")
    'fée\\nsocial'
    """
    if _ODD.search(text):
        text = _BREAKS.sub("\n", text)
        text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    if not text.isascii():
        text = _FOREIGN.sub(_without_piles, text)
    return unicodedata.normalize("NFC", text)


def _without_piles(match: "re.Match[str]") -> str:
    """A run of foreign characters with at most thirty combining marks in a row, as in Unicode's stream-safe format (UAX 15)."""
    kept, row = [], 0
    for sign in match.group():
        row = row + 1 if unicodedata.combining(sign) else 0
        if row <= _PILE:
            kept.append(sign)
    return "".join(kept)


def notices(text: str, *, file: str) -> tuple[Finding, ...]:
    """What is worth telling of the characters in *text*, as it was before cleaning.

    Raises:
        ReadError: ``text_too_long`` beyond ten million characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError("text_too_long", file=file, limit=MAX_CHARACTERS // 1_000_000)
    if not _TELLING.search(text) and not _FOREIGN.search(text):
        return ()
    kinds: tuple[tuple[str, Severity, re.Pattern[str]], ...] = (
        ("control_characters", "note", _CONTROL),
        ("invisible_characters", "note", _INVISIBLE),
        ("bidi_marks", "note", _BIDI),
        ("garbled_characters", "warning", _GARBLED),
        ("lost_characters", "warning", re.compile("\ufffd")),
    )
    counts = [(kind, severity, len(pattern.findall(text))) for kind, severity, pattern in kinds]
    counts.append(("marks_piled", "warning", len(text) - len(_FOREIGN.sub(_without_piles, text))))
    return tuple(Finding.of(kind, severity, file, n=n) for kind, severity, n in counts if n)
