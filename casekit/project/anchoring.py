"""Codings, decided suggestions and memos on a text that is no longer the document's, brought to the one that is."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from casekit.analysis.alignment import align
from casekit.errors import LookupFailedError
from casekit.model.carried import current_texts
from casekit.model.facts import (
    Coding,
    DocumentFact,
    Event,
    Fact,
    Key,
    Layout,
    Memo,
    Revision,
    SpeakerFact,
    Suggestion,
    key_of,
)
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.carrying import Anchored, Live, Move, moves
from casekit.store.rows import digest_of
from casekit.wording import say

__all__ = [
    "KINDS",
    "TEXT_COLUMNS",
    "Anchoring",
    "Reanchored",
    "carrying_event",
    "choosing",
    "chosen_among",
    "overtaken",
    "reanchoring",
    "revisions_of",
    "texts_frame",
]

TEXT_COLUMNS = ("revision", "n", "at", "by", "current", "words", "removed", "added")
KINDS: tuple[type[Anchored], ...] = (Coding, Suggestion, Memo)
MECHANICAL = frozenset(
    {"correct", "edit", "carry", "choose"}
)  # verbs of acts that only move what rests on a text
_PLACE = frozenset({"revision", "start", "end", "quote_sha", "carried", "evidence", "flags"})


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of codings, decided suggestions and memos that were made on an older text.

    ``exact`` have the same words at the same place, ``moved`` the same words at another, ``changed`` other words, ``gone`` none
    and wait on the old text; ``overtaken`` were carried over while somebody took them back or changed them, which holds.
    """

    exact: int = 0
    moved: int = 0
    changed: int = 0
    gone: int = 0
    overtaken: int = 0

    def __str__(self) -> str:
        return say("out.reanchored", **{item.name: getattr(self, item.name) for item in fields(self)})


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Facts to be made, ids of those to be ended, and the report."""

    facts: tuple[Fact, ...]
    ended: tuple[str, ...]
    told: Reanchored


def reanchoring(live: Live, older: pd.DataFrame, gone_by: Collection[str]) -> Anchoring:
    """What rests on texts that are not live any more, brought to the current text of its document.

    *older* are those texts, *gone_by* the ids of codings that were overtaken.
    """
    targets = {row.document: row for row in records(current_texts(live[Revision]))}
    ways = []
    for text in records(older.drop_duplicates("key")):
        target = targets.get(text.document)
        if target is not None and text.key not in set(live[Revision]["key"]):
            ways += list(_ways(live, text, target, {}))
    return _anchored(live, [move for move in ways if move.row not in gone_by], gone_by)


def choosing(
    live: Live, document: Key, chosen: Key, gone_by: Collection[str], meant: Mapping[str, str]
) -> Anchoring:
    """The text *chosen* of a document that was corrected apart, with what rests on the others; those end."""
    texts = live[Revision][live[Revision]["document"] == document]
    target = next(row for row in records(texts) if row.key == chosen)
    others = texts[texts["key"] != chosen]
    ways = [move for text in records(others) for move in _ways(live, text, target, meant)]
    plan = _anchored(live, [move for move in ways if move.row not in gone_by], gone_by)
    return Anchoring(
        plan.facts, (*plan.ended, *others["id"], *_lost_sides(live, document, target, others)), plan.told
    )


def chosen_among(document: str, texts: pd.DataFrame, revision: str) -> Key:
    """The key of the text that a person means.

    Raises:
        LookupFailedError: there is no such text, or there is only one.
    """
    wanted = revision.strip().lower()
    found = [key for key in texts["revision"] if wanted and key.startswith(wanted)]
    if len(texts) < 2:
        raise LookupFailedError("one_text_only", document=document)
    if len(found) != 1:
        known = ", ".join(key[:10] for key in texts["revision"])
        raise LookupFailedError("unknown_text", document=document, revision=revision, known=known)
    return Key(found[0])


def texts_frame(study: Study, live: Live, history: pd.DataFrame, document: str) -> pd.DataFrame:
    """The live texts of a document, as a person needs them to choose."""
    home = study.documents.set_index("document").loc[document]
    acts = history.set_index("n")
    rows = []
    for row in records(live[Revision][live[Revision]["document"] == home["key"]]):
        found = align(study.texts[document], row.text)
        act = acts.loc[row.event]
        current = row.key == home["revision"]
        rows.append(
            (
                row.key,
                int(row.event),
                act["at"],
                act["by"],
                current,
                len(found.after),
                found.removed,
                found.added,
            )
        )
    return pd.DataFrame(rows, columns=list(TEXT_COLUMNS))


def carrying_event(
    history: pd.DataFrame, live: Live, facts: Iterable[Fact], ended: Iterable[str], draw: Callable[[], Key]
) -> Event:
    """The event of carrying over, nobody's: two who carry over the same in two copies make the same event.

    Its time is that of the last act that it rests on.
    """
    ended = sorted(ended)
    named = key_of("carry", *ended, *sorted(digest_of(fact) for fact in facts))
    known = set(history["id"])
    based = {fact.revision for fact in facts if isinstance(fact, Coding | Suggestion | Memo)}
    rests = [live[kind].loc[live[kind]["id"].isin(ended), "event"] for kind in KINDS]
    rests.append(live[Revision].loc[live[Revision]["key"].isin(based), "event"])
    acts = history[history["n"].isin(pd.concat(rests))]
    at = str((acts if len(acts) else history)["at"].max())
    return Event(draw() if named in known else named, at, None, "carry")


def revisions_of(live: Live) -> list[Key]:
    """The keys of texts that are not live any more and that something rests on."""
    here = set(live[Revision]["key"])
    named = {key for kind in KINDS for key in live[kind]["revision"] if isinstance(key, str)}
    return sorted(Key(key) for key in named - here)


def overtaken(versions: pd.DataFrame, verbs: Mapping[int, str], live: Collection[str]) -> set[str]:
    """The ids of live codings that were only carried over, while in another copy somebody took back or changed what they were.

    *versions* are facts of codings with ``ended_by``; *verbs* tell the events in force. What is carried over is what it was: if any
    of the same is ended by a person's act, that holds for all.
    """
    found: set[str] = set()
    for _, mine in versions[versions["event"].isin(list(verbs))].groupby("key"):
        rows = list(records(mine))
        same = _same(rows, verbs)
        decided = {same[row.id] for row in rows if _decided(row, rows, same, verbs)}
        found |= {row.id for row in rows if row.id in live and same[row.id] in decided}
    return found


def _same(rows: Iterable[Any], verbs: Mapping[int, str]) -> dict[str, str]:
    """For each version the first one that it was carried over from."""
    first: dict[str, str] = {}
    for row in rows:
        before = [one for one in rows if row.event in one.ended_by and _says(one) == _says(row)]
        mechanical = verbs[row.event] in MECHANICAL and before
        first[row.id] = first.get(before[0].id, before[0].id) if mechanical else row.id
    return first


def _decided(row: Any, rows: Iterable[Any], same: Mapping[str, str], verbs: Mapping[int, str]) -> bool:
    """Whether a person's act ended it; what only moves codings, or leaves those on a text that was not chosen, is none."""
    enders = [event for event in row.ended_by if verbs.get(event, "choose") not in MECHANICAL]
    made = {one.event for one in rows if same[one.id] == same[row.id]}
    return any(event not in made for event in enders)


