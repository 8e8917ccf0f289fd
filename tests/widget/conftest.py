"""Projects for the widget: one whose interview tries to break the page, and one that is coded."""

import shutil
from pathlib import Path

import pytest

from casekit import Project, Study
from casekit.wording import speak

TALK = 'I: <b>Hvad?</b> & "nu"\nIP: Boligmangel <script>alert(1)</script> og ventetid.\n<img src=x>: Nej, støtten.\n'
CODINGS = """file,quote,code,polarity,coder
A <x>.txt,"Boligmangel <script>alert(1)",supply_shortage,barrier,ah
A <x>.txt,"alert(1)</script> og",waiting_time,,mb
"""


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("widget")
    (folder / "A <x>.txt").write_text(TALK, "utf-8")
    (folder / "B.txt").write_text("IP: Ja.\n", "utf-8")
    (folder / "codings.csv").write_text(CODINGS, "utf-8")
    (folder / "terms.yaml").write_text(
        "casekit: codebook/1\nid: terms\ncodes: [{id: wait, label: {da: 'Vent <i>'}, indicators: {da: [ventetid]}}]\n",
        "utf-8",
    )
    project = Project.create(folder / "p", language="da", coder="ah")
    for name, case in (("A <x>.txt", "by"), ("B.txt", "land")):
        project.add(folder / name, case=case)
    project.import_codings(folder / "codings.csv", codebook="housing_first_barriers")
    project.suggest(folder / "terms.yaml")
    return project.study()


@pytest.fixture(autouse=True)
def _in_danish():
    speak("da")
    yield
    speak("en")


BARRIERS = """casekit: codebook/1
id: barrierer
version: 1.0.0
title: {da: Barrierer, en: Barriers}
codes:
  - id: housing
    label: {da: Bolig, en: Housing}
    definition: {da: Om der er boliger., en: Whether there are homes.}
    codes:
      - {id: rent, label: {da: Husleje, en: Rent}}
      - {id: waiting, label: {da: Ventetid, en: Waiting}}
  - id: support
    label: {da: Støtte, en: Support}
"""
SAID = {
    "LIN-01": "I: Hvad er svært?\n\nB: Huslejen er for høj 🏠. Så venter de længe på bolig.\n\nI: Og støtten?\n\nB: Den kommer om aftenen.\n",
    "LIN-02": "I: Og her?\n\nC: Huslejen kan ingen betale, og <b>ventetiden</b> er lang.\n\nI: Tak.\n\nC: Selv tak.\n",
    "HAV-01": "I: Hvordan går det?\n\nD: Der er boliger nok.\n\nI: Tak.\n\nD: Selv tak.\n",
}
CODED = """file,quote,code,polarity,coder
LIN-01.txt,Huslejen er for høj 🏠.,rent,barrier,ah
LIN-01.txt,Så venter de længe på bolig.,waiting,barrier,ah
LIN-01.txt,Den kommer om aftenen.,support,facilitator,ah
LIN-02.txt,"Huslejen kan ingen betale, og <b>ventetiden</b> er lang.",rent,barrier,ah
HAV-01.txt,Der er boliger nok.,housing,facilitator,ah
"""


def _made(folder: Path, codebook: str, codings: str) -> Path:
    """The interviews, with a codebook that search terms suggest by, where it has any, and a table of codings."""
    (folder / "barrierer.yaml").write_text(codebook, "utf-8")
    (folder / "codings.csv").write_text(codings, "utf-8")
    project = Project.create(folder / "p", language="da", coder="ah")
    for name, text in SAID.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        project.add(folder / f"{name}.txt", case={"LIN": "lindesø", "HAV": "havnstrup"}[name[:3]])
    project.suggest(folder / "barrierer.yaml")
    project.import_codings(folder / "codings.csv", codebook="barrierer")
    project.close()
    return folder / "p"


@pytest.fixture(scope="session")
def _coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("coded"), BARRIERS, CODED)


@pytest.fixture
def coded(_coded: Path, tmp_path: Path) -> Project:
    """Three interviews in two cases, coded by one person; opened by ``ah``."""
    return Project.open(shutil.copytree(_coded, tmp_path / "p"), coder="ah")


@pytest.fixture
def another(coded: Project) -> Project:
    """The same project as another person has it open."""
    return Project.open(coded.folder, coder="mk")


TERMS = BARRIERS.replace("en: Rent}}", "en: Rent}, indicators: {da: [husleje*]}}").replace(
    "en: Waiting}}", "en: Waiting}, indicators: {da: [vente*]}}"
)
APART = """file,quote,code,polarity,coder
LIN-01.txt,Huslejen er for høj 🏠.,rent,barrier,ah
LIN-01.txt,Huslejen er for høj 🏠.,rent,barrier,mb
LIN-01.txt,Så venter de længe på bolig.,waiting,barrier,ah
LIN-01.txt,Så venter de længe på bolig.,support,,mb
LIN-01.txt,Den kommer om aftenen.,support,facilitator,ah
LIN-01.txt,Den kommer om aftenen.,support,barrier,mb
LIN-02.txt,"Huslejen kan ingen betale, og <b>ventetiden</b> er lang.",rent,barrier,ah
"""


@pytest.fixture(scope="session")
def _team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("team"), TERMS, APART)


@pytest.fixture
def team(_team: Path, tmp_path: Path) -> Project:
    """The same interviews with open suggestions, one of them coded by two people; opened by ``ah``."""
    return Project.open(shutil.copytree(_team, tmp_path / "p"), coder="ah")
