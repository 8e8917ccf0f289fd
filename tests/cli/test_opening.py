import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from casekit.cli import opening
from casekit.cli.opening import lab_command
from casekit.cli.starting import start_notebook
from casekit.model.study import Study
from casekit.wording import say_in

TOKEN = "only-for-this-test"
PATIENCE = 60


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was to be started, instead of JupyterLab."""
    asked: list[Any] = []

    def note(command: list[str], folder: Path, coder: str | None) -> int:
        asked.append((command, folder, coder))
        return 0

    monkeypatch.setattr(opening, "_run", note)
    return asked


def test_jupyterlab_is_for_this_computer_only_and_asks_for_no_news(tmp_path: Path) -> None:
    command = lab_command(tmp_path, tmp_path / "start.ipynb")
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert "--ServerApp.ip=127.0.0.1" in command
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--LabApp.news_url=None" in command
    assert command[-1] == str(tmp_path / "start.ipynb")
    assert "--no-browser" not in command
    assert "--no-browser" in lab_command(tmp_path, tmp_path / "start.ipynb", browser=False)


def test_lab_makes_a_notebook_to_start_from_and_leaves_it_alone_afterwards(place: Path, run, started) -> None:
    result = run("lab", "--project", "project", "--as", "bo", "--no-browser")
    assert result.exit_code == 0, result.output
    file = place.resolve() / "project" / "start.ipynb"
    assert 'coder=\\"bo\\"' in file.read_text("utf-8")
    assert started == [(lab_command(file.parent, file, browser=False), file.parent, "bo")]
    file.write_text(mine := file.read_text("utf-8").replace("# Kod", "# Mit"), "utf-8")
    again = run("lab", "--project", "project", "--as", "bo")
    assert file.read_text("utf-8") == mine
    assert str(file) not in again.stdout
    run("lab", "--project", "project", "--as", "ah")
    assert started[-1][0][-1].endswith("start-ah.ipynb")


def test_lab_ends_as_jupyterlab_ended(place: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    def ending(*_: object) -> list[str]:
        return [sys.executable, "-c", "import os; raise SystemExit(7 if os.environ['CASEKIT_CODER'] == 'bo' else 8)"]  # fmt: skip

    monkeypatch.setattr(opening, "lab_command", lambda *_, **__: ending())
    assert run("lab", "--project", "project", "--as", "bo").exit_code == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C otherwise")
def test_ctrl_c_is_left_to_jupyterlab(tmp_path: Path) -> None:
    source = "import os, signal, time; time.sleep(0.5); os.kill(os.getppid(), signal.SIGINT); time.sleep(0.5); raise SystemExit(3)"
    assert opening._run([sys.executable, "-c", source], tmp_path, None) == 3


def test_lab_without_jupyterlab_documents_or_project_says_what_to_do(
    empty: Path, refused, monkeypatch: pytest.MonkeyPatch, started
) -> None:
    refused("lab", "--project", "nowhere", says="no_project_file|nowhere")
    refused("lab", "--project", empty, says="no_documents_yet")
    monkeypatch.setattr(opening, "find_spec", lambda name: None)
    refused("lab", "--project", "project", says="-m pip install jupyterlab")
    assert started == []


@pytest.mark.slow
def test_lab_starts_for_real_and_serves_the_notebook(place: Path) -> None:
    home = place / "home"
    home.mkdir()
    (home / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}', "utf-8")
    own = {name: str(home) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}  # fmt: skip
    command = [sys.executable, "-m", "casekit", "lab", "--project", "project", "--as", "bo", "--no-browser"]
    with (place / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **own, "JUPYTER_TOKEN": TOKEN})  # fmt: skip
        address = _address(home, running, place / "log")
        try:
            notebook = json.loads(_asked(f"{address}api/contents/start.ipynb"))["content"]
            page = _asked(f"{address}lab/tree/start.ipynb").decode()
        finally:
            _asked(f"{address}api/shutdown", method="POST")
            code = running.wait(timeout=PATIENCE)
    assert code == 0
    assert notebook["cells"][1]["source"].endswith('coder="bo")')
    assert "widgets" not in notebook["metadata"]
    assert re.search(r'"news": ?{"disabled": ?true}', page)
    assert address.startswith("http://127.0.0.1:")


def _address(home: Path, running: subprocess.Popen[bytes], log: Path) -> str:
    """Where the server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert running.poll() is None, log.read_text("utf-8", errors="replace")
        for file in home.glob("jpserver-*.json"):
            try:
                address = str(json.loads(file.read_text("utf-8"))["url"])
                _asked(f"{address}api")
            except (OSError, ValueError):
                continue  # half written, or not listening yet
            return address
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8", errors="replace"))


