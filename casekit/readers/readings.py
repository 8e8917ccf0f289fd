"""Several transcripts at once: what was read, what was not, and which are nearly the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, overload

from casekit.analysis.likeness import Likeness
from casekit.errors import CasekitError
from casekit.model.document import Document, Reading
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table, records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "REPORT_COLUMNS",
    "Readings",
    "Unread",
    "alike_findings",
    "asked",
    "asks_and_answers",
    "called",
    "gathered",
]

_MANY = 4  # findings of one kind
_SHOWN = ("file", "reader", "language", "turns", "words", "speakers", "found", "alike")
REPORT_COLUMNS = (
    "file",
    "document",
    "reader",
    "encoding",
    "language",
    "turns",
    "words",
    "asks",
    "answers",
    "errors",
    "warnings",
    "notes",
    "alike",
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    file: str
    error: CasekitError

    @property
    def finding(self) -> Finding:
        """The same as a finding."""
        return Finding.of("not_read", "error", self.file, reason=str(self.error))


class Readings(Sequence[Reading]):
    """What came of reading a folder: a reading for each document, in the order of the files.

    ``unread`` are the files that could not be read, ``left`` those of other kinds, ``ours`` the study's own tables, ``alike`` the
    pairs of documents that are nearly the same.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        unread: Sequence[Unread] = (),
        alike: Sequence[Likeness] = (),
        left: Sequence[str] = (),
        ours: Sequence[str] = (),
    ) -> None:
        self._readings = tuple(readings)
        self.unread = tuple(unread)
        self.alike = tuple(alike)
        self.left = tuple(left)
        self.ours = tuple(ours)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Reading]: ...
    def __getitem__(self, index: int | slice) -> Reading | Sequence[Reading]:
        return self._readings[index]

    def __len__(self) -> int:
        return len(self._readings)

    @property
    def findings(self) -> Findings:
        """All that was noticed: of each document, of files that were not read or left out, and of those nearly alike."""
        told = chain.from_iterable(reading.findings for reading in self)
        left = (Finding.of("file_left_out", "note", file) for file in self.left)
        ours = (Finding.of("table_left_out", "note", file) for file in self.ours)
        unread = (one.finding for one in self.unread)
        return Findings(gathered([*unread, *alike_findings(self.alike), *told, *left, *ours]))

    def report(self) -> "pd.DataFrame":
        """One row per document, and one for each file that was not read.

        Columns: file, document, reader, encoding (of files of plain characters), language, turns, words (of what is said, set
        apart by blanks), asks, answers (the labels), errors, warnings, notes (how many findings), alike (documents nearly the
        same).
        """
        import pandas as pd

        rows = [*map(self._row, self), *map(_unread_row, self.unread)]
        return pd.DataFrame(rows, columns=list(REPORT_COLUMNS)).sort_values(
            ["file", "document"], ignore_index=True, kind="stable"
        )

    def _row(self, reading: Reading) -> tuple[object, ...]:
        document, counts = reading.document, reading.findings.counts
        asks, answers = asks_and_answers(reading)
        name = called(document)
        alike = (pair.other_than(name) for pair in self.alike if name in pair.documents)
        return (
            document.file, document.name, document.reader, reading.encoding, document.language or "", len(document.turns),
            sum(len(document.words_of(turn).split()) for turn in document.turns), asks, answers,
            counts["error"], counts["warning"], counts["note"], ", ".join(alike),
        )  # fmt: skip

    def __repr__(self) -> str:
        return self.report().to_string(index=False)

    def shown(self) -> "pd.DataFrame":
        """The report as people look at it: fewer columns, in the language that casekit speaks; what is alike, if anything is."""
        import pandas as pd

        rows = [_shown_row(row, alone=len(self) <= 1) for row in records(self.report())]
        frame = pd.DataFrame(rows, columns=[say(f"column.{name}") for name in _SHOWN])
        return frame if self.alike else frame.iloc[:, :-1]

    def _repr_html_(self) -> str:
        return f"{html_table(self.shown())}{self.findings._repr_html_()}"


def _shown_row(row: Any, *, alone: bool) -> tuple[object, ...]:
    file = row.file if alone or row.document in row.file else f"{row.file} · {row.document}"
    reader = f"{row.reader} ({row.encoding})" if row.encoding else row.reader
    who = asked(row.asks, row.answers)
    counts = (("error", row.errors), ("warning", row.warnings), ("note", row.notes))
    found = ", ".join(f"{n} {say(f'severity.{kind}')}" for kind, n in counts if n)
    return file, reader, row.language, row.turns, row.words, who, found, row.alike


def called(document: Document) -> str:
    """A document by the name of its file: the same interview as .docx and as .txt are two; by its own name where it is a part.

    >>> called(Document("HAV-01", "", (), (), "", file="HAV-01.docx"))
    'HAV-01.docx'
    """
    return document.name if document.part else document.file or document.name


def asks_and_answers(reading: Reading) -> tuple[str, str]:
    """The labels of those who ask, and of all others."""
    speakers = reading.document.speakers
    asks = (speaker.label for speaker in speakers if speaker.role == "interviewer")
    answers = (speaker.label for speaker in speakers if speaker.role != "interviewer")
    return ", ".join(asks), ", ".join(answers)


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with guesses of languages told in one line, where there are many: they would drown the rest."""
    guesses = [one for one in findings if one.kind == "language_guessed"]
    if len(guesses) < _MANY:
        return list(findings)
    files: dict[str, list[str]] = {}
    for one in guesses:
        files.setdefault(str(one.data["language"]), []).append(one.where)
    told = "; ".join(f"{language}: {', '.join(named)}" for language, named in files.items())
    one_line = Finding.of("languages_guessed", "warning", "", n=len(guesses), files=told)
    return [one_line, *(one for one in findings if one.kind != "language_guessed")]


def asked(asks: str, answers: str) -> str:
    """Who asks whom.

    >>> asked("I", "B1, B2")
    'I → B1, B2'
    """
    return f"{asks} → {answers}" if asks or answers else ""


def alike_findings(pairs: Sequence[Likeness]) -> Iterator[Finding]:
    """A warning for each pair of documents that share most of their words in a row."""
    for pair in pairs:
        share = round(100 * pair.share)
        yield Finding.of(
            "documents_alike", "warning", pair.documents[0], other=pair.documents[1], share=share
        )


def _unread_row(one: Unread) -> tuple[object, ...]:
    return (one.file, "", "", "", "", 0, 0, "", "", 1, 0, 0, "")
