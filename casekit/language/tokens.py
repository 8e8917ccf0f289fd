"""Words of a text, with their places, and sentences."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casekit.model.span import Span

__all__ = [
    "GENDERED",
    "HYPHENS",
    "JOINERS",
    "LETTER",
    "NEVER_FIRST",
    "Word",
    "form",
    "key",
    "keys",
    "parted",
    "sentence_bounds",
    "sentences",
    "words",
    "written",
]

HYPHENS = "-‐‑"
JOINERS = rf"{HYPHENS}'’‘ʼ"
# marks of Latin, Cyrillic, Hebrew and Arabic letters, and signs that are not seen inside a word
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_UNSEEN = r"\u00ad\u200b-\u200d\u2060"
NEVER_FIRST = _MARKS + _UNSEEN  # in a word
LETTER = rf"\w§{NEVER_FIRST}"
_LETTERS = f"[{LETTER}]+"
_GENDER = r"[*:·]in(?:nen\w*)?(?!\w)|/[-‐‑]?innen(?!\w)|/[-‐‑]in(?!\w)"
_WORD = re.compile(
    rf"(?![{NEVER_FIRST}]){_LETTERS}(?:[{JOINERS}]{_LETTERS}|{_GENDER})*(?:[{HYPHENS}](?![{HYPHENS}\w]))?"
)
PARTING = "*:·/"
GENDERED = tuple(f"{sign}in" for sign in (*PARTING, *(f"/{hyphen}" for hyphen in HYPHENS)))
"""How endings begin that make one word of two; each with one of the signs before."""
_PARTED = re.compile(f"({_WORD.pattern})")
_SIGNS = {"‐": "-", "‑": "-", "‘": "'", "’": "'", "ʼ": "'"}
_WRITTEN = str.maketrans({**_SIGNS, **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")})
_BOTH = re.compile(r"(.*\w)(?:[*:·]|/-?|_(?=innen)|(?<=[^\W\d_])(?=Innen))([iI]n(?:nen.*)?)-?")
_MAYBE_MORE = re.compile(r"[*:·/]|-$|_innen|Innen").search
# also what no blank follows: else a long run of stops is tried again from each of them
_STOP = re.compile(r"[.!?…]+[\"'”’»«“‘)\]]*\s*|\n+")
_LONGEST = 600  # code points of a sentence
_LONG_LINE = 55  # signs; a line of a text of fixed width is longer, an entry of a list seldom
_SHORTENED = [
    "bl.a",
    "f.eks",
    "dvs",
    "ca",
    "kl",
    "nr",
    "hhv",
    "mv",
    "osv",
    "jf",
    "pct",
    "z.B",
    "d.h",
    "u.a",
    "bzw",
    "usw",
    "vgl",
    "Dr",
    "Prof",
    "Hr",
    "Fr",
    "Nr",
    "Str",
    "evtl",
    "ggf",
    "bijv",
    "enz",
    "mevr",
    "dhr",
    "dr",
    "mr",
    "o.a",
    "m.b.t",
    "t.a.v",
    "i.v.m",
    "St",
    "Mr",
    "Mrs",
    "e.g",
    "i.e",
    "etc",
]
_NO_STOP = re.compile(
    rf"(?:\b(?:{'|'.join(map(re.escape, _SHORTENED))})|\b\d{{1,2}}|\b\w)\.\s+$", re.IGNORECASE
)
_SHORT = frozenset(word.lower() for word in _SHORTENED)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, and its key: what it is compared by; ``more`` are further keys, see :func:`keys`."""

    text: str
    key: str
    start: int
    end: int
    more: tuple[str, ...] = ()


