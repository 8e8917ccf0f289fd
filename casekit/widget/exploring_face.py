"""The case explorer: cases against themes, the passages behind a number, and a passage in its document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

import pandas as pd

from casekit.analysis.choices import allow
from casekit.analysis.exploring import Sieve, explored, passages_of
from casekit.analysis.passages import clock
from casekit.errors import LookupFailedError
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project import Project
from casekit.widget.document_rows import turns
from casekit.widget.face import Act, Message, Reply, text_of
from casekit.widget.whole import WholeFace
from casekit.wording import LANGUAGES, language, say

__all__ = ["ExploringFace", "document_of", "matrix_page", "passage_rows"]

_SIGNS = {"barrier": "−", "facilitator": "+", "mixed": "±", "neutral": "="}


class ExploringFace(WholeFace):
    """Cases side by side, theme by theme (*by* ``code``: unfolded into codes); every number leads to its passages.

    Raises:
        LookupFailedError: no such codebook; *by* is something else.
    """

    name = "explore"

    def __init__(self, project: Project, *, by: str = "theme", codebook: str | None = None) -> None:
        super().__init__(project)
        allow(by, ("theme", "code"))
        self.by = by
        self.codebook = project.study().codebook(codebook).id
        self.sieve = Sieve()

    def page(self) -> Reply:
        """The matrix, what can be looked at alone, and what is."""
        study = self.project.study()
        return matrix_page(study, study.codebook(self.codebook), self.sieve) | {"unfolded": self.by == "code"}

    def _see(self, message: Message) -> Reply:
        """What is asked to be shown; nothing in the project changes."""
        what = text_of(message, "what")
        shown = {"part": self._part, "passages": self._passages, "document": self._document}
        if what not in shown:
            raise LookupFailedError("not_one_of", value=what, allowed=", ".join(shown))
        return shown[what](message)

    def _part(self, message: Message) -> Reply:
        """Look at a part only; what a message does not name stays as it is."""
        asked = {
            name: text_of(message, name) for name in ("role", "language", "direction") if name in message
        }
        self.sieve = replace(self.sieve, **asked).checked()
        self._told = -1
        return {}

    def _passages(self, message: Message) -> Reply:
        """What is behind a cell."""
        study = self.project.study()
        book = study.codebook(self.codebook)
        case, code = text_of(message, "case"), text_of(message, "code")
        table = passages_of(study, book, case, code, self.sieve)
        label = book[code].label.get(language()) or code
        return {"case": study.label(case), "code": label, "passages": passage_rows(study, book, table)}

    def _document(self, message: Message) -> Reply:
        """All that is said in a document."""
        return document_of(self.project.study(), text_of(message, "document"))

    own_acts: ClassVar[Mapping[str, Act]] = {"see": _see}


def matrix_page(study: Study, book: Codebook, sieve: Sieve) -> Reply:
    """Codes from top to bottom, cases from left to right, a cell for each pair; a cell is text, passages and direction."""
    table = explored(study, book, sieve)
    cells: dict[str, dict[str, Any]] = {}
    for row in records(table):
        cells.setdefault(row.code, {})[row.case] = _cell(row)
    heard = set(table["case"])
    cases = [{"case": row.case, "label": row.label} for row in records(study.cases) if row.case in heard]
    codes = [_code(book, code.id) for code in book if code.id in cells]
    return {
        "title": book.title.get(language()) or book.id,
        "cases": cases,
        "codes": codes,
        "cells": cells,
        "total": int(table.loc[table["code"].isin({one.id for one in book.themes}), "passages"].sum()),
        "choices": _choices(study),
        "filter": {"role": sieve.role, "language": sieve.language, "direction": sieve.direction},
    }


def _cell(row: Any) -> Reply:
    return {"text": row.told, "n": row.n, "passages": row.passages, **_pointing(row.direction)}


def _pointing(direction: str) -> Reply:
    """Sign and word of a direction."""
    if not direction:
        return {"sign": "", "direction": "", "kind": ""}
    return {"sign": _SIGNS[direction], "direction": say(f"polarity.{direction}"), "kind": direction}


def _code(book: Codebook, code: str) -> Reply:
    path = book.path(code)
    label = book[code].label.get(language()) or code
    return {
        "code": code,
        "theme": path[0],
        "level": len(path),
        "label": label,
        "colour": book.colour_of(code),
    }


def _choices(study: Study) -> dict[str, list[list[str]]]:
    """What can be looked at alone: value and word."""
    roles = [str(role) for role in study.people["role"].dropna().unique() if role]
    spoken = set(study.documents["language"])
    return {
        "role": sorted(
            ([role, study.roles.role_label(role, language())] for role in roles),
            key=lambda one: one[1].casefold(),
        ),
        "language": [[name, say(f"desk.ex_{name}")] for name in LANGUAGES if name in spoken],
        "direction": [[name, f"{_SIGNS[name]} {say(f'polarity.{name}')}"] for name in POLARITIES],
    }


def passage_rows(study: Study, book: Codebook, table: pd.DataFrame) -> list[Reply]:
    """Passages, each with who says it, where, in which words, the question before, code and direction."""
    return [
        {
            "key": f"{row.coding}-{row.code}",
            "reference": row.reference,
            "document": row.document,
            "time": clock(row.time) if pd.notna(row.time) else "",
            "speaker": row.speaker,
            "role": ", ".join(
                study.roles.role_label(role, language()) for role in row.role.split(", ") if role
            ),
            "code": book[row.code].label.get(language()) or row.code,
            **_pointing(row.polarity),
            "coders": row.coders,
            "text": row.text,
            "question": row.question,
            "language": row.language,
            "start": int(row.start),
            "end": int(row.end),
        }
        for row in records(table)
    ]


def document_of(study: Study, document: str) -> Reply:
    """A document to read: its turns with speaker, time and text; ``start`` is where a turn's text begins, in code points.

    One without turns is a single one. Raises:
        LookupFailedError: no such document.
    """
    text = study.texts[study.known(document)]
    about = study.documents.set_index("document").loc[document]
    said = [
        {
            "turn": n,
            "speaker": speaker,
            "asks": role == "interviewer",
            "time": time,
            "start": start,
            "text": words,
        }
        for n, start, _, speaker, role, time, _, words in turns(study, document)
        if n
    ]
    whole = [{"turn": 0, "speaker": "", "asks": False, "time": "", "start": 0, "text": text}]
    return {"document": document, "language": str(about["language"]), "turns": said or whole}
