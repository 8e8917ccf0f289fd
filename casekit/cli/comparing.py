"""Commands that count and ask: matrix, cooccurrence, query, guide, asked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from casekit.cli.options import As, Codebook, InProject, in_language, one_of, open_project, suffixed
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.cli.searching import pointed
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.cooccurrence import How
    from casekit.analysis.crosstabs import Shares
    from casekit.analysis.matrices import Values
    from casekit.project import Project

__all__ = ["register"]

Coders = Annotated[list[str] | None, typer.Option("--coder", help=say("help.compare.coder"))]
Suggestions = Annotated[bool, typer.Option("--suggestions", help=say("help.compare.suggestions"))]
Language = Annotated[str | None, typer.Option("--language", help=say("help.compare.language"))]
Table = Annotated[Path | None, typer.Option("--output", "-o", help=say("help.matrix.output"))]
_MOST = 12  # partners of codes that a terminal shows; a file has them all


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("matrix", help=say("help.matrix"))(matrix)
    app.command("cooccurrence", help=say("help.cooccurrence"))(cooccurrence)
    app.command("query", help=say("help.query"))(query)
    app.command("guide", help=say("help.guide"))(guide)
    app.command("asked", help=say("help.asked"))(asked)


def matrix(
    rows: Annotated[str, typer.Option("--rows", help=say("help.matrix.rows"))] = "theme",
    columns: Annotated[str, typer.Option("--columns", help=say("help.matrix.columns"))] = "case",
    values: Annotated[str, typer.Option("--values", help=say("help.matrix.values"))] = "documents",
    by: Annotated[str | None, typer.Option("--by", help=say("help.matrix.by"))] = None,
    shares: Annotated[str | None, typer.Option("--shares", help=say("help.matrix.shares"))] = None,
    sides: Annotated[bool, typer.Option("--sides", help=say("help.matrix.sides"))] = False,
    coders: Coders = None,
    language: Language = None,
    suggestions: Suggestions = False,
    output: Table = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Who mentions what."""
    from casekit.analysis.crosstabs import crosstab
    from casekit.analysis.matrices import matrix as table_of
    from casekit.analysis.sides import both_sides

    one_of(values, ("documents", "speakers", "passages", "words"), "--values")
    one_of(shares, ("row", "column"), "--shares")
    in_language(language)
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder)
    chosen = {
        "codebook": codebook,
        "coders": coders or None,
        "suggestions": suggestions,
        "language": language,
    }
    if sides:
        item = "theme" if "theme" in (rows, columns) else "code"
        found = both_sides(here.study(), by=item, **chosen)  # type: ignore[arg-type]
    else:
        found = table_of(here.study(), rows, columns, values=cast("Values", values), by=by, **chosen)  # type: ignore[arg-type]
    if output is not None:
        typer.echo(say("out.written", file=here.export(found, output)))
    elif sides:
        _print_sides(found)
    else:
        _print_wide(crosstab(found, shares=cast("Shares | None", shares)), say(f"matrix.values.{values}"))


def _print_wide(wide: "pd.DataFrame", title: str) -> None:
    cells = wide.fillna("–").reset_index()
    print_rows(["", *map(str, wide.columns)], records(cells), title=title)


def _print_sides(table: "pd.DataFrame") -> None:
    """Only what somebody says; who was not heard is said with it."""
    said = table[table["says"].isin(["both", "municipality", "partner"])]
    rows = [
        (row.row, row.column, f"{row.municipality}/{row.of_municipality}", f"{row.partner}/{row.of_partner}", say(f"matrix.says.{row.says}"))
        for row in records(said)
    ]  # fmt: skip
    heads = [
        say("column.case"),
        say("column.code"),
        say("matrix.side.municipality"),
        say("matrix.side.partner"),
        "",
    ]
    print_rows(heads, rows, title=say("matrix.values.speakers"))


