"""What a person says of codings that a correction changed or left behind: right as they are, other words, or taken back."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from casekit.analysis.passages import signs_of
from casekit.errors import LookupFailedError, SpanError
from casekit.model.carried import GONE
from casekit.model.facts import Coding, Decision, sha
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.project.carrying import Live, values_in
from casekit.store import Store

__all__ = ["decisions_for", "settled", "to_settle"]


def to_settle(study: Study, references: Iterable[str] | pd.DataFrame) -> list[Any]:
    """The rows of ``study.carried`` that references, or the rows of a frame with references, point to, each once.

    Raises:
        LookupFailedError: one points to nothing that waits.
    """
    wanted = references["reference"] if isinstance(references, pd.DataFrame) else references
    found: dict[str, Any] = {}
    for reference in [wanted] if isinstance(wanted, str) else wanted:
        signs = signs_of(reference)
        rows = [row for row in records(study.carried) if signs and row.coding.startswith(signs)]
        if not rows:
            raise LookupFailedError("nothing_to_settle", reference=reference)
        found |= {row.coding: row for row in rows}
    return list(found.values())


def settled(study: Study, live: Live, rows: list[Any], span: Span | str | None) -> list[Coding]:
    """The codings as a person leaves them: with the words that they have now, or with others.

    Raises:
        LookupFailedError: a span for several; words that do not stand just once; no words for a coding whose words are gone.
        SpanError: a span that is none, or reaches beyond the text.
    """
    if span is not None and len(rows) > 1:
        raise LookupFailedError("span_of_codings", n=len(rows))
    facts = []
    for row in rows:
        if row.fate == GONE and span is None:
            raise LookupFailedError("words_are_gone", reference=row.coding[:10], words=row.before)
        facts.append(replace(_placed(study, live, row, span), carried=""))
    return facts


def _placed(study: Study, live: Live, row: Any, span: Span | str | None) -> Coding:
    stored = live[Coding][live[Coding]["key"] == row.coding]
    text, home = study.texts[row.document], study.revision(row.document)
    coding = Coding(**values_in(Coding, stored[stored["revision"] == home].iloc[-1] if row.fate != GONE else stored.iloc[-1]))  # type: ignore[arg-type]  # fmt: skip
    if span is None:
        return coding
    place = _words_in(study, row, span) if isinstance(span, str) else Span(int(span.start), int(span.end))
    if place.end > len(text):
        raise SpanError("bad_span", start=place.start, end=place.end)
    mark = sha(place.of(text))
    return replace(coding, revision=home, start=place.start, end=place.end, quote_sha=mark)


def _words_in(study: Study, row: Any, words: str) -> Span:
    """Where words stand just once: in the turn of the coding, else in the document; blanks are all the same."""
    text = study.texts[row.document]
    turns = study.turns[(study.turns["document"] == row.document) & (study.turns["turn"] == row.turn)]
    near = [(int(turn.start), int(turn.end)) for turn in records(turns) if row.fate != GONE]
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    places: list[tuple[int, int]] = []
    for start, end in [*near, (0, len(text))]:
        places = [found.span() for found in pattern.finditer(text, start, end)] if words.split() else []
        if len(places) == 1:
            return Span(*places[0])
    raise LookupFailedError("words_not_once_there", words=words, n=len(places))


def decisions_for(store: Store, codings: Collection[str]) -> list[str]:
    """The ids of the decisions that made these codings; what others decided on the same suggestions is none of them."""
    made = store.live_of(Decision)
    made = made[made["coding"].isin(codings)]
    return store.live_ids(Decision, made["key"], saying=set(made["sha"]))
