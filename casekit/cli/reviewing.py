"""Commands about suggestions and codings: review, decide, withdraw."""

from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from casekit.cli import asking
from casekit.cli.options import As, Codebook, InProject, in_language, one_of, open_project
from casekit.cli.printing import print_rows
from casekit.model.codebook import POLARITIES
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.queue import Queue
    from casekit.analysis.review import Order

__all__ = ["register"]

Code = Annotated[str | None, typer.Option("--code", help=say("help.review.code"))]
Case = Annotated[str | None, typer.Option("--case", help=say("help.review.case"))]
Document = Annotated[str | None, typer.Option("--document", help=say("help.review.document"))]
Language = Annotated[str | None, typer.Option("--language", help=say("help.review.language"))]
Flag = Annotated[str | None, typer.Option("--flag", help=say("help.review.flag"))]
Indicator = Annotated[str | None, typer.Option("--indicator", help=say("help.review.indicator"))]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help=say("help.review.limit"))]
_PAGE = 10  # suggestions at a time, where nothing else is asked for
_VERDICTS = {"accept": "accepted", "change": "changed", "reject": "rejected"}


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("review", help=say("help.review"))(review)
    app.command("decide", help=say("help.decide"))(decide)
    app.command("withdraw", help=say("help.withdraw"))(withdraw)


