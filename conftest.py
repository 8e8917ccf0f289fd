"""Examples in README and docs run in a folder of their own, and in English; the command line counts as slow."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("each_commit", max_examples=25)  # of properties that say no number: each commit tries others
settings.load_profile("each_commit")
os.environ["CASEKIT_NO_CACHE"] = "1"  # the user's own cache is neither read nor written


@pytest.fixture(autouse=True)
def example_folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A folder of its own for each page of examples."""
    if request.node.path.suffix == ".md":
        monkeypatch.chdir(tmp_path)
    yield
    from casekit import speak

    speak("en")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The command line is tried as users run it, which takes its time: it is not part of the unit suite."""
    for item in items:
        if "cli" in item.path.parts:
            item.add_marker(pytest.mark.slow)
