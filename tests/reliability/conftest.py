"""Each harm is done in a process of its own, which tells what it measured; nothing is started from a process with threads."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE))  # the modules beside, which do the harm


@pytest.fixture
def measured(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """What a module of this folder measured, given its arguments; the first is a new folder for it to work in."""

    def run(module: str, *arguments: object) -> dict[str, Any]:
        asked = [sys.executable, str(HERE / f"{module}.py"), str(tmp_path / "work"), *map(str, arguments)]
        done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    return run
