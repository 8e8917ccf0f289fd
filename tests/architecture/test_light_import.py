"""What is heavy is loaded when it is needed."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


HEAVY = (
    "spacy",
    "pandas",
    "matplotlib",
    "docx",
    "lxml",
    "sqlalchemy",
    "typer",
    "xlsxwriter",
    "openpyxl",
    "babel",
    "yaml",
)


def _loaded(statement: str) -> set[str]:
    script = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement", ["import casekit", "import casekit.cli", "import casekit as ck\nck.speak('da')"]
)
def test_importing_casekit_loads_nothing_heavy(statement: str) -> None:
    assert _loaded(statement) & set(HEAVY) == set()


def test_the_command_line_loads_no_more_than_it_prints_with() -> None:
    assert _loaded("import casekit.cli.app") & set(HEAVY) <= {"typer"}


def test_drawing_and_reading_do_not_load_each_other() -> None:
    assert _loaded("from casekit import read") & {"spacy", "matplotlib", "sqlalchemy"} == set()
