"""A project with one interview and a small codebook, for coders."""

from collections.abc import Callable

import pytest

from casekit import Project, Study
from casekit.codebook import read_codebook
from casekit.model.codebook import Codebook

TALK = """I: Er der boligmangel hos jer?

IP: Ja, der er boligmangel. Vi har for få små
boliger. Vores ACT-team hjælper. Ventetid, ventetid og atter ventetid.

I: Og støtten?

IP: Den er god.
"""


@pytest.fixture(scope="session")
def interview(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("coders")
    (folder / "A.txt").write_text(TALK, "utf-8")
    project = Project.create(folder / "p", language="da")
    project.add(folder / "A.txt", case="by")
    return project.study()


@pytest.fixture
def book() -> Callable[..., Codebook]:
    """Makes a codebook of codes and their search terms in a language."""

    def make(version: str = "1", language: str = "da", **terms: list[str]) -> Codebook:
        codes = "".join(
            f"\n  - id: {code}\n    indicators: {{{language}: {patterns!r}}}"
            for code, patterns in terms.items()
        )
        yaml = f"casekit: codebook/1\nid: small\nversion: '{version}'\ncodes:{codes}\n"
        return read_codebook(yaml.encode(), file="small.yaml")[0]

    return make
