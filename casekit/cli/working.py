"""Commands that fill a project: new, add, suggest, import-codings."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.attending import attend
from casekit.cli.options import (
    As,
    Codebook,
    Columns,
    Encoding,
    InProject,
    Pipelines,
    columns_of,
    one_of,
    open_project,
    speak_of,
    use_pipelines_named,
)
from casekit.cli.printing import print_findings, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casekit.project.project import Progress

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("new", help=say("help.new"))(new)
    app.command("add", help=say("help.add"))(add)
    app.command("suggest", help=say("help.suggest"))(suggest)
    app.command("import-codings", help=say("help.import_codings"))(import_codings)


def new(
    folder: Annotated[Path, typer.Argument(help=say("help.new.folder"))],
    language: Annotated[str, typer.Option("--language", help=say("help.new.language"))] = "en",
    allow_sync: Annotated[bool, typer.Option("--allow-sync", help=say("help.new.allow_sync"))] = False,
    coder: As = None,
) -> None:
    """Make a project."""
    from casekit.project import Project

    project = Project.create(folder, language=language, coder=coder)
    speak_of(project)
    if allow_sync:
        project.allow_sync()
    attend(project)
    typer.echo(say("out.new", file=project.file))


def add(
    source: Annotated[Path, typer.Argument(help=say("help.add.source"))],
    table: Annotated[Path | None, typer.Option("--table", help=say("help.add.table"))] = None,
    cases: Annotated[Path | None, typer.Option("--cases", help=say("help.add.cases"))] = None,
    case: Annotated[str, typer.Option("--case", help=say("help.add.case"))] = "",
    pattern: Annotated[str, typer.Option("--pattern", help=say("help.add.pattern"))] = "",
    columns: Columns = None,
    encoding: Encoding = None,
    again: Annotated[bool, typer.Option("--again", help=say("help.add.again"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Read transcripts into the project; 1 where a file could not be read."""
    added = open_project(project, coder).add(
        source,
        case=case,
        table=table,
        cases=cases,
        pattern=pattern,
        columns=columns_of(columns),
        encoding=encoding,
        again=again,
    )
    shown = added.shown()
    print_rows(list(shown.columns), records(shown))
    print_findings(added.findings)
    counts = added.documents["status"].value_counts()
    typer.echo(
        say(
            "out.added",
            added=counts.get("added", 0),
            unchanged=counts.get("unchanged", 0),
            of=len(added.documents),
        )
    )
    if counts.get("added", 0):
        typer.echo(say("out.look_at_speakers"))
    if added.findings.counts["error"]:
        raise typer.Exit(1)


def suggest(
    codebook: Annotated[str, typer.Option("--codebook", help=say("help.suggest.codebook"))],
    passage: Annotated[str, typer.Option("--passage", help=say("help.suggest.passage"))] = "sentence",
    pipelines: Pipelines = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Let a codebook's search terms propose codes."""
    one_of(passage, ("sentence", "turn"), "--passage")
    use_pipelines_named(pipelines)
    here = open_project(project, coder)
    for progress in _progress():
        done = here.suggest(codebook, passage="turn" if passage == "turn" else "sentence", progress=progress)
    print_findings(done.findings)
    typer.echo(say("out.suggested", total=done.total, new=done.new, gone=done.gone))


def _progress() -> "Iterator[Progress]":
    """A bar on standard error, where somebody can see it."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda document, done, count: bar.update(
            task, description=document, completed=done, total=count
        )


def import_codings(
    table: Annotated[Path, typer.Argument(help=say("help.import_codings.table"))],
    skip: Annotated[bool, typer.Option("--skip", help=say("help.import_codings.skip"))] = False,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Take in codings from a table."""
    new_ones, brought = open_project(project, coder).import_codings(table, codebook=codebook, skip=skip)
    print_findings(brought.findings)
    typer.echo(
        say("out.imported", new=new_ones, known=len(brought.codings) - new_ones, left=brought.left_out)
    )
