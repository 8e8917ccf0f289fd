"""What people decide and write → facts."""

from dataclasses import replace

import pandas as pd

from casekit.analysis.basis import basis
from casekit.analysis.passages import find_reference, signs_of
from casekit.errors import LookupFailedError
from casekit.exchange.interviews import case_key
from casekit.model.codebook import POLARITIES
from casekit.model.facts import Coding, Decision, Fact, Key, Message, key_of, sha
from casekit.model.study import Study

__all__ = [
    "VERDICTS",
    "coding_key",
    "coding_of",
    "decision_facts",
    "message_fact",
    "message_of",
    "suggestion_of",
]

VERDICTS = ("accepted", "rejected")


def message_fact(study: Study, coder: str, text: str, *, case: str | None, theme: str) -> Message:
    """What a person wrote, with the digest of the passages under it."""
    if not text.strip():
        raise LookupFailedError("message_empty")
    if case is not None:
        study.label(case)
    if theme and study.codebook()[theme].parent is not None:
        raise LookupFailedError(
            "not_a_theme", code=theme, known=", ".join(code.id for code in study.codebook().themes)
        )
    under = basis(study, case=case, theme=theme)
    key = key_of("message", case or "", theme, text.strip())
    return Message(key, case_key(case or ""), theme, text.strip(), key_of("coder", coder), under)


def suggestion_of(study: Study, reference: str) -> pd.Series:
    """The suggestion that a reference points to.

    Raises:
        LookupFailedError: it points to nothing, or to a coding.
    """
    row = find_reference(study, reference)
    if "suggestion" not in row or "status" not in row:
        raise LookupFailedError("not_a_suggestion", reference=reference)
    return row


def coding_of(study: Study, reference: str) -> str:
    """The key of the coding that a reference points to.

    Raises:
        LookupFailedError: it points to nothing, or to a suggestion.
    """
    row = find_reference(study, reference)
    if "coding" not in row or "evidence" in row:
        raise LookupFailedError("not_a_coding", reference=reference)
    return str(row["coding"])


def coding_key(suggestion: Key, coder: Key) -> Key:
    """The coding that a suggestion becomes when this person accepts it."""
    return key_of("coding", suggestion, coder)


def _one_of(value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise LookupFailedError("not_one_of", value=value, allowed=", ".join(filter(None, allowed)))


def decision_facts(
    study: Study, row: pd.Series, coder: Key, verdict: str, polarity: str, why: str
) -> list[Fact]:
    """The decision and, for an accepted suggestion, the coding that it becomes.

    Raises:
        LookupFailedError: a verdict or a polarity that there is not.
    """
    _one_of(verdict, VERDICTS)
    _one_of(polarity, ("", *POLARITIES))
    suggestion = Key(row["suggestion"])
    decision = Decision(key_of("decision", suggestion), suggestion, verdict, coder, why)
    if verdict != "accepted":
        return [decision]
    revision = Key(study.documents.set_index("document").loc[row["document"], "revision"])
    coding = Coding(
        key=coding_key(suggestion, coder),
        revision=revision,
        start=int(row["start"]),
        end=int(row["end"]),
        code=row["code"],
        codebook=key_of("codebook", row["codebook"]),
        polarity=polarity or row["polarity"],
        coder=coder,
        quote_sha=sha(study.text(row["document"], int(row["start"]), int(row["end"]))),
        suggestion=suggestion,
        version=study.codebooks[row["codebook"]].version,
    )
    return [coding, replace(decision, coding=coding.key)]


def message_of(study: Study, reference: str) -> Key | None:
    """The message with this reference; None where no message has it."""
    signs = signs_of(reference)
    found = [Key(key) for key in study.messages["message"] if signs and key.startswith(signs)]
    return found[0] if len(found) == 1 else None
