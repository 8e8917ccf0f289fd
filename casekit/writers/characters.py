"""Text as office files can hold it."""

import re

__all__ = ["writable"]

# What XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets), lone surrogates included. Tab and line feed stay.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    r"""*text* without the characters that no XML file may hold, and with ``\n`` as its only line end.

    Transcripts are clean since they were read; what people type or paste elsewhere may not be, and lxml refuses
    the whole document for one such character.

    >>> writable("to\x00 kapitler\r\nom støtte\x1b")
    'to kapitler\nom støtte'
    """
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
