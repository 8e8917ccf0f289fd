"""Examples in README and docs run in a folder of their own, and in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def example_folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.node.path.suffix == ".md":
        monkeypatch.chdir(tmp_path)
    yield
    from casekit import speak

    speak("en")
