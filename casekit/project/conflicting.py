"""What only a person can settle: facts of which two versions are in force, as two people make them in two copies.

Both are kept. Which of them counts until then is the same in every copy: the later one, and of two at one moment the one with
the greater id.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.carried import elsewhere
from casekit.model.contested import contested, verdicts
from casekit.model.facts import (
    CaseFact,
    CodebookFact,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Fact,
    Key,
    PersonFact,
    Revision,
    references,
)
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import keys as sentences
from casekit.wording import say

__all__ = ["CONFLICT_COLUMNS", "Conflict", "Side", "conflict_frame", "conflicts_in", "found", "side_of"]

CONFLICT_COLUMNS = ("reference", "what", "where", "version", "says", "by", "at", "counts")
Facts = Mapping[type[Fact], pd.DataFrame]
_LONGEST = 60  # letters of what somebody wrote
_SIGNS = 4  # the fewest digits of a reference
_UNTOLD = ("key", "id", "event", "sha", "quote_sha", "text_sha", "basis", "content")


class Side(NamedTuple):
    """One version: the fact, its reference, what it says where the others say something else, by whom, and when."""

    kind: type[Fact]
    key: Key
    sha: str
    version: str
    says: str
    by: str
    at: str


class Conflict(NamedTuple):
    """Versions of one thing, the one that counts last. *what* is the kind of thing: a table's name, ``names``, ``texts``."""

    reference: str
    what: str
    where: str
    sides: tuple[Side, ...]


def conflicts_in(live: Facts, events: pd.DataFrame, study: Study) -> list[Conflict]:
    """Everything that needs a person, of these live facts, of which *study* was made."""
    tell = _Teller(live, events, study)
    return [*tell.versions(), *tell.verdicts(), *tell.texts(), *tell.names(), *tell.strays()]


def conflict_frame(conflicts: Iterable[Conflict]) -> pd.DataFrame:
    """One row per version; ``counts`` says which of them a study shows."""
    rows = [
        (one.reference, one.what, one.where, side.version, side.says, side.by, side.at, side is one.sides[-1] and one.what != "strays")
        for one in conflicts
        for side in one.sides
    ]  # fmt: skip
    kinds = {**dict.fromkeys(CONFLICT_COLUMNS, "str"), "counts": "bool"}
    return pd.DataFrame(rows, columns=list(CONFLICT_COLUMNS), dtype=object).astype(kinds)


def found(conflicts: Iterable[Conflict], reference: str) -> Conflict:
    """The one conflict that a reference (or the name of a document) means.

    Raises:
        LookupFailedError: none, or several.
    """
    known = list(conflicts)
    wanted = reference.rpartition("·")[2].strip()
    mine = [one for one in known if one.reference == wanted or one.where == reference]
    mine = mine or [one for one in known if len(wanted) >= _SIGNS and one.reference.startswith(wanted)]
    if len(mine) != 1:
        listed = ", ".join(one.reference for one in mine or known) or "–"
        raise LookupFailedError("no_such_conflict", reference=reference, known=listed)
    return mine[0]


def side_of(conflict: Conflict, keep: str) -> Side:
    """The version with this reference, or by this person.

    Raises:
        LookupFailedError: none, or several.
    """
    mine = [side for side in conflict.sides if side.by == keep or side.version == keep]
    mine = mine or [one for one in conflict.sides if len(keep) >= _SIGNS and one.version.startswith(keep)]
    if len(mine) != 1 or len(conflict.sides) < 2:
        listed = ", ".join(f"{side.version} ({side.by})" for side in conflict.sides)
        raise LookupFailedError("no_such_version", keep=keep, known=listed)
    return mine[0]


