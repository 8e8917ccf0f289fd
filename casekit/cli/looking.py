"""Commands that look: status, compare, passages, quote."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from casekit.cli.options import As, Codebook, InProject, in_language, one_of, open_project, suffixed
from casekit.cli.printing import print_findings, print_rows
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.comparing import By, Split
    from casekit.model.study import Study
    from casekit.project import Project
    from casekit.report.passage_list import Order

__all__ = ["print_passages", "register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("status", help=say("help.status"))(status)
    app.command("compare", help=say("help.compare"))(compare)
    app.command("passages", help=say("help.passages"))(passages)
    app.command("quote", help=say("help.quote"))(quote)


def status(project: InProject = None) -> None:
    """What is in the project."""
    from casekit.analysis.selecting import at_top

    study = at_top(open_project(project).study())
    names = ("cases", "documents", "people", "codings", "suggestions", "messages")
    print_rows(
        [say("column.what"), say("column.count")],
        [(say(f"column.{name}"), len(getattr(study, name))) for name in names],
    )
    if len(study.messages):
        told = study.messages.fillna("")
        rows = [(row.message[:10], row.case, row.coder, row.text) for row in records(told)]
        print_rows([say(f"column.{name}") for name in ("reference", "case", "by", "text")], rows)
    print_findings(study.findings)


def compare(
    by: Annotated[str, typer.Option("--by", help=say("help.compare.by"))] = "theme",
    split: Annotated[str | None, typer.Option("--split", help=say("help.compare.split"))] = None,
    show: Annotated[str, typer.Option("--show", help=say("help.compare.show"))] = "interviews",
    coders: Annotated[list[str] | None, typer.Option("--coder", help=say("help.compare.coder"))] = None,
    language: Annotated[str | None, typer.Option("--language", help=say("help.compare.language"))] = None,
    suggestions: Annotated[bool, typer.Option("--suggestions", help=say("help.compare.suggestions"))] = False,
    chart: Annotated[str, typer.Option("--chart", help=say("help.compare.chart"))] = "heatmap",
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=say("help.compare.xlsx"))] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help=say("help.compare.csv"))] = None,
    png: Annotated[Path | None, typer.Option("--png", help=say("help.compare.png"))] = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Cases side by side."""
    from casekit.analysis.comparing import compare as table_of
    from casekit.project.exporting import spare

    one_of(by, ("theme", "code"), "--by")
    one_of(split, ("sector", "language", "role"), "--split")
    one_of(show, ("interviews", "people", "passages", "words", "barrier", "facilitator", "mixed"), "--show")
    one_of(chart, ("heatmap", "directions"), "--chart")
    in_language(language)
    _can_be_made(split, xlsx, csv, png)
    here = open_project(project, coder)
    study = here.study()
    table = table_of(
        study,
        by=cast("By", by),
        split=cast("Split | None", split),
        codebook=codebook,
        coders=coders or None,
        suggestions=suggestions,
        language=language,
    )
    for target in (xlsx, csv, png):
        if target is not None:
            spare(target, made_before=set(study.exports["digest"]))
    _print_comparison(study, table, show, split, codebook)
    for target in (xlsx, csv):
        if target is not None:
            typer.echo(say("out.written", file=here.export(table, target)))
    if png is not None:
        typer.echo(say("out.written", file=_draw(here, table, png, chart, codebook)))


def _can_be_made(split: str | None, xlsx: Path | None, csv: Path | None, png: Path | None) -> None:
    """Refuse at once what would fail when half is done."""
    suffixed(xlsx, ".xlsx")
    suffixed(csv, ".csv")
    suffixed(png, ".png")
    if split is not None and png is not None:
        raise typer.BadParameter(say("out.split_or_png"))


