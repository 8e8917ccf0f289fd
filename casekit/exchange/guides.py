"""The table of an interview guide: what is asked about, in which words, of whom, and which codes it is about."""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from casekit.errors import TableError
from casekit.model.facts import Topic, key_of
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["COLUMNS", "GuideTable", "read_guide"]

COLUMNS = ("topic", "question", *(f"question_{language}" for language in LANGUAGES), "roles", "codes")


class GuideTable(NamedTuple):
    """The topics of a guide in their order, and what was noticed."""

    topics: tuple[Topic, ...]
    findings: tuple[Finding, ...]


def read_guide(
    path: str | Path, *, language: str, codes: Collection[str], roles: Collection[str]
) -> GuideTable:
    """The guide of a csv or xlsx table with a row per topic.

    Columns: ``topic``, its name; ``question`` in *language*, or ``question_da`` and so on; ``roles``, who is asked, and ``codes``, several set
    apart by ``;`` or commas. Without roles everybody is asked. *codes* and *roles* are those that the project knows; a role that it does not
    know is a finding, since somebody of that role may still be interviewed.

    Raises:
        TableError: it cannot be read; a topic without name or given twice; a code that no codebook has.
    """
    rows = read_rows(path, required=("topic",), known=COLUMNS)
    seen: set[str] = set()
    for row in rows:
        _check(row, codes, seen)
    topics = [_topic(row, place, language) for place, row in enumerate(rows, 1)]
    return GuideTable(tuple(topics), tuple(_noticed(rows, roles)))


def _check(row: Row, codes: Collection[str], seen: set[str]) -> None:
    place = {"file": row.file, "line": row.line}
    if not row["topic"]:
        raise TableError("cell_empty", column="topic", **place)
    if row["topic"] in seen:
        raise TableError("row_twice", value=row["topic"], **place)
    seen.add(row["topic"])
    for code in _several(row["codes"]):
        if code not in codes:
            allowed = ", ".join(codes) or "–"
            raise TableError("cell_not_allowed", column="codes", value=code, allowed=allowed, **place)


def _topic(row: Row, place: int, language: str) -> Topic:
    words = {name: row[f"question_{name}"] for name in LANGUAGES} | (
        {language: row["question"]} if row["question"] else {}
    )
    told = {name: text for name, text in words.items() if text}
    roles, codes = (json.dumps(_several(row[name]), ensure_ascii=False) for name in ("roles", "codes"))
    return Topic(
        key_of("topic", row["topic"]), row["topic"], place, json.dumps(told, ensure_ascii=False), roles, codes
    )


def _several(cell: str) -> list[str]:
    return list(dict.fromkeys(part for part in re.split(r"[;,\s]+", cell) if part))


def _noticed(rows: list[Row], roles: Collection[str]) -> Iterator[Finding]:
    for row in rows:
        for role in _several(row["roles"]):
            if role not in roles:
                yield Finding.of("guide_role_unknown", "warning", row.where, topic=row["topic"], role=role)
        if not row["codes"]:
            yield Finding.of("guide_without_codes", "note", row.where, topic=row["topic"])
