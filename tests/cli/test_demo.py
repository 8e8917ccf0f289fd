import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.thorough  # CI runs the demo of the wheel
def test_the_demo_goes_the_whole_way(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "casekit", "demo", "here"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    made = {path.name for path in (tmp_path / "here").rglob("*") if path.is_file()}
    assert {"compare.xlsx", "compare.png", "caseload.docx", "overview.docx"} <= made
    assert {"fjordlev.docx", "havnstrup.docx", "ahrenbruch.docx", "waterveen.docx"} <= made
    commands = [line for line in done.stdout.splitlines() if line.startswith("$ casekit ")]
    assert commands[0] == "$ casekit new here --language da"
    assert len(commands) == 9


def test_the_demo_does_not_write_into_what_is_there(place: Path, run, snapshot) -> None:
    before = snapshot(place)
    result = run("demo", "small.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("small.yaml")
    assert snapshot(place) == before


def test_the_demo_leaves_a_project_alone(place: Path, run, snapshot) -> None:
    before = snapshot(place)
    result = run("demo", "project")
    assert result.exit_code == 1
    assert "project/study.casekit" in result.stderr
    assert snapshot(place) == before


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONIOENCODING": "utf-8", "CASEKIT_LANGUAGE": "en"}
