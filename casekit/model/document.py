"""Transcripts: text, turns and who speaks."""

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from casekit.model.finding import Findings
from casekit.model.frames import html_table
from casekit.model.span import Span
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Document", "Ledger", "Reading", "Remark", "Role", "Speaker", "Turn", "begin_of"]

_SHOWN = 60  # characters of a speaker's first turn
Role = Literal["interviewer", "respondent", "unknown"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of speech by one speaker: the words said, without the label in front of them.

    Times are milliseconds from the start of the recording, where the transcript gives them.
    """

    span: Span
    speaker: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label of a transcript, whether it asks or answers, and why that was thought."""

    label: str
    role: Role
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote in the margin of a transcript: by whom, when (as the file tells it), and about which words."""

    author: str
    text: str
    at: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript as read: its text, and its turns and speakers as spans over the text.

    The text holds all that a reader sees, labels included; it is NFC, with ``\\n`` only. ``metadata`` holds the
    ``key: value`` lines of its head as they stand there, ``remarks`` what stands in its margin. ``part`` names one
    document of several that a file holds, such as the answers of one respondent.
    """

    name: str
    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    source_sha: str
    file: str = ""
    reader: str = ""
    language: str | None = None
    metadata: tuple[tuple[str, str], ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())
    part: str = ""

    def words_of(self, turn: Turn) -> str:
        """The words of *turn*."""
        return turn.span.of(self.text)

    def role_of(self, label: str) -> Role:
        """Whether the speaker with this label asks or answers."""
        return next((speaker.role for speaker in self.speakers if speaker.label == label), "unknown")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the characters of a file went; blanks are not counted.

    Of the *found* ones, with the labels that were *added* in front of words, those that make up *times* were taken off,
    and the rest was *kept*. ``beside`` counts what is no speech or cannot be seen: deleted, hidden, comments, notes.
    """

    found: int
    added: int
    times: int
    kept: int
    beside: tuple[tuple[str, int], ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether every character is accounted for."""
        return self.lost == 0

    @property
    def lost(self) -> int:
        """How many characters are not accounted for; none, unless casekit has a fault."""
        return self.found + self.added - self.times - self.kept

    def frame(self) -> "pd.DataFrame":
        """One row per place where characters came from or went to: what, n. Beside the text, comments and notes are pieces."""
        import pandas as pd

        sums = (("found", self.found), ("added", self.added), ("times", self.times), ("kept", self.kept))
        rows = [(say(f"ledger.{what}"), n) for what, n in (*sums, *self.beside)]
        return pd.DataFrame(rows, columns=["what", "n"])

    def _repr_html_(self) -> str:
        return html_table(self.frame())


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: its text and turns, what was noticed on the way, and where the characters went.

    ``encoding`` is how a file of plain characters stores them.
    """

    document: Document
    findings: Findings = field(default_factory=Findings)
    encoding: str = ""
    ledger: Ledger | None = None

    def labels(self) -> "pd.DataFrame":
        """One row per label: speaker, role, reason, turns, words (set apart by blanks), and how its first turn begins."""
        import pandas as pd

        rows = [_label_row(self.document, speaker) for speaker in self.document.speakers]
        return pd.DataFrame(rows, columns=["speaker", "role", "reason", "turns", "words", "begins"])

    def _repr_html_(self) -> str:
        document = self.document
        reader = f"{document.reader} ({self.encoding})" if self.encoding else document.reader
        turns = say("unit.turns", n=len(document.turns))
        told = " · ".join((document.file or document.name, reader, document.language or "?", turns))
        table = html_table(self.labels())
        ledger = self.ledger._repr_html_() if self.ledger else ""
        return f"<p>{escape(told)}</p>{table}{ledger}{self.findings._repr_html_()}"


def begin_of(words: str) -> str:
    """How somebody begins to speak, in one line of whole words.

    >>> begin_of("Jo, altså, jeg hedder Birgitte, og jeg er teamleder i en lille kommune")
    'Jo, altså, jeg hedder Birgitte, og jeg er teamleder i en …'
    """
    line = " ".join(words[: 2 * _SHOWN].split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _label_row(document: Document, speaker: Speaker) -> tuple[object, ...]:
    said = [document.words_of(turn) for turn in document.turns if turn.speaker == speaker.label]
    begins = begin_of(said[0]) if said else ""
    return (
        speaker.label,
        speaker.role,
        speaker.reason,
        len(said),
        sum(len(words.split()) for words in said),
        begins,
    )
