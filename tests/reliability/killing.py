"""Writing processes are killed (SIGKILL) at random moments; what they had acknowledged must be there, and nothing half.

Run: python killing.py FOLDER KILLS [SEED]. A child codes, imports, merges and corrects on a real file, and acknowledges every act
on a pipe after it returned. It is forked from a process that has done each act once, so that it is quick.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from content import coding, codings, make_project, plain, report, torn, transcript, unclean

from casekit.errors import CasekitError, LookupFailedError
from casekit.model.facts import key_of, sha
from casekit.project import Project
from casekit.store import Store

RUNS = 20  # on one file, before a new one is taken
PARTS = 12  # tables to import, copies to merge, corrected texts
EACH = 12  # codings in a table or a copy
HASTE = 0.03  # seconds after the last acknowledgement that is waited for, at most
ACTS = ("code", "code", "code", "import", "merge", "correct")


def prepare(folder: Path, parts: int = PARTS) -> Path:
    """The project, and beside it what is imported, merged and corrected."""
    base = make_project(folder / "base")
    for n in range(parts):
        rows = [f'LIN-01,"og så venter de {turn} måneder på en bolig i kommune {turn}",waiting,barrier,import{n}' for turn in range(EACH)]  # fmt: skip
        (folder / f"codings-{n}.csv").write_text(
            "\n".join(["file,quote,code,polarity,coder", *rows]), "utf-8"
        )
        text = transcript().replace(f"svært, {n}?", f"vanskeligt, {n}?")
        (folder / f"text-{n}.txt").write_text(text, "utf-8")
        (folder / f"copy-{n}").mkdir()
        shutil.copy(base.file, folder / f"copy-{n}")
        copy = Project.open(folder / f"copy-{n}", coder="bk")
        copy.record(*codings(copy, [f"merged {n} {one}" for one in range(EACH)]))
    return base.file


def act(project: Project, folder: Path, verb: str, name: str, part: int) -> list[str]:
    """One act; what must be there from now on: keys of codings, or the digest of a text."""
    if verb == "code":
        one = coding(project, name)
        project.record(one)
        return [one.key]
    if verb == "import":
        _, table = project.import_codings(folder / f"codings-{part}.csv", codebook="barrierer")
        return [one.key for one in table.codings]
    if verb == "merge":
        project.merge(folder / f"copy-{part}")
        return [key_of("reliability", f"merged {part} {one}") for one in range(EACH)]
    project.correct(folder / f"text-{part}.txt", "LIN-01")
    return [sha(project.study().texts["LIN-01"])]


def work(file: Path, folder: Path, seed: str, tell: Callable[[str, list[str]], None]) -> None:
    """Act after act, until somebody puts an end to it. What is refused (the same text again) is no act."""
    draw = random.Random(seed)
    project = Project.open(file, coder="ah")
    for number in count():
        verb = draw.choice(ACTS)
        with suppress(LookupFailedError):
            tell(verb, act(project, folder, verb, f"{seed} {number}", draw.randrange(PARTS)))


def killed(file: Path, folder: Path, seed: str) -> list[tuple[str, list[str]]]:
    """Let a child work on a file and kill it; what it had acknowledged."""
    draw = random.Random(f"kill {seed}")
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException), os.fdopen(mouth, "w", buffering=1) as out:
            work(file, folder, seed, lambda *told: print(json.dumps(told), file=out))
        os._exit(3)
    os.close(mouth)
    with os.fdopen(ear, encoding="utf-8") as told:
        heard = [told.readline() for _ in range(draw.randrange(4))]
        time.sleep(draw.uniform(0, HASTE))
        os.kill(child, signal.SIGKILL)
        heard += told.readlines()
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        raise RuntimeError("the child ended by itself")
    return [tuple(json.loads(line)) for line in heard if line.endswith("\n")]


def there(file: Path) -> set[str]:
    """The keys of all codings and the digests of all texts that were ever stored."""
    asked = "SELECT k.id FROM codings AS c JOIN keys AS k ON k.k = c.key UNION SELECT text_sha FROM revisions"
    with plain(file) as connection:
        return {row[0] for row in connection.execute(asked)}


def look(file: Path, wanted: set[str], tally: Counter[str]) -> float:
    """Open what a kill left and look for what is wrong; how many milliseconds opening took."""
    journal = file.with_name(file.name + "-journal")
    tally["in the middle of a write"] += journal.exists() and journal.stat().st_size > 0
    begun = time.perf_counter()
    try:
        store = Store(file)
        store.head()
    except CasekitError:
        tally["not opened"] += 1
        return 0.0
    took = 1000 * (time.perf_counter() - begun)
    tally["torn"] += bool(torn(file))
    tally["not clean"] += bool(unclean(store))
    tally["lost"] += len(wanted - there(file))
    return took


def run(folder: Path, kills: int, seed: int) -> dict[str, object]:
    """So many kills, and what was found."""
    base = prepare(folder)
    warm(base, folder)
    tally: Counter[str] = Counter(dict.fromkeys(("torn", "lost", "not opened", "not clean"), 0))
    wanted: set[str] = set()
    worst = 0.0
    for number in range(kills):
        file = folder / "killed" / base.name
        if number % RUNS == 0:
            shutil.rmtree(file.parent, ignore_errors=True)
            file.parent.mkdir()
            shutil.copy(base, file)
            wanted = set()
        acknowledged = killed(file, folder, f"{seed}-{number}")
        wanted |= {name for _, names in acknowledged for name in names}
        tally.update(verb for verb, _ in acknowledged)
        tally["acknowledged"] += sum(len(names) for _, names in acknowledged)
        worst = max(worst, look(file, wanted, tally))
    return {"kills": kills, **tally, "worst reopening, ms": round(worst, 1)}


def warm(base: Path, folder: Path) -> None:
    """Each act once, so that everything is loaded before the first child is made."""
    (folder / "warm").mkdir()
    project = Project.open(shutil.copy(base, folder / "warm"), coder="ah")
    for verb in sorted(set(ACTS)):
        act(project, folder, verb, "warm", 0)
    look(project.file, set(), Counter())


if __name__ == "__main__":
    report(**run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
