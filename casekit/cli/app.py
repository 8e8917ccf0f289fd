"""The command line: its commands, its language, and how errors reach people."""

import errno
import locale
import os
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from casekit import __version__
from casekit.errors import CasekitError
from casekit.wording import LANGUAGES, say, speak

__all__ = ["app"]


_WINDOWS = {"danish": "da", "german": "de", "dutch": "nl", "english": "en"}  # Windows spells languages out


def _language() -> str:
    """CASEKIT_LANGUAGE, else the computer's, else English."""
    wanted = (os.environ.get("CASEKIT_LANGUAGE") or locale.getlocale()[0] or "en").lower()
    short = _WINDOWS.get(wanted.split("_")[0], wanted[:2])
    return short if short in LANGUAGES else "en"


speak(_language())


class _Group(TyperGroup):
    """Turns what casekit raises into a sentence and a hint; commands stay in the order of the work."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CasekitError as error:
            complaint = error
        except OSError as error:  # a place that cannot be looked at, or made
            if error.errno == errno.EPIPE:
                raise
            reason = error.strerror or type(error).__name__
            complaint = CasekitError("cannot_open", file=error.filename or "–", reason=reason)
        typer.echo(complaint, err=True)
        raise typer.Exit(1)

    def list_commands(self, ctx: Any) -> list[str]:
        """Typer puts groups last: the one about codebooks stands before the history, the one about turns with corrections."""
        names = [name for name in self.commands if name not in ("codebook", "edit")]
        names.insert(names.index("log"), "codebook")
        names.insert(names.index("carried"), "edit")
        return names


app = typer.Typer(
    cls=_Group,
    help=say("help.casekit"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"casekit {__version__}")
        raise typer.Exit


@app.callback()
def casekit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("help.version"))
    ] = False,
) -> None:
    """Take the options that stand before a command."""


from casekit.cli import (  # noqa: E402
    agreeing,
    codebooks,
    comparing,
    correcting,
    demo,
    documents,
    drawing,
    framing,
    history,
    keeping,
    looking,
    opening,
    purging,
    rating,
    reading,
    reviewing,
    searching,
    teams,
    working,
)

for module in (
    working,
    opening,
    reviewing,
    reading,
    correcting,
    looking,
    searching,
    comparing,
    agreeing,
    rating,
    framing,
    drawing,
    documents,
    codebooks,
    history,
    teams,
    purging,
    keeping,
    demo,
):
    module.register(app)
