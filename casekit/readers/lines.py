"""Blocks cut into lines, with time marks taken off and what may be a label found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casekit.readers.blocks import NOBODY, Block
from casekit.readers.labels import Candidate, candidate
from casekit.readers.marks import take_marks

__all__ = ["Line", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document's text, with what is known of it.

    ``sure`` says that *label* is a speaker without further proof; ``block`` counts the blocks; ``opens`` whether the
    line is the first of its block; ``inside`` how many time marks stood inside it.
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

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read on the line."""
        return not self.text.strip()


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of *blocks*, in order; a block without text is a blank line."""
    return [line for at, block in enumerate(blocks) for line in _lines(block, at)]


def _lines(block: Block, at: int) -> Iterator[Line]:
    if not block.text.strip() and block.speaker is None:
        yield Line(block.text, at, opens=True)  # a thousand blank lines are one
        return
    for number, text in enumerate(block.text.split("\n")):
        opens = number == 0
        if block.speaker is not None:
            yield _told(block, text, at, opens=opens)
        elif block.aside:
            yield Line(text, at, aside=True, opens=opens)
        else:
            yield _found(block, text, at, opens=opens)


def _told(block: Block, text: str, at: int, *, opens: bool) -> Line:
    """A line of a block whose speaker the format knows; the label is written in front, as a reader would see it."""
    if not opens:
        return Line(text, at, end_ms=block.end_ms)
    speaker = block.speaker or NOBODY
    shown = "" if speaker == NOBODY else f"{speaker}: "
    label = Candidate(speaker, len(shown))
    return Line(shown + text, at, label, True, block.start_ms, block.end_ms, opens=True, timed=True)


def _found(block: Block, text: str, at: int, *, opens: bool) -> Line:
    marked = take_marks(text)
    start = block.start_ms if marked.start_ms is None and opens else marked.start_ms
    end = block.end_ms if marked.end_ms is None else marked.end_ms
    return Line(
        marked.text,
        at,
        candidate(marked.text),
        start_ms=start,
        end_ms=end,
        bold=block.bold,
        opens=opens,
        timed=marked.leading,
        inside=marked.inside,
    )
