"""Which code a coding has today: codes are mapped from version to version of a codebook, codings are never rewritten."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.model.codebook import Change, Codebook

__all__ = ["Current", "current", "mapped", "themes_today"]

Books = Mapping[str, Codebook]


class Current(NamedTuple):
    """The code that a mark has today. ``waits``: a person has to choose, among ``options`` where a code was split."""

    codebook: str
    code: str
    waits: bool = False
    options: tuple[str, ...] = ()


def current(books: Books, codebook: str, code: str, version: str = "") -> Current:
    """What became of a *code* that was given under *version* of a codebook; of an unknown version: since the first one.

    A code of a codebook that is not there waits.

    >>> from casekit.model.codebook import Code
    >>> changes = (Change("2", replaced=(("flat", ("home",)),)), Change("3", replaced=(("home", ("rent", "repair")),)))
    >>> book = Codebook("b", "3", codes=(Code("rent"), Code("repair")), changes=changes)
    >>> current({"b": book}, "b", "flat", "1")
    Current(codebook='b', code='home', waits=True, options=('rent', 'repair'))
    """
    return _followed(books, codebook, code, version, ())


_Passed = tuple[str, ...]
"""The codes of other codebooks that a code was already followed to: codebooks may replace codes in a circle."""


def _followed(books: Books, codebook: str, code: str, version: str, passed: _Passed) -> Current:
    if codebook not in books:
        return Current(codebook, code, True)
    book = books[codebook]
    for change in _since(book, version):
        new = dict(change.replaced).get(code)
        if new is None or new == (code,):
            continue
        if len(new) != 1:
            options = _today(books, codebook, new, change.version, passed)
            return Current(codebook, code, True, options)
        other, _, name = new[0].rpartition(":")
        if other and (other not in books or new[0] in passed):
            return Current(codebook, code, True)
        if other:  # whose versions are others
            return _followed(books, other, name, "", (*passed, new[0]))
        code = new[0]
    return Current(codebook, code, code not in book.by_id)


def _since(book: Codebook, version: str) -> Iterator[Change]:
    """The changes after *version*, oldest first; a version need not be listed to be the one that holds ("0": none is told)."""
    known = [change.version for change in book.changes]
    if version in known:
        return iter(book.changes[known.index(version) + 1 :])
    return iter(() if version == book.version != "0" else book.changes)


def _today(
    books: Books, codebook: str, codes: tuple[str, ...], version: str, passed: _Passed
) -> tuple[str, ...]:
    """What the codes that a split led to are called today; those that are gone since are no choice."""
    found = (_followed(books, codebook, code, version, passed) for code in codes)
    return tuple(dict.fromkeys(now.code for now in found if now.codebook == codebook and not now.waits))


def mapped(marks: pd.DataFrame, books: Books) -> pd.DataFrame:
    """Marks (codebook, code and, where it is known, version) with the code of today and what it was made as.

    New columns: ``made_as`` (the code it was made with; ``codebook:code`` where the codebook is another now) and ``waits``.
    """
    made = marks.assign(made_as=marks["code"], waits=False, codebook=marks["codebook"].fillna(""))
    touched = ~_settled(made, books)
    if not touched.any():
        return made
    some = made.loc[touched]
    versions = some["version"] if "version" in some else pd.Series("", index=some.index)
    asked = list(zip(some["codebook"], some["code"], versions, strict=True))
    known = {one: current(books, *map(str, one)) for one in set(asked)}
    now = [known[one] for one in asked]
    made.loc[touched, "made_as"] = [
        code if found.codebook == book else f"{book}:{code}"
        for (book, code, _), found in zip(asked, now, strict=True)
    ]
    for name in ("codebook", "code", "waits"):
        made.loc[touched, name] = [getattr(found, name) for found in now]
    return made


def _settled(marks: pd.DataFrame, books: Books) -> NDArray[np.bool_]:
    """Whose code is in its codebook and was never replaced by another: nearly all, and each code is looked up once."""
    book, names = pd.factorize(marks["codebook"])
    code, codes = pd.factorize(marks["code"])
    known = [_unreplaced(books, name) for name in names]
    stays = [
        [*(one in mine for one in codes), False] for mine in known
    ]  # the last for a code that is missing: -1
    return np.array(stays, bool).reshape(len(names), len(codes) + 1)[book, code]


def _unreplaced(books: Books, name: str) -> set[str]:
    """The codes of a codebook that nothing else ever took the place of."""
    if name not in books:
        return set()
    changes = books[name].changes
    return books[name].by_id.keys() - {old for one in changes for old, new in one.replaced if new != (old,)}


def themes_today(themes: pd.Series, books: Books) -> pd.Series:
    """Themes as they are called today; what is no theme of any codebook was renamed in one of them."""
    known = {code for book in books.values() for code in book.by_id}
    lost = {str(theme) for theme in themes.unique() if theme and theme not in known}
    names = {
        theme: now.code for theme in lost for book in books if not (now := current(books, book, theme)).waits
    }
    return themes.replace(names) if names else themes
