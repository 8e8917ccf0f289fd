"""What casekit raises when it cannot do what was asked.

An error carries data, not prose: a *problem* (a word that ``casekit.wording`` turns into a sentence and a hint in
the reader's language) and the facts that the sentence needs. A flaw in the user's data is not an error but a
:class:`~casekit.model.finding.Finding` beside the result.

* :class:`CasekitError`

  * :class:`ReadError` (also ``ValueError``)

    * :class:`UnknownFormatError`

  * :class:`TableError` (also ``ValueError``)
  * :class:`CodebookError` (also ``ValueError``)

    * :class:`UnknownCodeError` (also ``LookupError``)

  * :class:`PatternError` (also ``ValueError``)
  * :class:`SpanError` (also ``ValueError``)
  * :class:`LookupFailedError` (also ``LookupError``)
  * :class:`PersonNeededError`
  * :class:`StoreError`

    * :class:`NotAProjectError`
    * :class:`NewerFileError`
    * :class:`BusyError`
    * :class:`RestsOnError`

  * :class:`WriteError` (also ``OSError``)
  * :class:`TemplateError` (also ``ValueError``)
"""

from collections.abc import Callable

__all__ = [
    "BusyError",
    "CasekitError",
    "CodebookError",
    "LookupFailedError",
    "NewerFileError",
    "NotAProjectError",
    "PatternError",
    "PersonNeededError",
    "ReadError",
    "RestsOnError",
    "SpanError",
    "StoreError",
    "TableError",
    "TemplateError",
    "UnknownCodeError",
    "UnknownFormatError",
    "WriteError",
    "phrase_with",
]


class CasekitError(Exception):
    """casekit cannot do what was asked; *problem* names why and *data* holds the facts."""

    def __init__(self, problem: str, **data: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.data = data

    def __str__(self) -> str:
        return _phrase(self)

    def _render_traceback_(self) -> list[str]:
        """Notebooks show the sentence and the hint, never the inside of casekit."""
        return [str(self)]


class ReadError(CasekitError, ValueError):
    """A file cannot be read as a transcript."""


class UnknownFormatError(ReadError):
    """No reader knows this kind of file."""


class TableError(CasekitError, ValueError):
    """A table of interviews, cases, codings or messages cannot be used."""


class CodebookError(CasekitError, ValueError):
    """A codebook cannot be read."""


class UnknownCodeError(CodebookError, LookupError):
    """A code is named that the codebook does not have."""


class PatternError(CasekitError, ValueError):
    """An indicator is not written in the indicator language; its ``caret`` shows where."""

    @property
    def caret(self) -> str:
        """The pattern, and on the next line a caret below the place where it goes wrong."""
        return f"{self.data.get('pattern', '')}\n{' ' * int(str(self.data.get('at', 0)))}^"

    def _render_traceback_(self) -> list[str]:
        return [f"{self.caret}\n{self}"]


class SpanError(CasekitError, ValueError):
    """Start and end do not describe a stretch of text."""


class LookupFailedError(CasekitError, LookupError):
    """Something is named that the study does not have."""


class PersonNeededError(CasekitError):
    """An act that only a named person may do was asked for without a name."""


class StoreError(CasekitError):
    """The project file cannot do what was asked."""


class NotAProjectError(StoreError):
    """The file or folder is no casekit project."""


class NewerFileError(StoreError):
    """The project was written by a newer casekit; it was left untouched."""


class BusyError(StoreError):
    """Another program keeps the project file busy."""


class RestsOnError(StoreError):
    """An act cannot be undone, because later work rests on it."""


class WriteError(CasekitError, OSError):
    """A file cannot be written."""


class TemplateError(CasekitError, ValueError):
    """A Word template lacks styles that the document needs."""


def _plain(error: CasekitError) -> str:
    facts = ", ".join(f"{name}={value!r}" for name, value in error.data.items())
    return f"{error.problem} ({facts})" if facts else error.problem


_phrase: Callable[[CasekitError], str] = _plain


def phrase_with(phrase: Callable[[CasekitError], str]) -> None:
    """Let *phrase* turn errors into sentences; ``casekit`` gives them those of ``casekit.wording``."""
    global _phrase
    _phrase = phrase
