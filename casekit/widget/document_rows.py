"""What a page shows of a document: its turns, the codes that can be given, and what was coded, suggested and noted in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from casekit.analysis.passages import clock
from casekit.analysis.progress import progress
from casekit.model.codebook import Codebook, in_tree_order
from casekit.model.codes import Code, code_lines
from casekit.model.frames import records, whole
from casekit.model.study import Study
from casekit.wording import language

__all__ = ["Row", "about", "codes", "codings", "documents", "memos", "rule", "suggestions", "turns"]

Row = dict[str, Any]


def about(study: Study, document: str) -> Row:
    """What the document is: its name, what people call its case, its language, and which text of it is shown."""
    row = study.documents.set_index("document").loc[document]
    case = row["case"]
    label = study.label(case) if isinstance(case, str) else ""
    return {
        "name": document,
        "label": label,
        "language": row["language"] or study.language,
        "date": row["date"],
        "revision": row["revision"],
    }


def is_finished(study: Study, document: str, coder: str | None) -> bool:
    """Whether *coder* has said that they are done with it."""
    mine = (study.assignments["document"] == document) & (study.assignments["coder"] == coder)
    return bool(study.assignments.loc[mine, "finished"].eq(1).any())


def turns(study: Study, document: str) -> list[tuple[Any, ...]]:
    """One entry per turn: number, start and end (code points), speaker, role, time as people read it, milliseconds, words.

    A document without turns is told by its lines, each with number 0.
    """
    text = study.texts[document]
    mine = study.turns[study.turns["document"] == document]
    if mine.empty:
        lines = re.finditer(r"\S.*", text)
        return [(0, line.start(), line.end(), "", "", "", None, line.group()) for line in lines]
    return [
        (row.turn, row.start, row.end, row.speaker, row.role, *_time(row.start_ms), text[row.start : row.end])
        for row in records(mine)
    ]


def _time(start_ms: Any) -> tuple[str, int | None]:
    time = whole(start_ms)
    return ("" if time is None else clock(time)), time


def codes(study: Study, book: str, document: str) -> list[Row]:
    """The codes that can be given: of this codebook, of drafts and of whatever else was used in the document, as trees."""
    used = study.codings.groupby(["codebook", "code"]).size()
    here = study.codings.loc[study.codings["document"] == document, "codebook"]
    wanted = dict.fromkeys([book, "drafts", *here])
    shown = [
        study.codebook(name) for name in wanted if name in study.codebooks and name not in study.read_through
    ]
    counts: dict[tuple[str, str], int] = {key: int(n) for key, n in used.items()}  # type: ignore[misc]
    return [row for one in shown for row in _tree(one, counts)]


def _tree(book: Codebook, counts: dict[tuple[str, str], int]) -> Iterator[Row]:
    for code in in_tree_order(book):
        above = book.path(code.id)[:-1]
        yield {
            "id": code.id,
            "book": book.id,
            "label": _label(code),
            "level": len(above),
            "path": " › ".join(_label(book[one]) for one in above),
            "colour": book.colour_of(code.id),
            "definition": code.definition.shown(language()),
            "used": counts.get((book.id, code.id), 0),
        }


def _label(code: Code) -> str:
    return code.label.shown(language()) or code.id


def rule(study: Study, book: str, code: str, spoken: str) -> Row:
    """The rule of a code in a language: pairs of heading and texts."""
    lines: dict[str, list[str]] = {}
    for head, text in code_lines(study.codebook(book)[code], spoken):
        lines.setdefault(head, []).append(text)
    return {"language": spoken, "lines": list(lines.items())}


def codings(study: Study, document: str, coder: str | None) -> dict[str, Row]:
    """The codings of a document by id; only those of *coder*, if one is named."""
    mine = study.codings[study.codings["document"] == document]
    mine = mine if coder is None else mine[mine["coder"] == coder]
    columns = (
        mine[name].fillna("").tolist() if mine[name].dtype == "str" else mine[name].tolist()
        for name in _CODING.values()
    )
    rows = (dict(zip(_CODING, values, strict=True)) for values in zip(*columns, strict=True))
    return {row["id"]: {**row, "carried": bool(row["carried"])} for row in rows}


_CODING = {
    "id": "coding",
    "start": "start",
    "end": "end",
    "code": "code",
    "book": "codebook",
    "polarity": "polarity",
    "coder": "coder",
    "waits": "waits",
    "carried": "carried",
}  # by columns, not by rows, which takes a tenth of the time: this is done after every click


def suggestions(study: Study, document: str, book: str) -> dict[str, Row]:
    """The open suggestions of a codebook in a document by id, with the words that were ``found`` and the search terms that did."""
    here = study.suggestions[study.suggestions["document"] == document]
    here = here[(here["status"] == "open") & (here["codebook"] == book)]
    return {
        row.suggestion: {
            "id": row.suggestion,
            "start": row.start,
            "end": row.end,
            "code": row.code,
            "book": row.codebook,
            "polarity": _text(row.polarity),
            "coder": row.coder,
            "found": [[start, end] for start, end, _ in _packed(row.evidence)],
            "terms": sorted({term for _, _, term in _packed(row.evidence)}),
            "flags": sorted({flag for flag, *_ in _packed(row.flags)}),
        }
        for row in records(here)
    }


def memos(study: Study, document: str, coder: str | None) -> dict[str, Row]:
    """The memos about words of a document, or about codings of them, by id; only those of *coder*, if one is named."""
    mine = study.memos[study.memos["document"] == document]
    mine = mine if coder is None else mine[mine["coder"] == coder]
    return {
        row.memo: {
            "id": row.memo,
            "about": row.about,
            "start": whole(row.start),
            "end": whole(row.end),
            "text": row.text,
            "coder": row.coder,
        }
        for row in records(mine)
    }


def documents(study: Study, coder: str | None) -> list[tuple[str, str, int, int]]:
    """Each document by its name, with the label of its case, how many codings it has (of *coder*, if one is named), and how many open
    suggestions."""
    table = progress(study, coder=coder).sort_values("document", kind="stable")
    labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    columns = (table[name].tolist() for name in ("document", "case", "codings", "suggestions"))
    return [(name, str(labels.get(case, "")), *counts) for name, case, *counts in zip(*columns, strict=True)]


def _packed(told: str) -> list[Any]:
    return list(json.loads(told or "[]"))


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
