"""The room as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

import casekit
from casekit import writers

HOME = Path(casekit.__file__).parents[1]


def test_importing_writers_loads_no_library() -> None:
    heavy = "('docx', 'lxml', 'matplotlib', 'xlsxwriter', 'pandas')"
    code = f"import sys, casekit.writers; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    assert all(callable(getattr(writers, name)) for name in writers.__all__)
    assert set(writers.__all__) <= set(dir(writers))


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="write_pdf"):
        writers.write_pdf  # noqa: B018
