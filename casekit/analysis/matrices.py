"""Matrices: who mentions what, laid out by any two properties of cases, speakers and documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.choices import allow
from casekit.analysis.comparing import comparable, items_of, one_language
from casekit.analysis.counting import Heard, heard
from casekit.analysis.dimensions import DIMENSIONS, Dimension, code_asked, dimension, named
from casekit.analysis.floor import floor_of
from casekit.analysis.guide import ASKED, NOT_ASKED, NOT_KNOWN, asked_about
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import told_of
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import language as speaking

__all__ = ["DIMENSIONS", "MATRIX_COLUMNS", "Values", "matrix"]

Values = Literal["documents", "speakers", "passages", "words"]
Longs = NDArray[np.int64]
_ITEMS = ("theme", "code")
_UNITS = {"documents": "document", "speakers": "person"}
MATRIX_COLUMNS = (
    "row", "column", "n", "of", "documents", "of_documents", "not_mentioned", "not_asked", "not_known", "query",
)  # fmt: skip


def matrix(
    study: Study,
    rows: str = "case",
    columns: str = "theme",
    *,
    values: Values = "documents",
    by: str | None = None,
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
    language: str | None = None,
) -> pd.DataFrame:
    """Who mentions what: one row per cell, zeros included; :func:`~casekit.crosstab` lays it out.

    *rows* and *columns*: one of them ``theme`` or ``code``, the other ``case``, ``document``, ``speaker``, ``role``, ``sector``,
    ``side`` (municipality or partner), ``language``, ``wave``, ``kind``, ``date`` or an attribute of cases. *by* parts the rows further, such
    as a case by ``side``. *values*: what is counted.

    Columns: what *rows*, *by* and *columns* name, and ``MATRIX_COLUMNS``: ``row`` and ``column``, as people call them; ``n``, ``of`` so many
    (documents or speakers heard there; of passages all that are coded there, of words all that are said there); ``documents`` that mention
    it ``of_documents``; and of those documents (with *values* ``speakers``: of the speakers) that do not, how many were asked and did
    ``not_mention`` it, were ``not_asked``, or it is ``not_known`` whether they were; ``query``, whose passages :func:`~casekit.query` shows.

    What belongs to no case is left out. With *suggestions* those that nobody has reviewed are counted, in one language only.

    Raises:
        LookupFailedError: no such property, unit, codebook or coder; suggestions of several languages.
    """
    allow(values, get_args(Values))
    item = _item_of(rows, columns, by)
    book = study.codebook(codebook)
    said = heard(study, book, by=item, coders=coders, suggestions=suggestions)
    one_language(comparable(floor_of(study).respondents, language), suggestions=suggestions)
    dimensions = [dimension(study, name) for name in (rows, by, columns) if name not in (None, item)]
    found = _Cells(study, book, item, dimensions, language).counted(said, values)
    order = [name for name in (rows, by, columns) if name is not None]
    table = _in_order(
        _labelled(found, book, item, dimensions, (rows, by, columns)), book, item, dimensions, order
    )
    told = {
        "rows": rows,
        "columns": columns,
        "values": values,
        "by": by,
        "codebook": codebook,
        "language": language,
    }
    return made_with(
        study,
        "matrix",
        table,
        **told,
        suggestions=suggestions,
        coders=None if coders is None else tuple(coders),
    )


def _item_of(rows: str, columns: str, by: str | None) -> str:
    """Whether codes or themes are counted."""
    if rows in _ITEMS and columns in _ITEMS:
        raise LookupFailedError("matrix_of_codes", rows=rows, columns=columns)
    if by in _ITEMS or len({rows, columns, by}) < 3:
        raise LookupFailedError("matrix_twice", rows=rows, columns=columns, by=by or "–")
    for name in (columns, rows):
        if name in _ITEMS:
            return name
    raise LookupFailedError("matrix_without_codes", rows=rows, columns=columns)


@dataclass(frozen=True, eq=False)
class _Cells:
    """Counts by group (a value of each dimension) and item."""

    study: Study
    book: Codebook
    item: str
    dimensions: list[Dimension]
    language: str | None

    def counted(self, said: Heard, values: Values) -> pd.DataFrame:
        """One row per group and item."""
        floor = floor_of(self.study)
        who = floor.respondents.assign(place=range(len(floor.respondents)))
        there = self._grouped(comparable(who, self.language))
        groups = there[self._names].drop_duplicates().reset_index(drop=True)
        items = pd.Index([code.id for code in items_of(self.book, self.item)])
        group = np.full(len(who), -1, np.int64)
        group[there["place"].to_numpy()] = _numbers(there, groups, self._names)
        cells = _Said.of(said, group, items)
        states = asked_about(self.study, self.book, list(items))
        mention = {
            name: _Mentions.among(group, pd.factorize(who[unit])[0], states, cells, len(groups))
            for name, unit in _UNITS.items()
            if name in ("documents", values)
        }
        shown, documents = mention.get(values, mention["documents"]), mention["documents"]
        amounts = (
            _amounts(self.study, group, cells, values, documents.n.shape)
            if values not in _UNITS
            else (shown.n, shown.of)
        )
        counts = dict(
            zip(("n", "of", "documents", "of_documents"), (*amounts, documents.n, documents.of), strict=True)
        )
        return self._table(groups, items, {**counts, **shown.silent})

    @property
    def _names(self) -> list[str]:
        return [one.name for one in self.dimensions]

    def _grouped(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows with their value of each dimension."""
        return frame.assign(**{one.name: one.values(frame) for one in self.dimensions})

    def _table(self, groups: pd.DataFrame, items: pd.Index, counts: dict[str, Longs]) -> pd.DataFrame:
        grid = groups.loc[groups.index.repeat(len(items))].reset_index(drop=True)
        named = pd.Series(np.tile(np.array(items, object), len(groups)), dtype="str")
        shape = (len(groups), len(items))
        return grid.assign(
            **{self.item: named},
            **{name: np.broadcast_to(count, shape).ravel() for name, count in counts.items()},
        )


