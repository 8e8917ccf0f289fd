"""Blocks cut into lines, with time marks taken off and what may be a label found."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from casekit.readers.blocks import NOBODY, Block
from casekit.readers.labels import Candidate, candidate
from casekit.readers.marks import take_marks

__all__ = ["Line", "lines_of"]


class Line(NamedTuple):
    """One line of the document's text, with what is known of it.

    ``sure`` says that *label* is a speaker without further proof; ``block`` counts the blocks; ``opens`` whether the
    line is the first of its block; ``inside`` how many time marks stood inside it; ``tail`` is a label at the end of the
    line that belongs to the words below; ``whole`` is the line as the file has it, where times were taken off.
    """

    text: str
    block: int
    label: Candidate | None = None
    sure: bool = False
    start_ms: int | None = None
    end_ms: int | None = None
    bold: bool = False
    aside: bool = False
    opens: bool = False
    timed: bool = False
    inside: int = 0
    tail: Candidate | None = None
    whole: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on the line."""
        return not self.text or self.text.isspace()


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of *blocks*, in order; a block without text is a blank line."""
    return [line for at, block in enumerate(blocks) for line in _lines(block, at)]


def _lines(block: Block, at: int) -> Iterable[Line]:
    text = block.text
    if block.speaker is None and (not text or text.isspace()):
        return (Line(text, at, opens=True),)  # a thousand blank lines are one
    make = _told if block.speaker is not None else _aside if block.aside else _found
    if "\n" not in text:
        return (make(block, text, at, True),)
    return (make(block, line, at, number == 0) for number, line in enumerate(text.split("\n")))


def _aside(block: Block, text: str, at: int, opens: bool) -> Line:
    return Line(text, at, aside=True, opens=opens)


def _told(block: Block, text: str, at: int, opens: bool) -> Line:
    """A line of a block whose speaker the format knows; the label is written in front, as a reader would see it."""
    if not opens:
        return Line(text, at, end_ms=block.end_ms)
    shown, label = _label_of(block.speaker or NOBODY)
    return Line(shown + text, at, label, True, block.start_ms, block.end_ms, False, False, True, True)


@lru_cache(maxsize=1024)
def _label_of(speaker: str) -> tuple[str, Candidate]:
    """A speaker's label as it is shown, and as it is known."""
    shown = "" if speaker == NOBODY else f"{speaker}: "
    return shown, Candidate(speaker, len(shown))


def _found(block: Block, text: str, at: int, opens: bool) -> Line:
    whole = text
    text, start, end, inside, leading = take_marks(whole)
    if start is None and opens:
        start = block.start_ms
    if end is None:
        end = block.end_ms
    label = candidate(text)
    whole = "" if text is whole else whole
    return Line(text, at, label, False, start, end, block.bold, False, opens, leading, inside, None, whole)
