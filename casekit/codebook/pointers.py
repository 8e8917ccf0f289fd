"""Whether what a codebook points to is there."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from casekit.codebook.texts import place
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding

__all__ = ["check_pointers"]

FEW = 8  # so many can be named where nothing is like what is pointed to
_AMONG = {"points_nowhere": "points_nowhere_among", "link_nowhere": "link_nowhere_among"}
_ID = re.compile(r"[\w.-]+", re.ASCII)
Shelf = Mapping[str, Codebook]
Ids = Collection[str]


def check_pointers(book: Codebook, shelf: Shelf) -> Iterator[Finding]:
    """Findings on ids of odd shape and on pointers that lead nowhere, within the codebook and into those of the *shelf*.

    A codebook that extends one of the shelf may point to its codes; where it extends one that is not there, pointers to
    codes are not judged.
    """
    codes = _codes(book, shelf)
    for group in book.groups:
        yield from _lost(place("groups", group.id), group.themes, codes)
    yield from _changes(book, codes, shelf)
    for code in book:
        if not _ID.fullmatch(code.id):
            yield Finding.of("odd_id", "warning", code.id, id=code.id)
        yield from _redirects(code, codes)
        yield from _lost(place(code.id, "questions"), code.questions, {one.id for one in book.questions})
        yield from _lost(place(code.id, "sources"), code.sources, dict(book.sources))
        for name, targets in code.links:
            yield from _foreign(place(code.id, "links"), name, targets, shelf)


def _codes(book: Codebook, shelf: Shelf) -> Ids | None:
    """The codes that may be pointed to; None where nobody can say."""
    if book.extends is None:
        return book.by_id
    base = shelf.get(book.extends.codebook)
    return None if base is None else {*book.by_id, *(base.by_id.keys() - set(book.extends.without))}


def _lost(where: str, targets: Ids, known: Ids | None) -> Iterator[Finding]:
    for target in targets if known is not None else ():
        if target not in (known or ()):
            yield _nowhere("points_nowhere", where, target, known or ())


def _nowhere(kind: str, where: str, target: str, known: Ids, **data: str) -> Finding:
    """With what is like it, else with all there is, where that is little."""
    there = sorted(known)
    near = get_close_matches(target, there, n=1)
    if near or not 0 < len(there) <= FEW:
        return Finding.of(kind, "warning", where, target=target, near=", ".join(near), **data)
    return Finding.of(_AMONG[kind], "warning", where, target=target, known=", ".join(there), **data)


def _redirects(code: Code, codes: Ids | None) -> Iterator[Finding]:
    if code.parent is not None:
        yield from _lost(place(code.id, "parent"), (code.parent,), codes)
    named = [("exclude", n, (one.see,)) for n, one in enumerate(code.exclude, 1)]
    for field in ("examples", "counterexamples"):
        named += [(field, n, (*one.also, one.see)) for n, one in enumerate(getattr(code, field), 1)]
    for field, number, told in named:
        where, targets = place(code.id, field, number), [one for one in told if one]
        yield from _lost(where, targets, codes)
        if code.id in targets:
            yield Finding.of("points_to_itself", "warning", where)


def _foreign(where: str, name: str, targets: Ids, shelf: Shelf) -> Iterator[Finding]:
    """Pointers into another codebook; only one of the shelf can be looked into."""
    for target in targets if name in shelf else ():
        if target not in shelf[name].by_id:
            yield _nowhere("link_nowhere", where, target, shelf[name].by_id, codebook=name)


def _changes(book: Codebook, codes: Ids | None, shelf: Shelf) -> Iterator[Finding]:
    """An old id is gone, unless it is among those that took its place; the new ones are there, or were replaced later."""
    later: set[str] = set()
    for change in reversed(book.changes):
        where = place("changes", change.version)
        for old, new in change.replaced:
            if old in book.by_id and old not in new:
                yield Finding.of("replaced_is_there", "warning", where, code=old)
            own = [one for one in new if ":" not in one]
            yield from _lost(where, own, None if codes is None else {*codes, *later})
            for name, _, target in (one.partition(":") for one in new if ":" in one):
                yield from _foreign(where, name, (target,), shelf)
        later |= {old for old, _ in change.replaced}
