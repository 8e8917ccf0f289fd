"""What several commands ask for, and the project that they work on."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.attending import attend
from casekit.errors import CasekitError
from casekit.wording import LANGUAGES, say, speak

if TYPE_CHECKING:
    from casekit.project import Project

__all__ = [
    "As",
    "Codebook",
    "Columns",
    "Encoding",
    "InProject",
    "Output",
    "Pipelines",
    "columns_of",
    "in_language",
    "one_of",
    "open_project",
    "pairs_of",
    "speak_of",
    "suffixed",
    "use_pipelines_named",
]

InProject = Annotated[
    Path | None, typer.Option("--project", envvar="CASEKIT_PROJECT", help=say("help.option.project"))
]
As = Annotated[str | None, typer.Option("--as", envvar="CASEKIT_CODER", help=say("help.option.as"))]
Codebook = Annotated[str | None, typer.Option("--codebook", help=say("help.option.codebook"))]
Encoding = Annotated[str | None, typer.Option("--encoding", help=say("help.option.encoding"))]
Columns = Annotated[list[str] | None, typer.Option("--column", help=say("help.option.column"))]
Pipelines = Annotated[
    list[str] | None, typer.Option("--pipeline", envvar="CASEKIT_PIPELINES", help=say("help.option.pipeline"))
]
Output = Annotated[Path, typer.Option("--output", "-o", help=say("help.option.output"))]


def open_project(path: Path | None, coder: str | None = None, *, person: bool = False) -> "Project":
    """The project that a command works on; casekit then speaks its language unless CASEKIT_LANGUAGE says otherwise.

    With *person* a name is asked for in a terminal when none was given.
    """
    from casekit.project import Project

    coder = coder or os.environ.get("CASEKIT_CODER")
    project = Project.open(path, coder=coder)
    speak_of(project)
    attend(project)
    if person and not coder and sys.stdin.isatty():
        project.coder = typer.prompt(say("out.who_are_you")).strip() or None
    return project


def speak_of(project: "Project") -> None:
    """Speak the project's language, unless CASEKIT_LANGUAGE says otherwise."""
    if not os.environ.get("CASEKIT_LANGUAGE"):
        speak(project.study().language)


def use_pipelines_named(names: list[str] | None) -> None:
    """Let trained spaCy pipelines, each by its name or folder, tell the lemmas of their languages.

    Raises:
        CasekitError: one is not installed.
    """
    if names:
        from casekit.language.pipelines import use_pipelines
        from casekit.language.trained import Trained

        use_pipelines({Trained(name).language: name for name in names})


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


def pairs_of(given: list[str] | None, option: str) -> dict[str, str]:
    """What was given as NAME=VALUE, by name.

    >>> pairs_of(["I=interviewer", "Speaker 1=respondent"], "LABEL=ROLE")
    {'I': 'interviewer', 'Speaker 1': 'respondent'}
    """
    pairs = {}
    for one in given or ():
        name, sign, value = one.rpartition("=")
        if not (sign and name.strip() and value.strip()):
            raise typer.BadParameter(say("out.no_pair", given=one), param_hint=option)
        pairs[name.strip()] = value.strip()
    return pairs


def columns_of(given: list[str] | None) -> dict[str, list[str]]:
    """The columns of a table as ``--column`` names them, by what they hold.

    >>> columns_of(["text=Hvad virker?", "text=Hvad mangler?"])
    {'text': ['Hvad virker?', 'Hvad mangler?']}
    """
    columns: dict[str, list[str]] = {}
    for one in given or ():
        role, _, name = one.partition("=")
        pairs_of([f"{role}={name}"], "--column")
        columns.setdefault(role.strip(), []).append(name.strip())
    return columns
