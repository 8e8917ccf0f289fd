"""What is marked goes: rows, what refers to them, words inside texts, reasons that tell of them. The one act that removes.

The same marks and the same rows give the same file, so that it does not matter in which order copies were merged and marked.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from casekit.model.facts import (
    FACTS,
    Coding,
    Fact,
    Key,
    Layout,
    Memo,
    Purge,
    Revision,
    SpeakerFact,
    Suggestion,
    key_of,
    references,
    sha,
)
from casekit.store.cuts import Cut, Shift, cuts_in
from casekit.store.held import Held, Row, fact_of, id_of, words_in
from casekit.store.marks import WHOLE, Mark, Marks, last_text, marks_of, named, texts_after
from casekit.store.rows import Interner, chunks, event_sha, keys_in, row_of
from casekit.store.schema import FACT_TABLES, ends, events, keys, lemmas

__all__ = ["Gone", "apply_marks"]

_Moved = tuple[tuple[Cut, ...], Key, tuple[Cut, ...]]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed from a file: how many facts of each kind, how many stretches of texts, and what they said."""

    facts: Counter[str] = field(default_factory=Counter)
    stretches: int = 0
    reasons: int = 0
    strings: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.facts or self.stretches or self.reasons)


def apply_marks(connection: Connection, source: Connection | None = None) -> Gone:
    """Remove everything that is marked in this file, or in *source* whose events were just taken over.

    Inside the caller's transaction. Where nothing is marked, nothing is looked at; where nothing is left of it, nothing is written.
    """
    both = [connection] if source is None else [connection, source]
    if not any(one.execute(select(func.count()).select_from(FACT_TABLES[Purge])).scalar() for one in both):
        return Gone()
    held = [Held.of(one) for one in both]
    return _Removal(held, marks_of(held)).done()


