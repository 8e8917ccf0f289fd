"""What a written message rests on: a digest of the passages under it, so that a change is seen."""

import hashlib
import json

import pandas as pd

from casekit.analysis.counting import counted_codings, merge_passages, speech_of
from casekit.analysis.selecting import members
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = ["basis", "digest_of", "stale"]


def basis(study: Study, *, case: str | None, theme: str = "") -> str:
    """The digest of the passages about *case* (with its member cases; None: all cases) and *theme* ("" : all themes)."""
    return _digest(study, _speech(study), case, theme) if study.codebooks else ""


def stale(study: Study) -> list[str]:
    """The ids of the messages whose passages have changed since they were written."""
    if study.messages.empty or not study.codebooks:
        return []
    speech = _speech(study)
    return [
        str(row.message)
        for row in records(study.messages)
        if row.basis != _digest(study, speech, row.case if isinstance(row.case, str) else None, row.theme)
    ]


def _speech(study: Study) -> pd.DataFrame:
    """Who says what counts, each passage with its theme."""
    book = study.codebook()
    speech = speech_of(study, merge_passages(counted_codings(study, book), by="code"))
    return speech.assign(theme=speech["code"].map(book.theme_of))


def _digest(study: Study, speech: pd.DataFrame, case: str | None, theme: str) -> str:
    mine = speech if case is None else speech[speech["case"].isin(members(study, case))]
    return digest_of(mine[mine["theme"] == theme] if theme else mine)


def digest_of(speech: pd.DataFrame) -> str:
    """The digest of the passages in rows of speech: where they are, with which code and direction."""
    columns = ("document", "code", "start", "end", "polarity")
    rows = sorted(zip(*(speech[name] for name in columns), strict=True))
    return hashlib.sha256(json.dumps([list(map(str, row)) for row in rows]).encode()).hexdigest()
