"""What each event did, for people who want to know: facts by kind, documents, cases, codes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from casekit.model.facts import (
    FACTS,
    CaseFact,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Draft,
    Fact,
    Memo,
    Message,
    PersonFact,
    Revision,
    SpeakerFact,
    Suggestion,
    references,
)
from casekit.store.trail import Trail
from casekit.wording import say

__all__ = ["LOG_COLUMNS", "Touched", "log_frame", "roots", "touched"]

LOG_COLUMNS = (
    "n", "id", "at", "by", "verb", "why", "undoes", "casekit_version", "state", "in_force", "of_n", "of",
    "made", "changed", "ended", "documents", "cases", "codes",
)  # fmt: skip


class Touched(NamedTuple):
    """What events are about: pairs of an event's number and a name, each once; and per kind of fact how many of it
    each event made, changed and ended, by table.
    """

    documents: pd.DataFrame
    cases: pd.DataFrame
    codes: pd.DataFrame
    coders: pd.DataFrame
    counts: Mapping[str, pd.DataFrame]


def log_frame(trail: Trail, about: Touched) -> pd.DataFrame:
    """One row per event with what it did; an undo did the opposite of what it took back.

    ``of_n`` is the number of the act that was undone or redone, and ``of`` whose it was, where another took it back.
    """
    log = trail.events
    known = roots(log)
    first = np.array([known[event][0] for event in log["id"]], np.int64)
    turned = np.array([known[event][1] for event in log["id"]], bool)
    whose = log.set_index("n")["by"]
    acts = log.assign(root=first, other=log["undoes"].notna())
    owner = acts["root"].map(whose)
    did = {what: _told(about.counts, what) for what in ("made", "changed", "ended")}
    made, ended = _looked_up(acts["root"], did["made"]), _looked_up(acts["root"], did["ended"])
    table = acts.assign(
        of_n=acts["root"].where(acts["other"]).astype("Int64"),
        of=owner.astype(object).where(acts["other"] & owner.notna() & (owner != acts["by"]), None),
        made=made.where(~turned, ended),
        changed=_looked_up(acts["root"], did["changed"]),
        ended=ended.where(~turned, made),
        **{name: _looked_up(acts["root"], _joined(getattr(about, name))) for name in ("documents", "cases", "codes")},
    )  # fmt: skip
    return table[list(LOG_COLUMNS)]


def _looked_up(numbers: pd.Series, told: Mapping[int, str]) -> pd.Series:
    return pd.Series([told.get(n, "") for n in numbers], index=numbers.index, dtype=object)


def roots(events: pd.DataFrame) -> dict[str, tuple[int, bool]]:
    """For each event the number of the act that it is, or that it undoes or redoes in the end; and whether it takes it back."""
    numbers = dict(zip(events["id"], events["n"], strict=True))
    found: dict[str, tuple[int, bool]] = {}
    for event, target in zip(events["id"], events["undoes"], strict=True):
        known = found.get(target) if isinstance(target, str) else None
        found[event] = (known[0], not known[1]) if known else (int(numbers[event]), False)
    return found


def touched(trail: Trail) -> Touched:
    """What the events are about, over everything that was ever stored."""
    where = _Places(trail)
    marks = pd.concat([_ever(trail, where.marked(kind), kind) for kind in FACTS], ignore_index=True)
    documents = _pairs(marks, "document")
    cases = pd.concat([_pairs(marks, "case"), where.cases_of(documents)]).drop_duplicates()
    return Touched(
        _named(documents, where.names(DocumentFact)),
        _named(cases, where.names(CaseFact)),
        _pairs(marks, "code").rename(columns={"code": "name"}),
        _named(_pairs(marks, "coder"), where.names(Coder)),
        {
            kind.table: _counted(marks[marks["kind"] == place])
            for place, kind in enumerate(FACTS)
            if (marks["kind"] == place).any()
        },
    )


class _Places:
    """Where facts are: the document, case, code and coder that each is about, as keys."""

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self.document = self._map(Revision, "document")
        self.anchors: dict[int, int] = {}
        self.codes: dict[int, str] = {}
        for kind in (Coding, Suggestion):
            frame = trail.facts[kind]
            self.anchors |= dict(zip(frame["key"], frame["revision"].map(self.document), strict=True))
            self.codes |= dict(zip(frame["key"], frame["code"], strict=True))
        self.anchors |= {key: key for key in trail.facts[DocumentFact]["key"]}

    def marked(self, kind: type[Fact]) -> pd.DataFrame:
        """All facts of a kind: id, event, key, document, case, code, coder; 0 or "" where it is about none."""
        frame = self.trail.facts[kind]
        held = references(kind)
        marks: dict[str, Any] = {
            name: frame[name] if name in held else 0 for name in ("document", "case", "coder")
        }
        marks["code"] = frame["code"] if "code" in frame else ""  # noqa: SIM401 - pandas' get has no text as default
        if "revision" in held:
            marks["document"] = frame["revision"].map(self.document)
        own = {DocumentFact: "document", CaseFact: "case", Coder: "coder"}
        marks |= {own[kind]: frame["key"]} if kind in own else {}
        if kind is Decision:
            marks |= {
                "document": frame["suggestion"].map(self.anchors),
                "code": frame["suggestion"].map(self.codes),
            }
        if kind is Memo:
            about = frame["about"].map(self.anchors)
            marks |= {
                "document": about.where(about.notna(), marks["document"]),
                "code": frame["about"].map(self.codes),
            }
        if kind in (Message, Draft):
            marks["code"] = frame["theme" if kind is Message else "name"]
        return frame[["id", "event", "key"]].assign(kind=FACTS.index(kind), **marks)  # fmt: skip

    def cases_of(self, documents: pd.DataFrame) -> pd.DataFrame:
        """The cases of documents: their own, and those of the people who speak in them."""
        speakers = self.trail.facts[SpeakerFact]
        people = self._map(PersonFact, "case")
        spoken = speakers[["document"]].assign(case=speakers["person"].map(people))
        stored = self.trail.facts[DocumentFact]
        own = stored[["key", "case"]].rename(columns={"key": "document"})
        known = pd.concat([own, spoken]).fillna(0).astype("int64").drop_duplicates()
        found = documents.merge(known[known["case"] > 0], on="document")
        return found[["event", "case"]].drop_duplicates()

    def names(self, kind: type[Fact]) -> dict[int, Any]:
        return self._map(kind, "name")

    def _map(self, kind: type[Fact], column: str) -> dict[int, Any]:
        frame = self.trail.facts[kind]
        return dict(zip(frame["key"], frame[column], strict=True))


def _ever(trail: Trail, marks: pd.DataFrame, kind: type[Fact]) -> pd.DataFrame:
    """The facts as they were made and, again, as they were ended, with the event that did it."""
    if marks.empty:
        return marks.assign(made=True)
    ends = trail.ends.rename(columns={"event": "by"})
    ended = marks.merge(ends, left_on="id", right_on="fact")
    both = pd.concat(
        [marks.assign(made=True), ended.assign(event=ended["by"], made=False)], ignore_index=True
    )
    filled = both.assign(
        **{name: both[name].fillna(0).astype("int64") for name in ("document", "case", "coder")}
    )
    return filled.assign(code=both["code"].astype(object).fillna(""))[["event", "key", "kind", "document", "case", "code", "coder", "made"]]  # fmt: skip


def _pairs(marks: pd.DataFrame, column: str) -> pd.DataFrame:
    told = marks[marks[column] != ("" if column == "code" else 0)]
    return told[["event", column]].drop_duplicates()


def _named(pairs: pd.DataFrame, names: Mapping[int, str]) -> pd.DataFrame:
    name = pairs.columns[1]
    told = pairs.assign(name=pairs[name].map(names))
    return told.loc[told["name"].notna(), ["event", "name"]].drop_duplicates()


def _counted(marks: pd.DataFrame) -> pd.DataFrame:
    """Per event how many were made, changed (one version made, another ended) and ended."""
    both = marks.groupby(["event", "key"])["made"].agg(["any", "all"]).reset_index()
    both["changed"] = both["any"] & ~both["all"]
    both["made"], both["ended"] = both["all"], ~both["any"]
    return both.groupby("event")[["made", "changed", "ended"]].sum()


def _told(counts: Mapping[str, pd.DataFrame], what: str) -> dict[int, str]:
    """Per event how many facts of each kind: "codings: 3, decisions: 3"."""
    told: dict[int, list[str]] = {}
    for table, frame in counts.items():
        for event, n in frame.loc[frame[what] > 0, what].items():
            told.setdefault(int(str(event)), []).append(f"{say(f'facts.{table}')}: {n}")
    return {event: ", ".join(parts) for event, parts in told.items()}


def _joined(pairs: pd.DataFrame) -> dict[int, str]:
    ordered = pairs.sort_values(["event", "name"])
    found = ordered.groupby("event")["name"].agg(", ".join)
    return dict(zip(found.index, found, strict=True))
