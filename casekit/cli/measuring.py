"""``casekit codebook measure``: what search terms find of what people coded."""

from typing import Annotated

import typer

from casekit.cli.options import InProject, one_of, open_project
from casekit.cli.printing import print_findings, print_frame
from casekit.wording import say

__all__ = ["measure_terms"]

_SHOWN = 200  # signs of a turn


def measure_terms(
    codebook: Annotated[str | None, typer.Argument(help=say("help.codebook.name"))] = None,
    documents: Annotated[
        list[str] | None, typer.Option("--document", help=say("help.codebook.measure.document"))
    ] = None,
    by: Annotated[str, typer.Option("--by", help=say("help.codebook.measure.by"))] = "turn",
    code: Annotated[str | None, typer.Option("--code", help=say("help.codebook.measure.code"))] = None,
    missed: Annotated[bool, typer.Option("--missed", help=say("help.codebook.measure.missed"))] = False,
    project: InProject = None,
) -> None:
    """Suggestions made anew against people's codings: recall and precision by language and code."""
    from casekit.coders.measuring import UNITS, Unit, measure
    from casekit.model.frames import records
    from casekit.project.places import find_codebook

    one_of(by, UNITS, "--by")
    here = open_project(project)
    study = here.study()
    book, _ = find_codebook(codebook or study.codebook().id, study, here.folder)
    unit: Unit = "turn" if by == "turn" else "passage"
    measured = measure(study, book, documents=documents, unit=unit)
    print_findings(measured.findings)
    if measured.by_code["passages"].sum() == 0:
        typer.echo(say("out.nothing_coded", codebook=book.id))
        return
    of = [book[code].id] if code is not None else [one.id for one in book]
    rows = measured.by_code[measured.by_code["code"].isin(of)]
    print_frame(rows.round(2), whole=("code",))
    print_frame(measured.overall.round(2))
    if missed:
        for title, frame in (("out.missed", measured.missed), ("out.needless", measured.needless)):
            typer.echo(f"\n{say(title)}")
            for row in records(frame[frame["code"].isin(of)]):
                typer.echo(_line(row))


def _line(row: object) -> str:
    told = f"{row.code} · {row.document}: {typer.style(row.text[:_SHOWN], italic=True)}"  # type: ignore[attr-defined]
    return f"{told} ← {row.indicators}" if hasattr(row, "indicators") else told
