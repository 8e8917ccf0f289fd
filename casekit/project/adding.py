"""Files and their table → facts: what an ``add`` would store, decided before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from casekit.analysis.alignment import align
from casekit.analysis.likeness import alike
from casekit.errors import CasekitError, ReadError, TableError
from casekit.exchange.interviews import Interview, case_key
from casekit.language.tokens import words
from casekit.model.document import Document, Reading, Speaker
from casekit.model.facts import DocumentFact, Fact, Key, PersonFact, SpeakerFact, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import html_table, records
from casekit.model.study import Study
from casekit.project.correcting import as_stored
from casekit.project.returning import fresh_key, has_removed_words, was_removed
from casekit.project.sources import Sources, about_part, case_named, files_in, language_of, untold
from casekit.project.texts import text_facts
from casekit.readers import parts_of
from casekit.readers.folder import OF_OURS
from casekit.readers.readings import Unread, alike_findings, asked, asks_and_answers, gathered
from casekit.wording import say

__all__ = ["Added", "Plan", "plan_read", "plan_source"]

_SHOWN = ("document", "case", "turns", "words", "speakers", "status")
REPORT_COLUMNS = (
    "document",
    "status",
    "case",
    "reader",
    "language",
    "turns",
    "words",
    "interviewers",
    "respondents",
)


@dataclass(frozen=True, slots=True)
class Added:
    """What an ``add`` did: a row per file, and what was noticed."""

    documents: pd.DataFrame
    findings: Findings

    def shown(self) -> pd.DataFrame:
        """The rows as people look at them: fewer columns, in the language that casekit speaks."""
        rows = [
            (
                row.document,
                row.case,
                row.turns,
                row.words,
                asked(row.interviewers, row.respondents),
                say(f"status.{row.status}"),
            )
            for row in records(self.documents)
        ]
        return pd.DataFrame(rows, columns=[say(f"column.{name}") for name in _SHOWN])

    def _repr_html_(self) -> str:
        return f"{html_table(self.shown())}{self.findings._repr_html_() if self.findings else ''}"

    def __str__(self) -> str:
        return self.documents.to_string(index=False)


@dataclass(slots=True)
class Plan:
    """Facts to be stored, rows of the report, and findings, while files are gone through."""

    facts: list[Fact] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    cases: dict[str, None] = field(default_factory=dict)

    def report(self) -> Added:
        """What was done, for people."""
        return Added(pd.DataFrame(self.rows, columns=list(REPORT_COLUMNS)), Findings(gathered(self.findings)))


def plan_source(study: Study, source: Path, sources: Sources) -> Plan:
    """What adding a file or a folder would store. A file that cannot be read is a finding; the others are read.

    Raises:
        ReadError: no such file or folder, or a single file that cannot be read.
        TableError: the table names files that are not there.
    """
    plan = Plan()
    paths, noticed = files_in(source, sources.table)
    for path in paths:
        about = sources.about(path.name)
        if about is None and sources.pattern is not None:
            told = Finding.of("name_not_of_pattern", "warning", path.name, pattern=sources.pattern.text)
            plan.findings.append(told)
        about = about or untold(path.name, sources.case)
        try:
            readings = _read(path, about, sources)
        except (ReadError, TableError) as error:
            if source.is_file():
                raise
            _plan_unread(plan, path, about, error)
            continue
        for reading in readings:
            _plan_reading(plan, study, reading, about_part(about, reading.document), sources)
    plan.findings += [*noticed, *_alike(plan, study)]
    return plan


def plan_read(study: Study, source: Document | Reading, sources: Sources) -> Plan:
    """What adding a document that was read before would store."""
    reading = source if isinstance(source, Reading) else Reading(source)
    plan = Plan()
    _plan_reading(plan, study, reading, untold("", sources.case), sources)
    plan.findings += _alike(plan, study)
    return plan


def _read(path: Path, about: Interview, sources: Sources) -> tuple[Reading, ...]:
    return parts_of(
        path,
        language=about.language or None,
        interviewers=about.interviewers,
        columns=sources.columns,
        encoding=sources.encoding,
    )


def _plan_unread(plan: Plan, path: Path, about: Interview, error: CasekitError) -> None:
    if error.problem == OF_OURS:  # the study's tables lie beside its transcripts
        plan.findings.append(Finding.of("table_left_out", "note", path.name))
        return
    plan.findings.append(Unread(path.name, error).finding)
    plan.rows.append((path.stem, "not_read", about.case, *[""] * 6))


def _plan_reading(plan: Plan, study: Study, reading: Reading, about: Interview, sources: Sources) -> None:
    """Put one document that was read into the plan, unless it is there already."""
    document = reading.document
    about = replace(about, case=case_named(study, sources, plan.cases, about.case))
    status = _unless_removed(plan, study, document, sources, _status(plan, study, document))
    language, unsure = language_of(study, document, about, sources.cases)
    if status == "added":
        about = _told_apart(plan, study, about, document)
        fact = about.document(
            document.name,
            file=document.file,
            source_sha=document.source_sha,
            reader=document.reader,
            language=language,
        )
        fact = replace(fact, key=fresh_key(sources.marked, document))
        people = about.person_facts()
        speakers = _speaker_facts(plan, fact, document, about, people)
        plan.facts += [fact, *people, *text_facts(fact.key, document), *speakers]
        told = (_placed(finding, document.file) for finding in reading.findings)
        plan.findings += [finding for finding in told if finding.kind not in unsure]
        plan.findings += [*_gaps(document, about, language, unsure), *_unknown_roles(study, document, about)]
        if not document.part:  # answers to one question are alike
            plan.texts[document.name] = document.text
        plan.cases[about.case] = None
    stored = dict(zip(study.documents["document"], study.documents["case"], strict=True)).get(document.name)
    if status == "unchanged" and about.case and about.case != stored:
        told_case = {"stored": stored if isinstance(stored, str) else "–", "case": about.case}
        plan.findings.append(Finding.of("document_other_case", "warning", document.file, **told_case))
    plan.rows.append(_row(reading, status, about.case, language))


def _told_apart(plan: Plan, study: Study, about: Interview, document: Document) -> Interview:
    """People of one name in two cases are two people: file names and surveys only number them within a case."""
    cases = dict(zip(study.people["person"], study.people["case"], strict=True))
    known = {person: case_key(case) for person, case in cases.items() if isinstance(case, str)}
    known |= {fact.name: fact.case for fact in plan.facts if isinstance(fact, PersonFact)}
    people = []
    for person, role, sector, label in about.people:
        own = person if known.get(person) in (None, case_key(about.case)) else f"{person} ({about.case})"
        if own != person:
            plan.findings.append(
                Finding.of("person_told_apart", "note", document.file, person=person, name=own)
            )
        people.append((own, role, sector, label))
    return replace(about, people=tuple(people))


def _alike(plan: Plan, study: Study) -> list[Finding]:
    """New documents that are nearly the same as others."""
    if not plan.texts:
        return []
    return list(alike_findings(alike({**study.texts, **plan.texts}, among=frozenset(plan.texts))))


def _placed(finding: Finding, file: str) -> Finding:
    return (
        finding
        if file in finding.where
        else Finding(finding.kind, finding.severity, f"{file} {finding.where}".strip(), finding.data)
    )


def _status(plan: Plan, study: Study, document: Document) -> str:
    """A document is known by the bytes of its file, and by its name."""
    documents = study.documents
    known = dict(zip(documents["source_sha"], documents["document"], strict=True))
    first = dict(zip(documents["key"], documents["document"], strict=True))  # by the bytes read at first
    planned = {fact.source_sha: fact.name for fact in plan.facts if isinstance(fact, DocumentFact)}
    before = known.get(document.source_sha) or planned.get(document.source_sha)
    if (
        document.name in study.texts
        and before in (None, document.name)
        and as_stored(study, document.name, document)
    ):
        return "unchanged"
    if before is not None and before in planned.values() and before == document.name:
        return "unchanged"
    if before is not None and before != document.name:
        plan.findings.append(Finding.of("document_duplicate", "warning", document.file, other=before))
        return "duplicate"
    before = first.get(key_of("document", document.source_sha), document.name)
    if before != document.name:  # what was corrected since: added again, it would take the document's place
        plan.findings.append(Finding.of("document_duplicate", "warning", document.file, other=before))
        return "duplicate"
    if document.name in study.texts:
        found = align(study.texts[document.name], document.text)
        told = {"document": document.name, "removed": found.removed, "added": found.added}
        plan.findings.append(Finding.of("document_changed", "warning", document.file, **told))
        return "changed"
    if document.name in planned.values():
        plan.findings.append(Finding.of("document_same_name", "error", document.file, document=document.name))
        return "same_name"
    return "added"


def _unless_removed(plan: Plan, study: Study, document: Document, sources: Sources, status: str) -> str:
    """What was removed for good stays away, unless a person says otherwise; words of somebody who was removed always do."""
    known = study.documents.loc[study.documents["document"] == document.name, "key"]
    words = any(has_removed_words(sources.marked, Key(key), document) for key in known)
    gone = status == "added" and not sources.again and was_removed(sources.marked, document)
    if not gone and not (status == "changed" and words):
        return status
    plan.findings = [
        told for told in plan.findings if (told.kind, told.where) != ("document_changed", document.file)
    ]
    plan.findings.append(Finding.of("document_removed_before", "warning", document.file))
    return "removed"


def _speaker_facts(
    plan: Plan, fact: DocumentFact, document: Document, about: Interview, people: Sequence[PersonFact]
) -> list[SpeakerFact]:
    answering = [speaker for speaker in document.speakers if speaker.role != "interviewer"]
    by_label = {
        label.lower(): person.key
        for (_, _, _, label), person in zip(about.people, people, strict=True)
        if label
    }
    alone = people[0].key if len(people) == 1 else None
    who = {speaker.label: by_label.get(speaker.label.lower(), alone) for speaker in answering}
    unmatched = [label for label, person in who.items() if person is None]
    if people and unmatched:
        plan.findings.append(
            Finding.of("speakers_unmatched", "warning", document.file, labels=", ".join(unmatched))
        )
    return [_speaker_fact(fact, speaker, who.get(speaker.label)) for speaker in document.speakers]


def _speaker_fact(fact: DocumentFact, speaker: Speaker, person: Key | None) -> SpeakerFact:
    key = key_of("speaker", fact.key, speaker.label)
    return SpeakerFact(key, fact.key, speaker.label, speaker.role, speaker.reason, person)


def _gaps(document: Document, about: Interview, language: str, unsure: frozenset[str]) -> list[Finding]:
    findings = []
    if not about.case:
        findings.append(Finding.of("document_without_case", "warning", document.file))
    if document.language is None and not unsure:
        findings.append(Finding.of("document_without_language", "warning", document.file, language=language))
    if unsure and document.language not in (None, language):
        told = {"language": language, "guess": document.language}
        findings.append(Finding.of("language_differs", "warning", document.file, **told))
    return findings


def _unknown_roles(study: Study, document: Document, about: Interview) -> list[Finding]:
    """Roles and sectors that the lexicon does not have: they are kept, but documents cannot name them."""
    findings = []
    for known, told in (
        (study.roles.roles, {entry[1] for entry in about.people}),
        (study.roles.sectors, {entry[2] for entry in about.people}),
    ):
        for word in sorted(told - set(known) - {""}):
            near = ", ".join(get_close_matches(word, known, n=2) or list(known)[:8])
            findings.append(Finding.of("role_unknown", "note", document.file, word=word, near=near))
    return findings


def _row(reading: Reading, status: str, case: str, language: str) -> tuple[object, ...]:
    document = reading.document
    said = sum(1 for turn in document.turns for _ in words(document.text, turn.span))
    asks, answers = asks_and_answers(reading)
    return (document.name, status, case, document.reader, language, len(document.turns), said, asks, answers)
