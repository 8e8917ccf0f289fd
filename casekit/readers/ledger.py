"""Where the characters of a file went: counted on both sides of the way from blocks to text."""

from casekit.model.document import Ledger
from casekit.readers.blocks import Source
from casekit.readers.leaving_out import LEFT_OUT
from casekit.readers.turns import Talk

__all__ = ["ledger_of"]


def ledger_of(source: Source, talk: Talk) -> Ledger:
    """The ledger of one document: what its format found, what was put in front and taken off, and what is in the text."""
    told = (line for line in talk.lines if line.opens and source.blocks[line.block].speaker is not None)
    added = sum(_count(line.text[: line.label.words_at]) for line in told if line.label)
    times = sum(_count(line.whole) - _count(line.text) for line in talk.lines if line.whole)
    found = _count("\n".join(block.text for block in source.blocks))
    beside = tuple((what, n) for what, n in source.left if n and what in LEFT_OUT)
    return Ledger(found, added, times, _count(talk.text), beside)


def _count(text: str) -> int:
    """Characters that are no blanks."""
    return len("".join(text.split()))
