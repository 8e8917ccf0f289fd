"""Single bits of a project file are flipped; casekit's check must find every flip that changed what the file says.

Run: python flipping.py FOLDER FLIPS [SEED]. What the file says is read by plain SQL, without indexes: every row of every table but the
cache of dictionary words, which is no content and is computed anew.
"""

import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from content import dump, report

from casekit.errors import CasekitError
from casekit.files.shipped import shipped
from casekit.model.finding import Finding
from casekit.project import Project
from casekit.store.verifying import verify

DERIVED = "lemmas"
MAP = "SELECT pageno, name FROM dbstat ORDER BY pageno"
DOCUMENTS = """SELECT r.id, n.name FROM revisions AS r JOIN documents AS n ON n.key = r.document UNION
SELECT l.id, n.name FROM layouts AS l JOIN revisions AS r ON r.key = l.revision JOIN documents AS n ON n.key = r.document UNION
SELECT s.id, n.name FROM speakers AS s JOIN documents AS n ON n.key = s.document UNION SELECT id, name FROM documents UNION
SELECT c.id, substr(k.id, 1, 10) FROM codings AS c JOIN keys AS k ON k.k = c.key UNION
SELECT c.id, substr(k.id, 1, 10) FROM suggestions AS c JOIN keys AS k ON k.k = c.key UNION
SELECT c.id, substr(k.id, 1, 10) FROM messages AS c JOIN keys AS k ON k.k = c.key"""

Content = dict[str, list[tuple[object, ...]]]


class Said(NamedTuple):
    """What the check says about a file: nothing wrong, or what; or it refuses the file."""

    findings: tuple[Finding, ...]
    refused: str


def fill(folder: Path) -> Path:
    """The sample study: interviews, suggestions, codings, messages, decisions and what was taken back."""
    source = shipped("data_samples")
    project = Project.create(folder, language="da", coder="ah")
    project.add(source, table=source / "interviews.csv", cases=source / "cases.csv")
    project.suggest("housing_first_barriers")
    project.import_codings(source / "codings.csv")
    project.import_messages(source / "messages.csv")
    waiting = list(project.study().suggestions["suggestion"])
    project.decide(waiting[:40], "accepted")
    project.decide(waiting[40:60], "rejected", why="Passer ikke")
    project.undo()
    return project.file


def said_by(file: Path) -> Content | None:
    """What the file says; None where SQLite cannot read it."""
    try:
        return dump(file, without=DERIVED)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError):
        return None


def check(file: Path) -> Said:
    try:
        return Said(tuple(verify(file).findings), "")
    except CasekitError as error:
        return Said((), error.problem)


def areas(file: Path) -> dict[int, str]:
    """What each page holds: content, an index, or the cache; pages that are not listed are free."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            rows = connection.execute(MAP).fetchall()
        except sqlite3.OperationalError:  # this SQLite cannot tell
            return {}
        indexes = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
    return {page: _area(name, indexes) for page, name in rows}


def _area(name: str, indexes: set[str]) -> str:
    if name in indexes:
        return "an index"
    return {"sqlite_schema": "the schema", DERIVED: "the cache"}.get(name, "a table")


def names(file: Path) -> dict[str, str]:
    """The name by which people know each fact: its document's, or the first signs of its key."""
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute(DOCUMENTS).fetchall())


def hit(before: Content, after: Content, known: dict[str, str]) -> set[str]:
    """The names of the facts of which a row is not as it was, where people have a name for them."""
    rows = [row for name in before if name not in ("events", "ends", "keys") for row in set(before[name][1:]) - set(after.get(name, []))]  # fmt: skip
    return {known[str(row[0])] for row in rows if str(row[0]) in known}


def run(folder: Path, flips: int, seed: int) -> dict[str, object]:
    """So many flips, each of the whole file, and what was said about them."""
    folder.mkdir(parents=True)
    file = fill(folder / "project")
    before, known, pages = said_by(file), names(file), areas(file)
    if before is None or check(file) != ((), ""):
        raise RuntimeError(f"the file is not sound to begin with: {check(file)}")
    data, draw = file.read_bytes(), random.Random(seed)
    tally: Counter[str] = Counter(dict.fromkeys(("changed content", "changed and not found", "found", "named", "to be named"), 0))  # fmt: skip
    missed, unnamed = [], []
    for _ in range(flips):
        bit = draw.randrange(8 * len(data))
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        target = folder / "flipped.casekit"
        target.write_bytes(flipped)
        area = "the first 100 bytes" if bit < 800 else pages.get(bit // 8 // 4096 + 1, "free pages")
        tally[f"in {area}"] += 1
        after, said = said_by(target), check(target)
        changed, found = after != before, bool(said.findings or said.refused)
        tally["changed content"] += changed
        tally["unreadable"] += after is None
        tally["found"] += found
        tally["found without change"] += found and not changed
        if changed and not found:
            missed.append([bit, area])
        if changed and after is not None and (wanted := hit(before, after, known)):
            told = " ".join(finding.where for finding in said.findings)
            tally["to be named"] += 1
            named = any(name in told for name in wanted)
            tally["named"] += named
            if not named:
                unnamed.append([bit, *sorted(wanted), told or said.refused])
    return {
        "flips": flips,
        "bytes": len(data),
        **tally,
        "missed": missed,
        "not named": unnamed,
        "changed and not found": len(missed),
    }


if __name__ == "__main__":
    report(**run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
