"""Single file operations that fail, a file that another program holds, and a clock that goes backwards.

Run: python failing.py FOLDER operations EVERY | busy | clock.
"""

import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from itertools import count
from pathlib import Path

from content import coding, codings, dump, make_project, report, torn, unclean
from vfs import FULL, IO_ERROR, Change, listening

from casekit.errors import BusyError, CasekitError
from casekit.model.facts import Coding
from casekit.project import Project
from casekit.store import Store


class Fault:
    """Counts operations; the one that was asked for fails, or with *lasting* it and all later ones."""

    def __init__(self, at: int, code: int = IO_ERROR, *, lasting: bool = False) -> None:
        self.at, self.code, self.lasting, self.count = at, code, lasting, 0

    def __call__(self, _: Change) -> int | None:
        fails = self.count == self.at or (self.lasting and self.count > self.at >= 0)
        self.count += 1
        return self.code if fails else None


def operations(folder: Path, every: int) -> dict[str, object]:
    """Every so many operations of one act fails, each in three ways; what was said, and what the file is then."""
    source = make_project(folder / "source")
    some = codings(source, map(str, range(150)))
    tally: Counter[str] = Counter({"torn": 0, "lost": 0, "not casekit's error": 0})
    whole = Fault(-1)
    attempt(source.file, folder, some, whole, tally)
    tally.clear()
    for at in range(0, whole.count, every):
        for fault in (Fault(at), Fault(at, FULL), Fault(at, lasting=True)):
            attempt(source.file, folder, some, fault, tally)
    return {"operations": whole.count, "failures": 3 * len(range(0, whole.count, every)), **tally}


def attempt(source: Path, folder: Path, some: list[Coding], fault: Fault, tally: Counter[str]) -> None:
    """Record while an operation fails; the file is as before, or as after if that was acknowledged."""
    shutil.rmtree(folder / "copy", ignore_errors=True)
    (folder / "copy").mkdir()
    project = Project.open(shutil.copy(source, folder / "copy"), coder="ah")
    before, acknowledged = project._store.head(), False
    try:
        with listening(fault):
            project.record(*some)
        acknowledged = True
    except CasekitError as error:
        tally[f"said: {error.problem}"] += 1
    except Exception:
        tally["not casekit's error"] += 1
    store = Store(project.file)
    there = store.head() - before
    tally["torn"] += bool(torn(project.file) or unclean(store))
    tally["acknowledged"] += acknowledged
    tally["lost"] += acknowledged and there == 0
    tally["there although an error was told"] += there > 0 and not acknowledged


def busy(folder: Path) -> dict[str, object]:
    """Another process holds the file for longer than casekit waits."""
    project = make_project(folder)
    one, before = coding(project, "waiting"), dump(project.file)
    ear, mouth = os.pipe()
    if not (holder := os.fork()):
        with closing(sqlite3.connect(project.file, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            os.write(mouth, b".")
            time.sleep(60)
    os.read(ear, 1)
    begun = time.perf_counter()
    try:
        project.record(one)
        told = "written"
    except BusyError as error:
        told = error.problem
    waited = time.perf_counter() - begun
    os.kill(holder, signal.SIGKILL)
    os.wait()
    changed = dump(project.file) != before
    project.record(one)
    return {"told": told, "waited, s": round(waited, 1), "changed": changed, "written afterwards": one.key in set(project.study().codings["coding"])}  # fmt: skip


def clock(folder: Path) -> dict[str, object]:
    """The same acts with a clock that goes forward and with one that goes backwards say the same."""
    source = make_project(folder / "source")
    said = [acts(source.file, folder / name, step) for name, step in (("forward", 1), ("backwards", -1))]
    return {
        "events": said[0][0],
        "the same": said[0] == said[1],
        "torn": sum(map(len, (said[0][2], said[1][2]))),
    }


def acts(source: Path, folder: Path, step: int) -> tuple[object, ...]:
    """Add, change, withdraw, undo, redo, merge, with a clock that goes so many hours per act; what the study then says."""
    folder.mkdir()
    project = Project.open(shutil.copy(source, folder), coder="ah")
    (folder / "copy").mkdir()
    copy = Project.open(shutil.copy(source, folder / "copy"), coder="bk")
    ticks = count(500, step)

    def hours() -> str:
        now = next(ticks)
        return f"2099-01-{now // 24 + 1:02}T{now % 24:02}:00:00.000+00:00"

    project._clock = copy._clock = hours
    for number in range(10):
        project.record(coding(project, f"{number}"))
        project.message(f"Besked {number}.")
    project.undo()
    project.undo()
    project.redo()
    copy.record(*codings(copy, [f"copy {number}" for number in range(5)]))
    withdrawn = project.study().codings["coding"].sort_values().iloc[0]
    project.withdraw([withdrawn])
    project.merge(copy.file)
    project.merge(copy.file)
    study, log = project.study(), project.log()
    wrong = torn(project.file) + list(map(str, unclean(Store(project.file))))
    return len(log), sorted(study.codings["coding"]), wrong, sorted(study.messages["text"]), list(log["in_force"]), list(log["verb"])  # fmt: skip


if __name__ == "__main__":
    place, what, *more = sys.argv[1:]
    ways = {"operations": operations, "busy": busy, "clock": clock}
    report(**ways[what](Path(place), *map(int, more)))
