"""Transcripts: text, turns and who speaks."""

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from casekit.model.finding import Findings
from casekit.model.span import Span

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Document", "Reading", "Role", "Speaker", "Turn"]

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
class Document:
    """A transcript as read: its text, and its turns and speakers as spans over the text.

    The text holds all that a reader sees, labels included; it is NFC, with ``\\n`` only. ``metadata`` holds the
    ``key: value`` lines of its head as they stand there.
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

    def words_of(self, turn: Turn) -> str:
        """The words of *turn*."""
        return turn.span.of(self.text)

    def role_of(self, label: str) -> Role:
        """Whether the speaker with this label asks or answers."""
        return next((speaker.role for speaker in self.speakers if speaker.label == label), "unknown")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file: the document and what was noticed on the way."""

    document: Document
    findings: Findings = field(default_factory=Findings)

    def labels(self) -> "pd.DataFrame":
        """One row per label: speaker, role, reason, turns, words (set apart by blanks), and how its first turn begins."""
        import pandas as pd

        rows = [_label_row(self.document, speaker) for speaker in self.document.speakers]
        return pd.DataFrame(rows, columns=["speaker", "role", "reason", "turns", "words", "begins"])

    def _repr_html_(self) -> str:
        document = self.document
        told = f"{document.file} · {document.reader} · {document.language or '?'} · {len(document.turns)}"
        table = self.labels().to_html(index=False, border=0)
        return f"<p>{escape(told)}</p>{table}{self.findings._repr_html_()}"


def _label_row(document: Document, speaker: Speaker) -> tuple[object, ...]:
    said = [document.words_of(turn) for turn in document.turns if turn.speaker == speaker.label]
    begins = said[0][:60] if said else ""
    return (
        speaker.label,
        speaker.role,
        speaker.reason,
        len(said),
        sum(len(words.split()) for words in said),
        begins,
    )
