"""What several commands ask for, and the project that they work on."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.wording import say, speak

if TYPE_CHECKING:
    from casekit.project import Project

__all__ = ["As", "Codebook", "InProject", "Output", "open_project"]

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
    if not os.environ.get("CASEKIT_LANGUAGE"):
        speak(project.study().language)
    if person and not coder and sys.stdin.isatty():
        project.coder = typer.prompt(say("out.who_are_you")).strip() or None
    return project
