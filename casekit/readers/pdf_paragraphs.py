"""The lines of printed pages as paragraphs: without heads and feet, words whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from casekit.readers.blocks import BLANK, Block
from casekit.readers.clean import clean
from casekit.readers.head import is_metadata
from casekit.readers.label_words import known_role
from casekit.readers.labels import candidate, same_label
from casekit.readers.marks import take_marks
from casekit.readers.word_lists import words

__all__ = ["PageLine", "paragraphs", "without_heads"]

HYPHEN = (
    "\ufffe"  # what pdfium writes for a hyphen at the end of a line, soft or real, and for the break after it
)

_EDGE = 2  # lines at the top and at the foot of a page that may be head and foot
_FEW_PAGES = 3
_NUMBER = re.compile(
    r"[\s–—-]{0,3}(?:(?:side|seite|pagina|page|s\.|p\.)\s?)?(\d{1,4})(?:\s?(?:/|af|von|van|of)\s?\d{1,4})?[\s–—-]{0,3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.?!…:][\"'”“’»«)\]]{0,2}$")
_DEFINED = re.compile(r"[^\W_][\w.-]{0,11}\s?=\s")
_NAME_AND_TIME = re.compile(r"[^\s\d][^\n.?!]{0,58}\s\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?")
_BULLET = re.compile(r"[•▪●‣◦]\s?")
_TORN = re.compile(rf"(\w*)([ \t]*){HYPHEN}[ \t]*(\w*)")
_WORD = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")
_AND = words("og eller und oder sowie bzw en of and or")  # Sozial- und Jugendamt
_GAP = 1.3  # times the usual distance between lines
_SHORT = 0.75  # of a full line
_FULL = 0.8  # of the lines are at most as long as a full one


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, with the heights of its first and its last sign above the foot."""

    text: str
    begins: float = 0
    ends: float = 0


Page = Sequence[PageLine]


