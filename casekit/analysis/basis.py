"""What a written message rests on: a digest of the passages under it, so that a change is seen."""

import hashlib
import json

from casekit.analysis.counting import counted_codings, merge_passages, speech_of
from casekit.analysis.selecting import members
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["basis", "stale"]


def basis(study: Study, *, case: str | None, theme: str = "") -> str:
    """The digest of the passages about *case* (with its member cases; None: all cases) and *theme* ("" : all themes)."""
    if not study.codebooks:
        return ""
    book = study.codebook()
    codings = counted_codings(study, book)
    if theme:
        codings = codings[codings["code"].map(book.theme_of) == theme]
    speech = speech_of(study, merge_passages(codings, by="code"))
    if case is not None:
        speech = speech[speech["case"].isin(members(study, case))]
    rows = sorted(
        zip(
            speech["document"],
            speech["code"],
            speech["start"],
            speech["end"],
            speech["polarity"],
            strict=True,
        )
    )
    return hashlib.sha256(json.dumps([list(map(str, row)) for row in rows]).encode()).hexdigest()


def stale(study: Study) -> list[str]:
    """The ids of the messages whose passages have changed since they were written."""
    return [
        str(row.message)
        for row in records(study.messages)
        if row.basis != basis(study, case=row.case if isinstance(row.case, str) else None, theme=row.theme)
    ]
