"""Charts in words: what a reader who does not see them needs to know."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from casekit.charts.table import Cell, Table, read_table
from casekit.wording import say_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["directions_alt", "directions_words", "heatmap_alt", "heatmap_words", "listed", "sizes_of"]

_Place = TypeVar("_Place")
_NAMED = 3  # of several that are equal, so many are named


def heatmap_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The heat map of a frame in words: kind, axes, extremes, n, and where the numbers are."""
    return heatmap_words(read_table(frame), language=language)


def directions_alt(frame: "pd.DataFrame", *, language: str = "en") -> str:
    """The chart of directions of a frame in words: kind, axes, extremes, n, and where the numbers are."""
    return directions_words(read_table(frame, directed=True), language=language)


def heatmap_words(table: Table, *, language: str) -> str:
    """Kind, axes, n, the most and the least mentioned, and where the numbers are."""
    told = [_axes(table, "heatmap", language), sizes_of(table, language)]
    if any(cell.interviews for cell in table.cells.values()):
        told.append(_most(table, language))
    none = sum(1 for cell in table.cells.values() if not cell.interviews)
    told.append(say_in(language, "chart.heatmap.none", none=none, cells=len(table.cells)))
    return " ".join([*told, say_in(language, "chart.table")])


def directions_words(table: Table, *, language: str) -> str:
    """Kind, axes, n, the items with most barriers and most facilitators, and where the numbers are."""
    told = [_axes(table, "directions", language), sizes_of(table, language)]
    for direction in ("barrier", "facilitator"):
        told.append(_strongest(table, direction, language))
    return " ".join([*told, say_in(language, "chart.table")])


def _axes(table: Table, chart: str, language: str) -> str:
    cases, items = len(table.cases), len(table.items)
    kind = f"chart.{chart}.kind" if cases > 1 else f"chart.{chart}.kind_one"
    return say_in(language, kind, cases=cases, items=items, case=next(iter(table.cases), "–"))


def sizes_of(table: Table, language: str) -> str:
    """How many interviews the cases have."""
    if table.smallest == table.largest:
        return say_in(language, "chart.size", n=table.largest)
    return say_in(language, "chart.sizes", least=table.smallest, most=table.largest)


def _most(table: Table, language: str) -> str:
    """The cells with the largest share, of equal shares those with most interviews."""
    best = max((cell.share, cell.interviews) for cell in table.cells.values())
    places = [place for place, cell in table.cells.items() if (cell.share, cell.interviews) == best]
    cell, where = table.cells[places[0]], _several(places, _namer(table), language)
    return say_in(language, "chart.heatmap.most", where=where, number=cell.interviews, total=cell.of)


def _namer(table: Table) -> Callable[[tuple[int, int]], str]:
    if len(table.cases) == 1:
        return lambda place: table.items[place[1]]
    return lambda place: f"{table.items[place[1]]} ({table.cases[place[0]]})"


def _strongest(table: Table, direction: str, language: str) -> str:
    """The items with most interviews in *direction*, over all cases."""
    sums = [_sum(table, item, direction) for item in range(len(table.items))]
    best = max(sums, default=0)
    if not best:
        return say_in(language, f"chart.directions.no_{direction}")
    places = [item for item, number in enumerate(sums) if number == best]
    where = _several(places, lambda item: table.items[item], language)
    total = sum(map(table.size, range(len(table.cases))))
    return say_in(language, f"chart.directions.most_{direction}", where=where, number=best, total=total)


def _sum(table: Table, item: int, direction: str) -> int:
    cells: Iterable[Cell] = (cell for (_, column), cell in table.cells.items() if column == item)
    return sum(int(getattr(cell, direction)) for cell in cells)


def _several(places: list[_Place], name: Callable[[_Place], str], language: str) -> str:
    return listed([name(place) for place in places], language)


def listed(names: list[str], language: str) -> str:
    """The first few of several names, and how many more there are; set apart by semicolons, for labels hold commas."""
    more = len(names) - _NAMED
    return "; ".join([*names[:_NAMED], say_in(language, "chart.more", n=more)] if more > 0 else names)
