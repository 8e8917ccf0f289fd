"""Commands that search: search, explain."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import InProject, in_language, one_of, open_project, suffixed
from casekit.cli.printing import print_rows
from casekit.errors import NotAProjectError, PatternError
from casekit.model.frames import records
from casekit.wording import format_number, say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.concordance import Concordance
    from casekit.analysis.explaining import Explanation
    from casekit.model.study import Study

__all__ = ["pointed", "register"]

_WIDE = 1000  # signs of context to choose from


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("search", help=say("help.search"))(search)
    app.command("explain", help=say("help.explain"))(explain)


def search(
    patterns: Annotated[list[str], typer.Argument(help=say("help.search.patterns"))],
    case: Annotated[str | None, typer.Option("--case", help=say("help.search.case"))] = None,
    document: Annotated[str | None, typer.Option("--document", help=say("help.search.document"))] = None,
    language: Annotated[str | None, typer.Option("--language", help=say("help.search.language"))] = None,
    everyone: Annotated[bool, typer.Option("--everyone", help=say("help.search.everyone"))] = False,
    context: Annotated[int | None, typer.Option("--context", min=0, help=say("help.search.context"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=say("help.search.by"))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("help.search.output"))] = None,
    project: InProject = None,
) -> None:
    """What is said, with the words around it."""
    from casekit.analysis.concordance import search as concordance_of

    one_of(by, ("case",), "--by")
    in_language(language)
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project)
    with pointed():
        around = context if context is not None else (80 if output else _WIDE)
        found = concordance_of(
            here.study(),
            *patterns,
            language=language,
            case=case,
            document=document,
            everyone=everyone,
            context=around,
        )
    if output is not None:
        table = found.frame if by is None else found.by_case
        typer.echo(say("out.written", file=here.export(table, output)))
    elif by is not None:
        _print_by_case(found.by_case)
    else:
        _print_lines(found, fitting=context is None)
    typer.echo(found.summary)


@contextmanager
def pointed() -> Iterator[None]:
    """Show where a pattern goes wrong, before the sentence says why."""
    try:
        yield
    except PatternError as error:
        typer.echo(error.caret, err=True)
        raise


def _print_lines(found: "Concordance", *, fitting: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from casekit.analysis.kwic import kwic_lines

    console = Console(highlight=False, soft_wrap=True)
    head = ""
    for line in kwic_lines(found.frame, console.width if fitting else None):
        if line.head != head:
            console.print(Text(line.head, "bold"))
            head = line.head
        console.print(
            Text.assemble((line.turn, "dim"), " ", line.left, "  ", (line.hit, "bold red"), line.right)
        )
    if len(found):
        console.print()
    if (found.frame["role"] == "interviewer").any():
        console.print(say("search.asked"))


def _print_by_case(table: "pd.DataFrame") -> None:
    names = ("case", "hits", "turns", "documents", "words", "per_1000")
    rows = [
        (
            row.label or row.case or "–",
            row.hits,
            row.turns,
            row.documents,
            row.words,
            format_number(row.per_1000, 1),
        )
        for row in records(table)
    ]
    print_rows([say(f"column.{name}") for name in names], rows)


def explain(
    pattern: Annotated[str, typer.Argument(help=say("help.explain.pattern"))],
    language: Annotated[str | None, typer.Option("--language", help=say("help.explain.language"))] = None,
    everyone: Annotated[bool, typer.Option("--everyone", help=say("help.search.everyone"))] = False,
    most: Annotated[int, typer.Option("--most", min=1, help=say("help.explain.most"))] = 20,
    project: InProject = None,
) -> None:
    """What a search term means and catches."""
    from casekit.analysis.explaining import explain as explanation_of

    in_language(language)
    with pointed():
        told = explanation_of(_study(project), pattern, language, everyone=everyone)
    _print_meanings(told)
    for line in (*told.cautions, told.summary):
        if line:
            typer.echo(line)
    _print_tables(told, most)


def _study(project: Path | None) -> "Study | None":
    """The project's, or none where no project is named and none is near."""
    try:
        return open_project(project).study()
    except NotAProjectError:
        if project is not None:
            raise
        return None


def _print_meanings(told: "Explanation") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    title = say("explain.title", pattern=told.pattern, language=told.language)
    table = Table(
        title=Text(title, "bold"), title_justify="left", box=None, show_header=False, pad_edge=False
    )
    table.add_column(no_wrap=True)
    table.add_column()
    for piece, means in told.meanings:
        table.add_row(Text(f"  {piece}"), Text(means))
    Console().print(table)
    typer.echo()


def _print_tables(told: "Explanation", most: int) -> None:
    from casekit.analysis.explaining import head_of

    for title, table in told.tables():
        heads = [head_of(name) for name in table.columns]
        whole = [place for place, name in enumerate(table.columns) if name == "form"]
        print_rows(heads, records(table.head(most)), title=f"\n{title}", whole=whole)
        if len(table) > most:
            typer.echo(say("explain.more", n=len(table) - most))
