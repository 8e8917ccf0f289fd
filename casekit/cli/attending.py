"""What every command tells about how a project is kept: shared places, backups that failed, a clock that is wrong."""

import os
from typing import TYPE_CHECKING

import click
import typer

from casekit.cli.printing import print_findings
from casekit.model.finding import Findings
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.project import Project

__all__ = ["attend"]

_TOLD = "shared_places_told"


def attend(project: "Project") -> None:
    """While a command runs, tell on standard error what concerns the project's keeping; let go of it at the end."""
    project.tell = lambda finding: print_findings(Findings([finding]))
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(project.close)
    _tell_of_place(project)


def _tell_of_place(project: "Project") -> None:
    """Once for each project: what is safe in a shared place, and what is not."""
    from casekit.files.user_cache import keep, kept

    place = project.shared_place()
    if place is None or project.allows_sync():
        return
    told = kept(_TOLD)
    known = told if isinstance(told, list) else []
    file = os.path.abspath(project.file)  # noqa: PTH100
    if file not in known:
        typer.echo(say(f"out.shared_{place.kind}", name=place.name), err=True)
        keep(_TOLD, [*known, file][-200:])
