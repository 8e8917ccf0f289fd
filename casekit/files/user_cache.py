"""What casekit keeps for one user between runs, only to be quicker: it is found out again where it cannot be read."""

import contextlib
import json
import os
from pathlib import Path

from casekit.errors import WriteError
from casekit.files.atomic import write_atomically

__all__ = ["OFF", "keep", "kept"]

OFF = "CASEKIT_NO_CACHE"
"""The variable that, set to anything, lets casekit neither read nor write what it keeps."""

_MOST = 20_000_000  # bytes


def kept(name: str) -> object:
    """What was kept under a name; None where there is nothing, or nothing that can be read."""
    if os.environ.get(OFF):
        return None
    try:
        path = _path(name)
        return json.loads(path.read_bytes()) if path.stat().st_size <= _MOST else None
    except (OSError, ValueError, RecursionError, RuntimeError):
        return None


def keep(name: str, content: object) -> None:
    """Keep *content*, which JSON can hold, under a name; where that cannot be done, nothing happens."""
    if os.environ.get(OFF):
        return
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError, WriteError, RuntimeError):
        path = _path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, data)


def _path(name: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("casekit", appauthor=False) / f"{name}.json"
