"""Commands about what people write: framework, summarize, sheet, steps."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from casekit.cli.options import As, Codebook, InProject, in_language, one_of, open_project, suffixed
from casekit.cli.printing import print_findings, print_frame, print_rows
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.framework import By
    from casekit.project import Project
    from casekit.project.summing import SummariesTaken

__all__ = ["register"]

Cases = Annotated[list[str] | None, typer.Option("--case", help=say("help.framework.case"))]
Language = Annotated[str | None, typer.Option("--language", help=say("help.option.language"))]
Passages = Annotated[list[str] | None, typer.Option("--passage", help=say("help.summarize.passage"))]
Out = Annotated[Path | None, typer.Option("--output", "-o", help=say("help.framework.output"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("framework", help=say("help.framework"))(framework)
    app.command("summarize", help=say("help.summarize"))(summarize)
    app.command("sheet", help=say("help.sheet"))(sheet)
    app.command("steps", help=say("help.steps"))(steps)


def framework(
    by: Annotated[str, typer.Option("--by", help=say("help.framework.by"))] = "theme",
    cases: Cases = None,
    item: Annotated[str | None, typer.Option("--code", help=say("help.framework.code"))] = None,
    source: Annotated[Path | None, typer.Option("--import", help=say("help.framework.import"))] = None,
    output: Out = None,
    language: Language = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Show, write or take in the framework matrix."""
    from casekit.analysis.framework import framework as table_of

    one_of(by, ("theme", "code", "topic"), "--by")
    in_language(language)
    suffixed(output, ".xlsx", ".docx")
    here = open_project(project, coder, person=source is not None)
    if source is not None:
        _print_taken(here.import_summaries(source))
        return
    if output is not None:
        written = _written(here, output, cast("By", by), codebook, cases or None, language)
        typer.echo(say("out.written", file=written))
        return
    table = table_of(here.study(), by=cast("By", by), codebook=codebook, cases=cases or None)
    if item is not None and item not in set(table["item"]):
        one_of(item, tuple(dict.fromkeys(table["item"])), "--code")
    _print_view(table.of_item(item) if item else table.wide)


def _written(
    here: "Project",
    output: Path,
    by: "By",
    codebook: str | None,
    cases: list[str] | None,
    language: str | None,
) -> Path:
    from casekit.analysis.framework import framework as table_of

    if output.suffix.lower() == ".xlsx":
        return here.export(table_of(here.study(), by=by, codebook=codebook, cases=cases), output)
    from casekit.report.framework_pages import framework_pages

    return here.export(
        framework_pages(here.study(), by=by, codebook=codebook, cases=cases, language=language), output
    )


def _print_view(view: "pd.DataFrame") -> None:
    told = view.reset_index()
    print_rows(list(map(str, told.columns)), [tuple(map(str, row)) for row in told.itertuples(index=False)])


def _print_taken(taken: "SummariesTaken") -> None:
    typer.echo(say("out.summaries", n=taken.n))
    for name in taken.made:
        typer.echo(say("out.sheet_document", document=name))
    print_findings(taken.findings)
    if len(taken.disputed):
        print_frame(taken.disputed)


def summarize(
    text: Annotated[str | None, typer.Argument(help=say("help.summarize.text"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.summarize.case"))] = None,
    document: Annotated[str | None, typer.Option("--document", help=say("help.summarize.document"))] = None,
    code: Annotated[str | None, typer.Option("--code", help=say("help.summarize.code"))] = None,
    topic: Annotated[str | None, typer.Option("--topic", help=say("help.summarize.topic"))] = None,
    passages: Passages = None,
    table: Annotated[Path | None, typer.Option("--table", help=say("help.summarize.table"))] = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Store what people write about a case or an interview."""
    if (text is None) == (table is None):
        raise typer.BadParameter(say("out.text_or_table"))
    if table is not None and (case or document or code or topic or passages):
        raise typer.BadParameter(say("out.table_alone"))
    here = open_project(project, coder, person=True)
    if table is not None:
        _print_taken(here.import_summaries(table))
    elif text is not None:
        told = {"case": case, "document": document, "code": code, "topic": topic, "codebook": codebook}
        key = here.summarize(text, passages=passages or (), **told)
        typer.echo(say("out.summarized", reference=key[:10]))


def sheet(
    document: Annotated[str | None, typer.Argument(help=say("help.sheet.document"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.sheet.case"))] = None,
    role: Annotated[str, typer.Option("--role", help=say("help.sheet.role"))] = "",
    source: Annotated[Path | None, typer.Option("--import", help=say("help.sheet.import"))] = None,
    output: Out = None,
    language: Language = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make or take in the summary sheet of an interview."""
    from casekit.project.exporting import file_name
    from casekit.report.summary_sheet import summary_sheet

    if (document is None) == (source is None):
        raise typer.BadParameter(say("out.sheet_what"))
    in_language(language)
    suffixed(output, ".docx")
    here = open_project(project, coder, person=source is not None)
    if source is not None:
        _print_taken(here.import_summaries(source))
    elif document is not None:
        report = summary_sheet(
            here.study(), document, case=case, role=role, codebook=codebook, language=language
        )
        typer.echo(
            say("out.written", file=here.export(report, output or Path(f"{file_name(document)}_sheet.docx")))
        )


def steps(
    name: Annotated[str | None, typer.Argument(help=say("help.steps.name"))] = None,
    cases: Cases = None,
    source: Annotated[Path | None, typer.Option("--import", help=say("help.steps.import"))] = None,
    output: Out = None,
    language: Language = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Show, write or take in the steps of a process."""
    from casekit.analysis.process import process
    from casekit.report.process_pages import process_pages

    in_language(language)
    suffixed(output, ".xlsx", ".csv", ".docx")
    here = open_project(project, coder, person=source is not None)
    if source is not None:
        n, findings = here.import_steps(source)
        typer.echo(say("out.steps", n=n))
        print_findings(findings)
    elif output is not None:
        word = output.suffix.lower() == ".docx"
        what = (
            process_pages(here.study(), name=name, cases=cases or None, language=language)
            if word
            else process(here.study(), name=name, cases=cases or None)
        )
        typer.echo(say("out.written", file=here.export(what, output)))
    elif here.study().steps.empty:
        typer.echo(say("process.none"))
    else:
        _print_view(process(here.study(), name=name, cases=cases or None))
