"""The visible text of an RTF file: all changes accepted, nothing hidden, nothing lost.

One walk over the tokens, with a stack of its own for the groups. Groups that hold no text are jumped over; those that
hold another text (footnotes, remarks, text boxes) are read into a story of their own.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casekit.errors import ReadError
from casekit.readers.rtf_head import Fonts, styles_of
from casekit.readers.rtf_letters import Letters
from casekit.readers.rtf_margin import Margin
from casekit.readers.rtf_state import CHANGES, State
from casekit.readers.rtf_story import Story
from casekit.readers.rtf_words import (
    BREAKS,
    CODE_PAGES,
    PLAIN_PAGE,
    SIGNS,
    SILENT,
    SYMBOLS,
    TOKEN,
    end_of_group,
    number_of,
)
from casekit.readers.story_blocks import Item

__all__ = ["Walk"]

MAX_DEPTH = 1_000
MAX_PARTS = 1_000_000  # paragraphs, cells, rows, notes

_GOES_ON = re.compile(r"\\(?!uc?[0-9])[a-zA-Z]")  # other control words than those for raw letters
_SIGN_FIELD = re.compile(r"\bSYMBOL\s+([0-9]{1,6})\b(?:[^\"{}]{0,40}?f\s+\"([^\"{}]{1,40})\")?")
_INSTRUCTION = 400  # characters in which a field says what it is
_NUMBER = re.compile(r"\s*(-?[0-9]{1,12})\s*")


@dataclass(slots=True)
class Walk:
    """One walk through a file's characters, each of them a byte; *told* is the encoding that somebody named.

    ``cut`` says that the file ends too early, ``unknown_page`` that it names a code page that nobody knows.
    """

    text: str
    file: str = ""
    told: str | None = None
    cut: bool = False
    unknown_page: bool = False
    margin: Margin = field(default_factory=Margin)
    _fonts: Fonts = field(init=False)
    _body: Story = field(default_factory=lambda: Story("body", spoken=True))
    _letters: Letters = field(init=False)
    _stack: list[State] = field(default_factory=list)
    _star: bool = False
    _at: int = 0
    _jump: int = 0
    _parts: int = 0

    def __post_init__(self) -> None:
        self._fonts = Fonts(self.told)
        state = State(self._body, self.told or PLAIN_PAGE)
        self._letters = Letters(state, self.left, self.file)

    @property
    def left(self) -> Counter[str]:
        """What was left out, in characters or pieces."""
        return self.margin.left

    @property
    def beyond(self) -> bool:
        """Whether text came after the end of the file's outermost group."""
        return self._letters.beyond

    def items(self) -> list[Item]:
        """The paragraphs and tables of the talk, in order; text boxes come after the paragraph that holds them."""
        at = 0
        while at < len(self.text):
            at = self._stretch(at)
        self.cut = self.cut or bool(self._stack)
        self._at = at
        self._letters.flush()
        while self._stack:
            self._close()
        return self._body.close()

    def _stretch(self, at: int) -> int:
        """Read on from *at* to the next jump, and say where it leads."""
        letters = self._letters
        for match in TOKEN.finditer(self.text, at):
            word, digits, text, brace, symbol = match.groups()
            if text is not None:
                letters.write(text)
                continue
            if word is not None and word not in _KNOWN and not self._star:
                letters.skip = 0
                continue  # one of hundreds of words on how things look
            self._at = match.end()
            if word is not None:
                self._obey(word, digits)
            elif brace == "{":
                self._open()
            elif brace:
                self._close()
            else:
                self._note(symbol)
            if self._jump:
                jump, self._jump = self._jump, 0
                self.cut = self.cut or jump > len(self.text)
                return jump
        return len(self.text)

    # ---- groups

    def _open(self) -> None:
        letters = self._letters
        letters.flush()
        self._star, letters.skip = False, 0
        if len(self._stack) >= MAX_DEPTH:
            raise ReadError("bad_rtf", file=self.file, reason="too_deep")
        self._stack.append(letters.state)
        letters.state = letters.state.copy()

    def _close(self) -> None:
        letters = self._letters
        letters.flush()
        self._star, letters.skip = False, 0
        if not self._stack:
            return
        story = letters.state.story
        letters.state = self._stack.pop()
        if story is not letters.state.story:
            self.margin.end(story, letters.state.story)
        if not self._stack and not letters.outside:
            letters.outside = _GOES_ON.search(self.text, self._at) is not None  # else it is no RTF
            self._jump = 0 if letters.outside else len(self.text)

    def _pass_over(self) -> str:
        """Jump to the end of the group, and give what is in it; the whole file is no such group."""
        if not self._in_a_group():
            return ""
        self._jump = end_of_group(self.text, self._at)
        return self.text[self._at : self._jump]

    def _in_a_group(self) -> bool:
        """Whether a group is open beside that of the whole file."""
        return len(self._stack) > (0 if self._letters.outside else 1)

    # ---- control symbols and words

    def _note(self, symbol: str) -> None:
        r"""A control symbol: ``\~``, ``\_``, an escaped sign, the mark of a group that old programs do not know."""
        letters = self._letters
        if symbol in SYMBOLS:
            letters.write_sign(SYMBOLS[symbol])
        elif symbol == "*":
            self._star = True
        elif symbol in {"\r", "\n"}:
            letters.flush()
            self._paragraph(1)
        elif symbol == "-":
            letters.skip = max(letters.skip - 1, 0)

    def _obey(self, word: str, digits: str | None) -> None:
        letters = self._letters
        if word in SIGNS:
            letters.write_sign(SIGNS[word])
            return
        letters.flush()
        letters.skip = 0
        act = _ACTS.get(word, Walk._silent)  # what nobody knows, behind \*
        act(self, number_of(digits, 0 if word in _NUMBERED else 1))
        self._star = False

    def _silent(self, _: int) -> None:
        self._pass_over()

    def _embedded(self, _: int) -> None:
        self._pass_over()
        self._letters.count("embedded")

    def _story(self, kind: str) -> None:
        if self._in_a_group():
            self._one_more()
            self.margin.begin(kind, self._letters.state, self._letters.styles)

    def _place(self, what: str) -> None:
        """A mark of a remark: a group with a number in it."""
        if match := _NUMBER.match(self._pass_over()):
            self.margin.tell(what, int(match[1]), self._letters.state.story)

    def _field(self, _: int) -> None:
        """What a field is told to show is not shown itself; only a sign from a font of signs has no result."""
        if match := _SIGN_FIELD.search(self._pass_over()[:_INSTRUCTION]):
            self._letters.write_place(match[2] or "", int(match[1]))

    def _twice(self, _: int) -> None:
        r"""``\upr{…}{\*\ud …}``: the same text twice; the second is the better one."""
        state = self._letters.state
        state.first_time = state.story.length

    def _second_time(self, _: int) -> None:
        state = self._letters.state
        if state.first_time is not None:
            state.story.go_back(state.first_time)

    def _binary(self, number: int) -> None:
        self._jump = self._at + number if number > 0 else 0

    def _plain(self, number: int) -> None:
        CHANGES["plain"](self._letters.state, number)
        self._font(self._fonts.first)

    def _code_page(self, number: int) -> None:
        if number in CODE_PAGES:
            self._written_in(CODE_PAGES[number])
        elif number:
            self.unknown_page = True

    def _written_in(self, codec: str) -> None:
        self._fonts.page = codec
        self._letters.state.codec = self.told or codec

    def _first_font(self, number: int) -> None:
        self._fonts.first = number

    def _font_table(self, _: int) -> None:
        self._fonts.add(self._pass_over())
        if self._stack:
            self._fonts.choose(self._fonts.first, self._stack[-1])

    def _style_sheet(self, _: int) -> None:
        self._letters.styles = styles_of(self._pass_over())

    def _font(self, number: int) -> None:
        self._fonts.choose(number, self._letters.state)

    # ---- paragraphs and tables

    def _paragraph(self, _: int) -> None:
        """The end of a paragraph; where it was deleted or is hidden, the next one goes on in it."""
        state, styles = self._letters.state, self._letters.styles
        self._letters.skip = 0
        self._one_more()
        if not state.is_gone() and not state.is_hidden(styles):
            state.story.end_paragraph(state.level(), heading=state.is_heading(styles))

    def _section(self, _: int) -> None:
        if self._letters.state.story.begun:
            self._paragraph(1)

    def _one_more(self) -> None:
        """A file of nothing but ends of paragraphs would need far more memory than it has bytes."""
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise ReadError("bad_rtf", file=self.file, reason="too_many_parts")

    def _cell(self, _: int) -> None:
        self._one_more()
        self._letters.state.story.end_cell(1)

    def _row(self, _: int) -> None:
        self._one_more()
        state = self._letters.state
        state.story.end_row(1)
        if state.implied:
            state.in_table = state.implied = False

    def _inner_cell(self, _: int) -> None:
        self._one_more()
        state = self._letters.state
        state.story.end_cell(max(state.depth, 2))

    def _inner_row(self, _: int) -> None:
        self._one_more()
        state = self._letters.state
        state.story.end_row(max(state.depth, 2))