class _Teller:
    def __init__(self, live: Facts, events: pd.DataFrame, study: Study) -> None:
        self.live, self.study = live, study
        self.acts = {row.n: row for row in records(events)}
        kinds: tuple[type[Fact], ...] = (CaseFact, CodebookFact, Coder, DocumentFact, PersonFact)
        self.known = {row.key: row.name for kind in kinds for row in records(live[kind])}
        self.homes = {row.revision: row.document for row in records(study.documents)}

    def versions(self) -> Iterator[Conflict]:
        """Keys under which facts differ; what people decided is told by the place that they decided on."""
        for kind, keys in contested(self.live, self.study.documents):
            frame = self.live[kind]
            for key in keys if kind is not Decision else ():
                rows = frame[frame["key"] == key]
                sides = self._sides(kind, rows, _told_apart(kind, rows, self.known))
                yield Conflict(key[:10], kind.table, self._where(kind, rows), sides)

    def verdicts(self) -> Iterator[Conflict]:
        """Suggestions at one place of a text, of what is one code today, on which people decided differently."""
        made = self.live[Decision]
        if len(made) < 2:
            return
        there = self.study.suggestions
        parts = ["document", "start", "end", "codebook", "code", "coder"]
        places = dict(zip(there["suggestion"], there[parts].itertuples(index=False, name=None), strict=True))
        place = pd.Series([places.get(one, (one,)) for one in made["suggestion"]], made.index, dtype=object)
        made = made[place.duplicated(keep=False)]
        says = verdicts(made, self.live[Coding])
        for where, rows in made.groupby(place[made.index], sort=False):
            if says[rows.index].nunique() > 1:
                told = [_verdict(row.verdict, said, row.why) for row, said in zip(records(rows), says[rows.index], strict=True)]  # fmt: skip
                reference = str(rows["suggestion"].iloc[-1])[:10]
                document = str(where[0]) if len(where) > 1 else "–"
                yield Conflict(reference, "decisions", document, self._sides(Decision, rows, told))

    def texts(self) -> Iterator[Conflict]:
        """Documents that were corrected in two ways."""
        texts = self.live[Revision]
        for row in records(self.study.documents):
            rows = texts[texts["document"] == row.key]
            if len(rows) > 1:
                told = [say("conflict.text", n=len(text)) for text in rows["text"]]
                sides = self._sides(Revision, rows, told, named="key")
                yield Conflict(str(row.key)[:10], "texts", row.document, sides)

    def names(self) -> Iterator[Conflict]:
        """Documents that two people brought under one name."""
        documents = self.live[DocumentFact].drop_duplicates("key", keep="last")
        for name, rows in documents.groupby("name"):
            if len(rows) > 1:
                told = [f"{row.file} ({row.source_sha[:8]})" for row in records(rows)]
                sides = self._sides(DocumentFact, rows, told, named="key")
                yield Conflict(str(rows["key"].iloc[0])[:10], "names", str(name), sides)

    def strays(self) -> Iterator[Conflict]:
        """Codings on a text that is not the current one."""
        homes = dict(zip(self.study.carried["coding"], self.study.carried["document"], strict=True))
        lost = elsewhere(self.live, self.study.documents)
        for _, row in lost.drop_duplicates("key").iterrows():
            sides = self._sides(Coding, row.to_frame().T, [str(row["code"])])
            yield Conflict(str(row["key"])[:10], "strays", homes.get(row["key"], "–"), sides)

    def _sides(
        self, kind: type[Fact], rows: pd.DataFrame, told: Iterable[str], named: str = "id"
    ) -> tuple[Side, ...]:
        return tuple(
            Side(kind, Key(row.key), row.sha, str(getattr(row, named))[:10], says, self._who(row), self.acts[row.event].at)
            for row, says in zip(records(rows), told, strict=True)
        )  # fmt: skip

    def _who(self, row: Any) -> str:
        """Who says so: the coder that the fact names, else who acted."""
        return str(self.known.get(getattr(row, "coder", None)) or self.acts[row.event].by or "–")

    def _where(self, kind: type[Fact], rows: pd.DataFrame) -> str:
        """The document or the name of what it is about."""
        row = rows.iloc[-1]
        for name in ("revision", "document", "case", "codebook"):
            if name in references(kind) and row[name] is not None:
                return str(self.homes.get(row[name]) or self.known.get(row[name]) or "–")
        return str(row.get("name") or "–")


def _verdict(verdict: str, said: str, why: str) -> str:
    code = " ".join(said.split()[1:])
    return " · ".join(filter(None, (say(f"verb.{verdict}"), code, _short(why))))


def _told_apart(kind: type[Fact], rows: pd.DataFrame, known: Mapping[str, str]) -> list[str]:
    """What each version says where they differ."""
    differing = [
        name for name in rows.columns if name not in _UNTOLD and rows[name].astype(str).nunique() > 1
    ]
    return [
        "; ".join(f"{_word(name)}: {_value(name, row[name], known)}" for name in differing) or row["id"][:10]
        for _, row in rows.iterrows()
    ]


def _word(name: str) -> str:
    return say(f"column.{name}") if f"column.{name}" in sentences() else name


def _value(name: str, value: Any, known: Mapping[str, str]) -> str:
    if value is None or value != value:
        return "–"
    shorter = _SHORTER.get(name, str)
    return _short(known.get(value) or shorter(value))


_SHORTER: Mapping[str, Callable[[Any], str]] = {
    "digest": lambda digest: str(digest)[:8],
    "turns": lambda packed: str(len(json.loads(packed))),
}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
