"""Commands about corrected texts: edit turns, see and settle what a correction left."""

from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.cli.printing import print_findings, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.project.correcting import Corrected

__all__ = ["register", "show_corrected"]

Document = Annotated[str, typer.Argument(help=say("help.edit.document"))]
TurnNumber = Annotated[int, typer.Argument(help=say("help.edit.turn"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    edit = typer.Typer(help=say("help.edit"), no_args_is_help=True)
    for name, command in (
        ("words", words),
        ("split", split),
        ("join", join),
        ("speaker", speaker),
        ("choose", choose),
    ):
        edit.command(name, help=say(f"help.edit.{name}"))(command)
    app.add_typer(edit, name="edit")
    app.command("carried", help=say("help.carried"))(carried)
    app.command("settle", help=say("help.settle"))(settle)


def words(
    document: Document,
    turn: TurnNumber,
    text: Annotated[str, typer.Argument(help=say("help.edit.text"))],
    project: InProject = None,
    coder: As = None,
) -> None:
    """Other words in a turn."""
    show_corrected(open_project(project, coder, person=True).edit_turn(document, turn, text))


def split(
    document: Document,
    turn: TurnNumber,
    at: Annotated[str, typer.Argument(help=say("help.edit.at"))],
    to: Annotated[str | None, typer.Option("--speaker", help=say("help.edit.to"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """A turn in two."""
    show_corrected(open_project(project, coder, person=True).split_turn(document, turn, at, speaker=to))


def join(
    document: Document,
    turn: TurnNumber,
    following: Annotated[int, typer.Argument(help=say("help.edit.following"))],
    project: InProject = None,
    coder: As = None,
) -> None:
    """Two turns as one."""
    show_corrected(open_project(project, coder, person=True).join_turns(document, turn, following))


def speaker(
    document: Document,
    label: Annotated[str, typer.Argument(help=say("help.edit.label"))],
    turns: Annotated[list[int], typer.Argument(help=say("help.edit.turns"))],
    project: InProject = None,
    coder: As = None,
) -> None:
    """Turns given to another speaker."""
    show_corrected(open_project(project, coder, person=True).change_speaker(document, turns, label))


def choose(
    document: Document,
    revision: Annotated[str | None, typer.Argument(help=say("help.edit.revision"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """One of the texts of a document that was corrected apart."""
    here = open_project(project, coder, person=revision is not None)
    if revision is not None:
        typer.echo(here.choose_text(document, revision))
        return
    texts = here.texts(document)
    rows = [
        (row.revision[:10], row.n, row.at[:16].replace("T", " "), row.by or "–", "*" if row.current else "", row.words, row.removed, row.added)
        for row in records(texts)
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in texts.columns], rows)


def carried(
    document: Annotated[str | None, typer.Argument(help=say("help.carried.document"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """What a correction left to look at."""
    from casekit.analysis.carried import carried as waiting

    table = waiting(open_project(project, coder).study(), document)
    if table.empty:
        typer.echo(say("out.nothing_carried"))
        return
    rows = [(row.reference, row.coder, row.code, row.before, row.after, say(f"fate.{row.fate}")) for row in records(table)]  # fmt: skip
    print_rows(
        [say(f"column.{name}") for name in ("reference", "coder", "code", "before", "after", "fate")], rows
    )


def settle(
    references: Annotated[list[str], typer.Argument(help=say("help.settle.references"))],
    words: Annotated[str | None, typer.Option("--words", help=say("help.settle.words"))] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=say("help.settle.withdraw"))] = False,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Codings are right as they are, cover other words, or are taken back."""
    here = open_project(project, coder, person=True)
    typer.echo(say("out.settled", count=here.settle(references, span=words, keep=not withdraw)))


def show_corrected(done: "Corrected") -> None:
    """The report of a correction."""
    typer.echo(done)
    if len(done.passages):
        print_rows([say(f"column.{name}") for name in done.passages.columns], records(done.passages))
    print_findings(done.findings)
