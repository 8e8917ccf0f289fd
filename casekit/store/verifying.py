"""Whether a project file still says what was written: everything that has a digest is computed anew.

SQLite notices damage to its own pages; a bit that flips inside a text or a number it does not. So every fact is compared with
its digest, its id with its event, every event with the digest of its row and of the facts that it made and ended, the
states with the events before them, texts and coded passages with theirs. What SQLite cannot read is a finding as well, and the
rest of the file is looked at nevertheless. What was looked up in dictionaries has no digest: it can be thrown away.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from casekit.errors import NewerFileError, StoreError
from casekit.model.facts import FACTS, Coding, Fact, Revision, references, sha
from casekit.model.finding import Finding, Findings
from casekit.store.copying import FAULTS
from casekit.store.force import add_to_state
from casekit.store.migrations import MIGRATIONS
from casekit.store.opening import complaint, looking, migrated_copy, written_by_casekit
from casekit.store.rows import digest_of_values, event_sha, fact_id
from casekit.store.schema import FACT_TABLES, ends, events, keys, values_of
from casekit.store.structure import faults_of

__all__ = ["Verified", "verify"]

_MOST = 20  # findings of one kind that are told one by one
_REFERENCE = 10  # signs of a key, as people are shown them
_HIT = {
    "settings": "setting_hit",
    "cases": "case_hit",
    "people": "person_hit",
    "documents": "document_hit",
    "revisions": "text_hit",
    "layouts": "turns_hit",
    "speakers": "speaker_hit",
    "coders": "coder_hit",
    "codebooks": "codebook_hit",
    "drafts": "draft_hit",
    "codings": "coding_hit",
    "suggestions": "suggestion_hit",
    "decisions": "decision_hit",
    "messages": "message_hit",
    "memos": "memo_hit",
    "ratings": "rating_hit",
    "summaries": "summary_hit",
    "exports": "export_hit",
    "assignments": "assignment_hit",
    "purges": "purge_hit",
}
_CALLED = {"documents": "name", "cases": "name", "people": "name", "coders": "name", "codebooks": "name", "drafts": "name", "settings": "name", "exports": "file"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a project file, and how much was looked at."""

    file: Path
    findings: Findings
    events: int
    facts: int
    texts: int

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings


def verify(path: Path) -> Verified:
    """Compute every digest in a project file anew. A file of an older schema is looked at as it would be after migration.

    Raises:
        NotAProjectError: there is no such file. NewerFileError: a newer casekit wrote it.
        StoreError: it cannot be opened; BusyError: another program writes to it.
    """
    schema = written_by_casekit(path)
    if schema is None:
        return Verified(path, Findings([Finding.of("file_head_hit", "error", path.name)]), 0, 0, 0)
    if 0 < schema < len(MIGRATIONS):
        with suppress(StoreError), migrated_copy(path) as copy:
            return replace(_verify(copy), file=path)
    told = _verify(path)
    if schema > len(MIGRATIONS) and any(finding.kind == "schema_hit" for finding in told.findings):
        raise NewerFileError("newer_project", file=str(path), schema=schema)
    return told


def _verify(path: Path) -> Verified:
    look = _Look(path)
    try:
        with looking(path) as connection:
            look.structure(connection)
            look.all(connection)
    except FAULTS as error:
        if (told := complaint(error, path)).problem == "busy":
            raise told from None
        look.found.append(_unreadable(str(error)))
    return Verified(path, Findings(_shortened(look.found)), len(look.events), look.facts, len(look.texts))


def _unreadable(reason: str) -> Finding:
    return Finding.of("file_unreadable", "error", reason=reason)