def _says(row: Any) -> tuple[object, ...]:
    """What a person said with a coding, wherever it is."""
    return tuple(getattr(row, item.name) for item in fields(Coding) if item.name not in _PLACE)


def _ways(live: Live, old: Any, target: Any, meant: Mapping[str, str]) -> Iterator[Move]:
    found = align(old.text, target.text)
    return moves(live, old.key, target.key, found, (old.text, target.text), meant=meant)


def _anchored(live: Live, ways: list[Move], gone_by: Collection[str]) -> Anchoring:
    there = {_content(kind, row) for kind in KINDS for row in records(live[kind])}
    facts = [move.fact for move in ways if move.fact and _content(move.kind, move.fact) not in there]
    ended = [move.row for move in ways if move.fact is not None]
    fates = Counter(
        ("moved" if move.moved else "exact") if move.fate == "same" else move.fate for move in ways
    )
    return Anchoring(tuple(facts), (*ended, *sorted(gone_by)), Reanchored(**fates, overtaken=len(gone_by)))


def _content(kind: type[Anchored], one: Any) -> tuple[object, ...]:
    """What is said on which text, wherever in it."""
    return (
        kind,
        one.revision,
        *(getattr(one, item.name) for item in fields(kind) if item.name not in _PLACE),
    )


def _lost_sides(live: Live, document: Key, target: Any, others: pd.DataFrame) -> Iterator[str]:
    """The ids of what the acts that made the *others* said of the document and its labels, where the text has its own."""
    theirs = set(others["event"]) - {target.event}
    layout = live[Layout][live[Layout]["revision"] == target.key].iloc[-1]
    spoken = {turn[2] for turn in json.loads(layout["turns"])}
    documents, speakers = live[DocumentFact], live[SpeakerFact]
    for frame in (documents[documents["key"] == document], speakers[speakers["document"] == document]):
        own = set(frame.loc[~frame["event"].isin(theirs), "key"])
        for row in records(frame[frame["event"].isin(theirs)]):
            if row.key in own or getattr(row, "label", None) not in {None, *spoken}:
                yield row.id
