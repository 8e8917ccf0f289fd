"""Commands about what was done: log, undo, redo, exports, export-again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.cli.printing import print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["register"]

_NAMES = 2  # documents, cases and codes of an event that are shown by name; of more, how many
Last = Annotated[int, typer.Option("--last", min=1, help=say("help.undo.last"))]
Of = Annotated[str | None, typer.Option("--of", help=say("help.undo.of"))]
Why = Annotated[str, typer.Option("--why", help=say("help.undo.why"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("log", help=say("help.log"))(log)
    app.command("undo", help=say("help.undo"))(undo)
    app.command("redo", help=say("help.redo"))(redo)
    app.command("exports", help=say("help.exports"))(exports)
    app.command("export-again", help=say("help.export_again"))(export_again)


def log(
    reference: Annotated[str | None, typer.Argument(help=say("help.log.reference"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.log.case"))] = None,
    code: Annotated[str | None, typer.Option("--code", help=say("help.log.code"))] = None,
    whose: Annotated[str | None, typer.Option("--coder", help=say("help.log.coder"))] = None,
    document: Annotated[str | None, typer.Option("--document", help=say("help.log.document"))] = None,
    verb: Annotated[str | None, typer.Option("--verb", help=say("help.log.verb"))] = None,
    since: Annotated[str | None, typer.Option("--since", help=say("help.log.since"))] = None,
    until: Annotated[str | None, typer.Option("--until", help=say("help.log.until"))] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.log.limit"))] = 0,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Who did what, and when."""
    asked = {"case": case, "code": code, "coder": whose, "document": document, "verb": verb}
    found = open_project(project, coder).log(reference=reference, since=since, until=until, **asked)
    if found.empty:
        typer.echo(say("out.nothing_in_log"))
        return
    (_print_log if reference is None else _print_past)(found.tail(limit) if limit else found)
    if 0 < limit < len(found):
        typer.echo(say("out.earlier_events", count=len(found) - limit))


def _print_log(found: "pd.DataFrame") -> None:
    heads = ("n", "at", "by", "verb", "about", "touched")
    rows = [
        (row.n, _when(row.at), row.by or "–", _verb(row), _about(row), _touched(row))
        for row in records(found)
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in heads], rows)


def _print_past(found: "pd.DataFrame") -> None:
    heads = ("n", "at", "by", "verb", "act", "reference", "code", "before", "after")
    rows = [
        (row.n, _when(row.at), row.by or "–", _word(row.verb), say(f"act.{row.act}"), f"{say(f'facts.{row.what}')} {row.reference}", row.code, row.before, row.after)
        for row in records(found)
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in heads], rows)


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _word(verb: str) -> str:
    from casekit.project.taking_back import verb_word

    return verb_word(verb)


def _verb(row: Any) -> str:
    """What was done; of an undo also which act it took back, and whose if another's."""
    if not isinstance(row.undoes, str):
        return _word(row.verb)
    told = {"verb": _word(row.verb), "n": row.of_n}
    return say("history.of_another", **told, of=row.of) if row.of else say("history.of", **told)


def _about(row: Any) -> str:
    """Its reason, what it made, changed and ended, and that it was undone: in one column, or a terminal has no room."""
    told = {name: getattr(row, name) for name in ("made", "changed", "ended")}
    did = [say(f"history.{name}", what=what) for name, what in told.items() if what]
    return "; ".join(filter(None, [row.why, *did, "" if row.in_force else say("out.undone_mark")]))


def _touched(row: Any) -> str:
    told = (("documents", row.documents), ("cases", row.cases), ("codes", row.codes))
    return "; ".join(_shortened(kind, names) for kind, names in told if names)


def _shortened(kind: str, names: str) -> str:
    count = len(names.split(", "))
    return names if count <= _NAMES else say(f"history.many_{kind}", count=count)


def undo(
    number: Annotated[int | None, typer.Argument(help=say("help.undo.number"))] = None,
    last: Last = 1,
    of: Of = None,
    show: Annotated[bool, typer.Option("--show", help=say("help.undo.show"))] = False,
    with_later: Annotated[bool, typer.Option("--with-later", help=say("help.undo.with_later"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=say("help.undo.yes"))] = False,
    why: Why = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Take back acts."""
    here = open_project(project, coder, person=True)
    if show or with_later:
        rests = here.rests_on(number, last=last, of=of)
        _print_resting(rests)
        if show or (len(rests) and not yes and not typer.confirm(say("out.undo_all"))):
            return
    for row in records(here.undo(number, last=last, of=of, with_later=with_later, why=why)):
        typer.echo(say("out.undone", number=row.n, verb=_word(row.verb)))


def _print_resting(rests: "pd.DataFrame") -> None:
    if rests.empty:
        typer.echo(say("out.nothing_rests"))
        return
    heads = ("n", "at", "by", "verb", "what", "reference")
    rows = [
        (row.n, _when(row.at), row.by or "–", _word(row.verb), say(f"facts.{row.what}"), row.reference)
        for row in records(rests)
    ]
    print_rows([say(f"column.{name}") for name in heads], rows, title=say("out.rests"))


def redo(
    number: Annotated[int | None, typer.Argument(help=say("help.redo.number"))] = None,
    last: Last = 1,
    of: Of = None,
    why: Why = "",
    project: InProject = None,
    coder: As = None,
) -> None:
    """Bring back what was undone."""
    here = open_project(project, coder, person=True)
    for row in records(here.redo(number, last=last, of=of, why=why)):
        typer.echo(say("out.redone", number=row.n, verb=_word(row.verb)))


def exports(project: InProject = None) -> None:
    """What left the project."""
    made = open_project(project).exports()
    if made.empty:
        typer.echo(say("out.no_exports"))
        return
    heads = ("n", "at", "by", "reference", "file", "state", "again", "since")
    rows = [
        (row.n, _when(row.at), row.by if isinstance(row.by, str) else "–", row.reference, row.file, row.state[:8], _answer(row.again), _answer(row.changed))
        for row in records(made)
    ]  # fmt: skip
    print_rows([say(f"column.{name}") for name in heads], rows, whole=(3, 5))


def _answer(known: Any) -> str:
    """Yes, no, or a dash where it is not known."""
    from pandas import isna

    return "–" if isna(known) else say("answer.yes" if known else "answer.no")


def export_again(
    which: Annotated[str, typer.Argument(help=say("help.export_again.which"))],
    to: Annotated[Path | None, typer.Option("--to", help=say("help.export_again.to"))] = None,
    template: Annotated[Path | None, typer.Option("--template", help=say("help.option.template"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make a file again."""
    typer.echo(str(open_project(project, coder).export_again(which, to, template=template)))
