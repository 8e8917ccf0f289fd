"""The co-occurrence matrix: in how many documents two codes come up together."""

from typing import TYPE_CHECKING

import pandas as pd

from casekit.charts import style
from casekit.charts.grid import Grid, Label, Mark, draw_grid
from casekit.charts.table import columns_there
from casekit.charts.words import listed
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PAIR_COLUMNS", "cooccurrence_alt", "draw_cooccurrence", "strongest"]

PAIR_COLUMNS = ("row", "column", "documents", "of_documents")


def draw_cooccurrence(
    frame: pd.DataFrame, *, language: str = "en", title: str = "", note: str = "", ax: "Axes | None" = None
) -> "Figure":
    """Codes against codes: in how many of the documents that mention both they come up together, as ``x/n``.

    The darker, the more documents. Codes are numbered; columns have only the numbers. Where the order of two codes makes no difference,
    each pair stands there once. Pairs that fewer than three documents mention have grey letters and broken edges.

    Args:
        frame: one row per pair, as :func:`~casekit.cooccurrence` gives: ``row``, ``column``, ``documents``, ``of_documents``.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        note: what else stands below it.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, PAIR_COLUMNS)
    alt = cooccurrence_alt(frame, language=language)
    return draw_grid(_grid(frame, title, note, language), alt=alt, frame=frame, ax=ax)


def cooccurrence_alt(frame: pd.DataFrame, *, language: str = "en") -> str:
    """The matrix in words: kind, n of codes, the pairs most often together, how many never, and where the numbers are."""
    names, once = _names(frame), _once(frame)
    told = [say_in(language, "chart.cooccurrence.kind", codes=len(names)), *strongest(frame, language)]
    never = sum(1 for row in records(once) if not row.documents)
    told.append(say_in(language, "chart.cooccurrence.never", never=never, pairs=len(once)))
    return " ".join([*told, say_in(language, "chart.table")])


def strongest(frame: pd.DataFrame, language: str) -> list[str]:
    """The pairs of most documents, in words; nothing where no pair comes up together."""
    once = _once(frame)
    best = int(once["documents"].max()) if len(once) else 0
    if not best:
        return []
    pairs = [f"{row.row} – {row.column}" for row in records(once[once["documents"] == best])]
    return [say_in(language, "chart.cooccurrence.most", where=listed(pairs, language), n=best)]


def _names(frame: pd.DataFrame) -> list[str]:
    """The codes in the order in which they come first."""
    return list(dict.fromkeys([*map(str, frame["row"]), *map(str, frame["column"])]))


def _symmetric(frame: pd.DataFrame) -> bool:
    """Whether the order of two codes makes no difference."""
    told = {(row.row, row.column): row.documents for row in records(frame)}
    return all(told.get((column, row), number) == number for (row, column), number in told.items())


def _once(frame: pd.DataFrame) -> pd.DataFrame:
    """Each pair once, with the later code as its row, where the order makes no difference."""
    if not _symmetric(frame):
        return frame
    place = {name: number for number, name in enumerate(_names(frame))}
    later = frame["row"].map(place) > frame["column"].map(place)
    turned = frame[~later].rename(columns={"row": "column", "column": "row"})
    return pd.concat([frame[later], turned], ignore_index=True).drop_duplicates(["row", "column"])


def _grid(frame: pd.DataFrame, title: str, note: str, language: str) -> Grid:
    names, once = _names(frame), _once(frame)
    place = {name: number for number, name in enumerate(names)}
    most = int(once["documents"].max()) if len(once) else 0
    marks = {
        (place[str(row.row)], place[str(row.column)]): Mark(
            f"{row.documents}/{row.of_documents}",
            style.share_colour(row.documents / max(most, 1)),
            few=row.of_documents < style.SMALL,
        )
        for row in records(once)
    }
    rows = [Label(f"{number}. {name}") for number, name in enumerate(names, start=1)]
    heads = [Label(str(number)) for number in range(1, len(names) + 1)]
    if _symmetric(frame):
        marks |= {(number, number): Mark("", style.FAINT) for number in range(len(names))}
    return Grid(
        rows,
        heads,
        marks,
        title,
        f"{_note(frame, names, language)} {note}".strip(),
        dense=len(rows) > 14,
        missing="",
    )


def _note(frame: pd.DataFrame, names: list[str], language: str) -> str:
    if frame.empty:
        return say_in(language, "chart.empty")
    note = say_in(language, "chart.cooccurrence.note", first=names[0])
    few = (frame["of_documents"] < style.SMALL).any()
    return f"{note} {say_in(language, 'chart.cooccurrence.few')}" if few else note
