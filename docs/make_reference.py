"""Writes docs/reference.md from the code: commands, Python names, columns. A test checks that it is up to date.

Run: python docs/make_reference.py
"""

import inspect
import os
import re
from pathlib import Path

os.environ["CASEKIT_LANGUAGE"] = "en"

import casekit as ck
from casekit.model.columns import COLUMNS

PAGE = Path(__file__).with_name("reference.md")


def commands() -> list[str]:
    """One section per command: what it does, its arguments and options."""
    from typer.main import get_command

    from casekit.cli.app import app

    lines = ["## Commands", ""]
    for name, command in get_command(app).commands.items():
        lines += [f"### casekit {name}", "", str(command.help), ""]
        rows = [
            f"| {_names(parameter)} | {parameter.help or ''} |"
            for parameter in command.params
            if parameter.name != "help"
        ]
        lines += ["| | |", "|---|---|", *rows, ""] if rows else []
    return lines


def _names(parameter: object) -> str:
    names = [name for name in parameter.opts if name.startswith("-")]
    shown = " ".join(f"`{name}`" for name in names) or f"`{parameter.name.upper()}`"
    return shown + (" (needed)" if parameter.required else "")


def names() -> list[str]:
    """One section per public name: how it is called and what it gives."""
    lines = ["## Python", "", "All of these are names of `casekit`, usually imported as `ck`.", ""]
    for name in ck.__all__:
        thing = getattr(ck, name)
        lines += [f"### ck.{name}", ""]
        if callable(thing) and not inspect.isclass(thing):
            lines += ["```", f"{name}{_signature(thing)}", "```", ""]
        lines += [_prose(inspect.getdoc(thing) or ""), ""]
        lines += _methods(thing) if name == "Project" else []
    return lines


def _signature(thing: object) -> str:
    return re.sub(r"casekit\.[\w.]*\.(\w+)", r"\1", str(inspect.signature(thing))).replace("'", "")


def _prose(text: str) -> str:
    """Docstrings as Markdown: roles and double backticks become code, sections become bold, examples code blocks."""
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?([\w.]+)`", r"`\1`", text).replace("``", "`")
    text = re.sub(r"(?m)^(Raises|Args):$", r"**\1**\n", text)
    return re.sub(r"(?m)^    (?=\S)", "- ", text.split(">>>")[0]).strip()


def _methods(kind: type) -> list[str]:
    lines = []
    for name, method in inspect.getmembers(kind, inspect.isroutine):
        if not name.startswith("_"):
            lines += [f"#### Project.{name}", "", "```", f"{name}{_signature(method)}", "```", ""]
            lines += [_prose(inspect.getdoc(method) or ""), ""]
    return lines


def columns() -> list[str]:
    """One table per frame of a study."""
    lines = [
        "## Frames of a study",
        "",
        "Offsets are Unicode code points, half-open; times are milliseconds.",
        "",
    ]
    for frame, described in COLUMNS.items():
        lines += [f"### study.{frame}", "", "| column | what |", "|---|---|"]
        lines += [f"| `{name}` | {what} |" for name, what in described.items()] + [""]
    return lines


def page() -> str:
    """The whole page."""
    head = ["# Reference", "", "Made from the code by `docs/make_reference.py`.", ""]
    return "\n".join([*head, *commands(), *names(), *columns()]).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
