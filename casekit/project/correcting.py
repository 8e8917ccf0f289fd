"""A corrected transcript: a new text for a document, with everything that rests on the old one carried over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from casekit.analysis.alignment import Alignment, align
from casekit.analysis.labels import CONFIRMED
from casekit.errors import LookupFailedError, ReadError
from casekit.model.document import Document, Reading
from casekit.model.facts import Coding, DocumentFact, Fact, Key, SpeakerFact, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table, records
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.project.carrying import Live, Move, moves, values_in, with_known_memos
from casekit.project.texts import revision, text_facts
from casekit.readers import parts_of
from casekit.wording import say

__all__ = [
    "Corrected",
    "Correction",
    "as_stored",
    "correction",
    "read_anew",
    "rows_of",
    "stored_document",
    "told_of",
    "words_meant",
]

_LEAST = 0.5  # of the words; a text that keeps fewer is another one
CARRIED_COLUMNS = ("what", "reference", "before", "after")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did: how many words and signs went and came, and what became of codings, suggestions and memos.

    ``exact`` have the same words at the same place, ``moved`` the same words at another, ``changed`` other words, ``gone`` none:
    a coding then waits on the old text (:func:`casekit.analysis.carried.carried`). ``passages`` has a row for each whose words
    changed or are gone: what, reference, before, after.
    """

    document: str
    removed: int
    added: int
    exact: int
    moved: int
    changed: int
    gone: int
    passages: pd.DataFrame
    findings: Findings

    @property
    def carried(self) -> int:
        """How many are on the new text."""
        return self.exact + self.moved + self.changed

    def __str__(self) -> str:
        told = {name: getattr(self, name) for name in ("document", "removed", "added", "carried")}
        fates = {name: getattr(self, name) for name in ("exact", "moved", "changed", "gone")}
        return f"{say('out.corrected', **told)} {say('out.fates', **fates)}"

    def _repr_html_(self) -> str:
        table = html_table(self.passages) if len(self.passages) else ""
        return f"<p>{escape(str(self))}</p>{table}{self.findings._repr_html_() if self.findings else ''}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What has to be stored for a correction, the keys of the text and the labels that are no more, and the report.

    ``rows`` are the ids of the codings as they were, which are ended.
    """

    facts: list[Fact]
    texts_gone: tuple[Key, ...]
    labels_gone: tuple[Key, ...]
    told: Corrected
    rows: tuple[str, ...] = ()


def read_anew(path: str | Path, document: str | None, **options: Any) -> Reading:
    """The corrected text in a file; of a file of several documents the one called *document*. *options* as in reading.

    Raises:
        ReadError: it cannot be read, or holds several documents and none of that name.
    """
    readings = parts_of(path, **options)
    mine = [one for one in readings if len(readings) == 1 or one.document.name == document]
    if not mine:
        raise ReadError("several_documents", file=Path(path).name, n=len(readings))
    return mine[0]


def correction(study: Study, live: Live, document: str, reading: Reading) -> Correction:
    """The correction of *document* (by name) by what was read from its corrected file.

    Roles that a person confirmed, and who is who, stay with their labels. A passage whose words changed is carried over to
    what is left of it, with a finding; where nothing is left of it, a coding stays on the old text.

    Raises:
        LookupFailedError: no such document, nothing differs, or the file is another document's.
    """
    stored = stored_document(study, live, document)
    _refuse_file(study, document, reading.document)
    old = study.revision(document)
    texts = study.texts[document], reading.document.text
    new = revision(stored.key, texts[1]).key
    found = align(*texts)
    if found.kept < _LEAST:
        raise LookupFailedError("another_text", document=document, share=round(100 * found.kept))
    read = _with_known_names(study, document, reading.document, found)
    way = moves(live, old, new, found, texts, meant=words_meant(study)) if old != new else ()
    margin, carried = with_known_memos(text_facts(stored.key, read), way)
    facts: list[Fact] = [
        replace(stored, source_sha=read.source_sha, file=read.file, reader=read.reader),
        *margin,
        *_speakers(study, document, stored.key, read),
        *(move.fact for move in carried if move.fact is not None),
    ]
    mine = study.speakers[study.speakers["document"] == document]
    labels = {speaker.label for speaker in read.speakers}
    left = tuple(Key(key) for key in mine.loc[~mine["speaker"].isin(labels), "key"])
    told = told_of(study, document, found, carried, reading.findings)
    return Correction(facts, (old,) if old != new else (), left, told, rows_of(carried))


def stored_document(study: Study, live: Live, document: str) -> DocumentFact:
    """A document (by name) as a fact.

    Raises:
        LookupFailedError: no such document.
    """
    rows = live[DocumentFact]
    mine = rows[rows["key"] == study.documents.set_index("document").loc[study.known(document), "key"]]
    return DocumentFact(**values_in(DocumentFact, mine.iloc[-1]))  # type: ignore[arg-type]


def as_stored(study: Study, document: str, read: Document) -> bool:
    """Whether what was read is what the project has: the same text and turns; names that a person gave count as they are."""
    if study.texts[document] != read.text:
        return False
    speakers = study.speakers[study.speakers["document"] == document]
    told = (speakers["reason"] == CONFIRMED).any()
    turns = study.turns[study.turns["document"] == document]
    stored = [(row.start, row.end, "" if told else row.speaker) for row in records(turns)]
    return stored == [(turn.span.start, turn.span.end, "" if told else turn.speaker) for turn in read.turns]


def _refuse_file(study: Study, document: str, read: Document) -> None:
    """A file that is another document's already corrects nothing, nor does this one's, unless a map beside it is new."""
    for name in study.documents.loc[study.documents["source_sha"] == read.source_sha, "document"]:
        if name == document and as_stored(study, document, read):
            raise LookupFailedError("nothing_to_correct", document=document)
        if name == document:
            continue
        raise LookupFailedError("file_of_another", document=document, other=name)


def rows_of(carried: Iterable[Move]) -> tuple[str, ...]:
    """The ids of the codings that are carried over."""
    return tuple(move.row for move in carried if isinstance(move.fact, Coding))


def words_meant(study: Study) -> dict[str, str]:
    """For codings that a person has to look at, the words that they had before."""
    return dict(zip(study.carried["coding"], study.carried["before"], strict=True))


def _with_known_names(study: Study, document: str, read: Document, found: Alignment) -> Document:
    """A label that a person gave another name has it again: its turns are those that the name had before.

    Where that name is still in the file, as when two labels were joined, only turns that had the label in front of them before.
    """
    mine = study.turns[study.turns["document"] == document]
    known = study.speakers[(study.speakers["document"] == document) & (study.speakers["reason"] == CONFIRMED)]
    stored = set(mine["speaker"])
    there = {speaker.label for speaker in read.speakers}
    meant: dict[str, Counter[str]] = {}
    for turn in records(mine[mine["speaker"].isin(known["speaker"])]):
        place = found.carry(Span(int(turn.start), int(turn.end))).span
        now = next((one.speaker for one in read.turns if place and one.span.overlaps(place)), None)
        if now is None or now in stored:
            continue
        if turn.speaker not in there or _labelled(study.text(document, 0, int(turn.start)), now):
            meant.setdefault(now, Counter())[turn.speaker] += 1
    names = {label: votes.most_common(1)[0][0] for label, votes in meant.items()}
    turns = tuple(replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in read.turns)
    speakers = {names.get(one.label, one.label): one for one in read.speakers}
    return replace(
        read, turns=turns, speakers=tuple(replace(one, label=label) for label, one in speakers.items())
    )


def _labelled(above: str, label: str) -> bool:
    """Whether what stands in front of a turn ends with that label."""
    return above.rstrip(" \t\n\u00a0:：*_])}>").endswith(label)


def _speakers(study: Study, document: str, key: Key, read: Document) -> list[Fact]:
    """The labels as read, with what a person said of them before."""
    mine = study.speakers[study.speakers["document"] == document]
    before = {row.speaker: row for row in records(mine)}
    people = study.people.set_index("person")["key"]
    facts: list[Fact] = []
    for speaker in read.speakers:
        known = before.get(speaker.label)
        person = Key(people[known.person]) if known and isinstance(known.person, str) else None
        sure = known is not None and known.reason == CONFIRMED
        role, reason = (known.role, CONFIRMED) if known and sure else (speaker.role, speaker.reason)
        mark = key_of("speaker", key, speaker.label)
        facts.append(SpeakerFact(mark, key, speaker.label, role, reason, person))
    return facts


class Counted(Protocol):
    """How many words went and came."""

    @property
    def removed(self) -> int: ...
    @property
    def added(self) -> int: ...


def told_of(
    study: Study, document: str, words: Counted, carried: Sequence[Move], noticed: Iterable[Finding]
) -> Corrected:
    """The report of a correction; what is not shown in the study is counted and not told."""
    frames = (study.codings["coding"], study.suggestions["suggestion"], study.memos["memo"])
    seen = {key for keys in frames for key in keys}
    shown = [move for move in carried if move.fate != "same" and move.key in seen]
    rows = [(say(f"facts.{move.kind.table}"), move.key[:10], move.before, move.after) for move in shown]
    fates = Counter(
        ("moved" if move.moved else "exact") if move.fate == "same" else move.fate for move in carried
    )
    return Corrected(
        document,
        words.removed,
        words.added,
        fates["exact"],
        fates["moved"],
        fates["changed"],
        fates["gone"],
        pd.DataFrame(rows, columns=list(CARRIED_COLUMNS)),
        Findings([*_found(document, shown), *noticed]),
    )


def _found(document: str, carried: Iterable[Move]) -> Iterator[Finding]:
    for move in carried:
        told = {"what": say(f"facts.{move.kind.table}"), "reference": move.key[:10]}
        if move.fate == "changed":
            yield Finding.of("passage_changed", "warning", document, **told)
        elif move.fate == "gone":
            yield Finding.of("passage_gone", "warning", document, **told)
