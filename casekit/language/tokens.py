"""Words of a text, with their places, and sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.model.span import Span

__all__ = ["Word", "form", "key", "sentences", "words"]

_JOINERS = "-'’‘ʼ‐‑"
_WORD = re.compile(rf"[\w§\u0300-\u036f]+(?:[{_JOINERS}][\w§\u0300-\u036f]+)*")
_SIGNS = str.maketrans({"‐": "-", "‑": "-", "‘": "'", "’": "'", "ʼ": "'"})
_STOP = re.compile(r"[.!?…]+[\"'”’»«“‘)\]]*\s+|\n+")
_NO_STOP = re.compile(
    r"(?:\b(?:bl\.a|f\.eks|dvs|ca|kl|nr|hhv|mv|osv|jf|pct|z\.B|d\.h|u\.a|bzw|usw|vgl|Dr|Prof|Hr|Fr|Nr|Str|evtl|ggf"
    r"|bijv|enz|mevr|dhr|dr|mr|o\.a|m\.b\.t|t\.a\.v|i\.v\.m|St|Mr|Mrs|e\.g|i\.e|etc)|\b\d{1,2}|\b\w)\.\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, and its key: what it is compared by."""

    text: str
    key: str
    start: int
    end: int


def form(word: str) -> str:
    """A word as written, but composed (NFC), with one kind of hyphen and apostrophe."""
    return unicodedata.normalize("NFC", word).translate(_SIGNS)


def key(word: str) -> str:
    """What a word is compared by: its :func:`form` in lower case.

    Never ``casefold``, which changes the length of words.

    >>> key("Wmo‑toegang")
    'wmo-toegang'
    """
    return form(word.lower())


def words(text: str, span: Span | None = None) -> Iterator[Word]:
    """The words of *text* inside *span*; hyphens and apostrophes join, § is a letter.

    >>> [word.text for word in words("Jo, § 110-boform … Wmo-toegang!")]
    ['Jo', '§', '110-boform', 'Wmo-toegang']
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    for match in _WORD.finditer(text, start, end):
        yield Word(match.group(), key(match.group()), match.start(), match.end())


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of *text* inside *span*, without the blanks around them.

    A stop after a number, a single letter or a common abbreviation ends no sentence.

    >>> text = "Det var kl. 3. Vi ringede … ja. Så kom de!"
    >>> [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    ['Det var kl. 3. Vi ringede …', 'ja.', 'Så kom de!']
    """
    found, start = [], span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        head = text[max(start, stop.start() - 12) : stop.end()]
        if "\n" in stop.group() or not _NO_STOP.search(head):
            found.append((start, stop.end()))
            start = stop.end()
    found.append((start, span.end))
    return [trimmed for begin, end in found if (trimmed := _trim(text, begin, end)) is not None]


def _trim(text: str, start: int, end: int) -> Span | None:
    words_said = text[start:end]
    left = len(words_said) - len(words_said.lstrip())
    right = len(words_said.rstrip())
    return Span(start + left, start + right) if right > left else None