def review(
    code: Code = None,
    case: Case = None,
    document: Document = None,
    language: Language = None,
    flag: Flag = None,
    indicator: Indicator = None,
    order: Annotated[str, typer.Option("--order", help=say("help.review.order"))] = "help",
    limit: Limit = None,
    ask: Annotated[bool, typer.Option("--ask", help=say("help.review.ask"))] = False,
    indicators: Annotated[bool, typer.Option("--indicators", help=say("help.review.indicators"))] = False,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Open suggestions, those that help most first."""
    from casekit.analysis.precision import indicator_precision
    from casekit.analysis.review import review as queue_of

    _can_be_chosen(language, flag, order)
    here = open_project(project, coder, person=ask)
    if ask:
        here.person()
    study = here.study()
    if indicators:
        table = indicator_precision(study, codebook)
        kept = {"code": code, "language": language, "indicator": indicator}
        for name, value in kept.items():
            table = table if value is None else table[table[name] == value]
        _print_precision(table)
        return
    queue = queue_of(
        study, codebook=codebook, code=code, case=case, document=document, language=language, flag=flag,
        indicator=indicator, order=cast("Order", order), limit=limit if limit or ask else _PAGE,
    )  # fmt: skip
    if not ask:
        _print_queue(queue)
        return
    typer.echo(queue.title)
    n = asking.ask(here, queue)
    typer.echo(say("out.reviewed", count=n, left=queue.total - n))


def _can_be_chosen(language: str | None, flag: str | None, order: str = "help") -> None:
    from casekit.analysis.review import NO_FLAG, ORDERS
    from casekit.language.flags import FLAGS

    in_language(language)
    one_of(flag, (*FLAGS, NO_FLAG), "--flag")
    one_of(order, ORDERS, "--order")


def _print_queue(queue: "Queue") -> None:
    from casekit.cli.cards import print_card

    for row in records(queue.frame):
        print_card(row)
    typer.echo(queue.title)
    if len(queue):
        first = queue.frame.iloc[0]
        typer.echo(say("out.review_next", reference=first["suggestion"][:10], code=first["code"]))


def _print_precision(table: "pd.DataFrame") -> None:
    """The terms that people have decided on, the weakest first, and what to do about them."""
    table = table[table["precision"].notna()].sort_values(["high", "precision"], kind="stable")
    width = get_terminal_size().columns
    for row in records(table):
        typer.echo(fill(_precision_line(row), width, subsequent_indent="  ", break_on_hyphens=False))
        if row.hint:
            typer.echo(
                fill(row.hint, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
            )
    typer.echo(say("precision.none_decided" if table.empty else "precision.what"))


def _precision_line(row: Any) -> str:
    named = ("accepted", "changed", "recoded", "rejected", "open")
    counts = {name: getattr(row, name) for name in named}
    return say(
        "precision.line",
        indicator=row.indicator if row.listed else say("precision.not_listed", indicator=row.indicator),
        code=row.code,
        language=row.language,
        counts=", ".join(say(f"precision.count.{name}", n=n) for name, n in counts.items() if n),
        **{name: round(100 * getattr(row, name)) for name in ("precision", "low", "high")},
    )


def decide(
    verdict: Annotated[str, typer.Argument(help=say("help.decide.verdict"))],
    references: Annotated[list[str] | None, typer.Argument(help=say("help.decide.references"))] = None,
    to: Annotated[str | None, typer.Option("--to", help=say("help.decide.to"))] = None,
    polarity: Annotated[str | None, typer.Option("--polarity", help=say("help.decide.polarity"))] = None,
    words: Annotated[str | None, typer.Option("--words", help=say("help.decide.words"))] = None,
    why: Annotated[str, typer.Option("--why", help=say("help.decide.why"))] = "",
    code: Code = None,
    case: Case = None,
    document: Document = None,
    language: Language = None,
    flag: Flag = None,
    indicator: Indicator = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("help.decide.yes"))] = False,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Accept, change or reject suggestions: those named, or all open ones of a code, case, document, term …; one act."""
    from casekit.analysis.review import review as queue_of

    choice = {"code": code, "case": case, "document": document, "language": language, "flag": flag, "indicator": indicator}  # fmt: skip
    chosen = {name: value for name, value in choice.items() if value is not None}
    _can_be_chosen(language, flag)
    _can_be_decided(verdict, polarity, to, words)
    if bool(references) == bool(chosen):
        raise typer.BadParameter(say("out.references_or_choice"))
    here = open_project(project, coder, person=True)
    here.person()
    wanted: list[str] | Queue = list(references or ())
    if not references:
        wanted = queue_of(here.study(), codebook=codebook, **chosen)  # type: ignore[arg-type]
        _agree(wanted, verdict, yes)
    given = None if polarity is None else polarity.replace("none", "")
    n = here.decide(wanted, _VERDICTS[verdict], code=to, polarity=given, span=words, why=why)
    typer.echo(say("out.decided", count=n))


def _can_be_decided(verdict: str, polarity: str | None, *others: str | None) -> None:
    if verdict not in _VERDICTS:
        raise typer.BadParameter(say("out.verdicts"))
    one_of(polarity, (*POLARITIES, "none"), "--polarity")
    if verdict == "reject" and any(given is not None for given in (polarity, *others)):
        raise typer.BadParameter(say("out.polarity_accepts"))


def _agree(queue: "Queue", verdict: str, yes: bool) -> None:
    """Show how many suggestions are meant, and go on when somebody says yes."""
    if not len(queue):
        typer.echo(queue.title)
        raise typer.Exit(1)
    if yes:
        return
    counts = queue.frame.groupby("label", sort=False).agg(
        n=("label", "size"), documents=("document", "nunique")
    )
    names = ("code", "suggestions", "documents")
    print_rows([say(f"column.{name}") for name in names], records(counts.reset_index()))
    question = say(f"out.agree_{verdict}", count=len(queue))
    if (asking.answer_to(question) or "").lower()[:1] not in ("j", "y"):
        typer.echo(say("out.not_decided"))
        raise typer.Exit(1)


def withdraw(
    references: Annotated[list[str], typer.Argument(help=say("help.withdraw.references"))],
    why: Annotated[str, typer.Option("--why", help=say("help.decide.why"))] = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Take codings back."""
    here = open_project(project, coder, person=True)
    typer.echo(say("out.withdrawn", count=here.withdraw(references, why=why)))
