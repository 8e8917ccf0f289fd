"""Key words in context, as lines that stand below each other and as a table of a notebook."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from casekit.model.frames import records

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MOST", "Line", "kwic_html", "kwic_lines", "kwic_text"]

MOST = 200  # rows that are shown; the frame has them all
_SHORTEST, _HIT = 10, 24  # cells: of the words before, and what a hit takes in most lines
_CLOSING = frozenset(".,;:!?)]}»”’\"'")
_BLANKS = dict.fromkeys([*range(32), *range(0x7F, 0xA0)], " ")
_TURNING = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)  # would turn the rest of a line round
_CLEAN = str.maketrans({**_BLANKS, **_TURNING})


class Line(NamedTuple):
    """A line: the head that it stands below, the number of its turn, and the words before, found and after.

    What is after begins with its blanks, or with the punctuation that stands right behind the words found.
    """

    head: str
    turn: str
    left: str
    hit: str
    right: str


def kwic_lines(frame: "pd.DataFrame", width: int | None = None) -> Iterator[Line]:
    """Each hit as a line of at most *width* cells in a terminal, the hits below each other; without *width* nothing is cut.

    What an interviewer says has a question mark behind the number of its turn. Wide signs take two cells.

    >>> import pandas as pd
    >>> hit = {"document": "A", "case": "by", "turn": 4, "role": "interviewer", "left": "Der er", "hit": "mangel", "right": "her."}
    >>> [line[1:] for line in kwic_lines(pd.DataFrame([hit]), 30)]
    [(' 4?', 'Der er', 'mangel', '  her.')]
    """
    from rich.cells import cell_len

    rows = [(row, *map(_clean, (row.left, row.hit, row.right))) for row in records(frame)]
    turns = [f"{row.turn or '¶'}{'?' if row.role == 'interviewer' else ' '}" for row, *_ in rows]
    wide = (
        max(map(len, turns), default=0) + 1
    )  # columns: turn, 1 blank, before, 2 blanks, hit and what is after
    before = max((cell_len(left) for _, left, _, _ in rows), default=0)
    if width is not None:
        most = max((cell_len(hit) for _, _, hit, _ in rows), default=0)
        before = min(before, max(_SHORTEST, (width - wide - 3 - min(most, _HIT)) // 2))
    for turn, (row, left, hit, right) in zip(turns, rows, strict=True):
        left = _ending(left, before)
        if right and right[0] not in _CLOSING:
            right = f"  {right}"
        if width is not None:
            hit = _beginning(hit, width - wide - before - 3)
            right = _beginning(right, width - wide - before - 3 - cell_len(hit))
        head = f"{row.document} · {row.case}" if row.case else str(row.document)
        yield Line(head, turn.rjust(wide), left, hit, right)


def _clean(text: str) -> str:
    return text.translate(_CLEAN)


def _beginning(text: str, cells: int) -> str:
    """As much as fits; what is cut off ends with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…" if cells > 0 else ""


def _ending(text: str, cells: int) -> str:
    """The end, as much as fits, moved to the right."""
    from rich.cells import cell_len

    if (size := cell_len(text)) <= cells:
        return " " * (cells - size) + text
    at = len(text)
    left = cells - 1
    while at and (step := cell_len(text[at - 1])) <= left:
        at, left = at - 1, left - step
    return f"{' ' * left}…{text[at:]}"


def kwic_text(frame: "pd.DataFrame", width: int | None = None) -> Iterator[str]:
    """The lines as plain text, those of a document below its name."""
    head = ""
    for line in kwic_lines(frame, width):
        if line.head != head:
            yield (head := line.head)
        yield f"{line.turn} {line.left}  {line.hit}{line.right}"


_SIDE = 38  # signs left and right of what was found, so that a line fits beside the notebook's margins
_STYLES = (
    "text-align:left;white-space:nowrap;color:#767676",
    "text-align:right;white-space:nowrap",
    "text-align:center;white-space:nowrap;font-weight:bold",
    "text-align:left;white-space:nowrap",
)


def kwic_html(frame: "pd.DataFrame") -> str:
    """The hits as a table, the words found in bold below each other; the first :data:`MOST`."""
    return f"<table><tbody>{''.join(_row(row) for row in records(frame.head(MOST)))}</tbody></table>"


def _row(row: "pd.Series") -> str:
    place = f"{row.document} · {row.turn}" if row.turn else str(row.document)
    asked = "?" if row.role == "interviewer" else ""
    left, right = (_clean(text) for text in (row.left, row.right))
    sides = left if len(left) <= _SIDE else f"…{left[-_SIDE:]}", _beginning(right, _SIDE)
    cells = zip((place + asked, sides[0], row.hit, sides[1]), _STYLES, strict=True)
    return (
        "<tr>"
        + "".join(f"<td style='{style}'>{escape(_clean(text))}</td>" for text, style in cells)
        + "</tr>"
    )
