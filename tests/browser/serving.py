"""A JupyterLab server for tests: its own folder, home, port and token."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

PATIENCE = 60  # seconds until something that must come is given up


class Server:
    """A JupyterLab that serves *root*, with settings, kernels and home of its own in *home*."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root, self._home, self._token = root, home, secrets.token_hex(16)
        for folder in ("home", "run"):
            (home / folder).mkdir(parents=True)
        self._log = (home / "lab.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *self._options()],
            cwd=root, env=self._environment(), stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.address = self._wait_for_address()

    def _options(self) -> list[str]:
        return [
            "--no-browser",
            "--allow-root",
            "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={_free_port()}",
            f"--ServerApp.root_dir={self.root}",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("CASEKIT_", "JUPYTER", "IPYTHON", "XDG_", "PYTEST_"))
        }
        own = {name: str(self._home / "home" / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}  # fmt: skip
        return {
            **kept,
            **own,
            "HOME": str(self._home / "home"),
            "JUPYTER_RUNTIME_DIR": str(self._home / "run"),
            "JUPYTER_TOKEN": self._token,
            "XDG_CACHE_HOME": str(self._home / "home" / "cache"),
        }

    def _wait_for_address(self) -> str:
        def told() -> str:
            assert self._process.poll() is None, self.log()
            found = next((self._home / "run").glob("jpserver-*.json"), None)
            try:
                address = str(json.loads(found.read_text("utf-8"))["url"]) if found else ""
                return address if address and _answers(f"{address}api?token={self._token}") else ""
            except (OSError, ValueError):
                return ""  # half written, or not listening yet

        return str(_until(told, "JupyterLab did not start"))

    def log(self) -> str:
        """What the server said."""
        return (self._home / "lab.log").read_text("utf-8", errors="replace")

    def place(self, file: Path, workspace: str) -> str:
        """The address of a file, in a workspace of its own that is empty."""
        inside = file.relative_to(self.root).as_posix()
        return f"{self.address}lab/workspaces/{workspace}/tree/{inside}?reset&token={self._token}"

    def set_up(self, *, threads: bool) -> None:
        """JupyterLab as it comes, for the pages that are opened next.

        With *threads* messages of widgets are handled beside a running cell, in a thread of their own, as JupyterLab and
        ipykernel 7 do by default; without, they wait for the cell, as with ipykernel 6.
        """
        settings = self._home / "home" / "jupyter_config_dir" / "lab" / "user-settings"
        shutil.rmtree(settings, ignore_errors=True)  # such as the theme of an earlier test
        if not threads:
            kernels = settings / "@jupyterlab" / "apputils-extension" / "kernels-settings.jupyterlab-settings"
            kernels.parent.mkdir(parents=True)
            kernels.write_text(json.dumps({"commsOverSubshells": "disabled"}), "utf-8")

    def end_kernels(self) -> None:
        """End what tests left running: each kernel takes memory, and there are many tests."""
        for session in self._asked("GET", "api/sessions"):
            self._asked("DELETE", f"api/sessions/{session['id']}")

    def _asked(self, method: str, path: str) -> Any:
        headers = {"Authorization": f"token {self._token}"}
        with urlopen(Request(self.address + path, method=method, headers=headers)) as answer:
            return json.loads(answer.read() or "null")

    def stop(self) -> None:
        """End the server and its kernels."""
        if self._process.poll() is None:
            self.end_kernels()
            self._process.terminate()
            self._process.wait(timeout=PATIENCE)
        self._log.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(address: str) -> bool:
    with urlopen(address, timeout=PATIENCE) as answer:
        return bool(answer.status == 200)


def _until(condition: Any, otherwise: str) -> Any:
    """What *condition* gives, when it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(otherwise)
