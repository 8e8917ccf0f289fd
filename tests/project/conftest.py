"""A small project: two interviews in two municipalities, a codebook of three codes, and two coders."""

import shutil
from collections.abc import Callable
from dataclasses import fields
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from casekit.model.document import Document, Reading, Remark, Speaker, Turn
from casekit.model.facts import Coding, Key, key_of, sha
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.project import Project

LIN = "I: Hvad er svært?\n\nB: Huslejen er for høj. Så venter de på bolig.\n\nI: Og støtten?\n\nB: Den kommer om aftenen 🏠.\n"
HAV = "I: Hvordan går det?\n\nB: Ventetiden er lang. Huslejen kan betales.\n\nI: Tak.\n"
CODEBOOK = """casekit: codebook/1
id: barrierer
version: {version}
title: {{da: Barrierer, en: Barriers}}
codes:
  - id: housing
    label: {{da: Bolig, en: Housing}}
    codes:
      - id: rent
        label: {{da: Husleje, en: Rent}}
        indicators: {{da: [{rent}]}}
      - id: waiting
        label: {{da: Ventetid, en: Waiting}}
        indicators: {{da: [vente*]}}
"""

INTERVIEWS = (
    "file,case,person,role,sector,date,language,interviewer",
    "LIN-01.txt,lindesø,P1,support_worker,municipal,2024-01-24,da,I",
    "HAV-01.txt,havnstrup,P2,ngo_leader,ngo_civil_society,24.01.2024,da,I",
)

_ticks = count()


def tick() -> str:
    now = next(_ticks)
    return f"2099-01-24T{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}.000+00:00"


def open_as(coder: str | None) -> Callable[[Path], Project]:
    def opened(folder: Path) -> Project:
        project = Project.open(folder, coder=coder)
        project._clock = tick
        return project

    return opened


def make_coding(
    study: Study, *, start: int = 22, end: int = 43, code: str = "rent", coder: str = "ah"
) -> Coding:
    row = study.documents.set_index("document").loc["LIN-01"]
    key = key_of("test", str(start), str(end), code, coder)
    quote = sha(study.text("LIN-01", start, end))
    return Coding(key, Key(row["revision"]), start, end, code, key_of("codebook", "barrierer"), "barrier", key_of("coder", coder), quote)  # fmt: skip


def as_values(study: Study) -> dict[str, Any]:
    """All that a study holds, to be compared."""
    values = {item.name: getattr(study, item.name) for item in fields(study)}
    frames = {
        name: value.to_json(orient="split")
        for name, value in values.items()
        if isinstance(value, pd.DataFrame)
    }
    books = {name: book.content for name, book in study.codebooks.items()}
    kinds = {
        name: str(value.dtypes.to_dict()) for name, value in values.items() if isinstance(value, pd.DataFrame)
    }
    return {
        **values,
        **frames,
        "kinds": kinds,
        "codebooks": books,
        "texts": dict(study.texts),
        "settings": dict(study.settings),
    }


def write_codebook(folder: Path, *, version: str = "1.0.0", rent: str = "husleje*") -> Path:
    path = folder / "codebooks" / "barrierer.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CODEBOOK.format(version=version, rent=rent), "utf-8")
    return path


def write_transcripts(folder: Path) -> Path:
    folder.mkdir()
    (folder / "LIN-01.txt").write_text(LIN, "utf-8")
    (folder / "HAV-01.txt").write_text(HAV, "utf-8")
    return folder


def write_interviews(folder: Path) -> Path:
    path = folder / "interviews.csv"
    path.write_text("\n".join(INTERVIEWS), "utf-8")
    return path


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Projects to be copied, since making them takes a while: empty, project, suggested."""
    folder = tmp_path_factory.mktemp("templates")
    Project.create(folder / "empty", language="da", coder="ah")
    shutil.copytree(folder / "empty", folder / "project")
    made = open_as("ah")(folder / "project")
    made.add(write_transcripts(folder / "transskriptioner"), table=write_interviews(folder))
    write_codebook(made.folder)
    shutil.copytree(folder / "project", folder / "suggested")
    open_as("ah")(folder / "suggested").suggest("barrierer")
    return folder


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    return write_transcripts(tmp_path / "transskriptioner")


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    return write_interviews(tmp_path)


def copy_of(template: Path, folder: Path) -> Project:
    shutil.copytree(template, folder / "Min undersøgelse")
    return open_as("ah")(folder / "Min undersøgelse")


@pytest.fixture
def empty(templates: Path, tmp_path: Path) -> Project:
    return copy_of(templates / "empty", tmp_path)


@pytest.fixture
def project(templates: Path, tmp_path: Path) -> Project:
    """With two documents, and a codebook beside it."""
    return copy_of(templates / "project", tmp_path)


@pytest.fixture
def suggested(templates: Path, tmp_path: Path) -> Project:
    """With suggestions, on which nobody has decided."""
    return copy_of(templates / "suggested", tmp_path)


@pytest.fixture
def coding() -> Callable[..., Coding]:
    return make_coding


@pytest.fixture
def values() -> Callable[[Study], dict[str, Any]]:
    return as_values


@pytest.fixture
def codebook() -> Callable[..., Path]:
    return write_codebook


@pytest.fixture
def reopened() -> Callable[..., Project]:
    """The project in a folder, opened by somebody, with a clock that ticks."""
    return lambda folder, coder="ah": open_as(coder)(folder)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """A CSV of these lines."""

    def written(*lines: str, name: str = "tabel.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), "utf-8")
        return path

    return written


SAID = "Huslejen er for høj. Så venter de på bolig."


def make_noted(
    *remarks: str, author: str = "Mette", said: str = SAID, words: str = SAID, name: str = "KOM"
) -> Reading:
    """A document whose only turn has remarks in its margin, about some of its words (about none if they are not there)."""
    start = 3 + said.find(words) if words in said else None
    place = Span(start, start + len(words)) if start is not None else None
    margin = tuple(Remark(author, remark, "2024-01-01T10:00:00Z", place) for remark in remarks)
    text = f"B: {said}\n"
    turns = (Turn(Span(3, len(text) - 1), "B"),)
    speakers = (Speaker("B", "respondent", "known_label"),)
    digest = sha(f"{text}{margin}")
    return Reading(
        Document(name, text, turns, speakers, digest, f"{name}.docx", "word", "da", remarks=margin)
    )


@pytest.fixture
def noted() -> Callable[..., Reading]:
    """A document with remarks in its margin."""
    return make_noted
