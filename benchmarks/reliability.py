"""What casekit's project file withstands, in figures: the full counts of what tests/reliability tries with each commit.

Run: python benchmarks/reliability.py [--share 0.1] [--only kills power …]

Prints one table per harm; docs/reliability.md says how each is done. The whole takes about an hour on two cores; *share* makes all
counts smaller.
"""

import argparse
import json
import platform
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from casekit.model.facts import Coding, Key, key_of, sha
from casekit.project import Project
from casekit.store import Store

MODULES = Path(__file__).parents[1] / "tests" / "reliability"
RUNS: dict[str, tuple[tuple[str, str, tuple[object, ...]], ...]] = {
    # name: (what, module, arguments); a whole number is a count and is made smaller by --share
    "kills": (("kill -9", "killing", (1000,)),),
    "power": (
        ("work", "power", ("work", 1000)),
        ("create", "power", ("create", 300)),
        ("migrate", "power", ("migrate", 300)),
        ("synchronous = OFF", "power", ("work", 300, "1", "synchronous = OFF")),
        ("synchronous = NORMAL", "power", ("work", 300, "1", "synchronous = NORMAL")),
        ("journal_mode = DELETE", "power", ("work", 300, "1", "journal_mode = DELETE")),
    ),
    "migrations": (("kill -9", "migrating", (240,)),),
    "flips": (("single bits", "flipping", (1000,)),),
    "writers": tuple((f"{n} writers", "writers", (str(n), 12_000 // 3 // n)) for n in (2, 4, 8)),
    "disks": (("full and read-only", "media", (10,)),),
    "faults": (
        ("every operation", "failing", ("operations", "1")),
        ("file held by another", "failing", ("busy",)),
        ("clock backwards", "failing", ("clock",)),
    ),
}
DOCUMENTS, LENGTH, CODINGS = 200, 60_000, 100_000
WORDS = [
    "huslejen",
    "er",
    "for",
    "høj",
    "og",
    "så",
    "venter",
    "de",
    "længe",
    "på",
    "en",
    "bolig",
    "mens",
    "støtten",
    "ikke",
    "kommer",
    "om",
    "aftenen",
]


def measured(module: str, arguments: tuple[object, ...], share: float) -> dict[str, object]:
    """What a module of tests/reliability tells."""
    smaller = [str(max(1, int(one * share)) if isinstance(one, int) else one) for one in arguments]
    with TemporaryDirectory() as folder:
        asked = [sys.executable, str(MODULES / f"{module}.py"), f"{folder}/work", *smaller]
        begun = time.perf_counter()
        done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1]}
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return {**told, "minutes": round((time.perf_counter() - begun) / 60, 1)}


def show(name: str, rows: list[tuple[str, dict[str, object]]]) -> None:
    """A table with what was measured in its rows."""
    print(f"\n## {name}\n\n| | {' | '.join(what for what, _ in rows)} |\n|---|{'--:|' * len(rows)}")
    for figure in dict.fromkeys(key for _, told in rows for key in told):
        print(f"| {figure} | {' | '.join(str(told.get(figure, '')) for _, told in rows)} |", flush=True)


def transcripts(folder: Path) -> Iterator[None]:
    """Made-up interviews of one length."""
    draw = random.Random(1)
    for number in range(DOCUMENTS):
        turns: list[str] = []
        while sum(map(len, turns)) + 2 * len(turns) < LENGTH:
            turns.append(
                f"{'IB'[len(turns) % 2]}: {' '.join(draw.choices(WORDS, k=draw.randrange(10, 80)))}."
            )
        (folder / f"DOC-{number:03}.txt").write_text("\n\n".join(turns)[:LENGTH], "utf-8")
        yield


def large(folder: Path) -> Project:
    """A project of 200 documents and 100,000 codings."""
    (folder / "texts").mkdir()
    list(transcripts(folder / "texts"))
    project = Project.create(folder / "project", language="da", coder="ah")
    project.add(folder / "texts", case="lindesø")
    project.adopt("housing_first_barriers")
    study = project.study()
    texts = dict(zip(study.documents["document"], study.documents["revision"], strict=True))
    for document, revision in texts.items():
        each = CODINGS // DOCUMENTS
        project.record(*(coding(study.texts[document], Key(revision), number) for number in range(each)))
    return project


def coding(text: str, revision: Key, number: int) -> Coding:
    start = 100 * number % (len(text) - 60)
    book, coder = key_of("codebook", "housing_first_barriers"), key_of("coder", "ah")
    key, quote = key_of(revision, str(number)), sha(text[start : start + 50])
    return Coding(key, revision, start, start + 50, "housing_types", book, "barrier", coder, quote)


def seconds(act: Callable[[], object], times: int) -> list[float]:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        took.append(time.perf_counter() - begun)
    return sorted(took)


def speed() -> None:
    """How long the usual acts take in a large project."""
    with TemporaryDirectory() as place:
        project = large(Path(place))
        folder = project.folder
        study = project.study()
        row = study.documents.iloc[0]
        more = iter(
            coding(study.texts[row["document"]], Key(row["revision"]), 10_000 + n) for n in range(200)
        )
        opened = seconds(lambda: Project.open(folder), 20)
        studied = seconds(lambda: Project.open(folder).study(), 9)
        begun = time.process_time()
        Project.open(folder).study()
        computed = time.process_time() - begun
        recorded = seconds(lambda: project.record(next(more)), 200)
        told = {
            "documents": len(study.documents), "codings": len(study.codings), "MB": round(project.file.stat().st_size / 1e6),
            "opened, ms, median": round(1000 * median(opened), 1),
            "study(), s, best": round(studied[0], 3), "study(), s, median": round(median(studied), 3), "study(), s, worst": round(studied[-1], 3),
            "study(), s of computing": round(computed, 3),
            "one coding, ms, median": round(1000 * median(recorded), 1), "one coding, ms, 99 % under": round(1000 * quantiles(recorded, n=100)[-1], 1),
            "verify, s": round(seconds(lambda: list(Store(project.file).verify()), 1)[0], 2),
            "backup, s": round(seconds(project.backup, 1)[0], 2),
        }  # fmt: skip
    show("speed", [("a large project", told)])


def file_system(folder: Path) -> str:
    asked = ["df", "--output=fstype", folder]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split()[-1] if done.returncode == 0 else "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only", nargs="+", choices=[*RUNS, "speed"], default=[*RUNS, "speed"])
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}, {file_system(Path(folder))}")  # fmt: skip
    for name in given.only:
        if name == "speed":
            speed()
        else:
            show(name, [(what, measured(module, arguments, given.share)) for what, module, arguments in RUNS[name]])  # fmt: skip


if __name__ == "__main__":
    main()
