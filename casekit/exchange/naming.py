"""Ids for codes that other programs know by name only."""

from collections.abc import Iterable
from itertools import chain, count

from casekit.codebook.ids import slug

__all__ = ["Ids", "slug"]


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
