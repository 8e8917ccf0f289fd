"""What people typed into the cells of a framework matrix, and which cells of a project it is meant for."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from casekit.analysis.framework import newest
from casekit.analysis.grounds import Cell, Grounds, column_id, pairs_of_cases, row_id
from casekit.model.finding import Finding
from casekit.model.study import Study
from casekit.readers.clean import clean
from casekit.report.framework_fields import mark

__all__ = ["Dispute", "Meant", "Typed", "cells_of", "meant", "tidied"]

_SHORT = 20  # letters; a shorter text may well stand in two cells
_SEEN = 200  # letters of a text that a finding tells


class Typed(NamedTuple):
    """What stands in a cell of a file: which cell it says it is, its text, and marks of the text and of the passages when it was made.

    ``base`` and ``basis`` are None where the file does not tell them.
    """

    cell: str
    text: str
    base: str | None
    basis: str | None
    where: str


class Dispute(NamedTuple):
    """A cell that was changed in the file and in the project: what stands here and what stands there."""

    cell: Cell
    here: str
    there: str


class Meant(NamedTuple):
    """What to store (cell, text, basis, the summary that it takes the place of), what was noticed, and cells with two new texts."""

    new: tuple[tuple[Cell, str, str, Any], ...]
    findings: tuple[Finding, ...]
    disputed: tuple[Dispute, ...]


def tidied(text: str) -> str:
    """A typed text as it is stored: cleaned, without blanks at the ends of lines or around it.

    >>> tidied("  fe\\u0301es \\r\\n så ")
    'fées\\n så'
    """
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()


def cells_of(study: Study) -> dict[str, Cell]:
    """Every cell that a matrix of this study can have, by its id."""
    rows = {
        row_id(case, name): (case, name)
        for case, name in [*((case, "") for case in study.cases["case"]), *pairs_of_cases(study)]
    }
    told = [Cell("", "", name, code.id) for name, book in study.codebooks.items() for code in book]
    told += [
        Cell("", "", book, code)
        for book, code in zip(study.summaries["codebook"], study.summaries["code"], strict=True)
        if code
    ]
    told += [Cell("", topic=topic) for topic in study.topics["topic"]]
    columns = {column_id(cell.codebook, cell.code, cell.topic): cell for cell in told}
    return {
        left + right: cell._replace(case=row[0], document=row[1])
        for left, row in rows.items()
        for right, cell in columns.items()
    }


def meant(study: Study, typed: Sequence[Typed]) -> Meant:
    """What of these typed cells says something new, cell by cell; nothing of it takes the place of what its writer has not seen."""
    known, stored, grounds = cells_of(study), newest(study), Grounds(study)
    found: list[tuple[Cell, str, str, Any]] = []
    findings: list[Finding] = []
    disputed: list[Dispute] = []
    for one in _once(typed, findings):
        if one.cell not in known:
            findings.append(Finding.of("cell_unknown", "warning", one.where))
            continue
        cell, before = known[one.cell], stored.get(one.cell, [None])[0]
        now = before.text if before is not None else ""
        match _verdict(one, now, typed):
            case "new":
                found.append((cell, one.text, _basis(grounds, cell, one), before))
            case "disputed":
                disputed.append(Dispute(cell, now, one.text))
                told = {"here": _seen(now), "there": _seen(one.text)}
                findings.append(Finding.of("cell_disputed", "warning", one.where, **told))
            case "cell_emptied" | "cell_moved" as kind:
                findings.append(Finding.of(kind, "warning", one.where))
            case _:
                continue
    return Meant(tuple(found), tuple(findings), tuple(disputed))


def _once(typed: Iterable[Typed], findings: list[Finding]) -> list[Typed]:
    """Each cell once; one that stands there twice with two texts is left alone."""
    found: dict[str, list[Typed]] = {}
    for one in typed:
        mine = found.setdefault(one.cell, [])
        if one.text not in [other.text for other in mine]:
            mine.append(one)
    for several in found.values():
        if len(several) > 1:
            findings.append(Finding.of("cell_twice", "warning", several[0].where, n=len(several)))
    return [several[0] for several in found.values() if len(several) == 1]


def _verdict(one: Typed, now: str, typed: Sequence[Typed]) -> str:
    sign = mark(one.text)
    if one.text == now or sign == one.base:
        return "same"
    if not one.text:
        return "cell_emptied" if now else "same"
    if one.base is None:
        return "disputed" if now else "new"
    if one.base != mark(now):
        return "disputed"
    return "cell_moved" if _moved(one, sign, typed) else "new"


def _moved(one: Typed, sign: str, typed: Sequence[Typed]) -> bool:
    """Whether it is the text that stood in another cell, and no longer stands there."""
    return len(one.text) >= _SHORT and any(
        other.base == sign and other.cell != one.cell and mark(other.text) != sign for other in typed
    )


def _basis(grounds: Grounds, cell: Cell, one: Typed) -> str:
    """The digest of the passages, if they are those that the writer could see; else a mark that is none: the summary is stale at once."""
    now = grounds.basis(cell)
    return now if one.basis in (None, mark(grounds.seen(cell))) else str(one.basis)


def _seen(text: str) -> str:
    return text if len(text) <= _SEEN else f"{text[:_SEEN]}…"