def without_heads(pages: Sequence[Page]) -> tuple[list[list[PageLine]], int]:
    """The pages without what stands on top or at the foot of most of them, and how many lines that took.

    Digits do not count: *Side 3* and *Side 4* are the same.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _edges(page) if not _is_label(line.text)})
    many = {key for key, n in counts.items() if len(pages) >= _FEW_PAGES and 2 * n > len(pages)}
    kept = [_without(page, many, number) for number, page in enumerate(pages, 1)]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _without(page: Page, many: set[str], number: int) -> list[PageLine]:
    edges = _edges(page)
    gone = {
        id(line)
        for line in edges
        if (_key(line) in many and not _is_label(line.text)) or _is_number(line.text, number)
    }
    return [line for line in page if id(line) not in gone]


def _edges(page: Page) -> list[PageLine]:
    return [*page[:_EDGE], *page[max(_EDGE, len(page) - _EDGE) :]]


def _key(line: PageLine) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))


def _is_label(text: str) -> bool:
    """Whether a line is a label or a time, or begins with a well-known label: such lines come back and are no heads."""
    label = candidate(text)
    if label is not None and (label.alone or known_role(label.label) is not None):
        return True
    return known_role(text.strip()) is not None or not take_marks(text).text.strip()


def _is_number(text: str, page: int) -> bool:
    """Whether a line is the number of its page."""
    number = _NUMBER.fullmatch(text.strip())
    return number is not None and int(number[1]) == page


def paragraphs(pages: Sequence[Page]) -> Iterator[Block]:
    """The paragraphs that lines make, parted by blank ones where the pages have a gap.

    A line begins one if it starts with a label or a time, stands below a gap, or below a short line that ends a sentence.
    """
    labels = _labels(pages)
    pages = [list(chain.from_iterable(_parted(line, labels) for line in page)) for page in pages]
    spelling = _Spelling(line.text for page in pages for line in page)
    usual, full = _pitch(pages), _full_line(pages)
    chunk: list[str] = []
    above: PageLine | None = None
    for page in pages:
        for at, line in enumerate(page):
            gap = at > 0 and above is not None and above.ends - line.begins > _GAP * usual > 0
            if chunk and above is not None and (gap or _begins(line.text, above.text, full)):
                yield spelling.whole(chunk)
                chunk = []
                if gap:
                    yield BLANK
            chunk.append(line.text.strip())
            above = line
    if chunk:
        yield spelling.whole(chunk)


def _labels(pages: Sequence[Page]) -> frozenset[str]:
    """What may be labels at the beginning of lines."""
    found = (candidate(line.text.strip()) for page in pages for line in page)
    return frozenset(same_label(one.label) for one in found if one)


def _parted(line: PageLine, labels: frozenset[str]) -> Iterator[PageLine]:
    """A line parted where a hyphen ends what one says and another begins: ``ich wollte-``, ``I: Und?``"""
    first, *others = line.text.split(HYPHEN)
    pieces = [first]
    for piece in others:
        label = candidate(piece)
        named = label is not None and (known_role(label.label) or same_label(label.label) in labels)
        if named and not piece[:1].islower():
            pieces[-1] += "-"
            pieces.append(piece)
        else:
            pieces[-1] += HYPHEN + piece
    for piece in pieces:
        yield PageLine(piece, line.begins, line.ends)


def _pitch(pages: Sequence[Page]) -> float:
    """The usual distance between two lines."""
    steps = [above.ends - line.begins for page in pages for above, line in pairwise(page)]
    down = [step for step in steps if step > 0]
    return median(down) if down else 0


def _full_line(pages: Sequence[Page]) -> int:
    """How many characters a full line holds."""
    lengths = sorted(len(piece) for page in pages for line in page for piece in line.text.split(HYPHEN))
    return lengths[int(_FULL * (len(lengths) - 1))] if lengths else 0


def _begins(text: str, above: str, full: int) -> bool:
    """Whether a line does not go on with the one *above*."""
    text, above = text.strip(), above.strip()
    if _opens(text) or _stands_alone(text) or _stands_alone(above):
        return True
    last = above.rpartition(HYPHEN)[2]
    return len(last) < _SHORT * full and _SENTENCE_END.search(last) is not None


def _opens(text: str) -> bool:
    if candidate(text) is not None or is_metadata(text) or _DEFINED.match(text) or _BULLET.match(text):
        return True
    marked = take_marks(text)
    return marked.leading or (marked.start_ms is not None and not marked.text.strip())


def _stands_alone(text: str) -> bool:
    """A speaker above the words, with a time or without."""
    return len(text) < 80 and (known_role(text) is not None or _NAME_AND_TIME.fullmatch(text) is not None)


class _Spelling:
    """How the document spells words elsewhere: what decides whether a hyphen at the end of a line stays."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._hyphenated: set[str] = set()
        for line in lines:
            self._words.update(map(str.lower, _WORD.findall(line)))
            for word in _HYPHENATED.findall(line.lower()):
                self._hyphenated.update(
                    "-".join(pair) for pair in pairwise(re.split("[-\u2010\u2011]", word))
                )

    def whole(self, lines: Sequence[str]) -> Block:
        """The lines as one paragraph."""
        text = lines[0]
        for line in lines[1:]:
            if text.endswith("-") and text[-2:-1].isalnum():
                text = text[:-1] + HYPHEN
            text += line if text.endswith((HYPHEN, "/")) else f" {line}"
        return Block(clean(_TORN.sub(self._mended, text)))

    def _mended(self, torn: re.Match[str]) -> str:
        before, blank, after = torn.groups()
        if not before or blank or not after:
            return f"{before}{blank}-{after}"
        together, apart = f"{before}{after}".lower(), f"{before}-{after}".lower()
        if apart in self._hyphenated or before[-1].isdigit() or after[0].isdigit():
            return f"{before}-{after}"
        if together in self._words:
            return before + after
        if after.lower() in _AND:
            return f"{before}- {after}"
        return f"{before}-{after}" if after[0].isupper() else before + after
