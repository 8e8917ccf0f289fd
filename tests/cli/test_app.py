import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from casekit import __version__
from casekit.cli.app import app
from casekit.errors import WriteError
from casekit.project import Project
from casekit.wording import LANGUAGES, keys, say_in

CODEBOOK = (
    "show", "check", "measure", "diff", "adopt", "review", "recode", "draft", "promote", "words", "new", "merge", "crosswalk", "convert",
)  # fmt: skip
EDIT = ("words", "split", "join", "speaker", "choose")
COMMANDS = (
    "new", "add", "suggest", "import-codings", "lab", "clean", "review", "decide", "withdraw", "read", "speakers", "correct", "edit", "carried", "settle", "status", "compare", "passages", "quote", "search", "explain",
    "matrix", "cooccurrence", "query", "guide", "asked",
    "agreement", "disagreements", "agree", "ratings", "rate", "display", "saturation",
    "framework", "summarize", "sheet", "steps", "chart",
    "message", "feedback", "overview", "codebook", "log", "undo", "redo", "exports", "export-again", "merge", "conflicts", "resolve", "assign", "finish", "assignments", "purge", "verify", "backup", "restore", "unlock", "demo",
)  # fmt: skip


def _commands() -> dict[str, click.Command]:
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _all() -> Iterator[tuple[str, click.Command]]:
    """Every command, those of a group behind it."""
    for name, command in _commands().items():
        yield name, command
        for part, below in getattr(command, "commands", {}).items():
            yield f"{name} {part}", below


def _helps() -> Iterator[tuple[str, str]]:
    for name, command in _all():
        yield name, command.help or ""
        for parameter in command.params:
            if parameter.name != "help":
                yield f"{name} {parameter.name}", getattr(parameter, "help", "") or ""


def test_the_commands_stand_in_the_order_of_the_work() -> None:
    group = typer.main.get_command(app)
    assert tuple(group.list_commands(click.Context(group))) == COMMANDS  # type: ignore[attr-defined]
    assert set(_commands()) == set(COMMANDS)
    for name, parts in (("codebook", CODEBOOK), ("edit", EDIT)):
        assert tuple(one for one, _ in _all() if one.startswith(f"{name} ")) == tuple(
            f"{name} {part}" for part in parts
        )


def test_a_group_of_commands_without_one_shows_them(run) -> None:
    shown = run("codebook").output
    assert [name for name in CODEBOOK if name not in shown] == []


@pytest.mark.parametrize("name", [name for name, _ in _all()])
def test_every_command_shows_its_help(run, name: str) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert f"casekit {name}" in result.output


@pytest.mark.parametrize(("place", "text"), list(_helps()))
def test_every_command_and_option_has_help_in_the_four_languages(place: str, text: str) -> None:
    known = [key for key in keys() if key.startswith("help.")]
    (*_, key) = [key for key in known if any(say_in(language, key) == text for language in LANGUAGES)] or [""]
    assert key, f"{place}: help that is not in the wording"
    assert all(say_in(language, key) for language in LANGUAGES)


def test_every_help_in_the_wording_is_of_a_command_or_option() -> None:
    shown = {text for _, text in _helps()} | {app.info.help}
    told = {key for key in keys() if key.startswith("help.") and key != "help.version"}
    assert {key for key in told if not any(say_in(language, key) in shown for language in LANGUAGES)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_line_speaks_the_language_that_the_environment_names(language: str) -> None:
    shown = _casekit("--help", CASEKIT_LANGUAGE=language)
    assert shown.returncode == 0
    words = " ".join(shown.stdout.replace("│", " ").split())
    assert say_in(language, "help.compare")[:30] in words


def test_a_language_that_casekit_does_not_speak_is_english() -> None:
    words = " ".join(_casekit("--help", CASEKIT_LANGUAGE="fr").stdout.split())
    assert say_in("en", "help.withdraw") in words


def test_the_version_is_that_of_the_package(run) -> None:
    assert run("--version").stdout == f"casekit {__version__}\n"


def test_without_a_command_there_is_help(run) -> None:
    assert "import-codings" in run().output


@pytest.mark.parametrize("words", [("nowhere",), ("--nowhere",), ("status", "--nowhere")])
def test_what_there_is_not_is_said_so(run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "No such" in result.stderr


def test_an_error_is_its_sentences_on_standard_error_and_the_exit_code_one() -> None:
    done = _casekit("status", "--project", "nowhere", CASEKIT_LANGUAGE="da")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == say_in("da", "error.no_project_file", file="nowhere")
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_that_lacks_a_sign_goes_on(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "A.txt").write_text("I: Hvad?\n\nIP: Boligerne – dem er der ingen af → desværre.\n", "utf-8")
    Project.create(tmp_path)
    done = _casekit(
        "add", tmp_path / "A.txt", "--project", tmp_path, CASEKIT_LANGUAGE="da", PYTHONIOENCODING=encoding
    )
    assert done.returncode == 0, done.stderr


def test_a_place_that_cannot_be_looked_at_is_a_sentence(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/secret")

    monkeypatch.setattr("casekit.project.Project.open", forbidden)
    result = run("status")
    assert result.exit_code == 1
    assert "/secret" in result.stderr
    assert "you have no access to it" in result.stderr
    assert "Permission denied" not in result.stderr


def test_an_error_that_is_casekits_own_keeps_its_words(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise WriteError("cannot_write", file="a.docx", reason="disk full")

    monkeypatch.setattr("casekit.project.Project.open", full)
    assert say_in("en", "error.cannot_write", file="a.docx", reason="disk full") in run("status").stderr


def _casekit(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, as people start it."""
    return subprocess.run(
        [sys.executable, "-m", "casekit", *map(str, words)],
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        errors="replace",  # where there are only ASCII signs, click writes UTF-8
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120", **environment},
        check=False,
    )
