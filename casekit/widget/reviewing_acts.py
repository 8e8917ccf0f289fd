"""What the page asks for while suggestions are reviewed: decide on one, or on all that a search term made."""

import json
from collections.abc import Mapping
from typing import Any

from casekit.analysis.queue import flag_words, share
from casekit.analysis.review import review
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.widget.face import Act, Message, Reply, numbers_of, text_of
from casekit.widget.meant import span_meant

__all__ = ["REVIEWING", "alike", "reviewed"]


def reviewed(study: Study, document: str, book: str) -> Reply:
    """How many suggestions of a codebook are ``decided`` in a document, of how many in ``all``; and the ``next`` document with open
    ones (its name and how many), None where there is none."""
    mine = study.suggestions[study.suggestions["codebook"] == book]
    here = mine[mine["document"] == document]
    waiting = mine.loc[mine["status"] == "open", "document"].value_counts()
    names = list(study.documents["document"])
    at = names.index(document)
    ahead = [name for name in (*names[at + 1 :], *names[:at]) if waiting.get(name, 0)]
    return {
        "decided": int((here["status"] != "open").sum()),
        "all": len(here),
        "next": [ahead[0], int(waiting[ahead[0]])] if ahead else None,
    }


def alike(study: Study, book: str, code: str, term: str, document: str | None = None) -> tuple[str, ...]:
    """The open suggestions (ids) of a code that a search term made, in one document or in all."""
    mine = study.suggestions
    mine = mine[(mine["codebook"] == book) & (mine["code"] == code) & (mine["status"] == "open")]
    mine = mine if document is None else mine[mine["document"] == document]
    return tuple(
        row.suggestion
        for row in records(mine)
        if any(one[2] == term for one in json.loads(row.evidence or "[]"))
    )


def _reviewed(face: Any, message: Message) -> Reply:
    return reviewed(face.project.study(), face.document, face.book)


def _decide(face: Any, message: Message) -> Reply:
    """Decide on a suggestion; what is named beside the verdict is given instead of what was proposed."""
    face.project.decide(
        [_one(face, message)],
        text_of(message, "verdict"),
        code=text_of(message, "code") if "code" in message else None,
        polarity=text_of(message, "polarity") if "polarity" in message else None,
        span=span_meant(face.project.study(), face.document, message),
        why=text_of(message, "why", ""),
    )
    return {}


def _one(face: Any, message: Message) -> str:
    """The suggestion that is meant.

    Raises:
        LookupFailedError: somebody has decided on it meanwhile.
    """
    asked = text_of(message, "suggestion")
    mine = face.project.study().suggestions
    if not (mine.loc[mine["status"] == "open", "suggestion"] == asked).any():
        raise LookupFailedError("decided_meanwhile")
    return asked


def _alike(face: Any, message: Message) -> Reply:
    asked = (face.project.study(), face.book, text_of(message, "code"), text_of(message, "term"))
    return {"document": len(alike(*asked, face.document)), "project": len(alike(*asked))}


def _decide_alike(face: Any, message: Message) -> Reply:
    """Decide on all that are alike, as one act: just as many as the person was told of.

    Raises:
        LookupFailedError: there are more or fewer by now.
    """
    where = face.document if text_of(message, "where") == "document" else None
    ids = alike(face.project.study(), face.book, text_of(message, "code"), text_of(message, "term"), where)
    (told,) = numbers_of(message, "n")
    if len(ids) != told or not ids:
        raise LookupFailedError("alike_changed", told=told, n=len(ids))
    return {"n": face.project.decide(ids, text_of(message, "verdict"))}


def _why(face: Any, message: Message) -> Reply:
    """Why a suggestion was made: its search terms, how sure they are, what speaks against it, what others said."""
    asked = text_of(message, "suggestion")
    frame = review(face.project.study(), codebook=face.book, document=face.document).frame
    found = frame[frame["suggestion"] == asked]
    if found.empty:
        raise LookupFailedError("decided_meanwhile")
    (row,) = records(found)
    told = {name: str(getattr(row, name)) for name in ("found", "indicators", "flags", "cues", "others")}
    return {
        **told,
        "flagged": flag_words(row),
        "confidence": float(row.confidence),
        "sure": share(row.confidence),
    }


REVIEWING: Mapping[str, Act] = {
    "reviewed": _reviewed,
    "decide": _decide,
    "alike": _alike,
    "decide_alike": _decide_alike,
    "why": _why,
}