def _change(word: str) -> "_Act":
    return lambda walk, number: CHANGES[word](walk._letters.state, number)


def _break(sign: str) -> "_Act":
    return lambda walk, _: walk._letters.add(sign)


def _story(kind: str) -> "_Act":
    return lambda walk, _: walk._story(kind)


def _place(what: str) -> "_Act":
    return lambda walk, _: walk._place(what)


def _written_in(codec: str) -> "_Act":
    return lambda walk, _: walk._written_in(codec)


def _go_on(_: Walk, __: int) -> None:
    """A group that is known and read like any other."""


_Act = Callable[[Walk, int], None]
_ACTS: Mapping[str, _Act] = {
    **dict.fromkeys(SILENT, Walk._silent),
    **{word: _change(word) for word in CHANGES},
    **{word: _break(sign) for word, sign in BREAKS.items()},
    **dict.fromkeys(("do", "fldrslt", "nesttableprops", "result", "shpgrp", "shpinst"), _go_on),
    **dict.fromkeys(("header", "headerf", "headerl", "headerr"), _story("headers")),
    **dict.fromkeys(("footer", "footerf", "footerl", "footerr"), _story("headers")),
    **dict.fromkeys(("mmath", "moMath", "moMathPara", "objdata"), Walk._embedded),
    "annotation": _story("remark"),
    "ansi": _written_in(PLAIN_PAGE),
    "ansicpg": Walk._code_page,
    "atnauthor": _story("author"),
    "atndate": _place("date"),
    "atnid": _story("initials"),
    "atnref": _place("name"),
    "atrfend": _place("edge"),
    "atrfstart": _place("edge"),
    "bin": Walk._binary,
    "cell": Walk._cell,
    "deff": Walk._first_font,
    "dptxbxtext": _story("box"),
    "f": Walk._font,
    "fldinst": Walk._field,
    "fonttbl": Walk._font_table,
    "footnote": _story("footnotes"),
    "mac": _written_in("mac-roman"),
    "nestcell": Walk._inner_cell,
    "nestrow": Walk._inner_row,
    "par": Walk._paragraph,
    "pc": _written_in("cp437"),
    "pca": _written_in("cp850"),
    "plain": Walk._plain,
    "row": Walk._row,
    "sect": Walk._section,
    "shptxt": _story("box"),
    "stylesheet": Walk._style_sheet,
    "u": lambda walk, number: walk._letters.write_number(number),
    "ud": Walk._second_time,
    "upr": Walk._twice,
}
_NUMBERED = frozenset(
    {"ansicpg", "bin", "cs", "deff", "f", "s", "u"}
)  # a number they lack is nought, not one
_KNOWN = frozenset({*_ACTS, *SIGNS})
