"""Ids for codes that other programs know by name only."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, count

__all__ = ["Ids", "slug"]

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def slug(name: str) -> str:
    """An id made from a name: lower-case ASCII letters, digits and ``_``; "" where there are none.

    >>> slug("Nøgler & Schlüssel: één"), slug("家")
    ('noegler_schluessel_een', '')
    """
    plain = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _OTHER.sub("_", ascii_only).strip("_")[:_LONGEST].rstrip("_")


class Ids:
    """Ids that are given once each; those in *taken* are given already.

    >>> ids = Ids(["waiting"])
    >>> ids.new("Rent"), ids.new("Waiting"), ids.new("Rent", "tenant"), ids.new("Rent", "tenant"), ids.new("?")
    ('rent', 'waiting_2', 'tenant_rent', 'rent_2', 'code')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def new(self, name: str, parent: str | None = None) -> str:
        """An id for *name*; where it is taken, with its parent's before it, else with a number behind it."""
        first = slug(name) or "code"
        wanted = chain([first], [f"{parent}_{first}"] if parent else (), (f"{first}_{n}" for n in count(2)))
        made = next(one for one in wanted if one not in self._taken)
        self._taken.add(made)
        return made
