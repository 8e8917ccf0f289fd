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
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# UTF-8 read as Windows-1252 and saved again: æ becomes Ã¦, – becomes â€“
_GARBLED = re.compile("Ã[\u00a0-\u00bf\u2013-\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e†‡ˆ‰‹›•]|â€.")


def clean(text: str) -> str:
    """*text* in NFC, with ``\\n`` only, without U+00AD, U+200B, byte order marks and control characters.

    >>> clean("fe\\u0301e\\r\\nso\\u00adcial")
    'fée\\nsocial'
    """
    text = _BREAKS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def notices(text: str, *, file: str) -> tuple[Finding, ...]:
    """What is worth telling of the characters in *text*, as it was before cleaning.

    Raises:
        ReadError: ``text_too_long`` beyond ten million characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError("text_too_long", file=file, limit=MAX_CHARACTERS // 1_000_000)
    kinds: tuple[tuple[str, Severity, re.Pattern[str]], ...] = (
        ("control_characters", "note", _CONTROL),
        ("invisible_characters", "note", _INVISIBLE),
        ("bidi_marks", "note", _BIDI),
        ("garbled_characters", "warning", _GARBLED),
        ("lost_characters", "warning", re.compile("\ufffd")),
    )
    counts = ((kind, severity, len(pattern.findall(text))) for kind, severity, pattern in kinds)
    return tuple(Finding.of(kind, severity, file, n=n) for kind, severity, n in counts if n)
