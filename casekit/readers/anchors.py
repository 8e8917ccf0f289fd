"""Where remarks belong: marks that travel inside a text while it is put together, and the spans they become.

A mark is a number between two noncharacters (U+FDD0, U+FDD1), which no text holds and no reader shows. Each remark has
two marks, where it begins and where it ends.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from casekit.model.span import Span
from casekit.readers.blocks import Block
from casekit.readers.clean import clean
from casekit.readers.lines import Line

__all__ = ["Places", "cleaned", "mark", "placed", "remark_spans", "take", "unmarked", "with_anchors"]

Places = tuple[tuple[int, int], ...]
_Sentences = dict[int, list[tuple[int, int]]]  # by line

_MARK = re.compile("\ufdd0([0-9]{1,9})\ufdd1")
_NONCHARACTERS = re.compile("[\ufdd0\ufdd1]")
_BETWEEN = re.compile(r"[\s:]+")  # what a table's blocks may have more or less of than its cells
_KEPT = re.compile(r"[^\s:]")
_SENTENCE = re.compile(r".*?[.!?…]+[\"'”“’»)]*(?=\s|\Z)|.+", re.DOTALL)
_FAR = 1 << 40  # beyond every text
_MANY = 100  # marks in one paragraph; beyond that they may be a character or two off


def mark(number: int) -> str:
    """The sign that a text carries where the remark with this number begins or ends."""
    return f"\ufdd0{number}\ufdd1"


def unmarked(text: str) -> str:
    """*text* without the two noncharacters, so that nothing in it can be taken for a mark."""
    return _NONCHARACTERS.sub("", text)


def take(text: str) -> tuple[str, Places]:
    """*text* without its marks, and where they were.

    >>> take("Det " + mark(7) + "går" + mark(7) + ".")
    ('Det går.', ((7, 4), (7, 7)))
    """
    if "\ufdd0" not in text:
        return text, ()
    parts = _MARK.split(text)
    offsets = accumulate(map(len, parts[::2]))
    return "".join(parts[::2]), tuple((int(n), at) for n, at in zip(parts[1::2], offsets, strict=False))


def cleaned(text: str) -> tuple[str, Places]:
    """*text* cleaned and without its marks, and where they are in what is left."""
    plain, places = take(clean(text))
    if not places:
        return plain, ()
    raw, before = take(text)
    whole = clean(raw)
    if whole == plain:
        return plain, places
    if len(before) <= _MANY:  # a mark stood inside of what became one character
        places = tuple((number, len(clean(raw[:at]))) for number, at in before)
    return whole, tuple((number, min(at, len(whole))) for number, at in places)


def with_anchors(blocks: Sequence[Block], rows: Iterable[Sequence[str]]) -> list[Block]:
    """The *blocks* of a table, made from cells without marks, with the places of the marks in its *rows*.

    A table's blocks hold the signs of its rows in the same order, so that places are found by counting signs.
    """
    found = list(blocks)
    signs = [_BETWEEN.sub("", block.text) for block in found]
    next_block = 0
    begun: set[int] = set()
    for row in rows:
        told, places = _row_signs(row)
        spots: list[tuple[int, int]] = []
        begin = 0
        while next_block < len(found) and (at := told.find(signs[next_block], begin)) >= 0:
            spots.append((next_block, at))
            begin = at + max(len(signs[next_block]), 1)
            next_block += 1
        if places and found:
            _set(found, spots or _beside(next_block), places, begun)
    return found


def _beside(next_block: int) -> list[tuple[int, int]]:
    """Where the marks of a row go that made no block: to the end of the block before, or in front of the first."""
    return [(next_block - 1, -_FAR)] if next_block else [(0, _FAR)]


def _row_signs(row: Sequence[str]) -> tuple[str, Places]:
    """What stands in a row, blanks left out, and how much of it is in front of each mark."""
    parts = _MARK.split("\t".join(row))
    texts = [_BETWEEN.sub("", part) for part in parts[::2]]
    offsets = accumulate(map(len, texts))
    return "".join(texts), tuple((int(n), at) for n, at in zip(parts[1::2], offsets, strict=False))


def _set(blocks: list[Block], spots: Sequence[tuple[int, int]], places: Places, begun: set[int]) -> None:
    """Give *places* of a row to the blocks made from it; spots are (block, how much of the row is in front of it)."""
    fronts = [front for _, front in spots]
    by_spot: dict[int, list[tuple[int, int]]] = {}
    for number, at in places:
        spot = max(bisect_right(fronts, at) - 1, 0)
        by_spot.setdefault(spot, []).append((number, max(at - fronts[spot], 0)))
    for spot, counted in by_spot.items():
        block = blocks[spots[spot][0]]
        kept = [match.span() for match in _KEPT.finditer(block.text)]
        starts = [*(start for start, _ in kept), len(block.text)]
        ends = [0, *(end for _, end in kept)]
        anchors = []
        for number, at in counted:
            anchors.append((number, (ends if number in begun else starts)[min(at, len(kept))]))
            begun.add(number)
        blocks[spots[spot][0]] = block._replace(anchors=(*block.anchors, *anchors))


def placed(anchors: Places, block_text: str, shown_text: str, shown_at: int) -> Places:
    """Where *anchors* of a block stand in a document that shows the block as *shown_text* from *shown_at* on.

    The two differ by a label that is written in front, and by time marks that are taken off.

    >>> placed(((1, 0), (1, 2)), "Ja.", "IP: Ja.", 100)
    ((1, 104), (1, 106))
    """
    more = len(shown_text) - len(block_text)
    if shown_text.endswith(block_text) or block_text.endswith(shown_text):
        return tuple((number, shown_at + max(at + more, 0)) for number, at in anchors)
    steps = _steps(block_text, shown_text)
    return tuple((number, shown_at + steps[at]) for number, at in anchors)


def _steps(text: str, shown: str) -> list[int]:
    """For each place in *text* its place in *shown*: the same at both ends, and what is between as far as it is kept."""
    front = _alike(text, shown)
    rest, rest_shown = text[front:], shown[front:]
    back = _alike(rest[::-1], rest_shown[::-1])
    steps = list(range(front))
    at = front
    for sign in rest[: len(rest) - back]:
        steps.append(at)
        at += at < len(shown) - back and shown[at] == sign
    return steps + list(range(len(shown) - back, len(shown) + 1))


def _alike(text: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


@dataclass(slots=True)
class _Range:
    """Where a remark begins and ends in the document, and in which blocks."""

    start: int
    end: int
    first: int
    last: int
    at_front: bool  # whether it ends before the first word of its last block


def remark_spans(blocks: Sequence[Block], lines: Sequence[Line], text: str) -> dict[int, Span]:
    """What in the document's *text* each remark is about, by the remark's number.

    *lines* are those that *text* is made of. A remark without a range is about the sentence where it stands; one that
    has no place in the text, or stands where nothing is written, is missing.
    """
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    first_line: dict[int, int] = {}
    for at, line in enumerate(lines):
        first_line.setdefault(line.block, at)
    ranges: dict[int, _Range] = {}
    for number, block in enumerate(blocks):
        if block.anchors and number in first_line:
            _gather(ranges, block, number, lines, starts, first_line[number])
    sentences: _Sentences = {}
    spans = {number: _span(one, lines, starts, text, first_line, sentences) for number, one in ranges.items()}
    return {number: span for number, span in spans.items() if span is not None}


def _gather(
    ranges: dict[int, _Range],
    block: Block,
    number: int,
    lines: Sequence[Line],
    starts: Sequence[int],
    first: int,
) -> None:
    """Add what the anchors of one block say to *ranges*."""
    end = first
    while end < len(lines) and lines[end].block == number:
        end += 1
    begins = len(block.text) - len(block.text.lstrip())
    shown = [line.text for line in lines[first:end]]
    for (remark, at), (_, place) in zip(
        block.anchors, _in_lines(block, shown, starts[first:end]), strict=True
    ):
        known = ranges.get(remark)
        if known is None:
            ranges[remark] = _Range(place, place, number, number, at <= begins)
        elif place >= known.end:
            known.end, known.last, known.at_front = place, number, at <= begins


def _in_lines(block: Block, shown: Sequence[str], starts: Sequence[int]) -> Places:
    """The anchors of a block in the document, line by line where its lines are those of the document."""
    texts = block.text.split("\n")
    if len(texts) != len(shown):
        return placed(block.anchors, block.text, "\n".join(shown), starts[0])
    begins = [0, *accumulate(len(line) + 1 for line in texts)]
    by_line: dict[int, list[tuple[int, int]]] = {}
    for order, (_, at) in enumerate(block.anchors):
        line = min(bisect_right(begins, at), len(texts)) - 1
        by_line.setdefault(line, []).append((order, at - begins[line]))
    found = {
        order: place
        for line, anchors in by_line.items()
        for order, place in placed(tuple(anchors), texts[line], shown[line], starts[line])
    }
    return tuple((number, found[order]) for order, (number, _) in enumerate(block.anchors))


def _span(
    one: _Range,
    lines: Sequence[Line],
    starts: Sequence[int],
    text: str,
    first_line: dict[int, int],
    sentences: _Sentences,
) -> Span | None:
    start, end = one.start, one.end
    if (
        one.at_front and one.last > one.first
    ):  # it took in the end of the paragraph above, and no word of this one
        end = starts[first_line[one.last]]
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end) if start < end else _sentence(min(one.start, len(text)), lines, starts, sentences)


def _sentence(place: int, lines: Sequence[Line], starts: Sequence[int], known: _Sentences) -> Span | None:
    """The sentence at *place*, or that before it: a remark without a range stands behind what it is about.

    What is *known* of a line is not looked for again.
    """
    at = min(max(bisect_right(starts, place) - 1, 0), len(lines) - 1)
    near = (*range(at, max(at - _MANY, -1), -1), *range(at, min(at + _MANY, len(lines))))
    at = next((one for one in near if not lines[one].blank), -1)
    if at < 0:
        return None
    if at not in known:
        known[at] = _sentences_in(lines[at])
    found = known[at]
    which = bisect_left(found, place - starts[at], key=lambda span: span[1])
    first, last = found[min(which, len(found) - 1)]
    words = lines[at].text[first:last]
    blank = len(words) - len(words.lstrip())
    return Span(starts[at] + first + blank, starts[at] + first + len(words.rstrip()))


def _sentences_in(line: Line) -> list[tuple[int, int]]:
    begin = line.label.words_at if line.sure and line.label and not line.label.alone else 0
    found = [match.span() for match in _SENTENCE.finditer(line.text, begin) if match.group().strip()]
    return found or [(0, len(line.text))]