def _asked(address: str, *, method: str = "GET") -> bytes:
    with urlopen(Request(address, method=method, headers={"Authorization": f"token {TOKEN}"})) as answer:
        return bytes(answer.read())


SHOWS = (
    "import casekit as ck\nproject = ck.Project.open('project', coder='ah')\nstudy = project.study()",
    "print(study.texts['ALB-01'])\nck.show(study, 'ALB-01')",
    "ck.passages(study, code='dwellings')",
)
DESK = (*SHOWS[:1], "ck.code(project, 'ALB-01')")


def _executed(folder: Path, *sources: str) -> Path:
    """A notebook of these cells that ran, with everything that nbclient keeps by itself."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.write(notebook, folder / "ran.ipynb")
    return folder / "ran.ipynb"


def _words(study: Study, document: str) -> set[str]:
    """The longer words of a transcript, which nothing else would say."""
    return {word for word in re.findall(r"\w{5,}", study.texts[document]) if word != "hvordan"}


def _told(file: Path, words: set[str]) -> set[str]:
    content = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)
    return {word for word in words if word in content}


def test_clean_leaves_no_word_of_a_transcript(place: Path, run, study: Study) -> None:
    file = _executed(place, *DESK, *SHOWS)
    copy = place / ".ipynb_checkpoints" / "ran-checkpoint.ipynb"
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())
    words = _words(study, "ALB-01")
    assert len(words) > 5
    assert _told(file, words) == words, "the canary must sing before"
    result = run("clean", file)
    assert result.exit_code == 0, result.output
    assert _told(file, words) == _told(copy, words) == set()
    assert result.stdout.count("taken out – outputs: ") == 2


def test_the_desk_leaves_no_word_in_a_notebook_that_was_executed(place: Path, study: Study) -> None:
    file = _executed(place, *DESK)
    assert "widgets" in json.loads(file.read_text("utf-8"))["metadata"], "nbclient keeps the state of widgets"
    assert _told(file, _words(study, "ALB-01")) == set()


def test_clean_says_what_it_took_out_and_leaves_a_clean_notebook_alone(
    place: Path, run, study: Study
) -> None:
    (place / "start.ipynb").write_bytes(start_notebook(study, "ah"))
    before = (place / "start.ipynb").stat()
    assert run("clean", "start.ipynb").stdout.strip() == say_in("en", "out.clean_already", file="start.ipynb")
    assert (place / "start.ipynb").stat() == before
    ran = json.loads((place / "start.ipynb").read_text("utf-8"))
    ran["cells"][1]["execution_count"] = 1
    (place / "ran.ipynb").write_text(json.dumps(ran), "utf-8")
    told = say_in("en", "out.cleaned", file="ran.ipynb", outputs=0, runs=1, widgets=0)
    assert run("clean", "ran.ipynb").stdout.strip() == told


def test_clean_refuses_what_is_no_notebook_and_then_changes_none(place: Path, refused) -> None:
    ran = {"cells": [{"cell_type": "code", "metadata": {}, "source": "", "execution_count": 1, "outputs": []}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    (place / "ran.ipynb").write_text(json.dumps(ran), "utf-8")
    (place / "old.ipynb").write_text('{"nbformat": 3, "worksheets": []}', "utf-8")
    refused("clean", "ran.ipynb", "cases.csv", says="not_a_notebook|cases.csv")
    refused("clean", "ran.ipynb", "old.ipynb", says="old_notebook|old.ipynb")
    refused("clean", "ran.ipynb", "nowhere.ipynb", says="nowhere.ipynb")
    refused("clean", "project", says="project")
