"""Commands for people who share a study: merge, conflicts, resolve, assign, finish, assignments."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.cli.printing import print_findings, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("merge", help=say("help.merge"))(merge)
    app.command("conflicts", help=say("help.conflicts"))(conflicts)
    app.command("resolve", help=say("help.resolve"))(resolve)
    app.command("assign", help=say("help.assign"))(assign)
    app.command("finish", help=say("help.finish"))(finish)
    app.command("assignments", help=say("help.assignments"))(assignments)


def merge(
    other: Annotated[Path, typer.Argument(help=say("help.merge.other"))],
    project: InProject = None,
    coder: As = None,
) -> None:
    """Unite with another copy of the project."""
    told = open_project(project, coder).merge(other)
    typer.echo(say("out.merged", count=told.events))
    if told.events:
        rows = [(say(f"facts.{table}"), n) for table, n in told.facts.items()]
        print_rows([say("column.kind"), say("column.count")], rows)
        _print_table(told.shown_coders())
    for line in told.also():
        typer.echo(line)
    if len(told.conflicts):
        typer.echo(say("out.needs_person", n=told.conflicts["reference"].nunique()))
        _print_conflicts(told.conflicts)
    print_findings(told.findings)


def _print_table(frame: "pd.DataFrame") -> None:
    if len(frame):
        print_rows(list(frame.columns), records(frame))


def _print_conflicts(frame: "pd.DataFrame") -> None:
    from casekit.project.merged import shown_conflicts

    shown = shown_conflicts(frame)
    print_rows(list(shown.columns), records(shown), whole=(0, 3))
    several = frame[frame["reference"].duplicated(keep=False)]
    if len(several):
        first = several.iloc[0]
        typer.echo(say("out.resolve_next", reference=first["reference"], version=first["version"]))


def conflicts(project: InProject = None, coder: As = None) -> None:
    """What only a person can settle."""
    frame = open_project(project, coder).conflicts()
    if frame.empty:
        typer.echo(say("out.no_conflicts"))
    else:
        _print_conflicts(frame)


def resolve(
    reference: Annotated[str, typer.Argument(help=say("help.resolve.reference"))],
    keep: Annotated[str, typer.Option("--keep", help=say("help.resolve.keep"))],
    why: Annotated[str, typer.Option("--why", help=say("help.resolve.why"))] = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Choose one version, and end the others."""
    ended = open_project(project, coder, person=True).resolve(reference, keep, why=why)
    typer.echo(say("out.resolved", count=ended))


def assign(
    documents: Annotated[list[str], typer.Argument(help=say("help.assign.documents"))],
    coders: Annotated[list[str], typer.Option("--coder", help=say("help.assign.coder"))],
    remove: Annotated[bool, typer.Option("--remove", help=say("help.assign.remove"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Let several people code documents apart from each other."""
    from casekit.project.assigning import shown_frame

    here = open_project(project, coder, person=True)
    if remove:
        typer.echo(say("out.unassigned", count=here.unassign(documents, coders)))
        return
    told = here.assign(documents, coders)
    _print_table(shown_frame(told.assignments))
    print_findings(told.findings)


def finish(
    document: Annotated[str, typer.Argument(help=say("help.finish.document"))],
    reopen: Annotated[bool, typer.Option("--reopen", help=say("help.finish.reopen"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Say that you are done with a document."""
    here = open_project(project, coder, person=True)
    if reopen:
        here.reopen(document)
        typer.echo(say("out.reopened", document=document))
        return
    left = here.finish(document)
    typer.echo(say("out.finished", document=document))
    if left:
        typer.echo(say("out.still_at_it", coders=", ".join(left)))


def assignments(project: InProject = None, coder: As = None) -> None:
    """Who codes what, and who has finished."""
    from casekit.project.assigning import shown_frame

    frame = open_project(project, coder).study().assignments
    if frame.empty:
        typer.echo(say("out.no_assignments"))
    else:
        _print_table(shown_frame(frame.sort_values(["document", "coder"])))
