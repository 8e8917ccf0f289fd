"""A queue of suggestions to decide on, as a value that shows itself in a notebook."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from casekit.model.frames import records
from casekit.wording import say

__all__ = ["QUEUE_COLUMNS", "Queue", "flag_words", "found_places", "pieces", "share"]

QUEUE_COLUMNS = (
    "reference", "case", "document", "turn", "speaker", "language", "code", "label", "text", "found", "indicators", "flags",
    "cues", "polarity", "confidence", "disagreement", "others", "start", "end", "suggestion", "evidence",
)  # fmt: skip
_HEADS = ("reference", "code", "text", "polarity", "confidence")
_CELL = "text-align:left;vertical-align:top;padding:.3em .7em"  # in each cell: what is not trusted loses its style sheets
_FOUND = "background:#fff3c4;color:#1a1a1a;font-weight:600"


@dataclass(frozen=True)
class Queue:
    """Open suggestions in the order in which to look at them; ``frame`` has one row for each, columns ``QUEUE_COLUMNS``.

    ``total`` is how many were meant before the queue was cut off. ``project.decide`` takes a queue, or some rows of its frame.
    """

    frame: pd.DataFrame
    total: int

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def title(self) -> str:
        """How many of how many."""
        return say("review.title", x=len(self), n=self.total) if self.total else say("review.none")

    def __repr__(self) -> str:
        rows = [f"{row.suggestion[:10]}  {row.code}: {row.text}" for row in records(self.frame)]
        return "\n".join([self.title, *rows])

    def _repr_html_(self) -> str:
        title = f"<p>{escape(self.title)}</p>"
        if not len(self):
            return title
        head = "".join(f"<th style='{_CELL}'>{escape(say(f'column.{name}'))}</th>" for name in _HEADS)
        rows = "".join(map(_html_row, records(self.frame)))
        return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _html_row(row: Any) -> str:
    text = "".join(
        f"<mark style='{_FOUND}'>{escape(words)}</mark>" if found else escape(words)
        for words, found in pieces(row)
    )
    under = "".join(f"<br><small>{escape(note)}</small>" for note in (flag_words(row), row.others) if note)
    direction = say(f"polarity.{row.polarity}") if row.polarity else ""
    where = ", ".join(part for part in (row.document, row.speaker) if part)
    cells = (
        f"<code>{row.suggestion[:10]}</code><br><small>{escape(where)}</small>",
        escape(row.label),
        text + under,
        escape(direction),
        escape(share(row.confidence)),
    )
    return "<tr>" + "".join(f"<td style='{_CELL}'>{cell}</td>" for cell in cells) + "</tr>"


def pieces(row: Any) -> Iterable[tuple[str, bool]]:
    """The words of a passage, cut where a search term was found: each stretch, and whether it was found."""
    places = found_places(row)
    edges = sorted({0, len(row.text), *(edge for place in places for edge in place)})
    return [
        (row.text[left:right], any(start <= left and right <= end for start, end in places))
        for left, right in pairwise(edges)
    ]


def found_places(row: Any) -> list[tuple[int, int]]:
    """Where in the words of a passage its search terms were found."""
    cut = (
        (max(start, row.start) - row.start, min(end, row.end) - row.start)
        for start, end, _ in json.loads(row.evidence or "[]")
    )
    return [(start, end) for start, end in cut if start < end]


def flag_words(row: Any) -> str:
    """The flags of a passage as people call them, with the words that made them."""
    if not row.flags:
        return ""
    known = ", ".join(say(f"review.flag.{flag}") for flag in row.flags.split(", "))
    return f"{known} ({row.cues})" if row.cues else known


def share(value: float) -> str:
    """A share in percent, as people write it.

    >>> share(0.667)
    '67%'
    """
    return say("review.share", percent=round(100 * value))
