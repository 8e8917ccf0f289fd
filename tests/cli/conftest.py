"""A small study as files, a project made from it command by command, and the command line to try on it."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result
from typer.main import get_command

from casekit.cli.app import app
from casekit.model.study import Study
from casekit.project import Project
from casekit.wording import keys, say_in, speak

BOOK = """casekit: codebook/1
id: small
version: 1.0.0
title: {da: Lille kodebog, en: Small codebook}
codes:
  - id: housing
    label: {da: Boliger, en: Housing}
    codes:
      - id: dwellings
        label: {da: Antal boliger, en: Number of dwellings}
        indicators: {da: [bolig*], en: [dwelling*]}
      - id: rent
        label: {da: Husleje, en: Rent}
        indicators: {da: [husleje*], en: [rent]}
"""
FILES = {
    "small.yaml": BOOK,
    "cases.csv": "case,label,language\nalbaek,Albæk,da\nbredsund,Bredsund,da\n",
    "interviews.csv": (
        "file,case,person,role,sector,date,language,kind,interviewer,speaker\n"
        "ALB-01.txt,albaek,P-1,support_worker,municipal,2024-01-10,da,interview,I,IP\n"
        "BRE-01.txt,bredsund,P-2,landlord_private,housing,11.1.2024,da,interview,I,IP\n"
    ),
    "codings.csv": (
        "file,quote,code,polarity,coder\n"
        'ALB-01.txt,"Der er aldrig en bolig, når vi skal bruge den.",dwellings,barrier,ah\n'
        "BRE-01.txt,Huslejen kan de fleste betale.,rent,facilitator,ah\n"
    ),
    "messages.csv": "case,theme,message\nalbaek,,Der mangler boliger.\n,housing,Boliger skiller kommunerne.\n",
    "transcripts/ALB-01.txt": (
        "I: Hvordan går det med boliger?\n\nIP: Der er aldrig en bolig, når vi skal bruge den.\n\n"
        "I: Og ellers?\n\nIP: Ja. Ja. Der er ro, når de først er flyttet ind.\n"
    ),
    "transcripts/BRE-01.txt": (
        "I: Hvad siger du til huslejen?\n\nIP: Huslejen kan de fleste betale. Boligerne er små, men gode.\n"
    ),
}

PLACES = (
    "allowed", "code", "column", "coder", "case", "codebook", "count", "file", "files", "folder", "format", "key", "known",
    "language", "limit", "line", "missing", "n", "name", "near", "problem", "reason", "reference", "rows", "schema", "start",
    "suffix", "type", "value", "verb", "wanted", "what", "at", "kind", "number", "signs", "where", "document", "pattern",
    "other", "label", "references", "given", "share", "version", "sign", "words", "turn", "person",
)  # fmt: skip
_ANY = "\N{REPLACEMENT CHARACTER}"

Run = Callable[..., Result]
Snapshot = Callable[[Path], Mapping[str, object]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody is named, no project is meant, English is spoken; and so it is again for the next test."""
    for name in ("CASEKIT_CODER", "CASEKIT_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CASEKIT_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    speak("en")
    yield
    speak("en")


@pytest.fixture(scope="session")
def run() -> Run:
    """The command line in this process: ``run("status", "--project", folder)``. It is put together once."""
    command = get_command(app)
    return lambda *words: CliRunner().invoke(command, [str(word) for word in words], prog_name="casekit")


@pytest.fixture(scope="session")
def _ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    project = Project.create(folder / "project", language="da", coder="ah")
    project.add(folder / "transcripts", table=folder / "interviews.csv", cases=folder / "cases.csv")
    project.suggest(folder / "small.yaml")
    project.import_codings(folder / "codings.csv")
    return folder


@pytest.fixture
def place(_ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the files and the project ``project``; commands run in it."""
    copytree(_ready, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """What must be the same before and after a command that fails: events, and every file with its bytes."""

    def taken(folder: Path) -> dict[str, object]:
        files: dict[str, object] = {
            str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")
            if path.name != "study.casekit-journal"
        }
        return files

    return taken


Refused = Callable[..., None]


def _sentence(piece: str) -> str:
    """A pattern of the sentence with this key or problem, its data open; else of the words themselves."""
    key = next((key for key in (piece, f"error.{piece}", f"out.{piece}") if key in keys()), None)
    if key is None:
        return re.escape(piece)
    words = say_in("en", key, **dict.fromkeys(PLACES, _ANY))
    return ".*".join(re.escape(" ".join(part.split())) for part in words.split(_ANY))


@pytest.fixture
def refused(place: Path, run: Run, snapshot: Snapshot) -> Refused:
    """The command ends with one message and what to do, on standard error; and nothing is changed.

    *says* are pieces that must be told, set apart by ``|``: the name of a problem (its sentence, whatever its words are
    today) or plain text, as in ``says="no_project_file|nowhere"``. Wrong options and arguments end with ``code=2``.
    """

    def check(*words: object, says: str, code: int = 1) -> None:
        before = snapshot(place)
        result = run(*words)
        assert isinstance(result.exception, SystemExit), repr(result.exception)
        assert result.exit_code == code
        told = " ".join(result.stderr.replace("│", " ").split())
        assert [piece for piece in says.split("|") if not re.search(_sentence(piece), told)] == []
        assert "Traceback" not in result.output
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) >= 2, "what happened, and what to do"
        assert snapshot(place) == before

    return check


@pytest.fixture
def write(place: Path) -> Callable[..., None]:
    """Put a file into the folder: ``write("t.csv", "file,case", "x.txt,albaek")``."""

    def put(name: str, *lines: str) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")

    return put


@pytest.fixture
def study(place: Path) -> Study:
    """What is in the project."""
    return Project.open(place / "project").study()


@pytest.fixture
def suggestion(study: Study) -> str:
    """The reference of a suggestion."""
    return str(study.suggestions["suggestion"].iloc[0])[:10]


@pytest.fixture
def coding(study: Study) -> str:
    """The reference of a coding."""
    return str(study.codings["coding"].iloc[0])[:10]


@pytest.fixture
def empty(place: Path) -> Path:
    """A project with nothing in it."""
    Project.create(place / "empty")
    return place / "empty"


NEW = """      - id: deposit
        label: {da: Depositum, en: Deposit}
      - id: rent
"""
CHANGES = """changes:
  - {version: 1.0.0}
  - {version: 2.0.0, what: {en: Split.}, replaced: {rent: [rent, deposit]}}
"""


@pytest.fixture
def split(place: Path) -> Path:
    """The second version, in which ``rent`` was split."""
    old = (place / "small.yaml").read_text("utf-8")
    new = old.replace("version: 1.0.0", "version: 2.0.0").replace("      - id: rent\n", NEW) + CHANGES
    (place / "small2.yaml").write_text(new, "utf-8")
    return place / "small2.yaml"


@pytest.fixture
def waiting(split: Path, run) -> Path:
    """The project with that version: the coding with ``rent`` waits."""
    assert run("codebook", "adopt", "small2.yaml", "--project", "project", "--as", "ah").exit_code == 0
    return split


@pytest.fixture
def drafted(place: Path, run) -> Path:
    """The project with the draft ``noegler``."""
    assert run("codebook", "draft", "Nøgler", "--project", "project", "--as", "ah").exit_code == 0
    return place
