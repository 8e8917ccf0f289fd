"""Commands about reading: read, speakers, correct."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.correcting import show_corrected
from casekit.cli.options import (
    As,
    Columns,
    Encoding,
    InProject,
    columns_of,
    in_language,
    open_project,
    pairs_of,
    suffixed,
)
from casekit.cli.printing import print_findings, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.project import Project

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("read", help=say("help.read"))(read)
    app.command("speakers", help=say("help.speakers"))(speakers)
    app.command("correct", help=say("help.correct"))(correct)


def read(
    source: Annotated[Path, typer.Argument(help=say("help.add.source"))],
    language: Annotated[str | None, typer.Option("--language", help=say("help.read.language"))] = None,
    encoding: Encoding = None,
    columns: Columns = None,
    interviewers: Annotated[
        list[str] | None, typer.Option("--interviewer", help=say("help.read.interviewer"))
    ] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=say("help.read.xlsx"))] = None,
) -> None:
    """Look at what would be read, without a project; 1 where a file could not be read."""
    from casekit.readers import read_all
    from casekit.writers.drafts import write

    in_language(language)
    suffixed(xlsx, ".xlsx")
    found = read_all(
        source,
        language=language,
        encoding=encoding,
        columns=columns_of(columns),
        interviewers=interviewers or (),
    )
    shown = found.shown()
    print_rows(list(shown.columns), records(shown))
    print_findings(found.findings)
    if xlsx is not None:
        sheets = {say("column.documents"): shown, say("column.found"): found.findings.frame()}
        typer.echo(say("out.written", file=write(sheets, xlsx)))
    if found.unread:
        raise typer.Exit(1)


def speakers(
    document: Annotated[str | None, typer.Argument(help=say("help.speakers.document"))] = None,
    roles: Annotated[list[str] | None, typer.Argument(help=say("help.speakers.roles"))] = None,
    rename: Annotated[list[str] | None, typer.Option("--rename", help=say("help.speakers.rename"))] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help=say("help.speakers.confirm"))] = False,
    table: Annotated[Path | None, typer.Option("--table", help=say("help.speakers.table"))] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=say("help.speakers.xlsx"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Who asks and who answers: look, confirm, set right."""
    suffixed(xlsx, ".xlsx")
    told, names = pairs_of(roles, "LABEL=ROLE"), pairs_of(rename, "--rename")
    acts = confirm or table is not None or told or names
    here = open_project(project, coder, person=bool(acts))
    if acts:
        typer.echo(say("out.confirmed", count=here.confirm(document, told, names=names, table=table)))
    _print_labels(here, document)
    if xlsx is not None:
        from casekit.analysis.labels import labels

        typer.echo(say("out.written", file=here.export(labels(here.study(), document), xlsx)))


def _print_labels(project: "Project", document: str | None) -> None:
    from casekit.analysis.labels import labels

    print_rows(
        [say(f"column.{name}") for name in ("document", "speaker", "role", "reason", "turns", "words", "begins")],
        [
            (row.document, row.speaker, say(f"speaker_role.{row.role}"), say(f"reason.{row.reason}"), row.turns, row.words, row.begins)
            for row in records(labels(project.study(), document))
        ],
    )  # fmt: skip


def correct(
    source: Annotated[Path, typer.Argument(help=say("help.correct.source"))],
    document: Annotated[str | None, typer.Option("--document", help=say("help.correct.document"))] = None,
    columns: Columns = None,
    encoding: Encoding = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Take a corrected transcript over; what was coded moves with its words."""
    here = open_project(project, coder, person=True)
    show_corrected(here.correct(source, document, columns=columns_of(columns), encoding=encoding))
