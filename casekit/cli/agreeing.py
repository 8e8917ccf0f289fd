"""Commands about what coders see alike and what they do not: agreement, disagreements, agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from casekit.cli.options import As, Codebook, InProject, one_of, open_project, suffixed
from casekit.cli.printing import print_findings, print_frame
from casekit.model.codebook import POLARITIES
from casekit.model.frames import records
from casekit.wording import say

if TYPE_CHECKING:
    import pandas as pd

    from casekit.analysis.agreement import By

__all__ = ["register"]

Coders = Annotated[list[str] | None, typer.Option("--coder", help=say("help.agreement.coder"))]
Documents = Annotated[list[str] | None, typer.Option("--document", help=say("help.agreement.document"))]
UnitOption = Annotated[str, typer.Option("--unit", help=say("help.agreement.unit"))]
Tolerance = Annotated[int, typer.Option("--tolerance", min=0, help=say("help.agreement.tolerance"))]
_UNITS = ("turn", "sentence", "passage", "character")
_MEASURES = ("alpha", "ac1", "cohen", "scott", "conger", "fleiss", "bp")


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("agreement", help=say("help.agreement"))(agreement)
    app.command("disagreements", help=say("help.disagreements"))(disagreements)
    app.command("agree", help=say("help.agree"))(agree)


def agreement(
    by: Annotated[str, typer.Option("--by", help=say("help.agreement.by"))] = "code",
    unit: UnitOption = "turn",
    tolerance: Tolerance = 0,
    coders: Coders = None,
    documents: Documents = None,
    measures: Annotated[
        list[str] | None, typer.Option("--measure", help=say("help.agreement.measure"))
    ] = None,
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help=say("help.agreement.resamples"))
    ] = 1000,
    ratings: Annotated[bool, typer.Option("--ratings", help=say("help.agreement.ratings"))] = False,
    codebook: Codebook = None,
    project: InProject = None,
) -> None:
    """How far coders agree."""
    from casekit.analysis.agreement import agreement as measured
    from casekit.analysis.rating_agreement import rating_agreement

    one_of(by, ("code", "theme"), "--by")
    one_of(unit, _UNITS, "--unit")
    for name in measures or ():
        one_of(name, _MEASURES, "--measure")
    study = open_project(project).study()
    found: Any
    if ratings:
        found = rating_agreement(study, coders=coders, codebook=codebook, resamples=resamples)
    else:
        found = measured(
            study, coders=coders, by=cast("By", by), unit=unit, tolerance=tolerance,
            measures=measures or ("alpha", "ac1"), documents=documents, codebook=codebook, resamples=resamples,
        )  # fmt: skip
    typer.echo(found.title)
    print_frame(found.lines())
    if not ratings:
        typer.echo(found.counted)
    print_findings(found.findings)


def disagreements(
    unit: UnitOption = "turn",
    tolerance: Tolerance = 0,
    coders: Coders = None,
    documents: Documents = None,
    settled: Annotated[bool, typer.Option("--settled", help=say("help.disagreements.settled"))] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("help.disagreements.output"))
    ] = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Where coders disagree, with the words side by side."""
    from casekit.analysis.disagreements import disagreements as listed

    one_of(unit, _UNITS, "--unit")
    suffixed(output, ".xlsx", ".csv")
    here = open_project(project, coder)
    table = listed(
        here.study(), coders=coders, unit=unit, tolerance=tolerance, documents=documents, codebook=codebook
    )
    left = table[table["agreed"] == ""]
    shown = table if settled else left
    if output is not None:
        typer.echo(say("out.written", file=here.export(shown.drop(columns="codings"), output)))
    else:
        _print(shown)
    typer.echo(say("agreement.left", count=len(table), open=len(left)))


def _print(table: "pd.DataFrame") -> None:
    coders = [name for name in table.columns if name.startswith("by_")]
    told = table.assign(
        reference=[row.references.split("; ")[0] for row in records(table[["references"]])],
        differs=[say(f"agreement.kind.{kind}") for kind in table["kind"]],
    )
    names = ["reference", "differs", "quote", *coders, "agreed", "why"]
    kept = names if (table["agreed"] != "").any() else names[:-2]
    print_frame(
        told[kept].rename(columns={"quote": "text"} | {name: name.removeprefix("by_") for name in coders})
    )


def agree(
    references: Annotated[list[str], typer.Argument(help=say("help.agree.references"))],
    why: Annotated[str, typer.Option("--why", help=say("help.agree.why"))],
    codes: Annotated[list[str] | None, typer.Option("--code", help=say("help.agree.code"))] = None,
    none: Annotated[bool, typer.Option("--none", help=say("help.agree.none"))] = False,
    polarity: Annotated[str | None, typer.Option("--polarity", help=say("help.agree.polarity"))] = None,
    unit: UnitOption = "turn",
    tolerance: Tolerance = 0,
    coders: Coders = None,
    codebook: Codebook = None,
    project: InProject = None,
    coder: As = None,
) -> None:
    """Settle disagreements."""
    one_of(unit, _UNITS, "--unit")
    one_of(polarity, (*POLARITIES, "none"), "--polarity")
    if bool(codes) == none:
        raise typer.BadParameter(say("out.code_or_none"))
    here = open_project(project, coder, person=True)
    way = None if polarity is None else polarity.replace("none", "")
    done = here.agree(
        references,
        code=codes,
        why=why,
        polarity=way,
        coders=coders,
        unit=unit,
        tolerance=tolerance,
        codebook=codebook,
    )
    typer.echo(str(done))
