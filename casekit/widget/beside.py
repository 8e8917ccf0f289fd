"""The passages that stand beside what people write, with those ticked that it rests on."""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from casekit.analysis.passages import clock, reference
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.widget.face import Message, Reply
from casekit.wording import format_date, language, say

__all__ = ["MOST", "beside", "day", "links_of", "names_of", "still_there", "unchanged"]

MOST = 300
"""So many passages stand beside a cell; of more it is told how many there are."""


def beside(study: Study, passages: pd.DataFrame, links: Iterable[str] = ()) -> Reply:
    """``passages`` (rows of :func:`casekit.passages` with their codebook) as a page shows them, those first that *links* (ids of codings) name.

    ``links`` of a passage are those codings in it that are named; ``elsewhere`` is what is named and stands in none of them, as when a
    passage is about something else. ``gone`` counts what is no longer there, ``more`` what is not shown.
    """
    wanted = list(dict.fromkeys(links))
    codings = study.codings[study.codings["coding"].isin(wanted)]
    rows = [_row(study, row, codings) for row in records(passages)]
    rows.sort(key=lambda row: not row["links"])
    found = {coding for row in rows for coding in row["links"]}
    elsewhere = [_elsewhere(study, row) for row in records(codings) if row.coding not in found]
    shown = max(MOST, sum(bool(row["links"]) for row in rows))
    return {
        "passages": [*elsewhere, *rows[:shown]],
        "more": max(0, len(rows) - shown),
        "gone": len(wanted) - len(codings),
    }


def _row(study: Study, row: Any, codings: pd.DataFrame) -> Reply:
    inside = codings[
        (codings["document"] == row.document)
        & (codings["codebook"] == row.codebook)
        & (codings["code"] == row.code)
        & (codings["start"] >= row.start)
        & (codings["end"] <= row.end)
    ]
    sector = study.roles.sector_label(row.sector, language()) or row.sector
    return {
        **_place(study, row),
        "time": clock(row.time) if pd.notna(row.time) else "",
        "speaker": ", ".join(one for one in (row.person or row.speaker, sector) if one),
        "language": row.language,
        "text": row.text,
        "question": row.question,
        "links": list(inside["coding"]),
        "elsewhere": False,
    }


def _elsewhere(study: Study, row: Any) -> Reply:
    said_in = str(study.documents.set_index("document").loc[row.document, "language"])
    text = study.text(row.document, row.start, row.end)
    told = {"time": "", "speaker": "", "language": said_in, "text": text, "question": ""}
    return {**_place(study, row), **told, "links": [row.coding], "elsewhere": True}


def _place(study: Study, row: Any) -> Reply:
    book = study.codebooks.get(row.codebook)
    known = book is not None and row.code in book.by_id
    return {
        "coding": row.coding,
        "reference": reference(row.document, int(row.turn), row.coding),
        "document": row.document,
        "turn": int(row.turn),
        "code": book[row.code].label.shown(language()) if book is not None and known else row.code,
        "polarity": say(f"polarity.{row.polarity}") if row.polarity else "",
    }


def links_of(row: Any) -> list[str]:
    """The ids of the codings that a summary or rating rests on."""
    return [str(one) for one in json.loads(row.links or "[]")]


def still_there(study: Study, links: Iterable[str]) -> list[str]:
    """Those of the codings that the study has."""
    known = set(study.codings["coding"])
    return [one for one in dict.fromkeys(links) if one in known]


def names_of(message: Message, name: str) -> list[str]:
    """A list of texts in a message.

    Raises:
        LookupFailedError: it is none.
    """
    values = message.get(name)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise LookupFailedError("message_lacks", field=name)
    return list(values)


def unchanged(now: str, seen: str) -> None:
    """What somebody began to change is still what they saw: another window or program may have changed it since.

    Raises:
        LookupFailedError: it is not.
    """
    if now != seen:
        raise LookupFailedError("written_meanwhile", text=now or "–")


def day(at: str) -> str:
    """The day of a moment, as people write it."""
    return format_date(at[:10], language(), style="medium")
