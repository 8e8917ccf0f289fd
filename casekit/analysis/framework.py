"""The framework matrix: what people wrote about each case, each interview in it, and each code or topic of the guide."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.comparing import items_of
from casekit.analysis.grounds import Cell, Grounds, codes_under, column_id, pairs_of_cases, row_id
from casekit.analysis.laid_out import LaidOut, html_of_texts
from casekit.analysis.passages import reference
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import format_date, language, say

__all__ = ["FRAMEWORK_COLUMNS", "By", "Framework", "Resting", "framework", "newest", "shown_cells", "waiting"]

By = Literal["code", "theme", "topic"]
FRAMEWORK_COLUMNS = (
    "case", "document", "codebook", "item", "row", "column", "text", "author", "at", "passages", "evidence", "stale", "also",
    "interviews", "cell",
)  # fmt: skip


class Framework(LaidOut):
    """A framework matrix as a tidy frame with a row per cell; a notebook shows it laid out.

    :attr:`wide` lays it out: interviews nested in cases against codes. :meth:`of_case` is its row, :meth:`of_item` its column.
    """

    @property
    def wide(self) -> pd.DataFrame:
        """Rows: case and interview ("" for the case itself). Columns: codes or topics. In the cells what a person reads."""
        cells = pd.DataFrame(self).assign(cell=shown_cells(self))
        rows = [say("column.case"), say("column.document")]
        index = pd.MultiIndex.from_frame(
            cells[["case", "row"]].assign(case=_labels(cells)).set_axis(rows, axis=1)
        )
        order = list(dict.fromkeys(cells["item"]))
        heads = cells.drop_duplicates("item")["column"].tolist()
        wide = pd.DataFrame(
            cells["cell"].to_numpy(object).reshape(-1, max(len(order), 1)), columns=heads or None
        )
        return LaidOut(wide.set_axis(index[:: max(len(order), 1)], axis=0))

    def of_case(self, case: str) -> pd.DataFrame:
        """The view by row: one case through all codes, its interviews side by side."""
        mine = Framework(self[self["case"] == case]).wide
        return LaidOut(mine.droplevel(0).T.rename_axis(index=None, columns=None))

    def of_item(self, item: str) -> pd.DataFrame:
        """The view by column: one code (theme, topic) through all cases, with who wrote it, when, and what it rests on."""
        mine = self[self["item"] == item]
        told = mine[["text", "author", "at", "passages", "evidence"]].assign(
            text=[row.text or waiting(int(row.passages)) for row in records(mine)],
            at=mine["at"].str[:10],
            stale=[say("framework.stale") if one else "" for one in mine["stale"]],
        )
        rows = pd.MultiIndex.from_arrays(
            [_labels(mine), mine["row"]], names=[say("column.case"), say("column.document")]
        )
        heads = [
            "framework.summary",
            "framework.author",
            "framework.at",
            "column.passages",
            "framework.evidence",
            "framework.changed",
        ]
        return LaidOut(told.set_axis([say(key) for key in heads], axis=1).set_axis(rows, axis=0))

    def _repr_html_(self) -> str:
        return (
            html_of_texts(self.wide)
            if set(FRAMEWORK_COLUMNS) <= set(self.columns) and len(self)
            else super()._repr_html_()
        )


def framework(
    study: Study, *, by: By = "theme", codebook: str | None = None, cases: Sequence[str] | None = None
) -> Framework:
    """What people wrote in each cell of the framework matrix: one row per cell, empty ones included.

    Rows of the matrix are cases and, below each, its interviews (a member of a case only if it has interviews or summaries); columns are themes, codes, or topics of the interview guide. Columns:
    ``case``; ``document`` ("" in the row of the case itself); ``codebook``; ``item``, the code or topic; ``row`` and ``column``, as people
    call them; ``text``, the newest summary there, "" where there is none; its ``author`` and ``at``, when; ``passages``, how many there are
    now for anybody to read: those that :func:`~casekit.passages` shows for this case or interview and code; ``evidence``, the references
    of those that the summary rests on, set apart by "; " (all of them where its author named none); ``stale``, whether they changed since
    it was written; ``also``, what others wrote there, a line each; ``interviews``, in the row of a case, what is written about its
    interviews; ``cell``, the id by which the cell is known in files.

    Raises:
        LookupFailedError: *by* is something else; no such codebook or case.
    """
    allow(by, get_args(By))
    columns = _columns(study, by, codebook)
    rows = _rows(study, cases)
    table = _grid(study, rows, columns)
    grounds = Grounds(study)
    table = _counted(table, grounds, columns)
    table = _written(study, table, grounds)
    told = {"by": by, "codebook": codebook, "cases": None if cases is None else tuple(cases)}
    return made_with(study, "framework_table", Framework(table[list(FRAMEWORK_COLUMNS)]), **told)


def _columns(study: Study, by: By, codebook: str | None) -> dict[str, tuple[Cell, str]]:
    """The columns by their id: what stands in them (a cell without a row), and how people call it; with those that lost their code."""
    if by == "topic":
        cells = [(Cell("", topic=topic), topic) for topic in study.topics["topic"]]
    else:
        book = study.codebook(codebook)
        wanted = [code.id for code in items_of(book, by)]
        mine = study.summaries[study.summaries["codebook"] == book.id]
        lost = [code for code in dict.fromkeys(mine["code"]) if code and code not in book.by_id]
        cells = [(Cell("", "", book.id, code), book[code].label.get(language())) for code in wanted]
        cells += [(Cell("", "", book.id, code), code) for code in lost]
    return {column_id(cell.codebook, cell.code, cell.topic): (cell, label) for cell, label in cells}


def _rows(study: Study, cases: Sequence[str] | None) -> list[tuple[str, str]]:
    for case in cases or ():
        study.label(case)
    pairs = pairs_of_cases(study)
    told = {*(case for case, _ in pairs), *study.summaries["case"]}
    members = study.cases["parent"].isin(study.cases["case"])
    shown = study.cases.loc[~members | study.cases["case"].isin(told), "case"]
    wanted = list(shown) if cases is None else list(dict.fromkeys(cases))
    return [
        pair for case in wanted for pair in ((case, ""), *((one, name) for one, name in pairs if one == case))
    ]


def _grid(
    study: Study, rows: Sequence[tuple[str, str]], columns: Mapping[str, tuple[Cell, str]]
) -> pd.DataFrame:
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    told = [
        (case, document, document or labels.get(case, case), row_id(case, document))
        for case, document in rows
    ]
    heads = [(cell.codebook, cell.topic or cell.code, label, key) for key, (cell, label) in columns.items()]
    left = pd.DataFrame(told, columns=["case", "document", "row", "row_id"], dtype="str")
    right = pd.DataFrame(heads, columns=["codebook", "item", "column", "column_id"], dtype="str")
    table = left.merge(right, how="cross")
    return table.assign(cell=table["row_id"] + table["column_id"])


def _counted(table: pd.DataFrame, grounds: Grounds, columns: Mapping[str, tuple[Cell, str]]) -> pd.DataFrame:
    codes = {key: codes_under(grounds.study, cell) for key, (cell, _) in columns.items()}
    counts = grounds.counts(codes).rename(columns={"item": "column_id", "n": "passages"})
    found = table.merge(counts, on=["case", "document", "column_id"], how="left")
    return found.assign(passages=found["passages"].fillna(0).astype("int64"))


def newest(study: Study) -> dict[str, list[Any]]:
    """The summaries in each cell, by its id: the newest first."""
    found: dict[str, list[Any]] = {}
    ordered = study.summaries.sort_values("event", ascending=False, kind="stable")
    for row in records(ordered):
        found.setdefault(cell_of(row).id, []).append(row)
    return found


def cell_of(row: Any) -> Cell:
    """The cell in which a row of ``study.summaries`` stands."""
    document, topic = (value if isinstance(value, str) else "" for value in (row.document, row.topic))
    return (
        Cell(row.case, document, "", "", topic) if topic else Cell(row.case, document, row.codebook, row.code)
    )


def _written(study: Study, table: pd.DataFrame, grounds: Grounds) -> pd.DataFrame:
    """With what was written in each cell, and what it rests on."""
    found = newest(study)
    empty = dict.fromkeys(("text", "author", "at", "evidence", "also"), "") | {"stale": False}
    rest = Resting(study, grounds)
    told = [_told(found[cell], rest) if cell in found else empty for cell in table["cell"]]
    filled = pd.DataFrame(told, columns=list(empty), index=table.index)
    filled = filled.astype({name: "str" for name in empty if name != "stale"} | {"stale": "bool"})
    both = pd.concat([table, filled], axis="columns")
    return both.assign(interviews=pd.Series(list(_interviews(both)), index=both.index, dtype="str"))


def _told(rows: list[Any], rest: "Resting") -> dict[str, Any]:
    first, *others = rows
    references, stale = rest.of(first)
    return {
        "text": first.text,
        "author": first.coder,
        "at": first.at,
        "evidence": "; ".join(references),
        "also": "\n".join(f"{row.coder}: {row.text}" for row in others),
        "stale": stale,
    }


class Resting:
    """What summaries rest on, and whether that changed."""

    def __init__(self, study: Study, grounds: Grounds) -> None:
        self._grounds = grounds
        codings = study.codings
        self._codings = (
            {row.coding: row for row in records(codings[["coding", "document", "turn"]])}
            if len(study.summaries)
            else {}
        )

    def of(self, row: Any) -> tuple[list[str], bool]:
        """References, and whether the passages are others than when it was written."""
        cell = cell_of(row)
        under = self._grounds.under(cell)
        links = json.loads(row.links or "[]")
        stale = row.basis != self._grounds.basis(cell) or any(one not in self._codings for one in links)
        if links:
            found = [self._codings[one] for one in links if one in self._codings]
            return [reference(one.document, int(one.turn), one.coding) for one in found], stale
        once = under.drop_duplicates(["codebook", "passage"])
        return [
            reference(one.document, int(one.turn), one.coding)
            for one in records(once[["document", "turn", "coding"]])
        ], stale


def _interviews(table: pd.DataFrame) -> Iterator[str]:
    """For the row of a case, what is written about its interviews in that column."""
    below: dict[tuple[str, str], list[str]] = {}
    for row in records(
        table.loc[(table["document"] != "") & (table["text"] != ""), ["case", "item", "document", "text"]]
    ):
        below.setdefault((row.case, row.item), []).append(f"{row.document}: {row.text}")
    for case, item, document in zip(table["case"], table["item"], table["document"], strict=True):
        yield "" if document else "\n".join(below.get((case, item), ()))


def shown_cells(table: pd.DataFrame) -> list[str]:
    """What people read in each cell: the summary with its author, its date and its evidence, or how many passages wait there."""
    return [
        _shown(row)
        for row in records(table[["text", "author", "at", "passages", "stale", "also", "interviews"]])
    ]


def _shown(row: Any) -> str:
    if not row.text:
        below = len([line for line in row.interviews.split("\n") if line])
        return (
            waiting(int(row.passages))
            if not below
            else f"{row.interviews}\n{waiting(int(row.passages))}".strip()
        )
    told = [row.author, format_date(row.at[:10], language()), say("framework.passages", n=int(row.passages))]
    others = [f"+ {line}" for line in row.also.split("\n") if line]
    mark = [f"▲ {say('framework.stale')}"] if row.stale else []
    return "\n".join([row.text, f"– {', '.join(one for one in told if one)}", *mark, *others])


def waiting(n: int) -> str:
    """What stands in an empty cell: how many passages wait for a summary; a dash where there are none."""
    return say("framework.waiting", n=n) if n else "–"


def _labels(table: pd.DataFrame) -> pd.Series:
    """The label of each row's case: that of the row in which the case itself stands, before its interviews."""
    own = table[table["document"] == ""].drop_duplicates("case").set_index("case")["row"]
    return table["case"].map(own).fillna(table["case"])
