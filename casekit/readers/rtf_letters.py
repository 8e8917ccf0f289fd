"""Letters of RTF as they are written: as bytes of a code page, as numbers, as signs; what is not seen is counted."""

from collections import Counter
from dataclasses import dataclass, field

from casekit.errors import ReadError
from casekit.readers.anchors import unmarked
from casekit.readers.clean import MAX_CHARACTERS
from casekit.readers.rtf_head import sign_of
from casekit.readers.rtf_state import State
from casekit.readers.rtf_words import latin
from casekit.readers.word_styles import Styles

__all__ = ["Letters"]

_LOST = "\ufffd"
_MARKS = (0xFDD0, 0xFDD1)  # which no text may hold (see readers.anchors)
_LAST = 0x10FFFF


@dataclass(slots=True)
class Letters:
    """Puts letters into the story of the *state*; ``left`` counts those that were left out.

    ``skip`` is how many characters to come only stand in for the one before. ``outside`` is set where the file has
    ended, ``beyond`` says that there was text nevertheless.
    """

    state: State
    left: Counter[str]
    file: str = ""
    styles: Styles = field(default_factory=Styles)
    skip: int = 0
    outside: bool = False
    beyond: bool = False
    _written: int = 0
    _bytes: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Go on with bytes, as they stand or as hexadecimal numbers."""
        text = latin(text)
        if self.skip:
            text, self.skip = text[self.skip :], max(self.skip - len(text), 0)
        if self._bytes or not text.isascii() or self.state.signs:
            self._bytes.append(text)
        elif text:
            self.add(text)

    def write_sign(self, sign: str) -> None:
        """Go on with a sign that has a word or symbol of its own."""
        if self.skip:
            self.skip -= 1
        elif sign in "\\{}" and (self._bytes or self.state.signs):
            self._bytes.append(sign)  # may be the second byte of a character
        else:
            self.flush()
            self.add(sign)

    def write_number(self, number: int) -> None:
        """Go on with a character that is written as its number, or half of one."""
        code = number + 0x10000 if -0x8000 <= number < 0 else number
        self.flush()
        self.skip = self.state.stand_ins
        if 0xF000 <= code <= 0xF0FF:  # where Word keeps the signs of fonts that hold no letters
            self._add_signs(chr(code))
        elif 0xD800 <= code < 0xE000:
            self._add_half(code)
        else:
            self.add(chr(code) if 0 <= code <= _LAST and code not in _MARKS else _LOST)

    def write_place(self, font: str, number: int) -> None:
        """Go on with what a *font* has at a place."""
        self.flush()
        sign = sign_of(font, number)
        self.add(sign, symbols=not sign)

    def flush(self) -> None:
        """Make characters of the bytes so far: a character may have several, each written by itself."""
        if not self._bytes:
            return
        text = "".join(self._bytes)
        self._bytes.clear()
        if self.state.signs:
            self._add_signs(text)
        elif text.isascii():
            self.add(text)
        else:
            self.add(self._decoded(text.encode("latin-1")))

    def add(self, text: str, *, symbols: int = 0) -> None:
        """Go on with the paragraph; what cannot be seen, or is no letter, is counted."""
        state = self.state
        if state.is_gone():
            self.count("deleted", len(text) + symbols)
        elif state.is_hidden(self.styles):
            self.count("hidden", len(text) + symbols)
        else:
            if symbols:
                self.count("symbols", symbols)
            if text:
                self._written += len(text)
                if self._written > MAX_CHARACTERS:
                    raise ReadError("text_too_long", file=self.file, limit=MAX_CHARACTERS // 1_000_000)
                self.beyond = self.beyond or (self.outside and not text.isspace())
                state.story.add(text, bold=state.is_bold(self.styles))

    def count(self, what: str, n: int = 1) -> None:
        """Note that something of the talk was left out."""
        if self.state.story.spoken:
            self.left[what] += n

    def _add_signs(self, places: str) -> None:
        """Signs of a font that holds no letters: those that look like one are it, the others are counted."""
        font = self.state.signs
        signs = [place if place.isspace() else sign_of(font, ord(place)) for place in places]
        self.add("".join(signs), symbols=signs.count(""))

    def _add_half(self, code: int) -> None:
        """Half of a character outside of the first 65,536; where it cannot be seen, only the first half counts."""
        state = self.state
        if not state.is_gone() and not state.is_hidden(self.styles):
            state.story.add_half(code, bold=state.is_bold(self.styles))
        elif code < 0xDC00:
            self.add(_LOST)

    def _decoded(self, raw: bytes) -> str:
        """A byte that means nothing is a lost character, which is counted."""
        try:
            return unmarked(raw.decode(self.state.codec, "replace"))
        except (UnicodeError, LookupError):  # only an encoding that was told can be so odd
            raise ReadError("undecodable", file=self.file, encoding=self.state.codec) from None
