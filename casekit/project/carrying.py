"""What rests on a text, carried over to its corrected version."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol

import numpy as np
import pandas as pd

from casekit.analysis.alignment import Carried, Fate
from casekit.model.carried import CHANGED
from casekit.model.facts import Coding, Decision, Fact, Key, Memo, Suggestion, sha
from casekit.model.span import Span

__all__ = ["Anchored", "Carrier", "Live", "Move", "moves", "values_in", "with_known_memos"]

Live = Mapping[type[Fact], pd.DataFrame]
Anchored = Coding | Suggestion | Memo


class Carrier(Protocol):
    """What became of the places of one text in another: an alignment of two texts, or exact edits of one."""

    def carry(self, span: Span) -> Carried:
        """What became of a stretch of words."""
        ...


@dataclass(frozen=True, slots=True)
class Move:
    """A coding, suggestion or memo on its way: as it is from now on, and the words before and after.

    Where nothing is left of its words, a memo stays without a place; for the others ``fact`` is None, and they stay where they
    were. ``row`` is the id of the fact as it was, ``moved`` whether its offsets changed.
    """

    kind: type[Anchored]
    key: Key
    fate: Fate
    before: str
    after: str
    fact: Anchored | None
    row: str = ""
    moved: bool = False


def moves(
    live: Live,
    old: Key,
    new: Key,
    found: Carrier,
    texts: tuple[str, str],
    *,
    meant: Mapping[str, str] | None = None,
) -> Iterator[Move]:
    """Every coding, suggestion and memo on the text *old*, as it is on the text *new*; *texts* are the words of both.

    Suggestions that nobody has decided on are left where their words changed or are gone: they are made anew. *meant* are the
    words that codings had before they changed; who has them again need not be looked at.
    """
    decided = set(live[Decision]["suggestion"]) if len(live[Decision]) else set()
    kinds: tuple[type[Anchored], ...] = (Coding, Suggestion, Memo)
    for kind in kinds:
        frame = live[kind]
        for _, row in frame[frame["revision"] == old].iterrows() if len(frame) else ():
            fact = kind(**values_in(kind, row))  # type: ignore[arg-type]
            move = replace(_move(fact, new, found, texts, meant or {}), row=str(row["id"]))
            if kind is not Suggestion or move.fate == "same" or fact.key in decided:
                yield move


def with_known_memos(margin: Sequence[Fact], carried: Iterable[Move]) -> tuple[list[Fact], list[Move]]:
    """The facts of a corrected text, and what is carried over to it: a remark that stood in the margin before is the same memo.

    It keeps its key; where it stands, the corrected file says.
    """
    moved = list(carried)
    known: dict[tuple[str, ...], list[Key]] = {}
    for move in moved:
        if isinstance(move.fact, Memo) and move.fact.about == move.fact.revision:
            known.setdefault(_said(move.fact), []).append(move.key)
    facts: list[Fact] = []
    again: set[Key] = set()
    for fact in margin:
        if isinstance(fact, Memo) and known.get(_said(fact)):
            fact = replace(fact, key=known[_said(fact)].pop(0))
            again.add(fact.key)
        facts.append(fact)
    return facts, [move for move in moved if move.key not in again]


def _said(memo: Memo) -> tuple[str, ...]:
    return (memo.coder, memo.text, memo.written)


def values_in(kind: type[Fact], row: pd.Series) -> dict[str, object]:
    """The fields of a fact, read off a row of its frame, whose numbers are NumPy's."""
    return {item.name: _plain(row[item.name]) for item in fields(kind)}


def _plain(value: object) -> object:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return int(value) if isinstance(value, np.integer) else value


def _move(fact: Anchored, new: Key, found: Carrier, texts: tuple[str, str], meant: Mapping[str, str]) -> Move:
    if isinstance(fact, Memo) and fact.about == fact.revision:
        fact = replace(fact, about=new)
    if fact.start is None or fact.end is None:
        return Move(type(fact), fact.key, "same", "", "", replace(fact, revision=new))
    span = Span(int(fact.start), int(fact.end))
    carried = found.carry(span)
    if carried.span is None or _signs_alone(carried.span.of(texts[1]), span.of(texts[0])):
        left = replace(fact, revision=new, start=None, end=None) if isinstance(fact, Memo) else None
        return Move(type(fact), fact.key, "gone", span.of(texts[0]), "", left)
    words = carried.span.of(texts[1])
    placed = replace(fact, revision=new, start=carried.span.start, end=carried.span.end)
    if isinstance(placed, Coding):
        mark = _mark(placed, carried.fate, words, meant)
        placed = replace(placed, quote_sha=sha(words), carried=mark)
    elif isinstance(placed, Suggestion):
        placed = replace(placed, evidence=_evidence(placed.evidence, found))
    moved = span.start != carried.span.start
    return Move(type(fact), fact.key, carried.fate, span.of(texts[0]), words, placed, moved=moved)


def _mark(coding: Coding, fate: Fate, words: str, meant: Mapping[str, str]) -> str:
    """Whether a person has to look at it: until somebody does, or its words are again what they were."""
    if coding.carried and meant.get(coding.key) == words:
        return ""
    return CHANGED if fate == "changed" else coding.carried


def _signs_alone(after: str, before: str) -> bool:
    """Whether of words nothing but a full stop or the like is left."""
    return any(map(str.isalnum, before)) and not any(map(str.isalnum, after))


def _evidence(packed: str, found: Carrier) -> str:
    """The places of the matched words, where they still stand."""
    there = ((found.carry(Span(start, end)).span, term) for start, end, term in json.loads(packed))
    return json.dumps([[span.start, span.end, term] for span, term in there if span], ensure_ascii=False)