def form(word: str) -> str:
    """A word as written, but composed (NFC), with one kind of hyphen and apostrophe and without soft hyphens."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_WRITTEN))


def key(word: str) -> str:
    """What a word is compared by: its :func:`form` in lower case.

    Never ``casefold``, which changes the length of words.

    >>> key("Wmo‑toegang")
    'wmo-toegang'
    """
    return form(word.lower())


def keys(word: str) -> tuple[str, ...]:
    """All that a word of a text is compared by, its key first.

    A word that names women and men counts as both; a first element (``Wohnungs- und Hilfesystem``) also with its hyphen.

    >>> keys("Bürger*innen"), keys("Klient:in"), keys("Wohnungs-"), keys("Bolig")
    (('bürgerinnen', 'bürger'), ('klientin', 'klient'), ('wohnungs', 'wohnungs-'), ('bolig',))
    """
    written = form(word)
    if _MAYBE_MORE(written) is None:
        return (key(written),)
    if both := _BOTH.fullmatch(written):
        return key(both[1] + both[2]), key(both[1])
    return (key(written.rstrip("-")), key(written)) if written[-1] == "-" else (key(written),)


def words(text: str, span: Span | None = None) -> Iterator[Word]:
    """The words of *text* inside *span*; hyphens and apostrophes join, § is a letter, a gender star a part of the word.

    >>> [word.text for word in words("Jo, § 110-boform … Wmo-toegang! Wohn- und Bürger*innenrat")]
    ['Jo', '§', '110-boform', 'Wmo-toegang', 'Wohn-', 'und', 'Bürger*innenrat']
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    for match in _WORD.finditer(text, start, end):
        first, *more = _keys(match.group())
        yield Word(match.group(), first, match.start(), match.end(), tuple(more))


def parted(text: str) -> list[str]:
    """What stands before the first word, the word, what stands before the next, and so on; together it is the text.

    >>> parted("Jo, § 110!")
    ['', 'Jo', ', ', '§', ' ', '110', '!']
    """
    return _PARTED.split(text)


def written(text: str) -> list[str]:
    """The words of *text* as they are written: as :func:`words`, where nobody asks for places.

    >>> written("Jo, § 110-boform …")
    ['Jo', '§', '110-boform']
    """
    return _WORD.findall(text)


_keys = lru_cache(maxsize=1 << 16)(keys)


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of *text* inside *span*, without the blanks around them.

    A stop after a number, a single letter or a common abbreviation ends no sentence, nor does a line's end where the next line goes
    on: in lower case, or after a long line, as in a text of fixed width. What has no stop for 600 code points is cut at a blank.

    >>> text = "Det var kl. 3. Vi ringede … ja. Så kom de!"
    >>> [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    ['Det var kl. 3. Vi ringede …', 'ja.', 'Så kom de!']
    """
    return [Span(begin, end) for begin, end in sentence_bounds(text, span.start, span.end)]


def sentence_bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The first code point of each sentence between *start* and *end*, and the one after its last: :func:`sentences` as numbers."""
    found, begin = [], start
    for stop in _STOP.finditer(text, start, end):
        after = stop.end()
        if text[after - 1].isspace() and not _goes_on(text, stop, begin):
            found.append((begin, after))
            begin = after
    found.append((begin, end))
    if any(last - first > _LONGEST for first, last in found):
        found = [piece for first, last in found for piece in _cut(text, first, last)]
    trimmed = (_trim(text, first, last) for first, last in found)
    return [(first, last) for first, last in trimmed if last > first]


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Speech to text without stops goes on and on: after a hundred words or so a sentence is cut between two words."""
    while end - begin > _LONGEST:
        blank = text.rfind(" ", begin + 1, begin + _LONGEST)
        stop = blank if blank > 0 else begin + _LONGEST
        yield begin, stop
        begin = stop
    yield begin, end


def _goes_on(text: str, stop: re.Match[str], start: int) -> bool:
    """Whether a stop is part of an abbreviation or number, or a line's end only where a line was broken."""
    said = stop.group()
    if "\n" not in said:
        at = stop.start()
        return not _whole(text[max(start, at - 5) : at]) and (
            _NO_STOP.search(text[max(start, at - 12) : stop.end()]) is not None
        )
    if said != "\n" or stop.end() >= len(text):
        return False
    after, length = text[stop.end()], stop.start() - text.rfind("\n", 0, stop.start())
    return after.islower() or (length > _LONG_LINE and after.isalpha())


def _whole(end: str) -> bool:
    """Whether the last five signs before a stop say that no abbreviation stands there: nearly always, and seen quickly."""
    last = end.rpartition(" ")[2]
    return last.isascii() and last.isalpha() and len(last) > 1 and last.lower() not in _SHORT


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())