@dataclass(slots=True)
class _Removal:
    """One removal: which keys go, which texts change, which rows go or change, and what was touched."""

    held: Sequence[Held]
    marks: Marks
    gone: set[Key] = field(default_factory=set)
    moved: dict[Key, _Moved] = field(default_factory=dict)
    dead: dict[str, tuple[type[Fact], Row]] = field(default_factory=dict)
    changed: dict[str, tuple[type[Fact], Row, Fact]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # events whose reasons go

    def done(self) -> Gone:
        self._mark()
        self._touch()
        self._close()
        self._judge()
        return self._write()

    def _mark(self) -> None:
        """The keys that are marked, and what each text of which words go becomes."""
        marks = self.marks
        self.gone = {mark.key for mark in marks if not cuts_in(mark.kind) and mark.kind != "event"}
        for root in {mark.key for mark in marks if cuts_in(mark.kind)} - self.gone:
            final, cuts = last_text(root, marks)
            self.moved |= {key: (before, final, cuts) for key, before in texts_after(root, marks).items()}

    def _touch(self) -> None:
        """What stands on words that go goes in all its versions; the labels of who said them, too."""
        for one in self.held:
            for kind in (Coding, Suggestion, Memo):
                for row in one.rows(kind):
                    if row["revision"] in self.moved and not self._whole(row) and self._lost(row):
                        self.gone.add(row["key"])
            people = {mark.key for mark in self.marks if mark.kind == "person"}
            self.gone |= (
                {row["key"] for row in one.live(SpeakerFact) if row["person"] in people} if people else set()
            )

    def _whole(self, row: Row) -> bool:
        return any(cut.end >= WHOLE for cut in self.moved[row["revision"]][2])

    def _lost(self, row: Row) -> bool:
        before, _, after = self.moved[row["revision"]]
        if row["start"] is None:
            return False
        return Shift.between(before, after).span(row["start"], row["end"]) is None

    def _close(self) -> None:
        """What refers to what goes, goes; a coding that came of a suggestion stays."""
        size = -1
        while size != (size := len(self.gone)):
            for one in self.held:
                for kind in FACTS:
                    names = [name for name in references(kind) if (kind, name) != (Coding, "suggestion")]
                    if names and kind is not SpeakerFact:
                        self.gone |= {
                            row["key"]
                            for row in one.rows(kind)
                            if any(row[name] in self.gone for name in names)
                        }
                    elif kind is SpeakerFact:
                        self.gone |= {row["key"] for row in one.rows(kind) if row["document"] in self.gone}

    def _judge(self) -> None:
        """Row by row: it goes, it changes, or it stays. This file's own rows last, with their events as numbered here."""
        for one in reversed(self.held):
            for kind in FACTS:
                for row in one.rows(kind):
                    if kind is not Purge and self._goes(kind, row):
                        self.dead[row["id"]] = kind, row
                        self.told.add(one.event(row))
                    elif (fact := self._changed(kind, row)) is not None:
                        self.changed[row["id"]] = kind, {**row, "by": one.event(row)}, fact
        self.told |= {event for one in self.held for event, fact in one.ended() if fact in self.dead}
        self.told |= {mark.key for mark in self.marks if mark.kind == "event"}
        reasoned = {str(event["id"]) for one in self.held for event in one.events.values() if event["why"]}
        # what goes is marked, so that copies hold the same marks however they were united
        self.marks |= {Mark(Key(event), "event") for event in self.told & reasoned}

    def _goes(self, kind: type[Fact], row: Row) -> bool:
        if row["key"] in self.gone or (kind is SpeakerFact and row["person"] in self.gone):
            return True
        on_text = kind in (Coding, Suggestion, Memo) and row["revision"] in self.moved
        return on_text and self._whole(row) and self._lost(row)

    def _changed(self, kind: type[Fact], row: Row) -> Fact | None:
        if kind is Coding and row["suggestion"] in self.gone:
            row = {**row, "suggestion": None}
            return self._moved_fact(kind, row) or fact_of(kind, row)
        return self._moved_fact(kind, row)

    def _moved_fact(self, kind: type[Fact], row: Row) -> Fact | None:
        """The fact as it is on the text without the words that go; None where it is that already."""
        about = (
            row["key"]
            if kind is Revision
            else row.get("revision")
            if kind in (Layout, Coding, Suggestion, Memo)
            else None
        )
        if about not in self.moved or self.moved[about][1] == about:
            return None
        before, final, after = self.moved[about]
        shift = Shift.between(before, after)
        if kind is Revision:
            text = shift.text(row["text"])
            return fact_of(kind, row, key=final, text=text, text_sha=sha(text))
        if kind is Layout:
            turns = json.dumps(
                shift.turns(json.loads(row["turns"])), ensure_ascii=False, separators=(",", ":")
            )
            return fact_of(kind, row, key=key_of("layout", final), revision=final, turns=turns)
        return fact_of(kind, row, revision=final, **_placed(kind, row, shift, final))

    def _write(self) -> Gone:
        here = self.held[0]
        connection = here.connection
        numbers = {str(row["id"]): n for n, row in here.events.items()}
        touched = set(self._put_marks(numbers))
        mine = {row["id"] for kind in FACTS for row in here.rows(kind)}
        dead = {name: told for name, told in self.dead.items() if name in mine}
        changed = {name: told for name, told in self.changed.items() if name in mine}
        _delete(connection, [(name, kind) for name, (kind, _) in dead.items()])
        _delete(connection, [(name, kind) for name, (kind, *_) in changed.items()])
        touched |= self._put(connection, changed)
        touched |= self._end(connection)
        reasons = [
            numbers[event] for event in self.told if event in numbers and here.events[numbers[event]]["why"]
        ]
        for some in chunks(map(str, reasons)):
            connection.execute(update(events).where(events.c.n.in_(map(int, some))).values(why=""))
        came = {numbers[event] for event in self.told if event in numbers}  # maybe without all of its facts
        _digest(connection, touched | came)
        if dead or changed:
            connection.execute(delete(lemmas))
        if dead or changed or touched:
            _forget_keys(connection)
        return self._told(dead, changed, len(reasons))

    def _put_marks(self, numbers: Mapping[str, int]) -> Iterator[int]:
        """Every act of removing holds the marks, all of them and no others."""
        here = self.held[0]
        have = {(here.event(row), Mark(row["key"], row["kind"])): row["id"] for row in here.rows(Purge)}
        acts = {one.event(row) for one in self.held for row in one.rows(Purge)}
        wanted = [(event, mark) for event in sorted(acts) for mark in sorted(self.marks)]
        new = [pair for pair in wanted if pair not in have]
        needless = {pair: name for pair, name in have.items() if pair not in set(wanted)}
        _delete(here.connection, [(name, Purge) for name in needless.values()])
        interner = Interner(here.connection)
        interner.add(mark.key for _, mark in new)
        rows = [
            row_of(Purge(*mark), event=event, n=numbers[event], numbers=interner.known) for event, mark in new
        ]
        if rows:
            here.connection.execute(insert(FACT_TABLES[Purge]), rows)
        yield from (numbers[event] for event, _ in (*new, *needless))

    def _put(self, connection: Connection, changed: dict[str, tuple[type[Fact], Row, Fact]]) -> set[int]:
        interner = Interner(connection)
        interner.add(key for *_, fact in changed.values() for key in keys_in(fact))
        rows: dict[type[Fact], list[dict[str, Any]]] = defaultdict(list)
        for kind, row, fact in changed.values():
            rows[kind].append(row_of(fact, event=row["by"], n=row["event"], numbers=interner.known))
        for kind, made in rows.items():
            connection.execute(insert(FACT_TABLES[kind]), made)
        return {row["event"] for _, row, _ in changed.values()}

    def _end(self, connection: Connection) -> set[int]:
        """Ends of facts that go, go; ends of facts that change are of what they became."""
        now = {name: id_of(row["by"], fact) for name, (_, row, fact) in self.changed.items()}
        rows = [row for row in connection.execute(select(ends)) if row.fact in self.dead or row.fact in now]
        if rows:
            old = [{"e": row.event, "f": row.fact} for row in rows]
            where = (ends.c.event == bindparam("e")) & (ends.c.fact == bindparam("f"))
            connection.execute(delete(ends).where(where), old)
        new = [{"event": row.event, "fact": now[row.fact]} for row in rows if row.fact in now]
        if new:
            connection.execute(insert(ends), new)
        return {row.event for row in rows}

    def _told(
        self,
        dead: dict[str, tuple[type[Fact], Row]],
        changed: dict[str, tuple[type[Fact], Row, Fact]],
        reasons: int,
    ) -> Gone:
        strings = {text for kind, row in dead.values() for text in words_in(kind, row)}
        stretches = 0
        for kind, row, _ in changed.values():
            if kind is Revision:
                before, _, after = self.moved[row["key"]]
                lost = Shift.between(before, after).lost(row["text"])
                strings.update(lost)
                stretches += len(lost)
        here = self.held[0]
        strings.update(here.events[n]["why"] for n in here.events if here.events[n]["id"] in self.told)
        facts = Counter(kind.table for kind, _ in dead.values())
        names = named([here], self.gone)
        return Gone(facts, stretches, reasons, frozenset(strings - {""}), frozenset(names))


def _placed(kind: type[Fact], row: Row, shift: Shift, final: Key) -> dict[str, object]:
    """Where a coding, suggestion or memo stands afterwards."""
    told: dict[str, object] = {}
    if kind is Memo and row["about"] == row["revision"]:
        told["about"] = final
    if row["start"] is None:
        return told
    start, end = shift.span(row["start"], row["end"]) or (row["start"], row["end"])
    told |= {"start": start, "end": end}
    if kind is Suggestion:
        evidence = [
            [*place, *rest]
            for first, last, *rest in json.loads(row["evidence"])
            if (place := shift.span(first, last))
        ]
        told["evidence"] = json.dumps(evidence, ensure_ascii=False)
        flags = json.loads(row["flags"] or "[]")
        kept = [[name, *place] for name, first, last in flags if (place := shift.span(first, last))]
        told["flags"] = json.dumps(kept) if kept else ""
    return told


def _delete(connection: Connection, named_rows: Iterable[tuple[str, type[Fact]]]) -> None:
    names: dict[type[Fact], list[str]] = defaultdict(list)
    for name, kind in named_rows:
        names[kind].append(name)
    for kind, ids in names.items():
        table = FACT_TABLES[kind]
        for some in chunks(ids):
            connection.execute(delete(table).where(table.c.id.in_(some)))


def _digest(connection: Connection, numbers: Collection[int]) -> None:
    """The digests of these events anew."""
    if not numbers:
        return
    made: dict[int, list[str]] = defaultdict(list)
    for table in FACT_TABLES.values():
        for n, fact in connection.execute(select(table.c.event, table.c.id)):
            if n in numbers:
                made[n].append(fact)
    ended: dict[int, list[str]] = defaultdict(list)
    for n, fact in connection.execute(select(ends.c.event, ends.c.fact)):
        if n in numbers:
            ended[n].append(fact)
    rows = [dict(row._mapping) for row in connection.execute(select(events)) if row.n in numbers]
    told = [(row, event_sha(row, made[row["n"]], ended[row["n"]])) for row in rows]
    new = [{"number": row["n"], "now": digest} for row, digest in told if digest != row["sha"]]
    if new:
        where = events.c.n == bindparam("number")
        connection.execute(update(events).where(where).values(sha=bindparam("now")), new)


def _forget_keys(connection: Connection) -> None:
    """Keys that nothing uses any more tell what there was."""
    used: set[int] = set()
    for kind in FACTS:
        table = FACT_TABLES[kind]
        for name in ("key", *references(kind)):
            used.update(connection.execute(select(table.c[name]).distinct()).scalars())
    unused = [number for number in connection.execute(select(keys.c.k)).scalars() if number not in used]
    for some in chunks(map(str, unused)):
        connection.execute(delete(keys).where(keys.c.k.in_(map(int, some))))
