"""What several commands ask for, and the project that they work on."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.errors import CasekitError
from casekit.wording import LANGUAGES, say, speak

if TYPE_CHECKING:
    from casekit.project import Project

__all__ = [
    "As",
    "Codebook",
    "InProject",
    "Output",
    "in_language",
    "one_of",
    "open_project",
    "speak_of",
    "suffixed",
]

InProject = Annotated[
    Path | None, typer.Option("--project", envvar="CASEKIT_PROJECT", help=say("help.option.project"))
]
As = Annotated[str | None, typer.Option("--as", envvar="CASEKIT_CODER", help=say("help.option.as"))]
Codebook = Annotated[str | None, typer.Option("--codebook", help=say("help.option.codebook"))]
Output = Annotated[Path, typer.Option("--output", "-o", help=say("help.option.output"))]


def open_project(path: Path | None, coder: str | None = None, *, person: bool = False) -> "Project":
    """The project that a command works on; casekit then speaks its language unless CASEKIT_LANGUAGE says otherwise.

    With *person* a name is asked for in a terminal when none was given.
    """
    from casekit.project import Project

    project = Project.open(path, coder=coder)
    speak_of(project)
    if person and not coder and sys.stdin.isatty():
        project.coder = typer.prompt(say("out.who_are_you")).strip() or None
    return project


def speak_of(project: "Project") -> None:
    """Speak the project's language, unless CASEKIT_LANGUAGE says otherwise."""
    if not os.environ.get("CASEKIT_LANGUAGE"):
        speak(project.study().language)


def one_of(value: str | None, allowed: tuple[str, ...], option: str) -> None:
    """Refuse a *value* of an option that is not one of those *allowed*."""
    if value is not None and value not in allowed:
        raise typer.BadParameter(say("out.one_of", allowed=", ".join(allowed)), param_hint=option)


def in_language(language: str | None) -> None:
    """Refuse a language that casekit does not speak."""
    one_of(language, LANGUAGES, "--language")


def suffixed(path: Path | None, *wanted: str) -> None:
    """Refuse a file name with another suffix than those *wanted*, before anything is made.

    Raises:
        CasekitError: it has another.
    """
    if path is not None and path.suffix.lower() not in wanted:
        raise CasekitError("wrong_suffix", file=path.name or ".", wanted=", ".join(wanted))
