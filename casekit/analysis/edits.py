"""Exact edits of a text: every place outside them is known by counting, not by comparing words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from casekit.analysis.alignment import Alignment, Carried, align, words_of
from casekit.model.span import Span

__all__ = ["Edit", "Edits"]


class Edit(NamedTuple):
    """Other *words* in place of those from *start* to before *end*; code points of the text as it was."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Edits:
    """A text and what is edited in it; ``after`` is the text then.

    Edits stand in order and do not overlap.

    >>> mended = Edits("B: Husleje er høj. Så.", [Edit(3, 10, "Huslejen")])
    >>> mended.after, mended.carry(Span(19, 21)).span.of(mended.after)
    ('B: Huslejen er høj. Så.', 'Så')
    """

    before: str
    edits: tuple[Edit, ...] = field(default=())

    def __init__(self, before: str, edits: Iterable[Edit]) -> None:
        object.__setattr__(self, "before", before)
        object.__setattr__(self, "edits", tuple(edits))

    @cached_property
    def after(self) -> str:
        """The edited text."""
        parts, here = [], 0
        for edit in self.edits:
            parts += [self.before[here : edit.start], edit.words]
            here = edit.end
        return "".join([*parts, self.before[here:]])

    def carry(self, span: Span) -> Carried:
        """What became of *span*: the same wherever no edit touches it, else as the words inside the edits tell."""
        if any(_touches(edit, span) for edit in self.edits):
            return self.words.carry(span)
        shift = self._shift(span.start)
        return Carried("same", Span(span.start + shift, span.end + shift))

    def place(self, span: Span) -> Span | None:
        """Where a stretch is that holds edits whole or none of them, such as a turn; None where nothing is left of it."""
        inside = [edit for edit in self.edits if span.start <= edit.start and edit.end <= span.end]
        before = sum(_growth(edit) for edit in self.edits if edit.end <= span.start and edit not in inside)
        start, end = span.start + before, span.end + before + sum(map(_growth, inside))
        return Span(start, end) if start < end else None

    @cached_property
    def words(self) -> Alignment:
        """The words of both texts: outside the edits each is its own partner, inside they are compared."""
        before, after = words_of(self.before), words_of(self.after)
        known = {(word.start, word.end): number for number, word in enumerate(after)}
        partner = [self._partner(word, known) for word in before]
        first = {word.start: number for number, word in enumerate(before)}
        shift = 0
        for edit in self.edits:
            found = align(self.before[edit.start : edit.end], edit.words)
            for word, other in zip(found.before, found.partner, strict=True):
                number = first.get(word.start + edit.start)
                if number is None or other < 0:
                    continue
                there = found.after[other]
                place = known.get((there.start + edit.start + shift, there.end + edit.start + shift), -1)
                partner[number] = place
            shift += _growth(edit)
        return Alignment(before, after, tuple(partner))

    @property
    def removed(self) -> int:
        """How many words went."""
        return self.words.removed

    @property
    def added(self) -> int:
        """How many words came."""
        return self.words.added

    def _partner(self, word: Span, known: dict[tuple[int, int], int]) -> int:
        if any(_touches(edit, word) for edit in self.edits):
            return -1
        shift = self._shift(word.start)
        return known.get((word.start + shift, word.end + shift), -1)

    def _shift(self, place: int) -> int:
        """How far what begins at *place* moved."""
        return sum(_growth(edit) for edit in self.edits if edit.end <= place)


def _growth(edit: Edit) -> int:
    return len(edit.words) - (edit.end - edit.start)


def _touches(edit: Edit, span: Span) -> bool:
    """Whether an edit changes something inside a stretch; what is only put in at its edge does not."""
    return edit.start < span.end and span.start < edit.end
