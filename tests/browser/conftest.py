"""A real JupyterLab and a real browser. One server for each worker; a project folder of its own for each test."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casekit.files.shipped import shipped
from casekit.project import Project

if TYPE_CHECKING:
    from lab import Notebook
    from playwright.sync_api import Browser, BrowserContext
    from serving import Server

HERE = Path(__file__).parent
sys.path.append(str(HERE))  # lab.py and serving.py, the modules beside
CHROMIUM = os.environ.get("CASEKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this is slow; without a browser it is skipped, but never where everything must hold."""
    skip = pytest.mark.skip(reason="needs Chromium (Debian: apt install chromium)")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Server"]:
    """JupyterLab, once for all tests of a worker."""
    from serving import Server

    place = tmp_path_factory.mktemp("lab")
    (place / "root").mkdir()
    running = Server(place / "root", place / "home")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """The browser. For each module anew: while it is there, no other test can run an event loop."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "no Chromium"
    home = {**os.environ, "HOME": str(tmp_path_factory.mktemp("chromium"))}
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options, env=home)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, made once."""
    samples, folder = shipped("data_samples"), tmp_path_factory.mktemp("ready") / "study"
    project = Project.create(folder, language="da", coder="ah")
    project.add(samples, table=samples / "interviews.csv", cases=samples / "cases.csv")
    project.suggest("housing_first_barriers")
    project.import_codings(samples / "codings.csv")
    project.close()
    return folder


@pytest.fixture
def folder(_ready: Path, server: "Server", tmp_path: Path) -> Path:
    """A project's folder that JupyterLab serves: the sample study, in Danish, coded by several, with open suggestions."""
    return Path(shutil.copytree(_ready, server.root / tmp_path.name))


@pytest.fixture(scope="module")
def context(chromium: "Browser") -> Iterator["BrowserContext"]:
    """A window. One for each module: JupyterLab's own scripts then come from its cache."""
    from lab import WINDOW

    window = chromium.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    yield window
    window.close()


@pytest.fixture
def notebook(
    server: "Server", context: "BrowserContext", folder: Path
) -> Iterator[Callable[..., "Notebook"]]:
    """Open a notebook of these cells: ``notebook("1 + 1", "2 + 2")``; at the end no page may have complained.

    With ``threads=False`` messages of widgets wait for a running cell, as they do with ipykernel 6.
    """
    from lab import open_notebook

    opened: list[Notebook] = []

    def show(*cells: str, threads: bool = True) -> "Notebook":
        opened.append(open_notebook(server, context, folder, *cells, threads=threads))
        return opened[-1]

    yield show
    complaints = [complaint for one in opened for complaint in one.complaints]
    for one in opened:
        one.page.close()
    server.end_kernels()
    assert complaints == []
