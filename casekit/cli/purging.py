"""The command that removes for good: purge."""

from typing import Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.wording import say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put this command into *app*."""
    app.command("purge", help=say("help.purge"))(purge)


def purge(
    document: Annotated[str | None, typer.Option("--document", help=say("help.purge.document"))] = None,
    person: Annotated[str | None, typer.Option("--person", help=say("help.purge.person"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("help.purge.yes"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Show what goes, ask, and remove it for good; 1 where anything of it can still be read."""
    here = open_project(project, coder, person=True)
    typer.echo(here.purge(document=document, person=person, foresee=True))
    if not yes:
        typer.confirm(say("purge.sure"), abort=True)
    told = here.purge(document=document, person=person)
    typer.echo(f"\n{told}")
    if not told.clean:
        raise typer.Exit(1)
