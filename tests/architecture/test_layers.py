"""The contracts of pyproject.toml are kept; and each would see what it is there to see."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UPWARD = (  # one import against the direction for every floor, and across the lines of a floor
    ("wording", "files"), ("files", "model"), ("model", "language"), ("language", "analysis"), ("privacy", "analysis"),
    ("analysis", "charts"), ("charts", "report"), ("report", "writers"), ("readers", "store"), ("store", "exchange"),
    ("exchange", "project"), ("project", "cli"), ("cli", "widget"),
)  # fmt: skip
IMPURE = (
    "sqlalchemy",
    "pathlib",
    "os",
    "random",
    "time",
    "socket",
    "typer",
    "docx",
    "lxml",
    "anywidget",
    "sqlite3",
)


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--config", "pyproject.toml", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def seeded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says about a copy of the package with a violation of every kind."""
    copy = tmp_path_factory.mktemp("seeded")
    package = copy / "casekit"
    shutil.copytree(root / "casekit", package, ignore=shutil.ignore_patterns("__pycache__", "share"))
    shutil.copy(root / "pyproject.toml", copy)
    for room, above in UPWARD:
        (package / room / "seeded.py").write_text(f"import casekit.{above}\n", "utf-8")
    with (package / "errors.py").open("a", encoding="utf-8") as errors:
        errors.write("\nimport casekit.wording\n")
    (package / "analysis" / "impure.py").write_text("".join(f"import {name}\n" for name in IMPURE), "utf-8")
    (package / "exchange" / "query.py").write_text("import sqlalchemy\n", "utf-8")
    (package / "helpers").mkdir()
    (package / "helpers" / "__init__.py").touch()
    done = _lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_the_contracts_are_kept(root: Path) -> None:
    done = _lint(root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("room", "above"), [("errors", "wording"), *UPWARD])
def test_an_import_against_the_direction_is_seen(seeded: str, room: str, above: str) -> None:
    assert f"casekit.{room} is not allowed to import casekit.{above}:" in seeded


@pytest.mark.parametrize("library", IMPURE)
def test_the_core_is_seen_to_touch_the_world(seeded: str, library: str) -> None:
    assert f"casekit.analysis is not allowed to import {library}:" in seeded


def test_sql_outside_the_store_is_seen(seeded: str) -> None:
    assert "casekit.exchange is not allowed to import sqlalchemy:" in seeded


def test_a_room_that_is_on_no_floor_is_seen(seeded: str) -> None:
    assert "The following modules are not listed as layers:\n\n- casekit.helpers\n" in seeded


def test_a_circle_of_rooms_is_seen(seeded: str) -> None:
    assert "No cycles are allowed in casekit." in seeded
