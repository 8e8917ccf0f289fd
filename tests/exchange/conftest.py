"""Tables as files, and a study of two documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casekit.codebook import read_codebook
from casekit.model.codebook import Codebook
from casekit.model.study import Study
from casekit.project import Project

LIN = "I: Hvad er svært?\n\nB: Huslejen er for høj. Det tager tid, det tager tid, det\ntager tid.\n\nI: Og støtten?\n\nB: Den kommer om aftenen 🏠 (Straße).\n"
HAV = "I: Hvordan går det?\n\nB: Ventetiden er lang.\n"
CODEBOOK = """casekit: codebook/1
id: barrierer
version: 1.0.0
title: {da: Barrierer}
codes:
  - {id: rent, label: {da: Husleje}}
  - {id: waiting, label: {da: Ventetid}}
"""


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """A CSV of these lines."""

    def written(*lines: str, name: str = "tabel.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), "utf-8")
        return path

    return written


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("study")
    project = Project.create(folder / "p", language="da", coder="ah")
    for name, text in (("LIN-01.txt", LIN), ("HAV-01.txt", HAV)):
        (folder / name).write_text(text, "utf-8")
        project.add(folder / name, case=name[:3].lower())
    return project.study()


@pytest.fixture(scope="session")
def book() -> Codebook:
    return read_codebook(CODEBOOK.encode(), file="barrierer.yaml")[0]
