"""Commands that keep a project: verify, backup, restore, unlock."""

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.cli.printing import print_findings, print_rows
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.wording import keys, say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("verify", help=say("help.verify"))(verify)
    app.command("backup", help=say("help.backup"))(backup)
    app.command("restore", help=say("help.restore"))(restore)
    app.command("unlock", help=say("help.unlock"))(unlock)


def verify(project: InProject = None) -> None:
    """Look whether everything is as it was written; 1 when something is not."""
    from casekit.project.keeping import newest_sound
    from casekit.project.keeping import verify as look_through
    from casekit.project.places import find_project

    file = find_project(project)
    told = look_through(file)
    print_findings(_named(told.findings), most=200)
    typer.echo(say("out.verified", events=told.events, facts=told.facts, texts=told.texts, file=file))
    if told.sound:
        typer.echo(say("out.sound"))
        return
    newest = newest_sound(file)
    typer.echo(say("out.go_back", file=newest) if newest else say("out.no_sound_backup"))
    raise typer.Exit(1)


def backup(
    file: Annotated[Path | None, typer.Argument(help=say("help.backup.file"))] = None,
    listed: Annotated[bool, typer.Option("--list", help=say("help.backup.list"))] = False,
    project: InProject = None,
) -> None:
    """Make a backup, or show those that there are."""
    here = open_project(project)
    if not listed:
        typer.echo(say("out.backed_up", file=here.backup(file)))
        return
    rows = [
        (str(row.file), row.made_at[:16].replace("T", " "), say(f"backup.{row.kind or 'usual'}"), f"{row.bytes / 1e6:.1f} MB")
        for row in records(here.backups())
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in ("file", "at", "made_because", "size")], rows, whole=[0])


def restore(
    backup: Annotated[Path, typer.Argument(help=say("help.restore.backup"))],
    unsound: Annotated[bool, typer.Option("--unsound", help=say("help.restore.unsound"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Go back to a backup; the present file is kept."""
    from casekit.errors import StoreError
    from casekit.project import Project
    from casekit.project.keeping import go_back
    from casekit.project.places import find_project

    file = find_project(project)
    try:
        here = Project.open(file, coder=coder)
        kept = here.restore(backup, unsound=unsound)
    except StoreError as error:
        if error.problem not in ("damaged", "not_a_project", "no_project_file", "store_failed"):
            raise
        kept = go_back(file, backup, unsound=unsound)
    typer.echo(say("out.restored", backup=backup, kept=kept))


def unlock(
    yes: Annotated[bool, typer.Option("--yes", help=say("help.unlock.yes"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Take away the lock of a session that did not end well."""
    here = open_project(project, coder, person=True)
    here.person()
    holder = here.locked_by()
    if holder is None:
        typer.echo(say("out.not_locked"))
        return
    held = {"host": holder.host, "process": holder.process, "coder": holder.coder, "since": holder.since[:16]}
    typer.echo(say("out.locked_by", **held))
    if not yes:
        typer.confirm(say("out.unlock_it"), abort=True)
    here.unlock()
    typer.echo(say("out.unlocked"))


def _named(findings: Findings) -> Findings:
    """A table is called as people call what is in it."""
    return Findings(
        Finding(one.kind, one.severity, say(f"facts.{one.where}"), one.data)
        if f"facts.{one.where}" in keys()
        else one
        for one in findings
    )
