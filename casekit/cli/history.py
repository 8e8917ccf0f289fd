"""Commands about what was done: log, undo, redo, merge."""

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.cli.printing import print_rows
from casekit.model.frames import records
from casekit.wording import say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("log", help=say("help.log"))(log)
    app.command("undo", help=say("help.undo"))(undo)
    app.command("redo", help=say("help.redo"))(redo)
    app.command("merge", help=say("help.merge"))(merge)


def log(project: InProject = None) -> None:
    """Who did what, and when."""
    from casekit.project.taking_back import verb_word

    history = open_project(project).log()
    rows = [
        (row.n, row.at[:16].replace("T", " "), row.by or "–", verb_word(row.verb), row.why, "" if row.in_force else say("out.undone_mark"))
        for row in records(history)
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in ("n", "at", "by", "verb", "why", "undone")], rows)


def undo(project: InProject = None, coder: As = None) -> None:
    """Take back the last act."""
    from casekit.project.taking_back import verb_word

    event = open_project(project, coder, person=True).undo()
    typer.echo(say("out.undone", number=event["n"], verb=verb_word(str(event["verb"]))))


def redo(project: InProject = None, coder: As = None) -> None:
    """Bring back what was undone."""
    from casekit.project.taking_back import verb_word

    event = open_project(project, coder, person=True).redo()
    typer.echo(say("out.redone", number=event["n"], verb=verb_word(str(event["verb"]))))


def merge(
    other: Annotated[Path, typer.Argument(help=say("help.merge.other"))],
    project: InProject = None,
    coder: As = None,
) -> None:
    """Unite with another copy of the project."""
    typer.echo(say("out.merged", count=open_project(project, coder).merge(other)))
