"""Blocks to one text with turns over it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casekit.model.document import Turn
from casekit.model.finding import Finding
from casekit.model.span import Span
from casekit.readers.aliases import one_label_each
from casekit.readers.blocks import NOBODY, Block
from casekit.readers.head import Head, HeadLine, read_head
from casekit.readers.labels import same_label, striking
from casekit.readers.lines import Line, lines_of
from casekit.readers.openings import (
    with_asides,
    with_bare_names,
    with_bold_asking,
    with_labels,
    with_name_lines,
)

__all__ = ["Talk", "talk_of"]

_CLOCK_LINE = re.compile(r"\s*(?:kl\.|uhr)\s?\d{1,2}[.:]\d{2}\s*", re.IGNORECASE)
_Times = tuple[int | None, int | None]
_NO_TIMES: _Times = (None, None)
_MANY = 5  # lines above the first turn that are more than a title
_SHOWN = 20  # labels in doubt that are listed one by one


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript's text with its turns, the head, the other spellings of each label, what was noticed, and its lines."""

    text: str
    turns: tuple[Turn, ...]
    head: Head
    spellings: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...] = ()


def talk_of(blocks: Sequence[Block], *, file: str) -> Talk:
    """The text that *blocks* make, one line after the other, and who says what in it."""
    lines = with_name_lines(lines_of(blocks))
    labels = (line.label for line in lines if line.label)
    head = read_head((HeadLine(line.text, line.sure or line.timed) for line in lines), labels)
    lines = with_labels(lines, head)
    if not any(line.sure for line in lines):
        lines = with_bare_names(lines, head.lines)
    lines = with_asides(lines)
    guessed = []
    if not any(line.sure for line in lines):
        lines = with_bold_asking(lines, head.lines)
        if n := sum(line.sure and line.bold for line in lines):
            guessed.append(Finding.of("bold_asks", "warning", file, n=n))
    if all(line.aside or line.blank for line in lines[head.lines :]):
        lines = [line._replace(aside=False) for line in lines]  # nothing but tables: better theirs than none
    drafts = _drafts(lines, head.lines)
    kept = one_label_each([draft.label for draft in drafts])
    turns = tuple(turn for draft in drafts if (turn := draft.turn(kept)))
    text = "\n".join([line.text for line in lines])
    noticed = (*guessed, *_notices(lines, head.lines, drafts, kept, file))
    return Talk(text, turns, head, _spellings(kept), noticed, tuple(lines))


@dataclass(slots=True)
class _Draft:
    """A turn while its lines are being collected."""

    label: str
    start_ms: int | None = None
    end_ms: int | None = None
    start: int = -1
    end: int = -1
    lost: int = 0

    def close(self, line: Line) -> None:
        """Let the turn end when *line* ends, if that says when; an earlier end was a mark inside the turn."""
        if line.end_ms is not None:
            self.lost += self.end_ms is not None and not line.sure
            self.end_ms = line.end_ms

    def say(self, line: Line, offset: int, at: int = 0) -> None:
        """Add the words of *line* from *at* on, up to a label at its end."""
        self.close(line)
        text = line.text if line.tail is None else line.text[: line.tail.words_at]
        words = text[at:]
        if not words or words.isspace() or (self.start >= 0 and _CLOCK_LINE.fullmatch(words)):
            return
        if self.start < 0:
            self.start = offset + len(text) - len(words.lstrip())
        self.end = offset + len(text.rstrip())

    def turn(self, kept: Mapping[str, str]) -> Turn | None:
        """The turn, if anything was said."""
        if not 0 <= self.start < self.end:
            return None
        return Turn(Span(self.start, self.end), kept[self.label], self.start_ms, self.end_ms)


def _drafts(lines: Sequence[Line], begin: int) -> list[_Draft]:
    placed = _placed(lines, begin)
    return list(_labelled(placed) if any(line.sure for line in lines) else _paragraphs(placed))


def _placed(lines: Sequence[Line], begin: int) -> Iterator[tuple[Line, int]]:
    """The lines below the head, each with its offset in the text."""
    offset = 0
    for at, line in enumerate(lines):
        if at >= begin:
            yield line, offset
        offset += len(line.text) + 1


def _labelled(placed: Iterator[tuple[Line, int]]) -> Iterator[_Draft]:
    """One draft per label; what is nobody's ends a turn, and words below it go on with the same speaker."""
    draft: _Draft | None = None
    waiting = _NO_TIMES  # a time alone on its line belongs to the turn below it
    broken = False
    for line, offset in placed:
        if line.sure and line.label is not None:
            if draft is not None:
                yield draft
            draft, waiting, broken = _begun(line.label.label, line, waiting), _NO_TIMES, False
            draft.say(line, offset, line.label.words_at)
        elif line.aside:
            broken = broken or not line.blank
        elif line.blank:
            waiting = _wait(waiting, draft, line)
        elif draft is not None:
            if broken:
                yield draft
                draft, broken = _Draft(draft.label, line.start_ms), False
            _go_on(draft, line, offset)
        if line.tail is not None and draft is not None:
            yield draft
            draft = _Draft(line.tail.label)
    if draft is not None:
        yield draft


