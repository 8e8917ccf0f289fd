"""What facts are known by: keys computed from what they name, and digests."""

import hashlib
import uuid
from typing import NewType

__all__ = ["LATER", "Key", "key_of", "sha"]

Key = NewType("Key", str)
"""32 hexadecimal digits."""


def key_of(*parts: str) -> Key:
    """The key of what *parts* name: equal parts, equal key.

    >>> key_of("case", "fjordlev") == key_of("case", "fjordlev")
    True
    """
    return Key(uuid.uuid5(uuid.NAMESPACE_URL, "casekit:" + "\x1f".join(parts)).hex)


def sha(text: str | bytes) -> str:
    """The sha256 of a text or of bytes."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


LATER = {"later": True}
"""Marks a field that a newer schema added: while it has its default, the fact's digest is as before."""
