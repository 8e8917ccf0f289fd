"""Plain content of two sides and, where there is one, of the base that both come from, made into one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casekit.model.words import LANGUAGES

__all__ = ["Path", "ThreeWay"]

Path = tuple[str, ...]
_Row = list[int | None]
_KEYS = ("id", "version")


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """Merges texts, maps and lists; None stands for what is not there.

    ``differs`` is told of each text that both sides have otherwise (and, with a base, both changed), where ours stays; ``kept``
    of what one side deleted and the other changed, and whether it was ours that deleted it. Without a base nothing counts as
    deleted: what one side lacks is taken from the other.
    """

    differs: Callable[[Path, str, str], None]
    kept: Callable[[Path, bool], None]
    based: bool

    def merged(self, base: Any, ours: Any, theirs: Any, path: Path = ()) -> Any:
        """What both come to."""
        if ours == theirs or (self.based and theirs == base):
            return ours
        if self.based and ours == base:
            return theirs
        if ours is None or theirs is None:
            if base is not None:
                self.kept(path, ours is None)
            return theirs if ours is None else ours
        if isinstance(ours, dict):
            return self._maps(base or {}, ours, theirs, path)
        if isinstance(ours, list):
            return self._lists((base or [], ours, theirs), path)
        self.differs(path, ours, theirs)
        return ours

    def _maps(
        self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], path: Path
    ) -> Any:
        made = {
            name: self.merged(base.get(name), ours.get(name), theirs.get(name), (*path, name))
            for name in dict.fromkeys([*ours, *theirs])
        }
        return {name: value for name, value in made.items() if value is not None} or None

    def _lists(self, sides: Sequence[list[Any]], path: Path) -> Any:
        """Entry by entry; what only they have comes after the entry that stands before it there."""
        made = []
        for row in _placed(_rows(sides)):
            base, ours, theirs = (
                None if at is None else side[at] for side, at in zip(sides, row, strict=True)
            )
            made.append(self.merged(base, ours, theirs, (*path, *_named([ours, theirs]))))
        return [entry for entry in made if entry is not None] or None


def _rows(sides: Sequence[list[Any]]) -> list[_Row]:
    """Where in base, ours and theirs one and the same entry stands.

    Each side is held against the base first, then what is left of it against the other side, so that it does not matter which
    side is which.
    """
    rows: list[_Row] = [[at, None, None] for at in range(len(sides[0]))]
    left = {side: _unmatched(rows, sides, side, list(range(len(sides[side]))), against=0) for side in (1, 2)}
    for side, other in ((1, 2), (2, 1)):
        alone = _unmatched(rows, sides, side, left[side], against=other)
        rows += [[at if place == side else None for place in range(3)] for at in alone]
    return rows


def _unmatched(
    rows: list[_Row], sides: Sequence[list[Any]], side: int, left: list[int], *, against: int
) -> list[int]:
    """The entries of a side that found no row in which it had nothing yet: equal ones first, else those alike."""
    for same in (_equal, _alike):
        for at in tuple(left):
            for row in rows:
                other = row[against]
                if row[side] is None and other is not None and same(sides[against][other], sides[side][at]):
                    row[side] = at
                    left = [one for one in left if one != at]
                    break
    return left


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _alike(one: Any, other: Any) -> bool:
    """The same id or version; where there is none, the same text in a language."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    for key in _KEYS:
        if key in one or key in other:
            return bool(one.get(key) == other.get(key))
    return any(name in one and one[name] == other.get(name) for name in LANGUAGES)


def _placed(rows: list[_Row]) -> list[_Row]:
    """In the order of ours; what only they have stands after what it follows there, the first before what follows it."""
    order = sorted((row for row in rows if row[1] is not None), key=lambda row: row[1] or 0)
    theirs = sorted((row for row in rows if row[2] is not None), key=lambda row: row[2] or 0)
    at = next((order.index(row) for row in theirs if row[1] is not None), len(order))
    for row in theirs:
        if row[1] is None:
            order.insert(at, row)
        at = order.index(row) + 1
    return order


def _named(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, dict) and entry.keys() & {*_KEYS}:
            yield str(next(entry[key] for key in _KEYS if key in entry))
            return