def cooccurrence(
    by: Annotated[str, typer.Option("--by", help=say("help.compare.by"))] = "code",
    how: Annotated[str, typer.Option("--how", help=say("help.cooccurrence.how"))] = "overlap",
    turns: Annotated[int, typer.Option("--turns", min=0, help=say("help.cooccurrence.turns"))] = 2,
    coders: Coders = None,
    language: Language = None,
    suggestions: Suggestions = False,
    output: Table = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Which codes come up together."""
    from casekit.analysis.cooccurrence import cooccurrence as table_of

    one_of(by, ("theme", "code"), "--by")
    one_of(how, ("overlap", "turn", "near", "before", "after"), "--how")
    in_language(language)
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder)
    found = table_of(
        here.study(), by=cast("Literal['theme', 'code']", by), how=cast("How", how), turns=turns, codebook=codebook,
        coders=coders or None, suggestions=suggestions, language=language,
    )  # fmt: skip
    if output is not None:
        typer.echo(say("out.written", file=here.export(found, output)))
        return
    there = found[found["n"] > 0] if how in ("before", "after") else _each_once(found[found["n"] > 0], by)
    best = there.sort_values(["documents", "pairs"], ascending=False, kind="stable").head(_MOST)
    rows = [
        (row.row, row.column, f"{row.n}/{row.of}", f"{row.documents}/{row.of_documents}", row.query)
        for row in records(best)
    ]
    heads = [
        say("column.code"),
        say("matrix.other"),
        say("column.passages"),
        say("column.documents"),
        say("matrix.query"),
    ]
    print_rows(heads, rows)
    typer.echo(say("matrix.pairs_shown", shown=len(best), count=len(there)))


def _each_once(table: "pd.DataFrame", by: str) -> "pd.DataFrame":
    """Two codes that are near each other are so both ways: the row of the one that stands first."""
    pairs = table[[by, "other"]].apply(lambda pair: " ".join(sorted(pair)), axis="columns")
    return table[~pairs.duplicated()]


def query(
    text: Annotated[str | None, typer.Argument(help=say("help.query.text"))] = None,
    save: Annotated[str | None, typer.Option("--save", help=say("help.query.save"))] = None,
    coders: Coders = None,
    suggestions: Suggestions = False,
    output: Table = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Passages that a query asks for."""
    from casekit.analysis.queries import query as table_of
    from casekit.cli.looking import print_passages

    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder, person=save is not None)
    if text is None:
        _print_saved(here)
        return
    chosen = {"codebook": codebook, "coders": coders or None, "suggestions": suggestions}
    with pointed():
        found = table_of(here.study(), text, **chosen)  # type: ignore[arg-type]
        if save is not None:
            here.save_query(save, text, **chosen)  # type: ignore[arg-type]
    if output is not None:
        typer.echo(say("out.written", file=here.export(found, output)))
    else:
        print_passages(here.study(), found)
        typer.echo(
            say(
                "query.count",
                n=len(found),
                documents=found["document"].nunique(),
                cases=found["case"].nunique(),
            )
        )
    if save is not None:
        typer.echo(say("query.saved", name=save))


def _print_saved(here: "Project") -> None:
    from casekit.analysis.queries import saved_queries

    saved = saved_queries(here.study())
    if not saved:
        typer.echo(say("query.none"))
        return
    print_rows([say("query.name"), say("matrix.query")], [(name, one.query) for name, one in saved.items()])


def guide(
    file: Annotated[Path | None, typer.Argument(help=say("help.guide.file"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """The interview guide."""
    from casekit.project.question_acts import shown_guide

    here = open_project(project, coder, person=file is not None)
    taken = here.import_guide(file) if file is not None else None
    topics = here.study().topics
    if topics.empty:
        typer.echo(say("guide.none"))
        return
    print_frame(shown_guide(topics))
    if taken is not None:
        print_findings(taken.findings)


def asked(
    document: Annotated[str | None, typer.Argument(help=say("help.asked.document"))] = None,
    topic: Annotated[str | None, typer.Argument(help=say("help.asked.topic"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("help.asked.yes"))] = False,
    no: Annotated[bool, typer.Option("--no", help=say("help.asked.no"))] = False,
    why: Annotated[str, typer.Option("--why", help=say("help.asked.why"))] = "",
    output: Table = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """What was asked where."""
    from casekit.analysis.guide_coverage import asked as table_of
    from casekit.analysis.guide_coverage import coverage

    suffixed(output, ".xlsx", ".csv")
    if (yes and no) or ((yes or no) and document is None):
        raise typer.BadParameter(say("out.asked_what"))
    here = open_project(project, coder, person=yes or no)
    table = _chosen(here, table_of(here.study()), document, topic)
    if yes or no:
        rows = table if topic else table[table["state"] == "proposed"]
        n = here.confirm_asked(rows, asked=yes, why=why)
        typer.echo(say("guide.confirmed", count=n))
    elif output is not None:
        typer.echo(say("out.written", file=here.export(table, output)))
    elif here.study().topics.empty:
        typer.echo(say("guide.none"))
    elif document is None:
        _print_coverage(coverage(here.study()))
    else:
        told = table.assign(state=[say(f"guide.state.{state}") for state in table["state"]])
        print_frame(told[["topic", "state", "turn", "text", "by", "why"]].rename(columns={"why": "reason"}))


def _print_coverage(table: "pd.DataFrame") -> None:
    """The longer side goes down the page."""
    _print_wide(table if len(table) >= len(table.columns) else table.T, say("guide.coverage"))


def _chosen(
    here: "Project", table: "pd.DataFrame", document: str | None, topic: str | None
) -> "pd.DataFrame":
    """The rows of one document, and of one topic in it."""
    from casekit.analysis.guide import known_topic

    if document is not None:
        table = table[table["document"] == here.study().known(document)]
    return table if topic is None else table[table["topic"] == known_topic(here.study(), topic)]
