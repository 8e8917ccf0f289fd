"""How ``schema_1.casekit`` was made. It is kept as that casekit wrote it: do not run this again for a newer schema."""

import json
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from casekit.model.facts import FACTS, Coding, Key, Memo, Rating, Summary, key_of, sha
from casekit.project import Project

TEXT = "I: Hvad er svært?\n\nB: Huslejen er for høj 🏠. Så venter de på bolig.\n"
CODEBOOK = """casekit: codebook/1
id: barrierer
version: 1.0.0
title: {da: Barrierer, de: Hemmnisse}
codes:
  - id: housing
    label: {da: Bolig, de: Wohnung}
    codes:
      - {id: rent, label: {da: Husleje, de: Miete}, indicators: {da: [husleje*]}}
      - {id: waiting, label: {da: Ventetid, de: Wartezeit}, indicators: {da: [vente*]}}
"""
INTERVIEWS = "file,case,person,role,sector,date,language\nLIN-01.txt,lindesø,P1,support_worker,municipal,2024-01-24,da\n"


def clocked(project: Project, ticks: Iterator[int]) -> Project:
    project._clock = lambda: f"2099-01-24T10:00:{next(ticks):02}.000+00:00"
    project._draw = lambda: key_of("golden", str(next(ticks)))
    return project


def fill(folder: Path) -> Project:
    """Every kind of fact, an edit, a withdrawal, an undo and a redo."""
    for name, text in (("LIN-01.txt", TEXT), ("barrierer.yaml", CODEBOOK), ("interviews.csv", INTERVIEWS)):
        (folder / name).write_text(text, "utf-8")
    Project.create(folder, language="da", coder="ah")
    project = clocked(Project.open(folder, coder="ah"), count())
    project.add(folder / "LIN-01.txt", table=folder / "interviews.csv")
    project.suggest("barrierer")
    rent, waiting = project.study().suggestions["suggestion"]
    project.decide([rent], "accepted", polarity="barrier", why="Passer")
    project.decide([waiting], "rejected")
    write(project)
    return project


def write(project: Project) -> None:
    study = project.study()
    ah, book, case = key_of("coder", "ah"), key_of("codebook", "barrierer"), key_of("case", "lindesø")
    revision = Key(study.documents["revision"][0])
    own = Coding(key_of("own"), revision, 22, 40, "rent", book, "", ah, sha(study.text("LIN-01", 22, 40)))
    project.record(own)
    project.record(
        Coding(key_of("own"), revision, 22, 30, "rent", book, "mixed", ah, sha("x")), why="Kortere"
    )
    project.record(
        Memo(key_of("memo"), own.key, "Se også ’s-Hertogenbosch", ah),
        Rating(key_of("rating"), case, "rent", book, None, 0, "ikke spurgt", ah),
        Summary(key_of("summary"), case, "rent", book, "Dyrt for mange; größer", ah, "b"),
    )
    project.message("Huslejen er for høj.", case="lindesø", theme="housing")
    project.undo()
    project.redo()
    project.withdraw([study.codings["coding"].iloc[0]], why="Ved en fejl")
    project.export(study.documents, project.folder / "dokumenter.csv")


def rows_of(frame: pd.DataFrame) -> list[dict[str, object]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def content(project: Project) -> dict[str, object]:
    """What the file says: its live facts, its events and its state."""
    live = project._store.live()
    facts = {kind.table: rows_of(live[kind]) for kind in FACTS}
    return {"facts": facts, "events": rows_of(project.log())}


def main(target: Path) -> None:
    with TemporaryDirectory() as folder:
        project = fill(Path(folder))
        target.write_bytes(project.file.read_bytes())
        told = json.dumps(content(project), ensure_ascii=False, indent=1, allow_nan=False)
    target.with_suffix(".json").write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