def _begun(label: str, line: Line, waiting: _Times) -> _Draft:
    """A turn that begins with *line*, at its own time or at the one above it."""
    return _Draft(label, *waiting) if line.start_ms is None else _Draft(label, line.start_ms)


def _wait(waiting: _Times, draft: _Draft | None, line: Line) -> _Times:
    """The times that wait for words, with that of a line that holds nothing else; f4's ends the turn above it."""
    if line.start_ms is not None and draft is not None and draft.start < 0 and draft.start_ms is None:
        draft.start_ms, draft.end_ms = line.start_ms, line.end_ms  # between a name and its words
    elif line.start_ms is not None:
        return line.start_ms, line.end_ms
    elif draft is not None:
        draft.close(line)
    return waiting


def _go_on(draft: _Draft, line: Line, offset: int) -> None:
    if draft.start < 0 and draft.start_ms is None:
        draft.start_ms = line.start_ms
    elif line.start_ms is not None:
        draft.lost += 1
    draft.say(line, offset)


def _paragraphs(placed: Iterator[tuple[Line, int]]) -> Iterator[_Draft]:
    """Without labels every paragraph is a turn of nobody in particular."""
    draft, block, waiting = None, -1, _NO_TIMES
    for line, offset in placed:
        if line.aside:
            continue
        if line.blank:
            waiting = _wait(waiting, draft, line)
            continue
        if draft is None or line.block != block:
            if draft is not None:
                yield draft
            draft, block, waiting = _begun(NOBODY, line, waiting), line.block, _NO_TIMES
        draft.say(line, offset)
    if draft is not None:
        yield draft


def _spellings(kept: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each label that is kept its other spellings."""
    others: dict[str, tuple[str, ...]] = {}
    for label, now in kept.items():
        if label != now:
            others[now] = (*others.get(now, ()), label)
    return others


def _notices(
    lines: Sequence[Line], begin: int, drafts: Sequence[_Draft], kept: Mapping[str, str], file: str
) -> Iterator[Finding]:
    """What a person should know of how the turns were found."""
    if drafts and all(draft.label == NOBODY for draft in drafts):
        yield Finding.of("no_speakers", "warning", file, n=len(drafts))
    for label, other in kept.items():
        if label != other and same_label(label) != same_label(other):
            yield Finding.of("labels_joined", "note", file, label=label, kept=other)
    if empty := sum(draft.start < 0 for draft in drafts):
        yield Finding.of("empty_turns", "note", file, n=empty)
    if inside := sum(line.inside for line in lines) + sum(draft.lost for draft in drafts):
        yield Finding.of("time_marks_inside", "note", file, n=inside)
    yield from _outside(lines, begin, file)
    if any(line.sure for line in lines):  # elsewhere no_speakers says it all
        yield from _doubtful(lines, begin, file)
    if back := _going_back(drafts):
        yield Finding.of("times_going_back", "warning", file, n=back)


def _outside(lines: Sequence[Line], begin: int, file: str) -> Iterator[Finding]:
    first = next((at for at, line in enumerate(lines) if line.sure), None)
    if first is None:
        return
    above = sum(not line.blank and not line.aside for line in lines[begin:first])
    if above:
        yield Finding.of("text_above_turns", "warning" if above > _MANY else "note", file, n=above)
    last = next(at for at in reversed(range(len(lines))) if lines[at].sure)
    notes = [line for line in lines[last:] if line.aside and not line.blank]
    between = sum(line.aside and not line.blank for line in lines[first:last])
    if notes:
        yield Finding.of("notes_not_speech", "warning", file, n=len(notes))
    if between:
        yield Finding.of("asides_not_speech", "note", file, n=between)


def _doubtful(lines: Sequence[Line], begin: int, file: str) -> Iterator[Finding]:
    """What looks like a speaker's label but was not believed."""
    doubts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, line in enumerate(lines[begin:], begin):
        label = line.label
        if label and not line.sure and not line.aside and label.colon and striking(label.label):
            doubts[label.label] += 1
            first.setdefault(label.label, at)
    for name, n in list(doubts.items())[:_SHOWN]:
        number = 1 + first[name] + sum(line.text.count("\n") for line in lines[: first[name]])
        yield Finding.of("label_uncertain", "warning", file, label=name, n=n, line=number)
    if len(doubts) > _SHOWN:
        yield Finding.of("more_labels_uncertain", "warning", file, n=len(doubts) - _SHOWN)


def _going_back(drafts: Sequence[_Draft]) -> int:
    """How many turns begin before the one above them."""
    starts = [draft.start_ms for draft in drafts if draft.start_ms is not None]
    return sum(later < earlier for earlier, later in pairwise(starts))
