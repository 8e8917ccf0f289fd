"""Blocks to one text with turns over it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casekit.model.document import Turn
from casekit.model.finding import Finding
from casekit.model.span import Span
from casekit.readers.aliases import one_label_each
from casekit.readers.blocks import NOBODY, Block
from casekit.readers.head import Head, HeadLine, read_head
from casekit.readers.label_words import known_role
from casekit.readers.labels import looks_like_name, same_label
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
_MANY = 5  # lines above the first turn that are more than a title
_SHOWN = 20  # labels in doubt that are listed one by one


@dataclass(frozen=True, slots=True)
class Talk:
    """A transcript's text with its turns, the head, the other spellings of each label, and what was noticed."""

    text: str
    turns: tuple[Turn, ...]
    head: Head
    spellings: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


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
        lines = [replace(line, aside=False) for line in lines]  # nothing but tables: better theirs than none
    drafts = _drafts(lines, head.lines)
    kept = one_label_each([draft.label for draft in drafts])
    turns = tuple(turn for draft in drafts if (turn := draft.turn(kept)))
    text = "\n".join(line.text for line in lines)
    noticed = (*guessed, *_notices(lines, head.lines, drafts, kept, file))
    return Talk(text, turns, head, _spellings(kept), noticed)


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
        """Add the words of *line* from *at* on."""
        self.close(line)
        words = line.text[at:]
        if not words.strip() or (self.start >= 0 and _CLOCK_LINE.fullmatch(words)):
            return
        if self.start < 0:
            self.start = offset + len(line.text) - len(words.lstrip())
        self.end = offset + len(line.text.rstrip())

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
    waiting: int | None = None  # a time alone on its line belongs to the turn below it
    broken = False
    for line, offset in placed:
        if line.sure and line.label is not None:
            if draft is not None:
                yield draft
            start = waiting if line.start_ms is None else line.start_ms
            draft, waiting, broken = _Draft(line.label.label, start), None, False
            draft.say(line, offset, line.label.words_at)
        elif line.aside:
            broken = broken or not line.blank
        elif line.blank:
            waiting = line.start_ms if line.start_ms is not None else waiting
            if draft is not None:
                draft.close(line)
        elif draft is not None:
            if broken:
                yield draft
                draft, broken = _Draft(draft.label, line.start_ms), False
            _go_on(draft, line, offset)
    if draft is not None:
        yield draft


def _go_on(draft: _Draft, line: Line, offset: int) -> None:
    if draft.start < 0 and draft.start_ms is None:
        draft.start_ms = line.start_ms
    elif line.start_ms is not None:
        draft.lost += 1
    draft.say(line, offset)


def _paragraphs(placed: Iterator[tuple[Line, int]]) -> Iterator[_Draft]:
    """Without labels every paragraph is a turn of nobody in particular."""
    draft, block = None, -1
    for line, offset in placed:
        if line.blank or line.aside:
            continue
        if draft is None or line.block != block:
            if draft is not None:
                yield draft
            draft, block = _Draft(NOBODY, line.start_ms), line.block
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
    last = max(at for at, line in enumerate(lines) if line.sure)
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
    number = 1 + sum(1 + line.text.count("\n") for line in lines[:begin])
    for line in lines[begin:]:
        if (
            line.label
            and not line.sure
            and not line.aside
            and line.label.colon
            and _striking(line.label.label)
        ):
            doubts[line.label.label] += 1
            first.setdefault(line.label.label, number)
        number += 1 + line.text.count("\n")
    for label, n in list(doubts.items())[:_SHOWN]:
        yield Finding.of("label_uncertain", "warning", file, label=label, n=n, line=first[label])
    if len(doubts) > _SHOWN:
        yield Finding.of("more_labels_uncertain", "warning", file, n=len(doubts) - _SHOWN)


def _striking(label: str) -> bool:
    return known_role(label) is not None or (looks_like_name(label) and label.count(" ") < 3)


def _going_back(drafts: Sequence[_Draft]) -> int:
    """How many turns begin before the one above them."""
    starts = [draft.start_ms for draft in drafts if draft.start_ms is not None]
    return sum(later < earlier for earlier, later in pairwise(starts))
