"""What the head of an RTF file tells: the fonts with their character sets, and the styles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from casekit.readers.rtf_state import State
from casekit.readers.rtf_words import (
    CODE_PAGES,
    PLAIN_PAGE,
    TOKEN,
    codec_of_charset,
    latin,
    number_of,
)
from casekit.readers.word_styles import Styles
from casekit.readers.word_symbols import letter_of

__all__ = ["Font", "Fonts", "fonts_of", "sign_of", "styles_of"]

_SYMBOL_CHARSET = 2
_NOT_WINDOWS = frozenset(
    {"mac-roman", "cp437", "cp850", "utf-8"}
)  # where character set 0 is no more than a habit
_SIGN_FONTS = re.compile(r"(?i)symbol|dingbats|wingding|webding|marlett|mt extra|sorts|emoticon|bullets")
_HEADINGS = re.compile(
    r"(?i)\s*(?:(?:heading|overskrift|überschrift|kop|rubrik|titre|título|titolo|otsikko)\s?[1-9]\b"
    r"|(?:title|subtitle|titel|undertitel|untertitel|ondertitel)\s*(?:[;,]|$))"
)
_BODY_LEVEL = 9  # the outline level of what is no heading
_LONGEST = 100  # characters of a name


@dataclass(slots=True)
class Font:
    """A font: its character set, its code page where it names one, and what it is called."""

    charset: int = 1
    page: int = 0
    name: str = ""

    def codec(self, default: str) -> str:
        """How bytes in this font become characters; *default* is the file's own way."""
        if self.page in CODE_PAGES:
            return CODE_PAGES[self.page]
        if self.charset == 0 and default in _NOT_WINDOWS:
            return default
        return codec_of_charset(self.charset) or default

    def signs(self) -> str:
        """The name of a font that holds signs; some programs say so of letters."""
        name = self.name.partition(";")[0].strip()
        return name if self.charset == _SYMBOL_CHARSET and _SIGN_FONTS.search(name) else ""


@dataclass(slots=True)
class Fonts:
    """The fonts of a file by their numbers, the *first* of which holds where no other is named.

    ``page`` is the code page of the file itself, *told* the encoding that somebody named, which is right for all fonts.
    """

    told: str | None = None
    page: str = PLAIN_PAGE
    first: int = 0
    _fonts: dict[int, Font] = field(default_factory=dict)

    def add(self, group: str) -> None:
        """Take in the fonts of a font table."""
        self._fonts.update(fonts_of(group))

    def choose(self, number: int, state: State) -> None:
        """Let *state* go on in a font; one that nobody knows is written as the file is."""
        font = self._fonts.get(number)
        state.codec = self.told or (font.codec(self.page) if font else self.page)
        state.signs = font.signs() if font else ""


@lru_cache(maxsize=1_000)
def sign_of(font: str, number: int) -> str:
    """The letter for a place in a font, or nothing if no letter looks like it.

    >>> sign_of("Symbol", 0xAE), sign_of("Webdings", 0x61), sign_of("Arial", 0xE6)
    ('→', '', 'æ')
    """
    if not 0 <= number <= 0x10FFFF:
        return ""
    place = number | 0xF000 if _SIGN_FONTS.search(font) else number
    return letter_of(font, f"{place:x}")


def fonts_of(group: str) -> Mapping[int, Font]:
    r"""The fonts in a ``\fonttbl``, by their numbers.

    >>> fonts_of(r"{\f0\fcharset238 Arial CE;}")[0].codec("cp1252")
    'cp1250'
    """
    fonts: dict[int, Font] = {}
    font = Font()
    depth = at = 0
    for match in TOKEN.finditer(group):
        word, digits, text, brace, _ = match.groups()
        if word == "f":
            font = fonts.setdefault(number_of(digits, 0), Font())
            at = depth
        elif word == "fcharset":
            font.charset = number_of(digits, 1)
        elif word == "cpg":
            font.page = number_of(digits, 0)
        elif brace:
            depth += 1 if brace == "{" else -1
        elif text and depth == at and len(font.name) < _LONGEST:
            font.name += latin(text)[:_LONGEST]
    return fonts


@dataclass(slots=True)
class _Style:
    """A style while it is read: ``s1`` or ``cs1``, what it does, and its name."""

    key: str = "s0"
    bold: bool = False
    hidden: bool = False
    heading: bool = False
    name: str = ""
    skip: int = 0  # characters that stand in for a letter written as a number

    def write(self, text: str) -> None:
        """Put *text* behind the name so far."""
        if len(self.name) < _LONGEST:
            self.name += latin(text)[self.skip : _LONGEST]
        self.skip = 0

    def note(self, word: str, digits: str | None) -> None:
        """Take in one control word."""
        if word in {"s", "cs", "ds", "ts"}:
            self.key = f"{word}{number_of(digits, 0)}"
        elif word == "b":
            self.bold = number_of(digits, 1) != 0
        elif word == "v":
            self.hidden = number_of(digits, 1) != 0
        elif word == "outlinelevel":
            self.heading = 0 <= number_of(digits, 0) < _BODY_LEVEL
        elif word == "u":
            self.name = (self.name + chr(number_of(digits, 0) % 0x10000))[:_LONGEST]
            self.skip = 1

    def is_heading(self) -> bool:
        """By its level or by its name, in the language of whoever wrote it."""
        return self.heading or _HEADINGS.match(self.name) is not None


def styles_of(group: str) -> Styles:
    r"""The styles in a ``\stylesheet`` that make text bold, hide it, or are headings.

    >>> styles_of(r"{\s0 Normal;}{\s1\b Overskrift 1;}{\*\cs5\v Note;}").heading
    frozenset({'s1'})
    """
    styles = list(_styles(group))
    return Styles(
        frozenset(style.key for style in styles if style.bold),
        frozenset(style.key for style in styles if style.hidden),
        frozenset(style.key for style in styles if style.is_heading()),
    )


def _styles(group: str) -> list[_Style]:
    styles: list[_Style] = []
    depth = 0
    for match in TOKEN.finditer(group):
        word, digits, text, brace, _ = match.groups()
        if brace == "{":
            depth += 1
            if depth == 1:
                styles.append(_Style())
        elif brace:
            depth -= 1
        elif depth == 1 and word:
            styles[-1].note(word, digits)
        elif depth == 1 and text:
            styles[-1].write(text)
    return styles
