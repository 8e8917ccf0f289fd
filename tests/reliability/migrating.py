"""Migrations are interrupted by SIGKILL before any statement and any change of the file: it is old or new, whole, and opens.

Run: python migrating.py FOLDER KILLS. The projects of all earlier schemas (tests/golden), enlarged by events.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from content import dump, report, unclean
from sqlalchemy import Engine, event
from vfs import library, listening

from casekit.errors import CasekitError
from casekit.store import Store
from casekit.store.force import add_to_state
from casekit.store.migrations import MIGRATIONS

GOLDEN = Path(__file__).parents[1] / "golden"
MORE = 60  # events
COUNTED = "SELECT n, state FROM events ORDER BY n DESC LIMIT 1"
ADDED = "INSERT INTO events (n, id, at, verb, why, casekit_version, state) VALUES (?, ?, ?, 'x', '', '', ?)"


def enlarged(schema: int, target: Path) -> Path:
    """A project of an earlier schema with more events, each of which has to get a digest."""
    shutil.copy(GOLDEN / f"schema_{schema}.casekit", target)
    with closing(sqlite3.connect(target)) as connection, connection:
        for number in range(MORE):
            n, state = connection.execute(COUNTED).fetchone()
            name = f"{number:032x}"
            connection.execute(ADDED, (n + 1, name, f"2099-02-{number:03}", add_to_state(state, [name])))
    return target


class Steps:
    """Counts statements or changes of the file, and acts on the one that was asked for."""

    def __init__(self, at: int, act: Callable[[], object]) -> None:
        self.at, self.act, self.count = at, act, 0

    def __call__(self, *_: object) -> None:
        if self.count == self.at:
            self.act()
        self.count += 1


def migrated(file: Path, way: str, steps: Steps) -> None:
    """Open the file, so that it is migrated; every statement or change is told to *steps* before it is made."""
    with ExitStack() as stack:
        if way == "change":
            stack.enter_context(listening(steps))
        else:
            trace = lambda connection, _: connection.set_trace_callback(steps)  # noqa: E731
            event.listen(Engine, "connect", trace)
            stack.callback(event.remove, Engine, "connect", trace)
        Store(file).close()


def killed(file: Path, way: str, at: int) -> bool:
    """Migrate in a child that is killed at a step; whether it was."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            migrated(file, way, Steps(at, lambda: os.kill(os.getpid(), signal.SIGKILL)))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def schema_of(file: Path) -> int:
    """What the file says after SQLite alone has opened it, and has taken back what was begun."""
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def look(file: Path, old: tuple[int, object], new: tuple[object, object], tally: Counter[str]) -> None:
    """Whether a killed file is the old or the new one, and opens."""
    schema, content = schema_of(file), dump(file)
    tally["old"] += (schema, content) == old
    tally["new"] += (schema, content) == (len(MIGRATIONS), new[0])
    try:
        store = Store(file)
        tally["after opening, as wanted"] += (dump(file), list(map(str, unclean(store)))) == new
    except CasekitError:
        tally["not opened"] += 1


def alone(source: Path) -> Path:
    """A copy in a folder of its own, without journals and backups of others."""
    folder = source.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(source, folder / "study.casekit"))


def run(folder: Path, kills: int) -> dict[str, object]:
    """Kills spread evenly from the first to the last step of the migrations of all schemas, and what was found."""
    folder.mkdir(parents=True)
    tally: Counter[str] = Counter({"steps": 0, "kills": 0, "not opened": 0})
    ways = ("statement", "change") if library() else ("statement",)
    wanted = [(schema, way) for schema in range(1, len(MIGRATIONS)) for way in ways]
    for number, (schema, way) in enumerate(wanted):
        source = enlarged(schema, folder / f"{schema}-{way}.casekit")
        old, steps, whole = (schema, dump(source)), Steps(-1, tuple), alone(source)
        migrated(whole, way, steps)
        new = (dump(whole), list(map(str, unclean(Store(whole)))))
        tally["steps"] += steps.count
        share = kills // len(wanted) + (number < kills % len(wanted))
        for one in range(share):
            file = alone(source)
            tally["kills"] += killed(file, way, one * (steps.count - 1) // max(1, share - 1))
            look(file, old, new, tally)
    return dict(tally)


if __name__ == "__main__":
    report(**run(Path(sys.argv[1]), int(sys.argv[2])))
