"""Tables and findings in the terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from casekit.model.finding import Findings
from casekit.model.frames import records
from casekit.wording import keys, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["print_findings", "print_frame", "print_rows"]

_WORD = 12  # letters; shorter words are not broken, so that the names of files can be read


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str = "",
    file: TextIO | None = None,
    whole: Sequence[int] = (),
) -> None:
    """A table as wide as the terminal, or wider where it must be: nothing is ever cut off.

    The words in the columns at the places *whole*, such as ids, are never broken.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    console = Console(file=file)
    frame = 3 * len(columns) + 1
    widths = _widths(columns, cells, console.width - frame, whole)
    table = Table(
        title=Text(title) if title else None, title_justify="left", header_style="bold", box=SIMPLE_HEAD
    )
    for column, width in zip(columns, widths, strict=True):
        table.add_column(Text(column), overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.width = max(console.width, sum(widths) + frame)
    console.print(table)


def print_frame(frame: "pd.DataFrame", *, whole: Sequence[str] = ()) -> None:
    """A frame as a table, its columns called as people call them; empty where a cell says nothing.

    The words in the columns *whole* are never broken.
    """
    cells = frame.astype(object)
    heads = [say(f"column.{name}") if f"column.{name}" in keys() else name for name in frame.columns]
    places = [place for place, name in enumerate(frame.columns) if name in whole]
    print_rows(heads, records(cells.where(cells.notna(), None)), whole=places)


def _widths(
    columns: Sequence[str], cells: Sequence[Sequence[str]], room: int, whole: Sequence[int]
) -> list[int]:
    """As wide as the cells; if that is too much, the widest column gives way first, down to the words of its name."""
    lines = [[line for row in cells for line in row[place].split("\n")] for place in range(len(columns))]
    widths = [max(map(len, [name, *below]), default=1) for name, below in zip(columns, lines, strict=True)]
    words = [max((len(word) for line in column for word in line.split()), default=1) for column in lines]
    least = [
        max([min(width, max(10, word if place in whole else min(word, _WORD))), *map(len, name.split())])
        for place, (name, width, word) in enumerate(zip(columns, widths, words, strict=True))
    ]
    while sum(widths) > room and widths != least:
        widest = max(range(len(widths)), key=lambda place: widths[place] - least[place])
        widths[widest] -= 1
    return widths


def print_findings(findings: Findings, *, most: int = 30) -> None:
    """What was noticed, worst first; to standard error, so that a piped table stays a table."""
    if not findings:
        return
    rows = [(say(f"severity.{finding.severity}"), finding.where, str(finding)) for finding in findings[:most]]
    columns = [say(f"findings.{name}") for name in ("severity", "where", "message")]
    print_rows(columns, rows, title=say("out.findings", n=len(findings)), file=sys.stderr)
    if len(findings) > most:
        print(say("out.more_findings", count=len(findings) - most), file=sys.stderr)  # noqa: T201
