"""Disks that are full, and files, folders and media that cannot be written: what casekit says, and whether all is still there.

Run: python media.py FOLDER ROUNDS. A file system of 2 MB in memory is mounted in a name space of this process alone (unshare). Where
that is not allowed, the size of files is limited instead, and nothing is write-protected.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from content import coding, codings, make_project, report, torn, unclean
from writers import there

from casekit.errors import CasekitError
from casekit.model.facts import Coding, key_of
from casekit.project import Project
from casekit.store import Store

SIZE = 2_000_000
NOBODY = 65_534
OLD = Path(__file__).parents[1] / "golden" / "schema_1.casekit"


def inside() -> bool:
    """Whether this process may mount; else start again where it may, and give its answer."""
    if "--inside" in sys.argv:
        return True
    for rights in ((), ("--map-root-user",)):
        asked = ["unshare", "--mount", *rights, sys.executable, *sys.argv, "--inside"]
        with suppress(OSError):
            done = subprocess.run(asked, check=False, capture_output=True, encoding="utf-8")
            if done.returncode == 0:
                sys.stdout.write(done.stdout)
                raise SystemExit
            if "unshare:" not in done.stderr:
                raise RuntimeError(done.stderr)
    return False


@contextmanager
def small_disk(place: Path, *, mounted: bool) -> Iterator[Path]:
    """A file system of 2 MB; else files of at most 2 MB."""
    if mounted:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", place], check=True)
        yield place
        subprocess.run(["umount", place], check=True)
        return
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, before[1]))
    yield place
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def fill_up(project: Project, draw: random.Random, tally: Counter[str]) -> set[str]:
    """Record until there is no room, and then other acts; the keys of the codings that were acknowledged."""
    acknowledged: set[str] = set()
    for number in range(10_000):
        some = codings(project, [f"{number} {one}" for one in range(draw.choice((40, 150, 400)))])
        try:
            project.record(*some)
        except CasekitError as error:
            tally[error.problem] += 1
            return acknowledged
        acknowledged |= {one.key for one in some}
    raise RuntimeError("the disk does not get full")


def full(source: Project, disk: Path, draw: random.Random, tally: Counter[str], *, mounted: bool) -> None:
    """One disk that gets full: what is said, what is there, and that the work goes on when there is room again."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(draw.randrange(100_000, 600_000)))
    project = Project.open(shutil.copy(source.file, disk), coder="ah")
    acknowledged = fill_up(project, draw, tally)
    again = Project.open(project.file, coder="ah")
    tally["read on the full disk"] += len(again.study().codings) > 0 or not acknowledged
    tally["lost"] += len(acknowledged - set(there(project.file)))
    tally["torn"] += bool(torn(project.file) or unclean(Store(project.file)))
    ballast.unlink()
    if mounted:
        one = coding(again, "with room again")
        again.record(one)
        tally["written when there was room"] += one.key in there(project.file)


def migrated_on_full(disk: Path, tally: Counter[str]) -> None:
    """A project of the first schema on a disk on which there is no room to migrate it."""
    file = Path(shutil.copy(OLD, disk / "study.casekit"))
    with suppress(OSError):
        (disk / "ballast").write_bytes(bytes(SIZE))
    try:
        Store(file)
        tally["migrated without room"] += 1
    except CasekitError as error:
        tally[f"migrating: {error.problem}"] += 1
    tally["the old file changed"] += file.read_bytes() != OLD.read_bytes()


def as_nobody(act: Callable[[], str]) -> str:
    """What an act tells when somebody without rights does it."""
    ear, mouth = os.pipe()
    if not os.fork():
        with suppress(BaseException):
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(mouth, act().encode())
        os._exit(0)
    os.close(mouth)
    told = os.fdopen(ear, "rb").read().decode()
    os.wait()
    return told or "an error that is none of casekit's"


def used(file: Path) -> str:
    """Read a project, then try to write to it: how that was refused."""
    project = Project.open(file, coder="bk")
    read = len(project.study().texts)
    try:
        project.record(Coding(key_of("x"), key_of("r"), 0, 1, "rent", key_of("b"), "", key_of("bk"), ""))
    except CasekitError as error:
        return f"{read} text read, {error.problem}"
    return "written"


def protected(source: Project, disk: Path) -> dict[str, str]:
    """A file, a folder and a medium that cannot be written."""
    file, told = Path(shutil.copy(source.file, disk)), {}
    before = file.read_bytes()
    for name, modes in {"file": (0o444, 0o755), "folder": (0o644, 0o555)}.items():
        file.chmod(modes[0])
        disk.chmod(modes[1])
        told[f"read-only {name}"] = as_nobody(lambda: used(file))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    told["read-only medium"] = as_nobody(lambda: used(file))
    return {**told, "changed": str(file.read_bytes() != before), "files": str(len(list(disk.iterdir())))}


def run(folder: Path, rounds: int, *, mounted: bool) -> dict[str, object]:
    """So many disks that get full, and one of each that cannot be written."""
    source, tally = make_project(folder), Counter({"lost": 0, "torn": 0})
    told: dict[str, str] = {}
    for number in range(rounds):
        with TemporaryDirectory() as place:
            Path(place).chmod(0o755)
            with small_disk(Path(place), mounted=mounted) as disk:
                full(source, disk, random.Random(number), tally, mounted=mounted)
            if mounted:
                with small_disk(Path(place), mounted=True) as disk:
                    migrated_on_full(disk, tally)
    if mounted:
        with TemporaryDirectory() as place:
            Path(place).chmod(0o755)
            with small_disk(Path(place), mounted=True) as disk:
                told = protected(source, disk)
    return {"mounted": mounted, "rounds": rounds, **tally, **told}


if __name__ == "__main__":
    mounted = inside()
    report(**run(Path(sys.argv[1]), int(sys.argv[2]), mounted=mounted))