def _numbers(frame: pd.DataFrame, groups: pd.DataFrame, names: list[str]) -> Longs:
    """Which group each row belongs to."""
    known, codes = np.zeros(len(groups), np.int64), np.zeros(len(frame), np.int64)
    for name in names:
        values = pd.Index(groups[name].unique())
        known = known * (len(values) + 1) + values.get_indexer(groups[name])
        codes = codes * (len(values) + 1) + values.get_indexer(frame[name])
    return pd.Index(known).get_indexer(pd.Index(codes)).astype(np.int64)


class _Said(NamedTuple):
    """What is said in a group about an item that is counted: rows of :class:`Heard` with both."""

    group: Longs
    item: Longs
    heard: Heard

    @classmethod
    def of(cls, said: Heard, group: Longs, items: pd.Index) -> "_Said":
        """*group* is that of each respondent, -1 where they are not compared."""
        item = items.get_indexer(said.items).astype(np.int64)[said.item]
        kept = (group[said.who] >= 0) & (item >= 0)
        rest = Heard(said.items, *(column[kept] for column in said[1:]))
        return cls(group[rest.who], item[kept], rest)


@dataclass(frozen=True, eq=False)
class _Mentions:
    """By group and item: how many units mention it, of how many, and what is known of those that do not."""

    n: Longs
    of: Longs
    silent: dict[str, Longs]

    @classmethod
    def among(
        cls, group: Longs, unit: Longs, states: NDArray[np.int8], said: _Said, groups: int
    ) -> "_Mentions":
        """*group*, *unit* (a document or a person) and *states* (whether asked, by item) are those of each respondent."""
        size, there = len(unit) + 1, group >= 0
        mine = (group * size + unit)[there]
        pairs, which = np.unique(mine, return_inverse=True)
        state = np.zeros((len(pairs), states.shape[1]), np.int8)
        np.maximum.at(state, which, states[there])
        mentions = np.zeros(state.shape, bool)
        mentions[np.searchsorted(pairs, said.group * size + unit[said.heard.who]), said.item] = True
        state[mentions] = -1
        shape, home = (groups, states.shape[1]), pairs // size
        names = {"not_mentioned": ASKED, "not_asked": NOT_ASKED, "not_known": NOT_KNOWN}
        told = {name: _summed(state == value, home, shape) for name, value in names.items()}
        return cls(_summed(mentions, home, shape), np.bincount(home, minlength=groups)[:, np.newaxis], told)


def _summed(rows: NDArray[np.bool_], group: Longs, shape: tuple[int, int]) -> Longs:
    total = np.zeros(shape, np.int64)
    np.add.at(total, group, rows)
    return total


def _amounts(
    study: Study, group: Longs, said: _Said, values: Values, shape: tuple[int, ...]
) -> tuple[Longs, Longs]:
    """Passages or words by group and item, and of how many in the group."""
    cell, cells = said.group * shape[1] + said.item, shape[0] * shape[1]
    floor = floor_of(study)
    if values == "words":
        n = np.bincount(cell, floor.words_between(said.heard.begins, said.heard.ends), cells)
        of = np.bincount(group[group >= 0], floor.heard[group >= 0], shape[0])
        return n.astype(np.int64).reshape(shape), of.astype(np.int64)[:, np.newaxis]
    once = np.sort(said.heard.passage * cells + cell)
    n = np.bincount(once[np.diff(once, prepend=-1) > 0] % cells if cells else once, minlength=cells).reshape(
        shape
    )
    return n, n.sum(axis=1, keepdims=True)


def _labelled(
    table: pd.DataFrame,
    book: Codebook,
    item: str,
    dimensions: Sequence[Dimension],
    axes: tuple[str, str | None, str],
) -> pd.DataFrame:
    """With what people call rows and columns, and the query behind each cell."""
    codes = {code.id: code.label.get(speaking()) for code in book}
    called = {
        item: table[item].map(codes),
        **{one.name: told_of(table[one.name], one.label) for one in dimensions},
    }
    rows, by, columns = axes
    row = called[rows] if by is None else called[rows] + " · " + called[by]
    asked = table[item].map({code.id: code_asked(book, code.id, item) for code in book}).astype("str")
    for one in dimensions:
        asked = asked + f" and {named(one.asked_as)}=" + told_of(table[one.name], named)
    return table.assign(row=row, column=called[columns], query=asked)


def _in_order(
    table: pd.DataFrame, book: Codebook, item: str, dimensions: Sequence[Dimension], order: list[str]
) -> pd.DataFrame:
    """Items as the codebook has them, cases as the project has them, all else as people sort it."""
    ranks = {
        item: {code.id: place for place, code in enumerate(book)},
        **{one.name: one.rank(table[one.name].unique()) for one in dimensions},
    }
    keys = [table[name].map(ranks[name]).to_numpy() for name in reversed(order)]
    placed = table.iloc[np.lexsort(keys)] if len(table) else table
    return placed.reset_index(drop=True)[[*order, *MATRIX_COLUMNS]]
