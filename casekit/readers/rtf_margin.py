"""What stands beside the talk in an RTF file: remarks in the margin, footnotes, page heads; text boxes.

A remark is written where it stands, and may have a name under which two marks say what it is about. Names are known
before the remark is, so places get numbers of their own, which become the remark's number when all is read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from casekit.readers.blocks import Block, Remark
from casekit.readers.clean import clean
from casekit.readers.rtf_state import State
from casekit.readers.rtf_story import Story
from casekit.readers.story_blocks import text_of
from casekit.readers.word_styles import Styles

__all__ = ["Margin", "date_of"]


@dataclass(slots=True)
class _Draft:
    """A remark while it is read."""

    place: int
    author: str
    lost: bool
    range: int | None = None
    at: str = ""


@dataclass(slots=True)
class Margin:
    """The stories beside the talk, from their beginning to their end; ``left`` counts what is not read into the talk."""

    left: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    _author: str = ""
    _initials: str = ""
    _numbers: int = 0
    _ranges: dict[int, int] = field(default_factory=dict)
    _drafts: dict[int, _Draft] = field(default_factory=dict)
    _places: list[tuple[int, int | None]] = field(default_factory=list)

    def begin(self, kind: str, state: State, styles: Styles) -> None:
        """From here on text belongs to a story of its own: a box, a remark, footnotes, headers, an author."""
        around = state.story
        story = Story(kind, spoken=kind == "box" and around.spoken)
        if kind == "remark":
            place = self._number()
            around.mark(place)
            lost = state.is_gone() or state.is_hidden(styles)
            self._drafts[id(story)] = _Draft(place, self._author or self._initials, lost)
            self._author = self._initials = ""
        if kind != "box":
            state.deleted = state.moved = False
        state.begin(story)

    def tell(self, what: str, number: int, story: Story) -> None:
        """Take in a number that stands beside a remark: its name or date, or where what it is about begins or ends."""
        draft = self._drafts.get(id(story))
        if what == "edge":
            story.mark(self._range(number))
        elif draft is not None and what == "name":
            draft.range = self._range(number)
        elif draft is not None:
            draft.at = date_of(number)

    def end(self, story: Story, around: Story) -> None:
        """What came of *story*, which stood in *around*."""
        items = story.close()
        if story.kind == "box":
            around.boxes += items
            return
        text = clean(text_of(items)).strip()
        if story.kind == "author":
            self._author = text
        elif story.kind == "initials":
            self._initials = text
        elif story.kind == "remark":
            self._end_remark(self._drafts.pop(id(story)), text)
        elif text:
            self.left[story.kind] += 1

    def placed(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks with the numbers of the remarks where the numbers of their places were."""
        blocks = list(blocks)
        seen = Counter(number for block in blocks for number, _ in block.anchors)
        known: dict[int, list[int]] = {}
        for remark, (place, range_) in enumerate(self._places):
            edges = 0
            if range_ is not None and range_ not in known:  # a name that comes again is a mistake
                edges = seen[range_]
                known[range_] = [remark]
            known[place] = [remark] * max(2 - edges, 0)
        return [
            block._replace(anchors=tuple((one, at) for n, at in block.anchors for one in known.get(n, ())))
            if block.anchors
            else block
            for block in blocks
        ]

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _range(self, name: int) -> int:
        if name not in self._ranges:
            self._ranges[name] = self._number()
        return self._ranges[name]

    def _end_remark(self, draft: _Draft, text: str) -> None:
        self.left["comments"] += bool(text)
        if text and not draft.lost:
            self.remarks.append(Remark(draft.author, text, draft.at))
            self._places.append((draft.place, draft.range))


def date_of(packed: int) -> str:
    """The date and time in a number as RTF packs them, or nothing.

    >>> date_of((2023 - 1900 << 20) + (9 << 16) + (12 << 11) + (14 << 6) + 28)
    '2023-09-12T14:28'
    """
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, 1900 + (packed >> 20 & 511)
    if not (1 <= month <= 12 and day and hour < 24 and minute < 60):
        return ""
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
