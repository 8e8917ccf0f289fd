"""Blind double coding: whose work on which documents somebody is not shown yet.

A document that several coders are assigned to is blind until all of them have finished it. Those among them are shown what is
there without the others' codings, decisions and memos on it; so is whoever does not say who they are. Who is named and not
assigned sees everything. On files this is a courtesy: the facts stand in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from casekit.model.facts import (
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Fact,
    Memo,
    Revision,
    Suggestion,
    key_of,
)
from casekit.model.finding import Finding
from casekit.model.frames import records
from casekit.model.placing import looked_up

__all__ = ["Blind", "blind_for", "hidden_work", "shown"]

Facts = Mapping[type[Fact], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Blind:
    """Who looks (the key of a coder, None for nobody named), and by blind document the keys of the others who code it."""

    coder: str | None = None
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.others)


def blind_for(assignments: pd.DataFrame, name: str | None) -> Blind:
    """What somebody of this name is not shown yet, by the live assignments; nobody named is shown least."""
    told = assignments.drop_duplicates("key", keep="last")
    me = key_of("coder", name) if name else None
    others = {}
    for document, rows in told.groupby("document") if len(told) else ():
        coders = frozenset(map(str, rows["coder"]))
        if len(coders) > 1 and not rows["finished"].all() and (me is None or me in coders):
            others[str(document)] = coders - {me or ""}
    return Blind(me, others)


def hidden_work(facts: Facts, blind: Blind) -> list[Finding]:
    """For each blind document how many coders' work is not shown, whether they have begun or not."""
    names = facts[DocumentFact].drop_duplicates("key", keep="last")
    return [
        Finding.of("work_hidden", "note", str(row.name), n=len(blind.others[row.key]))
        for row in records(names)
        if row.key in blind.others
    ]


def shown(facts: Facts, blind: Blind) -> dict[type[Fact], pd.DataFrame]:
    """The facts without the hidden ones, as if they were not there: a suggestion that only others decided on is open."""
    if not blind:
        return dict(facts)
    scope = _Scope.of(facts, blind)
    left = dict(facts)
    for kind in (Coding, Suggestion, Decision, Memo):
        frame = facts[kind]
        left[kind] = frame[~_hidden(kind, frame, scope, blind)].reset_index(drop=True)
    return left


@dataclass(frozen=True, slots=True)
class _Scope:
    """What lies on blind documents: the document by text, and by everything else that a memo may be about."""

    texts: Mapping[str, str]
    things: Mapping[str, str]
    machines: frozenset[str]

    @classmethod
    def of(cls, facts: Facts, blind: Blind) -> "_Scope":
        texts = {row.key: row.document for row in records(facts[Revision]) if row.document in blind.others}
        things = dict(zip(blind.others, blind.others, strict=True)) | texts
        for kind in (Coding, Suggestion):
            on = facts[kind]
            things |= {row.key: texts[row.revision] for row in records(on) if row.revision in texts}
        decided = facts[Decision]
        things |= {row.key: things[row.suggestion] for row in records(decided) if row.suggestion in things}
        kinds = facts[Coder]
        return cls(texts, things, frozenset(kinds.loc[kinds["kind"] == "machine", "key"]))


def _hidden(kind: type[Fact], frame: pd.DataFrame, scope: _Scope, blind: Blind) -> "pd.Series[bool]":
    """Which facts are others' work on a blind document; what a file brought in its margin is hidden only if it is theirs."""
    if frame.empty:
        return pd.Series(False, index=frame.index)
    where = "suggestion" if kind is Decision else "revision"
    document = looked_up(frame[where], pd.Series(scope.things, dtype=object))
    of_others = frame["coder"] != (blind.coder or "")
    if kind is Memo:
        document = document.fillna(looked_up(frame["about"], pd.Series(scope.things, dtype=object)))
    pairs = zip(document, frame["coder"], strict=True)
    assigned = pd.Series([coder in blind.others.get(one, ()) for one, coder in pairs], index=frame.index)
    if kind is Suggestion:
        return assigned
    if kind is Memo:
        margin = frame["about"] == frame["revision"]
        of_others &= ~margin | assigned
    return of_others & document.notna() & ~frame["coder"].isin(scope.machines)
