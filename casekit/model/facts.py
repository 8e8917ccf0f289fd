"""What a project remembers: events, and facts that are never updated.

Every fact has a ``key`` (what it is about). Keys are computed from what they name where that is possible, so that two
people who read the same file in two copies of a project mean the same document.
"""

from dataclasses import dataclass, field, fields
from typing import ClassVar, get_args

from casekit.model.keys import LATER, Key, key_of, sha
from casekit.model.written import Asked, Memo, Message, Query, Rating, Step, Summary, Topic

__all__ = [
    "FACTS",
    "Asked",
    "Assignment",
    "CaseFact",
    "CodebookFact",
    "Coder",
    "Coding",
    "Decision",
    "DocumentFact",
    "Draft",
    "Event",
    "Export",
    "Fact",
    "Key",
    "Layout",
    "Memo",
    "Message",
    "PersonFact",
    "Purge",
    "Query",
    "Rating",
    "Revision",
    "Setting",
    "SpeakerFact",
    "Step",
    "Suggestion",
    "Summary",
    "Topic",
    "key_of",
    "later_defaults",
    "references",
    "sha",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One act: who did what, when and why. ``undoes`` names the event it takes back."""

    id: Key
    at: str
    by: str | None
    verb: str
    why: str = ""
    undoes: Key | None = None
    casekit_version: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of the project, such as its language."""

    table: ClassVar = "settings"
    key: Key
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case. ``attributes`` is JSON: a list of [name, value, year, source]."""

    table: ClassVar = "cases"
    key: Key
    name: str
    label: str
    level: str = ""
    parent: str | None = None
    language: str | None = None
    reason: str = ""
    attributes: str = "[]"


@dataclass(frozen=True, slots=True)
class PersonFact:
    """Somebody who was interviewed, by a name given by the project; never the person's own."""

    table: ClassVar = "people"
    key: Key
    name: str
    case: Key | None
    role: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document, whatever its text is at the moment."""

    table: ClassVar = "documents"
    key: Key
    name: str
    case: Key | None
    kind: str
    date: str
    language: str
    wave: str
    file: str
    source_sha: str
    reader: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A text of a document. A corrected text is a new revision."""

    table: ClassVar = "revisions"
    key: Key
    document: Key
    text: str
    text_sha: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The turns of a revision. ``turns`` is JSON: a list of [start, end, label, start_ms, end_ms]."""

    table: ClassVar = "layouts"
    key: Key
    revision: Key
    turns: str


@dataclass(frozen=True, slots=True)
class SpeakerFact:
    """A label of a document: whether it asks or answers, why, and who it is."""

    table: ClassVar = "speakers"
    key: Key
    document: Key
    label: str
    role: str
    reason: str
    person: Key | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes: a person, a machine, or the agreed set of several people (consensus)."""

    table: ClassVar = "coders"
    key: Key
    name: str
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class CodebookFact:
    """A codebook, whole, as canonical JSON."""

    table: ClassVar = "codebooks"
    key: Key
    name: str
    version: str
    digest: str
    content: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A code that somebody made while coding. ``content`` is the code as canonical JSON.

    ``became`` is the code of a codebook that it was made into (``codebook:code``).
    """

    table: ClassVar = "drafts"
    key: Key
    name: str
    content: str
    became: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code given to a stretch of a revision by a coder. Offsets are code points.

    ``version`` is that of the codebook when the code was given. ``carried`` is "changed" where a correction of the text changed
    its words and nobody has looked at it since.
    """

    table: ClassVar = "codings"
    key: Key
    revision: Key
    start: int
    end: int
    code: str
    codebook: Key
    polarity: str
    coder: Key
    quote_sha: str
    suggestion: Key | None = None
    version: str = field(default="", metadata=LATER)
    carried: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that a rule proposes.

    ``evidence`` is JSON: a list of [start, end, indicator]; ``flags`` too: a list of [flag, start, end] with the words that
    made each.
    """

    table: ClassVar = "suggestions"
    key: Key
    revision: Key
    start: int
    end: int
    code: str
    codebook: Key
    polarity: str
    coder: Key
    evidence: str
    flags: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a suggestion: accepted, changed or rejected."""

    table: ClassVar = "decisions"
    key: Key
    suggestion: Key
    verdict: str
    coder: Key
    why: str = ""
    coding: Key | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A document that left the project: what, about which case, its file name and digest.

    ``state`` is the state that it was made at; ``recipe`` is JSON: what it was made with, so that it can be made again.
    """

    table: ClassVar = "exports"
    key: Key
    what: str
    case: Key | None
    file: str
    digest: str
    internal: int
    state: str = field(default="", metadata=LATER)
    recipe: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a coder is to code a document apart from the others; ``finished`` is 1 when they are done with it."""

    table: ClassVar = "assignments"
    key: Key
    document: Key
    coder: Key
    finished: int = 0


@dataclass(frozen=True, slots=True)
class Purge:
    """That everything about ``key`` was removed for good, here and in every copy that is merged: its kind, never what it said.

    ``kind`` is document, revision or person.
    """

    table: ClassVar = "purges"
    key: Key
    kind: str


Fact = (
    Setting
    | CaseFact
    | PersonFact
    | DocumentFact
    | Revision
    | Layout
    | SpeakerFact
    | Coder
    | CodebookFact
    | Draft
    | Coding
    | Suggestion
    | Decision
    | Message
    | Memo
    | Rating
    | Summary
    | Export
    | Assignment
    | Purge
    | Topic
    | Asked
    | Query
    | Step
)

FACTS: tuple[type[Fact], ...] = get_args(Fact)


def references(kind: type[Fact]) -> tuple[str, ...]:
    """The fields of a fact that hold the key of another.

    >>> references(Layout)
    ('revision',)
    """
    return tuple(item.name for item in fields(kind) if item.name != "key" and item.type in (Key, Key | None))


def later_defaults(kind: type[Fact]) -> dict[str, object]:
    """The fields that a newer schema added to a fact, with their defaults.

    >>> later_defaults(Memo)["written"]
    ''
    """
    return {item.name: item.default for item in fields(kind) if item.metadata.get("later")}
