"""What a file's name tells about an interview: ``{case}_{person}_{date}``."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from casekit.errors import TableError
from casekit.exchange.interviews import Interview, interview_of

__all__ = ["FIELDS", "NamePattern", "parse_pattern"]

FIELDS = ("case", "person", "role", "sector", "date", "wave", "language", "kind")
_FIELD = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How the files of a study are called."""

    text: str
    expression: "re.Pattern[str]"

    def interview(self, file: str) -> Interview | None:
        """What the name of *file* tells; None where it is not of this pattern."""
        file = unicodedata.normalize("NFC", file)
        match = self.expression.fullmatch(PurePath(file).stem)
        suffix = PurePath(self.text).suffix
        if match is None and suffix and "{" not in suffix:  # a pattern may tell it
            match = self.expression.fullmatch(file)
        if match is None:
            return None
        told = {name: value.strip() for name, value in match.groupdict().items()}
        return interview_of(told, file)


def parse_pattern(text: str) -> NamePattern:
    """A pattern of file names: *text* with the names of what is told between braces; ``{}`` stands for anything.

    >>> told = parse_pattern("{case}-{} {role} {date}").interview("HAV-02 team_leader 14.11.2023.docx")
    >>> told.case, told.people[0][1], told.date
    ('HAV', 'team_leader', '2023-11-14')

    Raises:
        TableError: ``bad_pattern`` for a name that is none of :data:`FIELDS`, one that stands twice, none at all, or two
            with nothing between them.
    """
    names = [name for name in _FIELD.findall(text) if name]
    if not names or len(set(names)) < len(names) or not set(names) <= set(FIELDS):
        raise TableError("bad_pattern", pattern=text, known=", ".join(FIELDS))
    first, *parts = _FIELD.split(text)
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    if any(not literal for _, literal in pairs[:-1]):
        raise TableError("bad_pattern", pattern=text, known=", ".join(FIELDS))
    pieces = (_piece(name, literal) for name, literal in pairs)
    return NamePattern(text, re.compile(unicodedata.normalize("NFC", re.escape(first) + "".join(pieces))))


def _piece(name: str, literal: str) -> str:
    """A field and the text behind it; it ends where that text first stands, so that no name takes long to match."""
    until = f"(?:(?!{re.escape(literal)}).)" if literal else "."
    return (f"(?P<{name}>{until}+)" if name else f"{until}*") + re.escape(literal)
