"""Codes whose id is missing, and the ids that the rest of the file has for them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Any

from casekit.exchange.codebook_draft import Draft, Names

__all__ = ["tell_ids"]

_ALIKE = 0.6  # an id made of a label, and the one that it stands for
_MISTYPED = 0.85  # an id with a slip in it, and the one that was meant


def tell_ids(codes: Sequence[Mapping[str, Any]], names: Names, draft: Draft) -> None:
    """Tell of ids that were made, each of an empty cell with the id that belongs there, where others name it.

    What names these ids is not told a second time.
    """
    pointing = _pointing(codes, names, draft)
    left = dict(names.blank)
    for made, code in _paired(left, pointing):
        where = left.pop(made)
        told = {"code": code, "n": pointing.pop(code), "cell": where}
        draft.note("codebook_id_blank", "error", f"{draft.file}, {where}", **told)
        draft.lost.pop(code, None)
    if left and pointing:
        first = next(iter(left.values()))
        told = {"cells": ", ".join(left.values()), "codes": ", ".join(pointing), "n": len(left)}
        draft.note("codebook_ids_blank", "error", f"{draft.file}, {first}", **told)
        draft.lost = {code: places for code, places in draft.lost.items() if code not in pointing}
        left = {}
    draft.unnamed |= set(names.blank)
    if n := names.made - (len(names.blank) - len(left)):
        where = next((f"{draft.file}, {cell}" for cell in left.values()), names.head)
        draft.note("codebook_ids_made", "warning" if left else "note", where, n=n)


def _pointing(codes: Sequence[Mapping[str, Any]], names: Names, draft: Draft) -> Counter[str]:
    """How often ids are named that are not there; not those that look like a slip in one that is."""
    told = Counter({code: len(places) for code, places in draft.lost.items()})
    told.update(name for code in codes for name in _named(code))
    known = [code for code in names.ids if code not in names.blank]
    missing = (code for code in told if code and names.found(code) is None)
    return Counter(
        {code: told[code] for code in missing if not get_close_matches(code, known, n=1, cutoff=_MISTYPED)}
    )


def _named(code: Mapping[str, Any]) -> Iterator[str]:
    """The codes that one names: that above it, and those that its rules and examples lead to."""
    yield code.get("parent", "")
    for field in ("exclude", "examples", "counterexamples"):
        for entry in code.get(field, ()):
            yield entry.get("see", "")
            yield from entry.get("also", ())


def _paired(blank: Mapping[str, str], pointing: Mapping[str, int]) -> list[tuple[str, str]]:
    """Made ids with the ids that are named and not there; those that look most alike belong together, and the last."""
    likely = sorted(
        ((SequenceMatcher(None, made, code).ratio(), made, code) for made in blank for code in pointing),
        reverse=True,
    )
    paired: dict[str, str] = {}
    for ratio, made, code in likely:
        if ratio > _ALIKE and made not in paired and code not in paired.values():
            paired[made] = code
    blanks = [made for made in blank if made not in paired]
    named = [code for code in pointing if code not in paired.values()]
    if len(blanks) == len(named) == 1:
        paired[blanks[0]] = named[0]
    return list(paired.items())
