"""The power fails at random points of the write sequence; what had been acknowledged must be there, and nothing half.

Run: python power.py FOLDER STORY CUTS [SEED] [SETTING …]. STORY is work, create or migrate; a SETTING such as "synchronous = OFF"
takes the place of casekit's.

Every change that SQLite makes to a file is recorded beneath it (vfs.py) while a project is worked on. Then, at so many points:

* What was synced is there; a file's sync covers that file alone. A new file, or a deletion, is there for good only after its folder
  was synced, which SQLite does with the first sync of a new journal and with a deletion that asks for it.
* What was not synced is, at random, all lost; all there; there up to a point, in order; or any part of it is there, whatever the order:
  every 512 bytes of every write, and every truncation, for itself. Where a file grew and the bytes for it did not
  come, there are zeros, or (fifth way) rubbish.
* Bytes beside those that were written stay as they were.
"""

import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from sqlite3 import DatabaseError
from typing import NamedTuple

from content import coding, codings, report, torn, transcript, unclean
from killing import prepare
from vfs import Change, listening

from casekit.errors import CasekitError
from casekit.project import Project
from casekit.project.places import FILE
from casekit.store import Store, opening

SECTOR = 512
WAYS = ("lost", "kept", "in order", "any", "rubbish")
STOCK = (("codings", ".csv"), ("text", ".txt"), ("copy", ""))  # what killing.py prepares
PARTS = 3
GOLDEN = Path(__file__).parents[1] / "golden" / "schema_1.casekit"
Log = list[Change | int]  # a number: so many events are acknowledged


@dataclass
class Disk:
    """One file: what is on the disk for good, and what came since."""

    sure: bytes = b""
    waiting: list[Change] = field(default_factory=list)

    def synced(self) -> None:
        self.sure, self.waiting = applied(self.sure, self.waiting), []

    def after(self, way: str, draw: random.Random) -> bytes:
        """What is on the disk when the power comes back."""
        if way == "lost":
            return self.sure
        if way == "kept":
            return applied(self.sure, self.waiting)
        if way == "in order":
            last = draw.randrange(len(self.waiting) + 1)
            return applied(self.sure, [*self.waiting[:last], *some(self.waiting[last : last + 1], 0.5, draw)])
        share = draw.choice((0.1, 0.5, 0.9))
        came = some(self.waiting, share, draw)
        data = bytearray(applied(self.sure, came))
        if way == "rubbish":
            _spoil(data, len(self.sure), came, draw)
        return bytes(data)


def applied(sure: bytes, changes: list[Change]) -> bytes:
    """The content after writes and truncations, in order; a gap is zeros."""
    data = bytearray(sure)
    for change in changes:
        end = change.at + len(change.data) if change.what == "write" else change.at
        data.extend(bytes(max(0, end - len(data))))
        if change.what == "write":
            data[change.at : end] = change.data
        else:
            del data[change.at :]
    return bytes(data)


def some(changes: list[Change], share: float, draw: random.Random) -> list[Change]:
    """Some of the changes, writes in pieces that end where a sector ends."""
    pieces = [piece for change in changes for piece in _pieces(change)]
    return [piece for piece in pieces if draw.random() < share]


