"""Where the package and what belongs to it are; these tests read a checkout."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> dict[str, Path]:
    """The modules of casekit by their dotted names, packages with ``__init__`` at the end."""
    files = sorted((ROOT / "casekit").rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}
