"""Where the characters of a file went: counted on both sides of the way from blocks to text."""

from collections import Counter
from collections.abc import Callable

from casekit.model.document import Ledger
from casekit.readers.blocks import Source
from casekit.readers.leaving_out import LEFT_OUT
from casekit.readers.lines import Line
from casekit.readers.turns import Talk

__all__ = ["ledger_of"]


def ledger_of(source: Source, talk: Talk) -> Ledger:
    """The ledger of one document: what its format found, what was put in front and taken off, and what is in the text."""
    quick = _ledger(source, talk, _count)
    return quick if quick.balanced else _ledger(source, talk, _count_all)


def _ledger(source: Source, talk: Talk, count: Callable[[str], int]) -> Ledger:
    told = (line for line in talk.lines if line.opens and source.blocks[line.block].speaker is not None)
    added = sum(n * count(label) for label, n in Counter(_label(line) for line in told).items())
    timed = [line for line in talk.lines if line.whole]
    times = count("\n".join([line.whole for line in timed])) - count("\n".join([line.text for line in timed]))
    found = count("\n".join([block.text for block in source.blocks]))
    beside = tuple((what, n) for what, n in source.left if n and what in LEFT_OUT)
    return Ledger(found, added, times, count(talk.text), beside)


def _label(line: Line) -> str:
    return line.text[: line.label.words_at] if line.label else ""


def _count(text: str) -> int:
    """Characters that are no blanks, where there are no other blanks than these; seldom there are, and then all are looked for."""
    return len(text) - text.count(" ") - text.count("\n") - text.count("\t") - text.count("\u00a0")


def _count_all(text: str) -> int:
    return len("".join(text.split()))
