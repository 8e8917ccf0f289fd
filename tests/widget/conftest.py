"""A project whose interview tries to break the page."""

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
