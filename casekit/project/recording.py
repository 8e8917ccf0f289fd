"""What people decide and write → facts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from casekit.analysis.basis import basis
from casekit.analysis.passages import find_reference, signs_of
from casekit.analysis.queue import Queue
from casekit.errors import LookupFailedError, SpanError
from casekit.exchange.interviews import case_key
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.facts import Coding, Decision, Fact, Key, Message, key_of, sha
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = [
    "VERDICTS",
    "Choice",
    "coding_key",
    "coding_of",
    "decision_facts",
    "message_fact",
    "message_of",
    "suggestions_of",
]

VERDICTS = ("accepted", "changed", "rejected")


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


def _suggestion_of(study: Study, reference: str) -> pd.Series:
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


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for suggestions: a verdict, and what they give instead of what is proposed (None: as proposed).

    ``code`` may be one of another codebook (``codebook:code``); ``span`` is code points of the document, or the words that the
    coding is to cover.

    Raises:
        LookupFailedError: a verdict or a direction that there is not; a rejection with a code, direction or span; a change of nothing.
    """

    verdict: str
    code: str | None = None
    polarity: str | None = None
    span: Span | str | None = None
    why: str = ""

    def __post_init__(self) -> None:
        _one_of(self.verdict, VERDICTS)
        _one_of(self.polarity or "", ("", *POLARITIES))
        given = not (self.code is self.polarity is self.span is None)
        if given and self.verdict == "rejected":
            raise LookupFailedError("rejected_with_change")
        if not given and self.verdict == "changed":
            raise LookupFailedError("nothing_to_change")


def suggestions_of(study: Study, references: Iterable[str] | pd.DataFrame | Queue) -> list[Any]:
    """The suggestions that references, or the rows of a queue, point to, each once.

    Raises:
        LookupFailedError: one points to nothing, or to a coding; a frame without references.
    """
    if isinstance(references, Queue):
        references = references.frame
    if isinstance(references, pd.DataFrame):
        name = next((name for name in ("suggestion", "reference") if name in references), None)
        if name is None:
            raise LookupFailedError("frame_without_references", columns=", ".join(map(str, references)))
        references = list(references[name])
    known = {row.suggestion: row for row in records(study.suggestions)}
    wanted = [references] if isinstance(references, str) else references
    ids = (one if one in known else str(_suggestion_of(study, one)["suggestion"]) for one in wanted)
    return [known[one] for one in dict.fromkeys(ids)]


def decision_facts(study: Study, rows: Sequence[Any], coder: Key, choice: Choice) -> list[Fact]:
    """The decision on each suggestion and, unless it is rejected, the coding that it becomes.

    What differs from what was proposed (another code, other words, another direction than the proposed one) is stored as changed,
    whatever it was called; the rest as accepted.

    Raises:
        LookupFailedError: a span for several suggestions, or words that do not stand just once in the turn.
        UnknownCodeError: the codebook has no such code.
        SpanError: a span that is none, or reaches beyond the text.
    """
    if choice.span is not None and len(rows) > 1:
        raise LookupFailedError("span_of_several", n=len(rows))
    revisions = dict(zip(study.documents["document"], study.documents["revision"], strict=True))
    facts: list[Fact] = []
    for row in rows:
        suggestion = Key(row.suggestion)
        decision = Decision(key_of("decision", suggestion), suggestion, choice.verdict, coder, choice.why)
        if choice.verdict == "rejected":
            facts.append(decision)
            continue
        coding = _coding(study, row, Key(str(revisions[row.document])), coder, choice)
        verdict = "changed" if _differs(row, coding) else "accepted"
        facts += [coding, replace(decision, verdict=verdict, coding=coding.key)]
    return facts


def _coding(study: Study, row: Any, revision: Key, coder: Key, choice: Choice) -> Coding:
    book, code = _code_of(study, row, choice.code)
    span = _span_of(study, row, choice.span)
    return Coding(
        key=coding_key(Key(row.suggestion), coder),
        revision=revision,
        start=span.start,
        end=span.end,
        code=code,
        codebook=key_of("codebook", book.id),
        polarity=row.polarity if choice.polarity is None else choice.polarity,
        coder=coder,
        quote_sha=sha(span.of(study.texts[row.document])),
        suggestion=Key(row.suggestion),
        version=book.version,
    )


def _code_of(study: Study, row: Any, wanted: str | None) -> tuple[Codebook, str]:
    """The code that was chosen, else the one proposed, with its codebook."""
    other, _, name = (wanted or row.code).rpartition(":")
    named = other or str(row.codebook)
    book = study.codebooks[named] if named in study.codebooks else study.codebook(named)
    return book, book[name].id


def _span_of(study: Study, row: Any, wanted: Span | str | None) -> Span:
    """The words that the coding covers: those chosen, else those of the suggestion."""
    if wanted is None:
        return Span(row.start, row.end)
    text = study.texts[row.document]
    if isinstance(wanted, str):
        return _words_at(study, row, wanted)
    if wanted.end > len(text):
        raise SpanError("bad_span", start=wanted.start, end=wanted.end)
    return Span(int(wanted.start), int(wanted.end))  # a frame's numbers are NumPy's


def _words_at(study: Study, row: Any, words: str) -> Span:
    """Where words stand in the turn of a suggestion (in a document without turns: in its text); blanks are all the same."""
    turns = study.turns[(study.turns["document"] == row.document) & (study.turns["turn"] == row.turn)]
    text = study.texts[row.document]
    start, end = (0, len(text)) if turns.empty else (int(turns["start"].iloc[0]), int(turns["end"].iloc[0]))
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    places = [match.span() for match in pattern.finditer(text, start, end)] if words.split() else []
    if len(places) != 1:
        raise LookupFailedError("words_not_once", words=words, n=len(places))
    return Span(*places[0])


def _differs(row: Any, coding: Coding) -> bool:
    """Whether a coding says something else than was proposed; a direction where none was proposed is no other."""
    other_code = (coding.codebook, coding.code) != (key_of("codebook", row.codebook), row.code)
    other_words = (coding.start, coding.end) != (row.start, row.end)
    return other_code or other_words or row.polarity not in ("", coding.polarity)


def message_of(study: Study, reference: str) -> Key | None:
    """The message with this reference; None where no message has it."""
    signs = signs_of(reference)
    found = [Key(key) for key in study.messages["message"] if signs and key.startswith(signs)]
    return found[0] if len(found) == 1 else None
