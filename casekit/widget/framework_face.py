"""The framework matrix to write in: a cell's summary, what others wrote there, and the passages beside it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pandas as pd

from casekit.analysis.framework import By, Resting, framework, newest
from casekit.analysis.grounds import Cell, Grounds, address_of
from casekit.analysis.passages import described
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project import Project
from casekit.widget.beside import beside, day, links_of, names_of, still_there, unchanged
from casekit.widget.face import Act, Message, Reply, text_of
from casekit.widget.whole import WholeFace
from casekit.wording import language

__all__ = ["FrameworkFace", "framework_page", "passages_under"]


def framework_page(
    study: Study,
    *,
    by: By = "theme",
    codebook: str | None = None,
    cases: Sequence[str] | None = None,
    me: str | None = None,
) -> Reply:
    """``columns``, ``rows``, and ``cells`` by row and column: those where something is written, or where there are passages.

    A cell has ``n`` (passages), ``own`` and ``others`` (who, when, what, and whether the passages changed since), and ``below``, what is
    written about the interviews of a case.
    """
    table = framework(study, by=by, codebook=codebook, cases=cases)
    rest, written = Resting(study, Grounds(study)), newest(study)
    cells = {}
    for row in records(table):
        told = [_told(one, rest) for one in written.get(row.cell, ())]
        below = [line for line in row.interviews.split("\n") if line]
        if told or below or row.passages:
            own = next((one for one in told if one["coder"] == me), None)
            others = [one for one in told if one is not own]
            cells[row.cell] = {"n": int(row.passages), "own": own, "others": others, "below": below}
    return {
        "by": by,
        "columns": _columns(study, table, by),
        "rows": _rows(table),
        "cells": cells,
    }


def _told(row: Any, rest: Resting) -> Reply:
    _, stale = rest.of(row)
    return {"coder": row.coder, "text": row.text, "at": day(row.at), "stale": stale, "links": links_of(row)}


def _columns(study: Study, table: pd.DataFrame, by: By) -> list[Reply]:
    heads = records(table.drop_duplicates("item"))
    return [
        {"id": row.cell[10:], "item": row.item, "label": row.column, **_about(study, row, by)}
        for row in heads
    ]


def _about(study: Study, row: Any, by: By) -> Reply:
    """What a column is about, in a sentence; ``lost`` where the codebook has no such code any more."""
    if by == "topic":
        return {"about": "", "lost": False}
    book = study.codebook(row.codebook)
    if row.item not in book.by_id:
        return {"about": "", "lost": True}
    return {"about": book[row.item].definition.shown(language()), "lost": False}


def _rows(table: pd.DataFrame) -> list[Reply]:
    heads = table.drop_duplicates(["case", "document"])
    labels = {row.case: row.row for row in records(heads) if not row.document}
    return [
        {"id": row.cell[:10], "case": row.case, "document": row.document, "label": row.row, "of": labels.get(row.case, row.case)}
        for row in records(heads)
    ]  # fmt: skip


def passages_under(study: Study, cell: Cell) -> pd.DataFrame:
    """The passages that a cell is about, as :func:`casekit.passages` has them, of all codebooks that a topic's codes are in."""
    under = Grounds(study).under(cell)
    parts = [
        described(study, study.codebook(str(name)), rows).assign(codebook=str(name))
        for name, rows in under.groupby("codebook", sort=False)
    ]
    return pd.concat(parts, ignore_index=True) if parts else under.iloc[:0]


def _own(study: Study, cell: Cell, me: str | None) -> Any:
    """One's own summary in a cell, or None."""
    return next((row for row in newest(study).get(cell.id, ()) if row.coder == me), None)


def _see(face: Any, message: Message) -> Reply:
    study, cell = face.project.study(), face.cell_of(message)
    own = _own(study, cell, face.project.coder)
    return beside(study, passages_under(study, cell), links_of(own) if own else ())


def _write(face: Any, message: Message) -> Reply:
    """Store one's summary, if it is still the one that was ``seen``."""
    study, cell = face.project.study(), face.cell_of(message)
    own = _own(study, cell, face.project.person())
    unchanged(own.text if own else "", text_of(message, "seen", ""))
    _summarize(
        face.project, cell, text_of(message, "text"), still_there(study, names_of(message, "passages"))
    )
    return {"cell": cell.id}


def _holds(face: Any, message: Message) -> Reply:
    """One's summary holds, with the passages as they are now; those that are gone it rests on no longer."""
    study, cell = face.project.study(), face.cell_of(message)
    own = _own(study, cell, face.project.person())
    _summarize(face.project, cell, own.text if own else "", still_there(study, links_of(own) if own else ()))
    return {"cell": cell.id}


def _summarize(project: Project, cell: Cell, text: str, links: Sequence[str]) -> None:
    project.summarize(
        text,
        case=cell.case,
        document=cell.document or None,
        code=cell.code or None,
        topic=cell.topic or None,
        codebook=cell.codebook or None,
        passages=links,
    )


class FrameworkFace(WholeFace):
    """The framework matrix of a project, as :func:`casekit.framework` has it: rows of cases and interviews, columns by *by*.

    Asked: ``see`` (the passages under a cell), ``write`` (one's summary), ``holds`` (one's summary still holds). A message names its cell
    by ``case``, ``document`` ("" for the case itself) and ``item``.

    Raises:
        LookupFailedError: as :func:`casekit.framework`.
    """

    name = "framework"
    own_acts: ClassVar[Mapping[str, Act]] = {"see": _see, "write": _write, "holds": _holds}

    def __init__(
        self,
        project: Project,
        by: By = "theme",
        codebook: str | None = None,
        cases: Sequence[str] | None = None,
    ) -> None:
        super().__init__(project)
        self.by, self.codebook, self.cases = by, codebook, cases
        self.page()

    def page(self) -> Reply:
        """The whole matrix, without the words of the passages."""
        study = self.project.study()
        return framework_page(
            study, by=self.by, codebook=self.codebook, cases=self.cases, me=self.project.coder
        )

    def cell_of(self, message: Message) -> Cell:
        """The cell that a message is about.

        Raises:
            LookupFailedError, UnknownCodeError: there is no such cell.
        """
        item = text_of(message, "item")
        return address_of(
            self.project.study(),
            case=text_of(message, "case"),
            document=text_of(message, "document", "") or None,
            code=None if self.by == "topic" else item,
            topic=item if self.by == "topic" else None,
            codebook=self.codebook,
        )
