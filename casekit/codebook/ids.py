"""Ids that people choose or that are made from a name."""

import re
import unicodedata

from casekit.errors import CodebookError

__all__ = ["fit_id", "slug"]

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_OTHER = re.compile(r"[^a-z0-9]+")
_FIT = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_LONGEST = 60


def slug(name: str) -> str:
    """An id made from a name: lower-case ASCII letters, digits and ``_``; "" where there are none.

    >>> slug("Nøgler & Schlüssel: één"), slug("家")
    ('noegler_schluessel_een', '')
    """
    plain = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _OTHER.sub("_", ascii_only).strip("_")[:_LONGEST].rstrip("_")


def fit_id(id: str) -> str:
    """*id*, if it can be typed and named everywhere; for new ids: those that a file has stay as they are.

    Raises:
        CodebookError: it has blanks, capitals or other signs; with one that would do.
    """
    if not _FIT.fullmatch(id):
        raise CodebookError("id_unfit", name=id, near=slug(id) or "code_1")
    return id
