"""The label table: who speaks in each document, in which role, and why that is thought."""

import pandas as pd

from casekit.model.document import begin_of
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study

__all__ = ["CONFIRMED", "LABEL_COLUMNS", "labels"]

LABEL_COLUMNS = ("document", "speaker", "role", "reason", "turns", "words", "begins", "confirmed")
CONFIRMED = "confirmed"  # the reason of a role that a person has set


def labels(study: Study, document: str | None = None) -> pd.DataFrame:
    """One row per label of each document, for a person to confirm who asks and who answers.

    Columns: document, speaker, role (interviewer, respondent, unknown), reason, turns, words (set apart by blanks), begins (how
    the speaker's first turn begins), confirmed (whether a person has set or confirmed the role).

    Raises:
        LookupFailedError: there is no such document.
    """
    there = study.speakers
    wanted = there if document is None else there[there["document"] == study.known(document)]
    said = _said(study)
    rows = [
        (row.document, row.speaker, row.role, row.reason, *said.get((row.document, row.speaker), (0, 0, "")), row.reason == CONFIRMED)
        for row in records(wanted.sort_values("document", kind="stable"))
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LABEL_COLUMNS))
    return made_with(study, "labels", table, document=document)


def _said(study: Study) -> dict[tuple[str, str], tuple[int, int, str]]:
    """For each document and label: turns, words, and how the first turn begins."""
    said: dict[tuple[str, str], tuple[int, int, str]] = {}
    for turn in records(study.turns):
        words = study.text(turn.document, turn.start, turn.end)
        turns, count, begins = said.get((turn.document, turn.speaker), (0, 0, begin_of(words)))
        said[turn.document, turn.speaker] = (turns + 1, count + len(words.split()), begins)
    return said
