from pathlib import Path

import pytest

from casekit import Project, shipped
from casekit.exchange.codings import CodingTable
from casekit.model.study import Study
from casekit.project.adding import Added

SAMPLES = shipped("data_samples")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.create(tmp_path_factory.mktemp("study") / "hf-study", language="da", coder="test")


@pytest.fixture(scope="session")
def added(project: Project) -> Added:
    return project.add(SAMPLES, table=SAMPLES / "interviews.csv", cases=SAMPLES / "cases.csv")


@pytest.fixture(scope="session")
def codings(project: Project, added: Added) -> CodingTable:
    return project.import_codings(SAMPLES / "codings.csv", codebook="housing_first_barriers")[1]


@pytest.fixture(scope="session")
def study(project: Project, codings: CodingTable) -> Study:
    return project.study()


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES
