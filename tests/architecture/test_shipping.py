"""What the wheel carries is there, and what is written about the commands names them all."""

import tomllib
from pathlib import Path

import pytest
import typer

import casekit
from casekit.cli.app import app

COMMANDS = tuple(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def pyproject(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def test_the_folders_that_the_wheel_carries_are_there(root: Path, pyproject) -> None:
    carried = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(carried) == {"codebooks", "data_samples", "notebooks"}
    assert [folder for folder in carried if not any((root / folder).iterdir())] == []
    assert all(place == f"casekit/share/{folder}" for folder, place in carried.items())


def test_what_the_package_needs_to_run_is_inside_it(root: Path) -> None:
    assert list((root / "casekit" / "wording").glob("*.toml"))
    assert (root / "casekit" / "py.typed").is_file()


def test_the_version_is_told_in_one_voice(pyproject) -> None:
    assert pyproject["project"]["version"] == casekit.__version__


def test_the_script_starts_the_command_line(pyproject) -> None:
    assert pyproject["project"]["scripts"] == {"casekit": "casekit.cli:main"}


def test_the_files_that_the_project_names_are_there(root: Path, pyproject) -> None:
    named = [pyproject["project"]["readme"], *pyproject["project"]["license-files"]]
    assert [name for name in named if not (root / name).is_file()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_and_in_the_docs(root: Path, command: str) -> None:
    assert f"casekit {command}" in (root / "README.md").read_text("utf-8")
    docs = "\n".join(file.read_text("utf-8") for file in (root / "docs").rglob("*.md"))
    assert f"casekit {command}" in docs


def test_the_samples_of_the_demo_are_there(root: Path) -> None:
    needed = ("interviews.csv", "cases.csv", "codings.csv", "messages.csv")
    assert [name for name in needed if not (root / "data_samples" / name).is_file()] == []
