"""Deciding on suggestions one by one: a card, a question, an answer of one letter."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from casekit.cli.cards import print_around, print_card
from casekit.errors import CasekitError
from casekit.model.codebook import POLARITIES
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.analysis.queue import Queue
    from casekit.project import Project

__all__ = ["answer_to", "ask"]


def ask(project: "Project", queue: "Queue") -> int:
    """Ask for each suggestion of a queue what becomes of it, each answer an act of its own; how many were decided.

    The end of the input ends it, like ``q``.
    """
    project.person()
    rows, study = list(records(queue.frame)), project.study()
    decided: list[int] = []
    place, shown = 0, -1
    while place < len(rows):
        if place != shown:
            print_card(rows[place], head=f"{place + 1}/{len(rows)}  ")
        shown = place
        key = _letter(say("ask.what"))
        if key == "q":
            break
        if key == "m":
            print_around(study, rows[place].suggestion)
        elif key == "u":
            place, shown = _taken_back(project, decided, place), -1
        elif key == "s":
            place += 1
        elif key not in _CHOICES:
            typer.echo(say("ask.help"))
        elif _decided(project, rows[place], key):
            decided.append(place)
            place += 1
    return len(decided)


def _letter(question: str) -> str:
    """One letter; at the end of the input ``q``."""
    told = answer_to(question)
    return "q" if told is None else told[:1].lower()


def answer_to(question: str) -> str | None:
    """What was typed; None at the end of the input."""
    try:
        return str(typer.prompt(question, default="", show_default=False)).strip()
    except typer.Abort:
        typer.echo()
        return None


def _taken_back(project: "Project", decided: list[int], place: int) -> int:
    """Undo the last decision of this sitting, and be there again; what was done before it stays."""
    if not decided:
        typer.echo(say("ask.nothing_to_undo"))
        return place
    try:
        project.undo()
    except CasekitError as error:
        typer.echo(error, err=True)
        return place
    return decided.pop()


def _decided(project: "Project", row: Any, key: str) -> bool:
    """Whether a decision was taken; a question that is left empty, or answered with what there is not, takes none."""
    try:
        given = _CHOICES[key](project, row)
        if given is None:
            return False
        project.decide([row.suggestion], **given)
    except CasekitError as error:
        typer.echo(error, err=True)
        return False
    return True


Choice = dict[str, str] | None


def _accept(project: "Project", row: Any) -> Choice:
    return {"verdict": "accepted"}


def _other_code(project: "Project", row: Any) -> Choice:
    """Any codebook of the project; that of the suggestion first."""
    from casekit.codebook.seeking import code_called

    wanted = answer_to(say("ask.code"))
    if not wanted:
        return None
    study = project.study()
    own = study.suggestions.set_index("suggestion").loc[row.suggestion, "codebook"]
    books = sorted(study.codebooks.values(), key=lambda book: book.id != own)
    found = [f"{book.id}:{code.id}" for book, code in code_called(books, wanted)]
    if len(found) > 1:
        typer.echo(say("ask.several", codes=", ".join(one.partition(":")[2] for one in found)))
        return None
    return {"verdict": "changed", "code": found[0]}


def _direction(project: "Project", row: Any) -> Choice:
    """By number, or as tables have it."""
    ways = ("", *POLARITIES)
    words = (say(f"polarity.{way or 'none'}") for way in ways)
    wanted = answer_to(say("ask.direction", ways=" · ".join(f"{n} {word}" for n, word in enumerate(words))))
    if not wanted:
        return None
    known = {str(n): way for n, way in enumerate(ways)} | {way: way for way in POLARITIES}
    if wanted not in known:
        typer.echo(say("out.one_of", allowed=", ".join(known)))
        return None
    return {"verdict": "changed", "polarity": known[wanted]}


def _reject(project: "Project", row: Any) -> Choice:
    why = answer_to(say("ask.why"))
    return None if why is None else {"verdict": "rejected", "why": why}


_CHOICES: dict[str, Callable[["Project", Any], Choice]] = {
    "a": _accept,
    "c": _other_code,
    "d": _direction,
    "r": _reject,
}
