"""What marks a codebook in REFI-QDA: GUIDs, ids in texts, and which program wrote the file."""

import re
import uuid
from typing import NamedTuple
from urllib.parse import quote, unquote

from casekit.model.codebook import Codebook
from casekit.model.facts import key_of

__all__ = [
    "LINK",
    "NAMESPACE",
    "SCHEMA",
    "Origin",
    "from_ref",
    "guid_of",
    "minted",
    "origin_text",
    "ref",
    "told_origin",
]

NAMESPACE = "urn:QDA-XML:codebook:1.0"
SCHEMA = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"
LINK = "refi"
"""Under this name a code's ``links`` keep the GUID that another program gave it."""

_GUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_PLAIN = re.compile(r"[\w.~-]+")
_ORIGIN = re.compile(r"casekit \S+ \((\S+) (\S+), (da|de|nl|en)\)")


class Origin(NamedTuple):
    """Which codebook a file written by casekit holds, and in which language."""

    book: str
    version: str
    language: str


def origin_text(book: Codebook, language: str) -> str:
    """What casekit writes as origin of a file."""
    from casekit import __version__

    return f"casekit {__version__} ({ref(book.id)} {ref(book.version)}, {language})"


def told_origin(text: str) -> Origin | None:
    """What the origin of a file tells; None if another program wrote it."""
    match = _ORIGIN.fullmatch(text)
    return Origin(from_ref(match[1]), from_ref(match[2]), match[3]) if match else None


def minted(book: str, kind: str, name: str) -> str:
    """The GUID of a code or group: the same at each writing.

    >>> minted("barriers", "code", "rent") == minted("barriers", "code", "rent") != minted("barriers", "group", "rent")
    True
    """
    return str(uuid.UUID(key_of("refi", book, kind, name))).upper()


def guid_of(text: str) -> str:
    """A GUID in capitals, without braces; "" for what is none."""
    told = text.strip().strip("{}").upper()
    return told if _GUID.fullmatch(told) else ""


def ref(name: str) -> str:
    """An id as one word, so that it can stand in a text.

    >>> ref("caseload"), ref("two words"), from_ref(ref("100%, →"))
    ('caseload', 'two%20words', '100%, →')
    """
    return name if _PLAIN.fullmatch(name) else quote(name, safe="")


def from_ref(word: str) -> str:
    """The id that :func:`ref` wrote."""
    return unquote(word)
