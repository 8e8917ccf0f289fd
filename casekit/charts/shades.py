"""The rating matrix: what was rated from -2 to +2, in shades and numbers or in words."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from casekit.charts import style
from casekit.charts.grid import Grid, Label, Mark, draw_grid
from casekit.charts.paper import wrapped
from casekit.charts.table import columns_there
from casekit.charts.words import listed
from casekit.model.frames import records
from casekit.wording import say_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_rating_matrix", "rating_matrix_alt"]

_COLUMNS = ("case", "item", "value", "mixed")
_LOOKS: dict[str, dict[str, Any]] = {
    "minus_2": {"fill": "#f6b26b", "hatch": "//////"},
    "minus_1": {"fill": style.BARRIER_LIGHT, "hatch": "///"},
    "0": {"fill": style.BAND},
    "mixed": {"fill": style.BAND, "hatch": "...", "hatch_ink": style.RULE},
    "1": {"fill": "#c6dbef"},
    "2": {"fill": style.FACILITATOR},
}
_CELL = 0.85  # inches: words in a cell are broken to this


def draw_rating_matrix(
    frame: pd.DataFrame,
    *,
    words: bool = False,
    language: str = "en",
    title: str = "",
    ax: "Axes | None" = None,
) -> "Figure":
    """Items in rows, cases in columns: the rating as a shade with its number, or with *words* as words.

    What hinders is hatched, the denser the stronger. 0 because there is both is starred. What nobody rated is empty, and says so where
    nobody was asked.

    Args:
        frame: one row per case and item: ``case``, ``item`` (the labels shown), ``value`` (-2 to 2, or missing), ``mixed``; where known
            ``asked`` (False: nobody was asked), ``open`` (True: not agreed yet, in grey) and ``differ`` (True: raters do).
        words: tell the ratings in words.
        language: of the words in the chart: da, de, nl or en.
        title: above the chart.
        ax: draw there instead of on a figure of its own.

    Raises:
        TableError: where columns are missing.
    """
    columns_there(frame, _COLUMNS)
    alt = rating_matrix_alt(frame, language=language)
    return draw_grid(_grid(frame, words, title, language), alt=alt, frame=frame, ax=ax)


def rating_matrix_alt(frame: pd.DataFrame, *, language: str = "en") -> str:
    """The matrix in words: kind, n rated, mixed and not asked, the highest and lowest ratings, and where the numbers are."""
    columns_there(frame, _COLUMNS)
    rated = frame[frame["value"].notna()]
    counts = {
        "cases": frame["case"].nunique(),
        "items": frame["item"].nunique(),
        "rated": len(rated),
        "cells": len(frame),
    }
    told = [say_in(language, "chart.rating.kind", **counts)]
    for end in ("max", "min") if len(rated) else ():
        best = int(rated["value"].max() if end == "max" else rated["value"].min())
        where = listed(
            [f"{row.item} ({row.case})" for row in records(rated[rated["value"] == best])], language
        )
        told.append(say_in(language, f"chart.rating.{end}", where=where, value=_signed(best)))
    silent = sum(1 for row in records(_told(frame)) if pd.isna(row.value) and not row.asked)
    told.append(say_in(language, "chart.rating.rest", mixed=int(_told(rated)["mixed"].sum()), silent=silent))
    return " ".join([*told, say_in(language, "chart.table")])


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    """With all that may be known of a rating."""
    mixed = frame["mixed"].fillna(value=False).astype(bool)
    asked = frame["asked"].fillna(value=True).astype(bool) if "asked" in frame else True
    unsettled = frame["open"].fillna(value=False).astype(bool) if "open" in frame else False
    apart = frame["differ"].fillna(value=False).astype(bool) if "differ" in frame else False
    return frame.assign(mixed=mixed, asked=asked, unsettled=unsettled, apart=apart)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "\u2212") if value else "0"


def _grid(frame: pd.DataFrame, words: bool, title: str, language: str) -> Grid:
    cases, items = (list(dict.fromkeys(map(str, frame[name]))) for name in ("case", "item"))
    marks = {}
    for row in records(_told(frame)):
        place = items.index(str(row.item)), cases.index(str(row.case))
        marks[place] = _mark(row, words, language)
    note = say_in(language, "chart.rating.note" if len(frame) else "chart.empty")
    if len(frame) and _told(frame)["unsettled"].any():
        note = f"{note} {say_in(language, 'chart.rating.open')}"
    rows, heads = [Label(item) for item in items], [Label(case) for case in cases]
    keys = [
        (Mark(_sign(name), **look), say_in(language, f"chart.rating.{name}")) for name, look in _LOOKS.items()
    ]
    legend = keys if len(frame) and not words else ()
    return Grid(rows, heads, marks, title, note, dense=len(items) > 20, legend=legend)


def _sign(name: str) -> str:
    return "0*" if name == "mixed" else _signed(int(name.replace("minus_", "-")))


def _mark(row: Any, words: bool, language: str) -> Mark:
    if pd.isna(row.value):
        silent = "" if row.asked else say_in(language, "chart.rating.not_asked")
        told = say_in(language, "chart.rating.differ") if row.apart else silent
        return Mark("\n".join(wrapped(told, _CELL, style.SIZES["cell"])), few=True)
    name = "mixed" if row.mixed and not row.value else str(int(row.value)).replace("-", "minus_")
    told = say_in(language, f"chart.rating.{name}") if words else _sign(name)
    told = f"{told}*" if words and name == "mixed" else told
    return Mark("\n".join(wrapped(told, _CELL, style.SIZES["cell"])), few=row.unsettled, **_LOOKS[name])
