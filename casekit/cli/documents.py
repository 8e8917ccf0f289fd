"""Commands that make documents: message, feedback, overview."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli.options import As, Codebook, InProject, Output, in_language, open_project, suffixed
from casekit.wording import say

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["register"]

Template = Annotated[Path | None, typer.Option("--template", help=say("help.option.template"))]
Language = Annotated[str | None, typer.Option("--language", help=say("help.option.language"))]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("message", help=say("help.message"))(message)
    app.command("feedback", help=say("help.feedback"))(feedback)
    app.command("overview", help=say("help.overview"))(overview)


def message(
    text: Annotated[str | None, typer.Argument(help=say("help.message.text"))] = None,
    case: Annotated[str | None, typer.Option("--case", help=say("help.message.case"))] = None,
    theme: Annotated[str, typer.Option("--theme", help=say("help.message.theme"))] = "",
    table: Annotated[Path | None, typer.Option("--table", help=say("help.message.table"))] = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Store what people write."""
    if (text is None) == (table is None):
        raise typer.BadParameter(say("out.text_or_table"))
    if table is not None and (case or theme):
        raise typer.BadParameter(say("out.table_alone"))
    here = open_project(project, coder, person=True)
    if table is not None:
        typer.echo(say("out.messages", count=here.import_messages(table)))
    elif text is not None:
        typer.echo(say("out.message", reference=here.message(text, case=case, theme=theme)[:10]))


def feedback(
    output: Output,
    case: Annotated[str | None, typer.Option("--case", help=say("help.feedback.case"))] = None,
    everyone: Annotated[bool, typer.Option("--all", help=say("help.feedback.all"))] = False,
    codebook: Codebook = None,
    language: Language = None,
    template: Template = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make the feedback document of a municipality, or of all."""
    from casekit.analysis.selecting import with_codebook
    from casekit.report.feedback import feedback as report_of
    from casekit.report.feedback import feedback_all

    if (case is None) != everyone:
        raise typer.BadParameter(say("out.case_or_all"))
    in_language(language)
    _place_fits(output, everyone=everyone)
    here = open_project(project, coder)
    study = with_codebook(here.study(), codebook)
    if case is None:
        written = here.export_all(feedback_all(study, language=language), output, template=template)
    else:
        written = [here.export(report_of(study, case=case, language=language), output, template=template)]
    for path in written:
        _tell_written(path)
    _tell_stale(study)


def _place_fits(output: Path, *, everyone: bool) -> None:
    """One document is a .docx; several go into a folder."""
    if not everyone:
        suffixed(output, ".docx")
    elif output.suffix.lower() == ".docx" or output.is_file():
        raise typer.BadParameter(say("help.feedback.all"), param_hint="--output")


def overview(
    output: Output,
    codebook: Codebook = None,
    language: Language = None,
    template: Template = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Make the document across cases."""
    from casekit.analysis.selecting import with_codebook
    from casekit.report.overview import overview as report_of

    in_language(language)
    suffixed(output, ".docx")
    here = open_project(project, coder)
    study = with_codebook(here.study(), codebook)
    _tell_written(here.export(report_of(study, language=language), output, template=template))
    _tell_stale(study)


def _tell_written(path: Path) -> None:
    """Where it is; and that its other form still lies beside it, which may be older than what is known now."""
    typer.echo(say("out.written", file=path))
    internal = path.stem.endswith("_internal")
    other = path.with_stem(path.stem.removesuffix("_internal") if internal else f"{path.stem}_internal")
    if other.is_file():
        typer.echo(say("out.older_beside", file=other), err=True)


def _tell_stale(study: "Study") -> None:
    from casekit.analysis.basis import stale

    old = stale(study)
    if old:
        typer.echo(say("out.stale", count=len(old)), err=True)
