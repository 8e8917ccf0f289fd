"""What was said: passages with the question before them, who says so, and where."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from casekit.analysis.counting import spoken
from casekit.analysis.guide import below
from casekit.analysis.selecting import members
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = [
    "PASSAGE_COLUMNS",
    "clock",
    "described",
    "find_reference",
    "passages",
    "place",
    "reference",
    "signs_of",
    "veiled",
]

PASSAGE_COLUMNS = (
    "reference", "case", "document", "turn", "time", "speaker", "person", "role", "sector", "language", "theme", "code",
    "polarity", "coders", "text", "question", "start", "end", "coding",
)  # fmt: skip


def passages(
    study: Study,
    *,
    code: str | None = None,
    case: str | None = None,
    codebook: str | None = None,
    coders: Sequence[str] | None = None,
    suggestions: bool = False,
) -> pd.DataFrame:
    """One row per passage: where it is, who says it, what these people say in it, and the question before.

    *code* may be a theme: then all of its codes. A passage that several people say names them all. Columns are
    ``PASSAGE_COLUMNS``; ``time`` is milliseconds from the start of the recording.

    Raises:
        UnknownCodeError: a code that the codebook does not have.
        LookupFailedError: an unknown case, codebook or coder.
    """
    book = study.codebook(codebook)
    wanted = None if code is None else below(book, code)
    speech = spoken(study, book, by="code", coders=coders, suggestions=suggestions)
    if wanted is not None:
        speech = speech[speech["code"].isin(wanted)]
    if case is not None:
        speech = speech[speech["case"].isin(members(study, case))]
    told = {"code": code, "case": case, "codebook": codebook, "suggestions": suggestions}
    table = described(study, book, speech)
    return made_with(study, "passage_table", table, **told, coders=None if coders is None else tuple(coders))


def reference(document: str, turn: int, coding: str) -> str:
    """How a document points to a passage.

    >>> reference("HAV-02", 14, "7f3c09a1b2c4d5e6")
    'HAV-02, turn 14 · 7f3c09a1b2'
    """
    return f"{document}, turn {turn} · {coding[:10]}"


def described(study: Study, book: Codebook, speech: pd.DataFrame) -> pd.DataFrame:
    """The passages that somebody says in *speech*, as ``PASSAGE_COLUMNS``."""
    first = speech.drop_duplicates("passage")
    words = [study.text(row.document, row.said_from, row.said_to) for row in records(speech)]
    together = (
        speech.assign(said=pd.Series(words, index=speech.index, dtype="str"))
        .groupby("passage")
        .agg(
            speaker=("speaker", _all_of),
            person=("person", _all_of),
            role=("role_held", _all_of),
            sector=("sector", _all_of),
            text=("said", " […] ".join),
        )
    )
    table = first.drop(columns=["speaker", "person", "role_held", "sector"]).merge(
        together, on="passage", how="left"
    )
    turns = {(turn.document, turn.turn): turn for turn in records(study.turns)}
    places = list(zip(table["document"], table["turn"], strict=True))
    table = table.assign(
        theme=[book.theme_of(code) for code in table["code"]],
        reference=[reference(row.document, row.turn, row.coding) for row in records(table)],
        time=pd.array([turns[place].start_ms for place in places], dtype="Int64"),
        question=[_question(study, turns, *place) for place in places],
    )
    return table[list(PASSAGE_COLUMNS)].reset_index(drop=True)


def _all_of(values: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _question(study: Study, turns: Mapping[tuple[str, int], Any], document: str, turn: int) -> str:
    """What the interviewer said last before this turn."""
    for number in range(turn - 1, 0, -1):
        before = turns[document, number]
        if before.role == "interviewer":
            return study.text(document, before.start, before.end)
    return ""


def signs_of(reference: str) -> str:
    """The signs of a reference that count: the last word, if there are enough of them to mean one thing.

    >>> signs_of("HAV-02, turn 14 · 7F3C09A1B2"), signs_of("7f3")
    ('7f3c09a1b2', '')
    """
    last = reference.split()[-1].lower() if reference.split() else ""
    return last if len(last) >= 6 else ""


def veiled(study: Study, coding: str) -> str:
    """A reference that leads back only with the project, and is another one than in the documents that name a case."""
    return hashlib.sha256(f"{study.settings.get('letters', '')} {coding}".encode()).hexdigest()[:10]


def find_reference(study: Study, wanted: str) -> pd.Series:
    """The passage that a reference in a document points to.

    Only the ten digits count; what stands before them may be left out. Codings first, then suggestions, then the
    veiled references of documents across cases.

    Raises:
        LookupFailedError: nothing, or more than one thing, has this reference; its words were corrected out of the document.
    """
    digits = signs_of(wanted)
    for frame, word in ((study.codings, "coding"), (study.suggestions, "suggestion")):
        found = frame[frame[word].str.startswith(digits)] if digits else frame.iloc[:0]
        found = found.drop_duplicates(word, keep="last")  # of what two people changed apart, the newer
        if len(found) > 1:
            raise LookupFailedError("reference_twice", reference=wanted, n=len(found))
        if len(found) == 1:
            return found.iloc[0]
    behind = study.codings[[veiled(study, coding) == digits for coding in study.codings["coding"]]]
    if len(behind):
        return behind.iloc[0]
    for row in records(study.carried):
        if digits and (row.coding.startswith(digits) or veiled(study, row.coding) == digits):
            told = {"document": row.document, "words": row.before}
            raise LookupFailedError("reference_gone", reference=wanted, **told)
    raise LookupFailedError("unknown_reference", reference=wanted)


def place(study: Study, row: pd.Series) -> dict[str, str]:
    """Where a coding or suggestion is, for people: file, turn, speaker, role, time, code, coder, and the words."""
    document = study.documents.set_index("document").loc[row["document"]]
    mine = study.turns[study.turns["document"] == row["document"]]
    turns = {(turn.document, turn.turn): turn for turn in records(mine)}
    codes = study.codebook(row["codebook"])
    label = codes[row["code"]].label.get(language()) if row["code"] in codes.by_id else row["code"]
    found = {
        "file": document["file"],
        "document": row["document"],
        "case": document["case"],
        **_spoken(turns.get((str(row["document"]), int(row["turn"])))),
        "code": f"{label} ({row['code']})",
        "polarity": say(f"polarity.{row['polarity']}") if row["polarity"] else "",
        "coder": row["coder"],
        "status": say(f"suggestion.{row['status']}") if "status" in row else "",
        "question": _question(study, turns, str(row["document"]), int(row["turn"])),
        "text": study.text(str(row["document"]), int(row["start"]), int(row["end"])),
    }
    return {name: str(value) for name, value in found.items() if pd.notna(value) and str(value)}


def _spoken(turn: Any) -> dict[str, Any]:
    """Who speaks and when; nothing in a document without turns."""
    if turn is None:
        return {}
    return {
        "case": turn.case,
        "turn": turn.turn,
        "speaker": f"{turn.speaker} ({say(f'role.{turn.role}')})",
        "person": turn.person,
        "time": clock(turn.start_ms) if pd.notna(turn.start_ms) else "",
    }


def clock(milliseconds: int) -> str:
    """Hours, minutes, seconds.

    >>> clock(3_723_000)
    '1:02:03'
    """
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