@dataclass(slots=True)
class _Look:
    """One pass over a file: what was read so far, and what was found."""

    path: Path
    found: list[Finding] = field(default_factory=list)
    names: dict[object, str] = field(default_factory=dict)
    labels: dict[object, str] = field(default_factory=dict)
    texts: dict[object, str] = field(default_factory=dict)
    events: dict[object, dict[str, Any]] = field(default_factory=dict)
    made: dict[object, list[object]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[object, list[object]] = field(default_factory=lambda: defaultdict(list))
    hit_texts: dict[object, str] = field(default_factory=dict)
    touched: Counter[object] = field(default_factory=Counter)
    suspect: set[object] = field(default_factory=set)
    told: set[object] = field(default_factory=set)
    facts: int = 0

    def structure(self, connection: sqlite3.Connection) -> None:
        self.found += faults_of(connection)

    def all(self, connection: sqlite3.Connection) -> None:
        self.names = {row[0]: row[1] for row in self._rows(connection, keys)}
        names = [column.name for column in events.columns]
        rows = [dict(zip(names, row, strict=True)) for row in self._rows(connection, events)]
        self.events = {row["n"]: row for row in rows}
        self._order(sorted(rows, key=lambda row: row["n"]))
        for event, fact in self._rows(connection, ends):
            self.ended[event].append(fact)
        for kind in FACTS:
            self._facts(connection, kind)
        self._hit_texts()
        for n in self.events:
            self._event(n)
        for n in sorted(set(self.ended) - set(self.events), key=str):
            self.found.append(Finding.of("event_lost", "error", str(n)))

    def _rows(self, connection: sqlite3.Connection, table: Table) -> Iterator[Sequence[Any]]:
        """A table's rows up to where it can be read."""
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        read = 0
        try:
            for row in connection.execute(f'SELECT {columns} FROM "{table.name}"'):  # noqa: S608 - our own names
                read += 1
                yield row
        except FAULTS as error:
            self.found.append(Finding.of("table_unreadable", "error", table.name, n=read, reason=str(error)))

    def _order(self, rows: Sequence[dict[str, Any]]) -> None:
        """Numbers without gaps, and states that are the sum of the events so far."""
        state: str | None = ""
        before = 0
        for row, later in zip(rows, (*rows[1:], None), strict=False):
            if gap := row["n"] - before - 1:
                places = str(before + 1) if gap == 1 else f"{before + 1}–{row['n'] - 1}"
                self.found.append(Finding.of("event_lost", "error", places))
            grown = None if gap else _grown(state, row["id"])
            if grown is not None and grown != row["state"]:
                self._tell_event(row)
                if later is None or _grown(grown, later["id"]) != later["state"]:
                    self.suspect.add(row["n"])
                    grown = None
            state = row["state"] if grown is None else grown
            before = row["n"]

    def _facts(self, connection: sqlite3.Connection, kind: type[Fact]) -> None:
        table = FACT_TABLES[kind]
        columns = [column.name for column in table.columns]
        own, links = values_of(kind), frozenset(references(kind))
        for row in self._rows(connection, table):
            values = dict(zip(columns, row, strict=True))
            self.facts += 1
            self.made[values["event"]].append(values["id"])
            said = {name: self._name(values[name]) if name in links else values[name] for name in own}
            sound = self._is_sound(kind, values, said)
            where = self._where(kind, values)
            if kind is Revision:
                self._text(values, where, sound=sound)
            elif not sound:
                self.found.append(Finding.of(_HIT[kind.table], "error", where))
            elif kind is Coding:
                self._quote(values, where)

    def _name(self, number: object) -> str | None:
        return None if number is None else self.names.get(number, "?")

    def _is_sound(self, kind: type[Fact], values: Mapping[str, Any], said: Mapping[str, object]) -> bool:
        """Whether its digest and its id fit. Ids that fit nothing because their event was hit are not the facts' fault."""
        try:
            digest = digest_of_values(kind, str(self._name(values["key"])), said)
        except (TypeError, ValueError):  # bytes where a text was
            return False
        if digest != values["sha"]:
            return False
        event = self.events.get(values["event"])
        if event is None or values["event"] in self.suspect:
            return event is not None
        if fact_id(event["id"], digest) == values["id"]:
            return True
        self.told.add(values["event"])
        return False

    def _where(self, kind: type[Fact], values: Mapping[str, Any]) -> str:
        """As people know it: by its name, its document, or the first signs of its key."""
        if kind.table in _CALLED:
            called = str(values[_CALLED[kind.table]])[:60]
            self.labels[values["key"]] = called
            return called
        above = [values.get(name) for name in ("document", "revision", "suggestion", "case")]
        label = next((self.labels[key] for key in above if key in self.labels), "")
        self.labels[values["key"]] = label
        if kind.table in ("revisions", "layouts", "speakers", "assignments"):
            return label
        reference = str(self._name(values["key"]))[:_REFERENCE]
        return f"{label} · {reference}" if label else reference

    def _text(self, values: Mapping[str, Any], where: str, *, sound: bool) -> None:
        text = str(values["text"])
        self.texts[values["key"]] = text
        if not sound or sha(text) != values["text_sha"]:
            self.hit_texts[values["key"]] = where

    def _quote(self, values: Mapping[str, Any], where: str) -> None:
        """The words that were coded. That they differ because their text was hit is told with the text."""
        revision = values["revision"]
        if revision not in self.texts:
            return
        words = self.texts[revision][values["start"] : values["end"]]
        if sha(words) == values["quote_sha"]:
            return
        if revision in self.hit_texts:
            self.touched[revision] += 1
        else:
            self.found.append(Finding.of("quote_hit", "error", where))

    def _hit_texts(self) -> None:
        for revision, where in self.hit_texts.items():
            self.found.append(Finding.of(_HIT["revisions"], "error", where, codings=self.touched[revision]))

    def _event(self, n: object) -> None:
        row = self.events[n]
        try:
            digest = event_sha(row, self.made.get(n, ()), self.ended.get(n, ()))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            digest = ""
        if digest != row["sha"]:
            self._tell_event(row)

    def _tell_event(self, row: Mapping[str, Any]) -> None:
        if row["n"] not in self.told:
            self.told.add(row["n"])
            when = str(row["at"])[:16].replace("T", " ")
            self.found.append(Finding.of("event_hit", "error", str(row["n"]), at=when, by=row["by"] or "–"))


def _grown(state: str | None, event: object) -> str | None:
    try:
        return None if state is None else add_to_state(state, [str(event)])
    except ValueError:
        return None


def _shortened(found: Sequence[Finding]) -> Iterator[Finding]:
    """Of each kind the first ones; the very first says how many there are."""
    counts, seen = Counter(finding.kind for finding in found), Counter[str]()
    for finding in found:
        seen[finding.kind] += 1
        if seen[finding.kind] == 1 and counts[finding.kind] > _MOST:
            yield Finding.of(finding.kind, "error", finding.where, **finding.data, times=counts[finding.kind])
        elif seen[finding.kind] <= _MOST:
            yield finding
