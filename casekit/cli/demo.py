"""``casekit demo``: the whole way on the sample study, command by command."""

from itertools import chain, count
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import documents, looking, working
from casekit.wording import say

__all__ = ["register"]

CODER = "demo"


def register(app: typer.Typer) -> None:
    """Put the command into *app*."""
    app.command("demo", help=say("help.demo"))(demo)


def demo(folder: Annotated[Path | None, typer.Argument(help=say("help.demo.folder"))] = None) -> None:
    """From transcripts to Word documents."""
    from casekit.files.shipped import shipped

    place = folder or _free_folder()
    samples = shipped("data_samples")
    _say(f"casekit new {place} --language da")
    working.new(place, language="da", coder=CODER)
    _say(f"casekit add {samples} --table interviews.csv --cases cases.csv")
    working.add(samples, samples / "interviews.csv", samples / "cases.csv", project=place, coder=CODER)
    _say("casekit suggest --codebook housing_first_barriers")
    working.suggest("housing_first_barriers", project=place, coder=CODER)
    _say("casekit import-codings codings.csv")
    working.import_codings(samples / "codings.csv", project=place, coder=CODER)
    _say("casekit compare --by theme --xlsx compare.xlsx --png compare.png")
    looking.compare(project=place, xlsx=place / "compare.xlsx", png=place / "compare.png")
    _say("casekit passages --code caseload -o caseload.docx")
    looking.passages(code="caseload", output=place / "caseload.docx", project=place)
    _say("casekit message --table messages.csv")
    documents.message(table=samples / "messages.csv", project=place, coder=CODER)
    _say("casekit feedback --all -o feedback/")
    documents.feedback(place / "feedback", everyone=True, project=place, coder=CODER)
    _say("casekit overview -o overview.docx")
    documents.overview(place / "overview.docx", project=place, coder=CODER)
    typer.echo(f"\n{say('out.demo', folder=place)}")


def _free_folder() -> Path:
    names = chain(["casekit-demo"], (f"casekit-demo-{number}" for number in count(2)))
    return next(Path(name) for name in names if not Path(name).exists())


def _say(command: str) -> None:
    typer.secho(f"\n$ {command}", bold=True)
