"""What people write and judge: messages, memos, ratings, summaries, and what they ask by."""

from dataclasses import dataclass, field
from typing import ClassVar

from casekit.model.keys import LATER, Key

__all__ = ["Asked", "Memo", "Message", "Query", "Rating", "Step", "Summary", "Topic"]


@dataclass(frozen=True, slots=True)
class Message:
    """A main message that a person wrote, about a case or (without case) across cases.

    ``basis`` is the digest of the passages under it when it was written.
    """

    table: ClassVar = "messages"
    key: Key
    case: Key | None
    theme: str
    text: str
    coder: Key
    basis: str
    status: str = "preliminary"


@dataclass(frozen=True, slots=True)
class Memo:
    """A note about anything in the study; *about* words of a text, with the revision, the place in it, and its code points.

    ``written`` is when, for a note that was made in another program.
    """

    table: ClassVar = "memos"
    key: Key
    about: Key
    text: str
    coder: Key
    revision: Key | None = field(default=None, metadata=LATER)
    start: int | None = field(default=None, metadata=LATER)
    end: int | None = field(default=None, metadata=LATER)
    written: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person found a code to weigh in a case: -2 to +2; ``value`` None is missing, 0 may be mixed.

    ``basis`` as in a message; ``links`` is JSON: the keys of the codings that it rests on.
    """

    table: ClassVar = "ratings"
    key: Key
    case: Key
    code: str
    codebook: Key
    value: int | None
    mixed: int
    reason: str
    coder: Key
    basis: str = field(default="", metadata=LATER)
    links: str = field(default="[]", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person wrote in a cell of the framework matrix. ``basis`` as in a message."""

    table: ClassVar = "summaries"
    key: Key
    case: Key
    code: str
    codebook: Key
    text: str
    coder: Key
    basis: str
    document: Key | None = field(default=None, metadata=LATER)
    topic: Key | None = field(default=None, metadata=LATER)
    links: str = field(default="[]", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Topic:
    """What an interview guide asks about. ``roles`` and ``codes`` are JSON lists; without roles everybody is asked.

    ``text`` is JSON: the question as the guide words it, by language.
    """

    table: ClassVar = "topics"
    key: Key
    name: str
    position: int
    text: str
    roles: str
    codes: str


@dataclass(frozen=True, slots=True)
class Asked:
    """That a person found a topic asked in a document (``asked`` 1), or not (0)."""

    table: ClassVar = "asked"
    key: Key
    document: Key
    topic: Key
    asked: int
    coder: Key
    why: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the material that somebody gave a name. ``content`` is JSON."""

    table: ClassVar = "queries"
    key: Key
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process in a case, as a person describes it: who does it, how long it takes, whether it stops there.

    ``links`` is JSON: the keys of the codings that it rests on.
    """

    table: ClassVar = "steps"
    key: Key
    case: Key
    process: str
    position: int
    name: str
    actor: str
    duration: str
    stops: int
    text: str
    coder: Key
    links: str = "[]"
