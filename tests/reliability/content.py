"""A small project to be hurt, what a file says by plain SQL, and whether it is whole."""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from casekit.model.facts import FACTS, Coding, Key, key_of, sha
from casekit.project import Project
from casekit.store import Store
from casekit.store.rows import event_sha
from casekit.store.schema import METADATA

CODEBOOK = """casekit: codebook/1
id: barrierer
version: 1.0.0
title: {da: Barrierer, en: Barriers}
codes:
  - id: housing
    label: {da: Bolig, en: Housing}
    codes:
      - {id: rent, label: {da: Husleje, en: Rent}, indicators: {da: [husleje*]}}
      - {id: waiting, label: {da: Ventetid, en: Waiting}, indicators: {da: [vente*]}}
"""
SAID = "Huslejen er for høj for de fleste, og så venter de {n} måneder på en bolig i kommune {n} 🏠."
TURNS = 60
BOOK = key_of("codebook", "barrierer")


def transcript(said: str = SAID, turns: int = TURNS) -> str:
    """An interview in which every turn differs, so that each can be quoted."""
    return "\n\n".join(f"I: Hvad er svært, {n}?\n\nB: {said.format(n=n)}" for n in range(turns)) + "\n"


def make_project(folder: Path) -> Project:
    """A project with an interview, a codebook and its suggestions."""
    folder.mkdir(parents=True)
    (folder / "LIN-01.txt").write_text(transcript(), "utf-8")
    (folder / "barrierer.yaml").write_text(CODEBOOK, "utf-8")
    Project.create(folder, language="da", coder="ah")
    project = Project.open(folder, coder="ah")
    project.add(folder / "LIN-01.txt", case="lindesø")
    project.suggest(folder / "barrierer.yaml")
    return project


def coding(project: Project, name: str) -> Coding:
    """A coding of its own for every *name*, of words that are there."""
    return codings(project, [name])[0]


def codings(project: Project, names: Iterable[str]) -> list[Coding]:
    """A coding by the project's coder for each name, each with a place of its own."""
    study, coder = project.study(), key_of("coder", project.person())
    revision, text = Key(study.documents["revision"].iloc[0]), study.texts["LIN-01"]
    found = []
    for name in names:
        start = int(hashlib.sha256(name.encode()).hexdigest(), 16) % (len(text) - 60)
        key, quote = key_of("reliability", name), sha(text[start : start + 40])
        found.append(Coding(key, revision, start, start + 40, "rent", BOOK, "barrier", coder, quote))
    return found


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as SQLite alone shows it, for reading."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def dump(path: Path, *, without: str = "") -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but one, read without any index; sorted, with the columns' names first."""
    with plain(path) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        found = [name for [name] in connection.execute(named).fetchall() if name != without]
        return {name: _rows(connection, name) for name in found}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    result = connection.execute(f'SELECT * FROM "{table}" NOT INDEXED')
    names = tuple(item[0] for item in result.description)
    return [names, *sorted(result.fetchall(), key=repr)]


def torn(path: Path) -> list[str]:
    """What is wrong with a file: damage, events with other facts or ends than they had, facts without an event."""
    with plain(path) as connection:
        told = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if told != "ok":
            return [told]
        connection.row_factory = sqlite3.Row
        made, ended = _made(connection), _by_event(connection.execute("SELECT event, fact FROM ends"))
        history = connection.execute("SELECT * FROM events ORDER BY n").fetchall()
    wrong = [f"event {row['n']}" for row in history if row["sha"] != event_sha(dict(row), made.get(row["n"], ()), ended.get(row["n"], ()))]  # fmt: skip
    known = {row["n"] for row in history}
    return wrong + [f"facts of no event {n}" for n in {*made, *ended} - known]


def unclean(store: Store) -> list[object]:
    """What casekit's own check says about a file."""
    return list(store.verify())


def _made(connection: sqlite3.Connection) -> dict[int, list[str]]:
    tables = [kind.table for kind in FACTS if kind.table in METADATA.tables]
    found: dict[int, list[str]] = {}
    for table in tables:
        for n, facts in _by_event(connection.execute(f"SELECT event, id FROM {table}")).items():
            found.setdefault(n, []).extend(facts)
    return found


def _by_event(rows: sqlite3.Cursor) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for n, fact in rows:
        found.setdefault(n, []).append(fact)
    return found


def report(**told: object) -> None:
    """Tell what was measured to whoever started this process: one line of JSON."""
    sys.stdout.write(json.dumps(told) + "\n")
