"""What holds inside a group of an RTF file, and the control words that change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casekit.readers.rtf_story import Story
from casekit.readers.rtf_words import PLAIN_PAGE
from casekit.readers.word_styles import Styles

__all__ = ["CHANGES", "State"]

_STAND_INS = 10  # characters that may stand in for one that old programs do not know
_BODY_LEVEL = 9  # the outline level of what is no heading


@dataclass(slots=True)
class State:
    """The story that text goes into, how bytes become characters, and how letters and paragraphs look.

    ``signs`` is the name of the font where it holds signs instead of letters. ``bold`` and ``hidden`` are nothing where the style decides. ``implied`` says that only the beginning of a row put
    the paragraph into a table, so that its end takes it out. ``first_time`` is how much of the story there was before
    something that is written twice.
    """

    story: Story
    codec: str = PLAIN_PAGE
    signs: str = ""
    stand_ins: int = 1
    bold: bool | None = None
    hidden: bool | None = None
    deleted: bool = False
    moved: bool = False
    letters: str = "cs0"
    style: str = "s0"
    outline: bool = False
    in_table: bool = False
    implied: bool = False
    depth: int = 0
    first_time: int | None = None

    def copy(self) -> "State":
        """The same for a group inside this one."""
        return State(
            self.story,
            self.codec,
            self.signs,
            self.stand_ins,
            self.bold,
            self.hidden,
            self.deleted,
            self.moved,
            self.letters,
            self.style,
            self.outline,
            self.in_table,
            self.implied,
            self.depth,
            self.first_time,
        )

    def begin(self, story: Story) -> None:
        """Go on in *story*, with plain letters in a plain paragraph."""
        self.story = story
        self.first_time = None
        _plain_letters(self, 1)
        _plain_paragraph(self, 1)

    def level(self) -> int:
        """How many tables the paragraph stands in."""
        return max(self.depth, 1) if self.in_table else 0

    def is_gone(self) -> bool:
        """Whether a tracked change took this away."""
        return self.deleted or self.moved

    def is_hidden(self, styles: Styles) -> bool:
        """Whether this is there and not shown."""
        if self.hidden is not None:
            return self.hidden
        return self.letters in styles.hidden or self.style in styles.hidden

    def is_bold(self, styles: Styles) -> bool:
        """Whether letters are bold."""
        if self.bold is not None:
            return self.bold
        return self.letters in styles.bold or self.style in styles.bold

    def is_heading(self, styles: Styles) -> bool:
        """Whether the paragraph is a heading."""
        return self.outline or self.style in styles.heading


def _plain_letters(state: State, _: int) -> None:
    """What was deleted stays deleted: it is no matter of looks."""
    state.bold = state.hidden = None
    state.letters = "cs0"


def _plain_paragraph(state: State, _: int) -> None:
    state.in_table = state.implied = state.outline = False
    state.depth, state.style = 0, "s0"


def _bold(state: State, number: int) -> None:
    state.bold = number != 0


def _hidden(state: State, number: int) -> None:
    state.hidden = number != 0


def _deleted(state: State, number: int) -> None:
    state.deleted = number != 0


def _moved(state: State, number: int) -> None:
    state.moved = number != 0


def _stand_ins(state: State, number: int) -> None:
    state.stand_ins = number if 0 <= number <= _STAND_INS else 1


def _letters(state: State, number: int) -> None:
    state.letters = f"cs{number}"


def _style(state: State, number: int) -> None:
    state.style = f"s{number}"


def _outline(state: State, number: int) -> None:
    state.outline = 0 <= number < _BODY_LEVEL


def _row_begins(state: State, _: int) -> None:
    state.implied = state.implied or not state.in_table
    state.in_table = True


def _in_table(state: State, number: int) -> None:
    state.in_table, state.implied = number != 0, False


def _depth(state: State, number: int) -> None:
    state.depth = max(number, 0)
    state.in_table = state.in_table or number > 0


CHANGES: Mapping[str, Callable[[State, int], None]] = {
    "b": _bold,
    "cs": _letters,
    "deleted": _deleted,
    "intbl": _in_table,
    "itap": _depth,
    "mvf": _moved,
    "outlinelevel": _outline,
    "pard": _plain_paragraph,
    "plain": _plain_letters,
    "s": _style,
    "trowd": _row_begins,
    "uc": _stand_ins,
    "v": _hidden,
}
