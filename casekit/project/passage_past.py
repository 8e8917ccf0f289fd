"""The history of one passage, coding or message: what it said before and after every act about it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from casekit.analysis.passages import signs_of, veiled
from casekit.errors import LookupFailedError
from casekit.model.facts import Coding, Decision, Fact, Message, Revision, Suggestion
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.taking_back import verb_word
from casekit.project.tracing import roots
from casekit.store import Store
from casekit.store.force import undone
from casekit.store.trail import Trail

__all__ = ["PAST_COLUMNS", "past_of"]

PAST_COLUMNS = ("n", "id", "at", "by", "verb", "why", "in_force", "act", "what", "reference", "code", "polarity", "before", "after")  # fmt: skip


class _Version(NamedTuple):
    """What a fact said: its words, its code and direction, and the text that it is in."""

    words: str = ""
    code: str = ""
    polarity: str = ""
    revision: str = ""


_NONE = _Version()


def past_of(store: Store, trail: Trail, study: Study, reference: str) -> pd.DataFrame:
    """One row per act about what *reference* points to, oldest first, with its words before and after.

    ``act`` is made, changed, carried (to a corrected text), withdrawn, taken_back (by an undo) or brought_back. With a coding come the
    suggestion that it was made from and what was decided on that; ``reference`` says which row is about which.

    Raises:
        LookupFailedError: nothing, or more than one thing, has or had this reference.
    """
    kinds = _about(trail, _key(trail, study, reference))
    rows = pd.concat([_kept(store.past(kind, keys), kind) for kind, keys in kinds.items()])
    texts = store.past(Revision, rows["revision"].dropna().unique()) if "revision" in rows else pd.DataFrame()
    words = dict(zip(texts["key"], texts["text"], strict=True)) if len(texts) else {}
    said = {row.id: _version(row, words) for row in records(rows)}
    return pd.DataFrame(_acts(trail.events, rows, said), columns=list(PAST_COLUMNS), dtype=object)


def _kept(frame: pd.DataFrame, kind: type[Fact]) -> pd.DataFrame:
    return frame.assign(kind=pd.Series([kind] * len(frame), index=frame.index, dtype=object))


def _key(trail: Trail, study: Study, reference: str) -> str:
    """What has, or ever had, this reference."""
    signs = signs_of(reference)
    known = {kind: _keys(trail, kind) for kind in (Coding, Suggestion, Message)}
    found = {key for keys in known.values() for key in keys if signs and key.startswith(signs)}
    found = found or {key for key in known[Coding] if signs and veiled(study, key) == signs}
    if len(found) > 1:
        raise LookupFailedError("reference_twice", reference=reference, n=len(found))
    if not found:
        raise LookupFailedError("unknown_reference", reference=reference)
    return found.pop()


def _keys(trail: Trail, kind: type[Fact]) -> set[str]:
    return set(trail.names[trail.facts[kind]["key"].unique()])


def _about(trail: Trail, key: str) -> dict[type[Fact], list[str]]:
    """A coding with its suggestion, a suggestion with its codings, and what was decided; a message alone."""
    codings, decisions = trail.facts[Coding], trail.facts[Decision]
    number = list(trail.names).index(key)
    if number in set(trail.facts[Message]["key"]):
        return {Message: [key]}
    suggestions = {number} if number in set(trail.facts[Suggestion]["key"]) else set()
    suggestions |= set(codings.loc[codings["key"] == number, "suggestion"]) - {0}
    mine = {number} if not suggestions or number not in suggestions else set()
    mine = mine or set(codings.loc[codings["suggestion"].isin(suggestions), "key"])
    decided = set(decisions.loc[decisions["suggestion"].isin(suggestions), "key"])
    wanted: dict[type[Fact], set[int]] = {Suggestion: suggestions, Decision: decided, Coding: mine}
    return {kind: [str(trail.names[one]) for one in sorted(keys)] for kind, keys in wanted.items() if keys}


def _version(row: Any, texts: Mapping[str, str]) -> _Version:
    if row.kind is Message:
        return _Version(row.text, row.theme)
    if row.kind is Decision:
        return _Version(verb_word(row.verdict))
    words = texts.get(row.revision, "")[int(row.start) : int(row.end)]
    return _Version(words, row.code, row.polarity, row.revision)


def _acts(
    events: pd.DataFrame, rows: pd.DataFrame, said: Mapping[str, _Version]
) -> Iterable[tuple[object, ...]]:
    """Go through the events that did something to these facts, and tell what was live before and after each."""
    first = roots(events)
    doing = {*rows["event"], *(n for enders in rows["ended_by"] for n in enders)}
    before: dict[tuple[str, str], str] = {}
    ever: set[tuple[str, str]] = set()
    for event in records(events):
        if first[event.id][0] not in doing:
            continue
        after = _live(events[events["n"] <= event.n], rows)
        for what in sorted({*before, *after}):
            old, new = said.get(before.get(what, ""), _NONE), said.get(after.get(what, ""), _NONE)
            if old != new:
                act = _act(event, old, new, again=what in ever)
                told = (event.n, event.id, event.at, event.by, event.verb, event.why, event.in_force, act)
                yield *told, what[0], what[1][:10], _both(old.code, new.code), _both(old.polarity, new.polarity), old.words, new.words  # fmt: skip
        ever |= after.keys()
        before = after


def _live(events: pd.DataFrame, rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Table and key → the id of the fact that was live after these events; of several the newest."""
    dead = undone(dict(zip(events["id"], events["undoes"], strict=True)))
    force = set(events.loc[~events["id"].isin(dead), "n"])
    return {
        (row.kind.table, row.key): row.id
        for row in records(rows)
        if row.event in force and not force.intersection(row.ended_by)
    }


def _act(event: Any, old: _Version, new: _Version, *, again: bool) -> str:
    if new == _NONE:
        return "taken_back" if isinstance(event.undoes, str) else "withdrawn"
    if old == _NONE:
        return "brought_back" if again else "made"
    return "carried" if old.revision != new.revision else "changed"


def _both(old: str, new: str) -> str:
    """What was and what is, where they differ."""
    return f"{old} → {new}" if old and new and old != new else new or old
