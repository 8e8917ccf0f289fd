"""Several processes write to one file at the same time: nothing fails, nothing is lost.

Run: python writers.py FOLDER WRITERS CODINGS_EACH. Every writer has a ``Project`` of its own and records one coding after the other.
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from content import codings, make_project, plain, report, torn, unclean

from casekit.project import Project
from casekit.store import Store


def write(file: Path, name: str, each: int) -> dict[str, object]:
    """Record so many codings; which, how long each took, and what failed."""
    project = Project.open(file, coder=name)
    made = codings(project, [f"{name} {number}" for number in range(each)])
    took, failed = [], []
    for one in made:
        begun = time.perf_counter()
        try:
            project.record(one)
        except Exception as error:  # whatever it is, it is counted
            failed.append(f"{type(error).__name__}: {error}")
        took.append(time.perf_counter() - begun)
    return {"codings": [one.key for one in made], "took": took, "failed": failed}


def start(file: Path, name: str, each: int, told: Path) -> int:
    """A writer in a process of its own."""
    if child := os.fork():
        return child
    with suppress(BaseException):
        told.write_text(json.dumps(write(file, name, each)), "utf-8")
        os._exit(0)
    os._exit(1)


def there(file: Path) -> list[str]:
    """The keys of all codings that are stored."""
    with plain(file) as connection:
        asked = "SELECT k.id FROM codings AS c JOIN keys AS k ON k.k = c.key"
        return [row[0] for row in connection.execute(asked)]


def run(folder: Path, writers: int, each: int) -> dict[str, object]:
    """So many writers, and what became of their codings."""
    project = make_project(folder)
    write(project.file, "warm", 1)
    begun = time.perf_counter()
    names = [f"coder {number}" for number in range(writers)]
    children = [start(project.file, name, each, folder / f"{name}.json") for name in names]
    for child in children:
        os.waitpid(child, 0)
    seconds = time.perf_counter() - begun
    told = [json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names]
    wanted = [key for one in told for key in one["codings"]]
    found = there(project.file)
    took = sorted(1000 * one for each_told in told for one in each_told["took"])
    return {
        "writers": writers,
        "codings": len(wanted),
        "failed": [failure for one in told for failure in one["failed"]],
        "lost": len(set(wanted) - set(found)),
        "doubled": len(found) - len(set(found)),
        "torn": len(torn(project.file)),
        "not clean": len(unclean(Store(project.file))),
        "codings a second": round(len(wanted) / seconds),
        "median wait, ms": round(median(took), 1),
        "99 % under, ms": round(quantiles(took, n=100)[-1], 1),
        "worst wait, ms": round(took[-1], 1),
    }


if __name__ == "__main__":
    report(**run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
