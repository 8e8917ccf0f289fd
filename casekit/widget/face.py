"""What every face of the widget is: it says hello, does what is asked, and tells what is new. No browser is needed for any of it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from casekit.errors import CasekitError, LookupFailedError
from casekit.wording import language, say, section

__all__ = ["Act", "Face", "Message", "Reply", "answer", "flag_of", "numbers_of", "text_of", "words_for"]

Message = Mapping[str, Any]
Reply = dict[str, Any]
Act = Callable[[Any, Message], Reply]
"""Does what a message asks, with the face that it was sent to; what it adds to the reply."""


class Face(Protocol):
    """A face: ``acts`` are what can be asked, by the message's type."""

    @property
    def name(self) -> str:
        """What the page knows it by."""

    @property
    def acts(self) -> Mapping[str, Act]:
        """What can be asked."""

    def hello(self) -> Reply:
        """Everything that a view needs to begin."""

    def fresh(self) -> Reply:
        """What is new since the last reply; nothing where nothing is."""


def answer(face: Face, message: object) -> Reply:
    """The reply to a message, with its ``id`` and ``type``: what was asked, and ``fresh``; or ``error`` and ``hint``.

    Nothing is raised: what a message asks that there is not, or that cannot be done, is a reply, too.
    """
    asked: Message = message if isinstance(message, Mapping) else {}
    head = {"id": asked.get("id"), "type": asked.get("type")}
    try:
        return {**head, **_done(face, asked)}
    except CasekitError as error:
        told, _, hint = str(error).partition("\n")
    except (
        Exception
    ) as error:  # nobody is left waiting, and no text of a transcript gets into the kernel's log
        told, hint = say("desk.unforeseen", what=type(error).__name__), ""
    return {**head, "error": told, "hint": hint, "fresh": _fresh_if_it_can(face)}


def _done(face: Face, asked: Message) -> Reply:
    if asked.get("type") == "hello":
        return {**face.hello(), "face": face.name, "words": words_for()}
    if asked.get("type") == "look":
        return {"fresh": face.fresh()}
    act = face.acts.get(str(asked.get("type")))
    if act is None:
        raise LookupFailedError("message_unknown", type=str(asked.get("type"))[:40])
    done = act(face, asked)
    return done if "fresh" in done else {**done, "fresh": face.fresh()}


def _fresh_if_it_can(face: Face) -> Reply:
    """An act that failed may have been half of what happened: what is on disk is told all the same."""
    try:
        return face.fresh()
    except Exception:
        return {}


def words_for() -> dict[str, str]:
    """What the page says, in the language spoken now, by key."""
    return {**section("desk"), "language": language()}


def text_of(message: Message, name: str, default: str | None = None) -> str:
    """A text of a message.

    Raises:
        LookupFailedError: it is none, and there is no *default*.
    """
    value = message.get(name, default)
    if not isinstance(value, str):
        raise LookupFailedError("message_lacks", field=name)
    return value


def numbers_of(message: Message, *names: str) -> tuple[int, ...]:
    """Whole numbers of a message.

    Raises:
        LookupFailedError: one of them is none.
    """
    values = [message.get(name) for name in names]
    for name, value in zip(names, values, strict=True):
        if not isinstance(value, int) or isinstance(value, bool):
            raise LookupFailedError("message_lacks", field=name)
    return tuple(int(value) for value in values if value is not None)


def flag_of(message: Message, name: str) -> bool:
    """Whether a message says so."""
    return message.get(name) is True
