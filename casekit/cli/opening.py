"""Commands about notebooks: lab opens JupyterLab on the project, clean takes out what cells showed."""

import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli.options import As, InProject, open_project
from casekit.errors import CasekitError
from casekit.wording import say

__all__ = ["clean", "lab", "lab_command", "register"]


def register(app: typer.Typer) -> None:
    """Put these commands into *app*."""
    app.command("lab", help=say("help.lab"))(lab)
    app.command("clean", help=say("help.clean"))(clean)


def lab(
    project: InProject = None,
    coder: As = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=say("help.lab.no_browser"))] = False,
) -> None:
    """Open JupyterLab on the project's folder, with a notebook to start from."""
    from casekit.cli.starting import start_file, start_notebook
    from casekit.files.atomic import write_atomically

    here = open_project(project, coder, person=True)
    folder, person = here.folder.resolve(), here.coder
    file = start_file(folder, person)
    command = lab_command(folder, file, browser=not no_browser)
    if not file.exists():
        write_atomically(file, start_notebook(here.study(), person))
        typer.echo(say("out.written", file=file))
    here.close()  # the notebook's own kernel works on it from now on
    typer.echo(say("out.lab", file=file.name))
    raise typer.Exit(_run(command, folder, person))


def lab_command(folder: Path, file: Path, *, browser: bool = True) -> list[str]:
    """What starts JupyterLab: for this computer only, and without asking the network for news of itself.

    Raises:
        CasekitError: JupyterLab is not installed beside casekit.
    """
    if find_spec("jupyterlab") is None:
        raise CasekitError("no_jupyterlab", python=sys.executable)
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *([] if browser else ["--no-browser"]),
        str(file),
    ]


def _run(command: list[str], folder: Path, coder: str | None) -> int:
    """JupyterLab to its end. Ctrl+C is for it: it asks whether it is meant."""
    named = {"CASEKIT_CODER": coder} if coder else {}
    running = subprocess.Popen(command, cwd=folder, env={**os.environ, **named})  # noqa: S603
    while True:
        with suppress(KeyboardInterrupt):
            return running.wait()


def clean(
    notebooks: Annotated[list[Path], typer.Argument(help=say("help.clean.notebooks"))],
) -> None:
    """Take outputs and the state of widgets out of notebooks, and out of the copies that Jupyter keeps of them."""
    from casekit.files.atomic import write_atomically
    from casekit.files.notebooks import clean_notebook

    files = [file for notebook in notebooks for file in (notebook, *_copies(notebook))]
    cleaned = {file: clean_notebook(file.read_bytes(), file=str(file)) for file in files}
    for file, found in cleaned.items():
        if not found.changed:
            typer.echo(say("out.clean_already", file=file))
            continue
        write_atomically(file, found.data)
        counts = {"outputs": found.outputs, "runs": found.runs, "widgets": found.widgets}
        typer.echo(say("out.cleaned", file=file, **counts))


def _copies(notebook: Path) -> list[Path]:
    """Jupyter keeps the last saved state of a notebook in a hidden folder beside it."""
    copy = notebook.parent / ".ipynb_checkpoints" / f"{notebook.stem}-checkpoint{notebook.suffix}"
    return [copy] if copy.is_file() else []