def _pieces(change: Change) -> Iterator[Change]:
    if change.what != "write":
        yield change
        return
    at, end = change.at, change.at + len(change.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        yield change._replace(at=at, data=change.data[at - change.at : stop - change.at])
        at = stop


def _spoil(data: bytearray, sure: int, came: list[Change], draw: random.Random) -> None:
    """Rubbish where a file grew and nothing was written."""
    written = {change.at // SECTOR for change in came if change.what == "write"}
    for sector in range(-(-sure // SECTOR), len(data) // SECTOR):
        if sector not in written:
            data[sector * SECTOR : (sector + 1) * SECTOR] = draw.randbytes(SECTOR)


@dataclass
class Folder:
    """The files of a folder, as they are now and as they are for good."""

    now: dict[str, Disk] = field(default_factory=dict)
    sure: dict[str, Disk] = field(default_factory=dict)

    def see(self, change: Change) -> None:
        if change.what == "create":
            self.now[change.file] = Disk()
        elif change.what == "delete":
            self.now.pop(change.file, None)
        elif change.what == "sync":
            self.now[change.file].synced()
        else:
            self.now[change.file].waiting.append(change)
        if change.what in ("sync", "delete") and change.at:
            self.sure = dict(self.now)

    def after(self, way: str, draw: random.Random) -> dict[str, bytes]:
        """The files when the power comes back."""
        found: dict[str, bytes] = {}
        for name in {*self.now, *self.sure}:
            entries = self.sure if way == "lost" else self.now
            if way not in ("lost", "kept"):
                entries = draw.choice((self.sure, self.now))
            if name in entries:
                found[name] = entries[name].after(way, draw)
        return found


def record(file: Path, act: Callable[[Callable[[], None]], None]) -> Log:
    """Do something with a project file; every change, and what was acknowledged where."""
    log: Log = []

    def acknowledge() -> None:
        log.append(Store(file).head())

    with listening(lambda change: log.append(change)):
        act(acknowledge)
    return log


@contextmanager
def settings(instead: list[str]) -> Iterator[None]:
    """Other settings than casekit's own, until the block ends."""
    names = {setting.split(" ")[0] for setting in instead}
    own = opening._SETTINGS
    opening._SETTINGS = (*(one for one in own if one.split(" ")[0] not in names), *instead)
    try:
        yield
    finally:
        opening._SETTINGS = own


def work(folder: Path, acknowledge: Callable[[], None]) -> None:
    """Code one by one and many at once, import, merge, correct, undo."""
    project = Project.open(folder, coder="ah")
    for number in range(8):
        project.record(coding(project, f"one {number}"))
        acknowledge()
        project.record(*codings(project, [f"many {number} {one}" for one in range(20 * number)]))
        acknowledge()
        project.undo()
        acknowledge()
    for number in range(PARTS):
        project.import_codings(folder / f"codings-{number}.csv", codebook="barrierer")
        acknowledge()
        project.merge(folder / f"copy-{number}")
        acknowledge()
        project.correct(folder / f"text-{number}.txt", "LIN-01")
        acknowledge()


def create(folder: Path, acknowledge: Callable[[], None]) -> None:
    """A new project, and what is read into it first."""
    project = Project.create(folder, language="da", coder="ah")
    acknowledge()
    for number in range(3):
        text = folder / f"LIN-0{number}.txt"
        text.write_text(transcript(f"{{n}}. Svar {number}", 40), "utf-8")
        project.add(text, case="lindesø")
        acknowledge()
        project.message(f"Svar {number} siger alle.", case="lindesø")
        acknowledge()


def migrate(folder: Path, acknowledge: Callable[[], None]) -> None:
    """Open a project that the first casekit wrote."""
    Store(folder / FILE)
    acknowledge()


def prepare_for(story: str, place: Path) -> None:
    """What is in the folder before the story begins."""
    place.mkdir(parents=True)
    if story == "migrate":
        shutil.copy(GOLDEN, place / FILE)
    if story == "work":
        shutil.move(prepare(place / "made", PARTS), place)
        for item in (f"{name}-{n}{end}" for n in range(PARTS) for name, end in STOCK):
            shutil.move(place / "made" / item, place)


def cut(log: Log, before: dict[str, bytes], places: list[int]) -> Iterator[tuple[int, Folder]]:
    """The state of the folder at these places of the record, and how many events were acknowledged."""
    files = {name: Disk(data) for name, data in before.items()}
    folder, acknowledged = Folder(dict(files), dict(files)), 0
    wanted = Counter(places)
    for place, entry in enumerate(log):
        for _ in range(wanted[place]):
            yield acknowledged, folder
        if isinstance(entry, int):
            acknowledged = entry
        else:
            folder.see(entry)


class Whole(NamedTuple):
    """What the file says when the story was not cut short, and what casekit's own check then says."""

    events: tuple[str, ...]
    findings: frozenset[str]

    @classmethod
    def of(cls, file: Path) -> "Whole":
        store = Store(file)
        return cls(tuple(store.events()["id"]), frozenset(map(str, unclean(store))))


def look(found: dict[str, bytes], place: Path, acknowledged: int, whole: Whole, tally: Counter[str]) -> None:
    """Put the files back and open the project: what is wrong with it, and how many acknowledged events are not there."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in found.items():
        (place / Path(name).name).write_bytes(data)
    file = place / FILE
    try:
        store = Store(file)
        there = list(store.events()["id"])
        wrong = torn(file) or set(map(str, unclean(store))) - whole.findings
    except (CasekitError, DatabaseError):
        there, wrong = [], {"it does not open"}
    if wrong and not acknowledged:
        tally["no project yet"] += 1
        return
    tally["broken"] += bool(wrong) or tuple(there) != whole.events[: len(there)]
    tally["cuts that lost"] += len(there) < acknowledged
    tally["lost"] += max(0, acknowledged - len(there))


def run(folder: Path, story: str, cuts: int, seed: int, instead: list[str]) -> dict[str, object]:
    """So many cuts of the power during a story, and what was found."""
    place = folder / story
    prepare_for(story, place)
    before = {str(one): one.read_bytes() for one in place.glob(f"{FILE}*")}
    with settings(instead):
        log = record(place / FILE, partial(STORIES[story], place))
    whole = Whole.of(place / FILE)
    draw = random.Random(seed)
    places = [draw.randrange(len(log)) for _ in range(cuts)]
    tally: Counter[str] = Counter({"broken": 0, "cuts that lost": 0, "lost": 0})
    for acknowledged, state in cut(log, before, places):
        way = draw.choice(WAYS)
        tally["with something unsynced"] += any(disk.waiting for disk in state.now.values())
        look(state.after(way, draw), folder / "after", acknowledged, whole, tally)
    return {"cuts": cuts, "changes recorded": len(log), "events": len(whole.events), **tally}


STORIES = {"work": work, "create": create, "migrate": migrate}

if __name__ == "__main__":
    place, story, cuts, *more = sys.argv[1:]
    report(**run(Path(place).absolute(), story, int(cuts), int(more[0]) if more else 1, more[1:]))