def _print_comparison(
    study: "Study", table: "pd.DataFrame", show: str, split: str | None, codebook: str | None
) -> None:
    """One table, or one per sector, language or role."""
    if not table["interviews"].any():
        typer.echo(say("out.nothing_reviewed"))
    elif split is None:
        _print_table(study, table, show, say(f"out.show.{show}"), codebook)
    else:
        for name, group in table.groupby(split, sort=False):
            _print_table(
                study,
                group.drop(columns=split),
                show,
                f"{_split_label(study, split, str(name))} · {say(f'out.show.{show}')}",
                codebook,
            )


def _split_label(study: "Study", split: str, name: str) -> str:
    from casekit.wording import language

    roles = study.roles
    if split == "role" and name in roles.roles:
        return roles.roles[name].label.get(language())
    return (roles.sector_label(name, language()) if split == "sector" else name) or "–"


def _print_table(study: "Study", table: "pd.DataFrame", show: str, title: str, codebook: str | None) -> None:
    """Themes in rows, cases in columns: there are more themes than cases, and their names are longer."""
    from casekit.analysis.crosstabs import crosstab
    from casekit.wording import language

    wide = crosstab(table[table.groupby(_item(table))["interviews"].transform("sum") > 0], show=show).T
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    book = study.codebook(codebook)
    rows = [
        (book[str(code)].label.get(language()), *cells)
        for code, *cells in records(wide.reset_index().fillna("–"))
    ]
    print_rows(
        [say(f"column.{_item(table)}"), *(labels.get(case, case) for case in wide.columns)], rows, title=title
    )


def _item(table: "pd.DataFrame") -> str:
    return "theme" if "theme" in table.columns else "code"


def _draw(here: "Project", table: "pd.DataFrame", target: Path, chart: str, codebook: str | None) -> Path:
    from casekit import charts
    from casekit.charts.study_charts import chart_frame

    study = here.study()
    frame = chart_frame(study, table, language=study.language, codebook=codebook)
    draw = charts.draw_heatmap if chart == "heatmap" else charts.draw_directions
    return here.export(draw(frame, language=study.language), target)


def passages(
    code: Annotated[str | None, typer.Option("--code", help=say("help.passages.code"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.passages.case"))] = None,
    by: Annotated[str, typer.Option("--by", help=say("help.passages.by"))] = "case",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("help.passages.output"))] = None,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help=say("help.passages.suggestions"))
    ] = False,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """What was said."""
    from casekit.analysis.passages import passages as table_of
    from casekit.analysis.selecting import with_codebook
    from casekit.report.passage_list import passage_list

    one_of(by, ("case", "code", "document"), "--by")
    suffixed(output, ".docx", ".xlsx", ".csv")
    here = open_project(project, coder)
    study = with_codebook(here.study(), codebook)
    table = table_of(study, code=code, case=case, suggestions=suggestions)
    if output is None:
        print_passages(study, table)
    elif output.suffix.lower() == ".docx":
        report = passage_list(study, code=code, case=case, by=cast("Order", by), suggestions=suggestions)
        typer.echo(say("out.written", file=here.export(report, output)))
    else:
        typer.echo(say("out.written", file=here.export(table, output)))


def print_passages(study: "Study", table: "pd.DataFrame") -> None:
    """Where each passage is, its code, its direction and the words."""
    from casekit.wording import language

    book = study.codebook()
    rows = [
        (
            row.reference,
            book[row.code].label.get(language()),
            say(f"polarity.{row.polarity}") if row.polarity else "",
            row.text,
        )
        for row in records(table)
    ]
    print_rows([say(f"column.{name}") for name in ("reference", "code", "polarity", "text")], rows)


def quote(
    reference: Annotated[str, typer.Argument(help=say("help.quote.reference"))],
    project: InProject = None,
) -> None:
    """From a reference in a document back to its place."""
    from casekit.analysis.passages import find_reference, place

    study = open_project(project).study()
    row = find_reference(study, reference)
    for name, value in place(study, row).items():
        typer.echo(f"{say(f'column.{name}')}: {value}")
