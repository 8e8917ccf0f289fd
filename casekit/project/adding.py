"""Files and their table → facts: what an ``add`` would store, decided before anything is stored."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from casekit.errors import ReadError, TableError
from casekit.exchange.interviews import Interview, case_key
from casekit.language.tokens import words
from casekit.model.document import Document, Reading, Speaker
from casekit.model.facts import (
    CaseFact,
    DocumentFact,
    Fact,
    Key,
    Layout,
    PersonFact,
    Revision,
    SpeakerFact,
    key_of,
    sha,
)
from casekit.model.finding import Finding, Findings
from casekit.model.study import Study
from casekit.readers import read, readable

__all__ = [
    "Added",
    "Plan",
    "check_people",
    "files_in",
    "languages_of",
    "missing_cases",
    "plan_files",
    "plan_one",
    "plan_reading",
    "plan_source",
    "undescribed",
]

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

    def _repr_html_(self) -> str:
        return f"{self.documents.to_html(index=False, border=0)}{self.findings._repr_html_() if self.findings else ''}"

    def __str__(self) -> str:
        return self.documents.to_string(index=False)


@dataclass(slots=True)
class Plan:
    """Facts to be stored, rows of the report, and findings, while files are gone through."""

    facts: list[Fact] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self) -> Added:
        """What was done, for people."""
        return Added(pd.DataFrame(self.rows, columns=list(REPORT_COLUMNS)), Findings(self.findings))


def files_in(source: Path, table: Mapping[str, Interview] | None) -> tuple[list[Path], list[Finding]]:
    """The files to read: one file, or those of a folder. With a table, those that it names.

    Raises:
        ReadError: no such file or folder, or an empty folder.
        TableError: the table names files that are not there.
    """
    if not source.exists():
        raise ReadError("file_missing", file=str(source))
    there = [source] if source.is_file() else sorted(path for path in source.iterdir() if _is_candidate(path))
    if table is not None:
        return _named(there, source, table)
    transcripts = [path for path in there if source.is_file() or readable(path)]
    if not transcripts:
        raise ReadError("folder_without_transcripts", file=str(source))
    left = [path for path in there if path not in transcripts]
    return transcripts, [Finding.of("file_left_out", "note", path.name) for path in left]


def _is_candidate(path: Path) -> bool:
    """Not hidden files, Word's lock files or the speaker maps beside subtitles."""
    return (
        path.is_file() and not path.name.startswith((".", "~$")) and not path.name.endswith(".speakers.csv")
    )


def _named(
    there: list[Path], source: Path, table: Mapping[str, Interview]
) -> tuple[list[Path], list[Finding]]:
    names = {_name(path) for path in there}
    missing = [file for file in table if file not in names]
    if source.is_dir() and missing:
        raise TableError(
            "table_names_missing_file", files=", ".join(missing), folder=str(source), n=len(missing)
        )
    left = [path for path in there if _name(path) not in table and readable(path)]
    findings = [Finding.of("file_not_in_table", "note", path.name) for path in left if source.is_dir()]
    return [path for path in there if _name(path) in table or source.is_file()], findings


def _name(path: Path) -> str:
    """A file's name as tables have it: a Mac writes ü in two characters."""
    return unicodedata.normalize("NFC", path.name)


def languages_of(study: Study) -> dict[str, str | None]:
    """The languages of the cases that have one."""
    told = study.cases[study.cases["language"].notna()]
    return dict(zip(told["case"], told["language"], strict=True))


def plan_files(
    study: Study, paths: Iterable[Path], table: Mapping[str, Interview], cases: Sequence[CaseFact]
) -> Plan:
    """What adding these files would store. A file that cannot be read is a finding; the others are read."""
    plan = Plan()
    languages = languages_of(study) | {case.name: case.language for case in cases}
    for path in paths:
        about = table.get(_name(path)) or _about(path.name, "")
        try:
            reading = read(path, language=about.language or None, interviewers=about.interviewers)
        except ReadError as error:
            later = error.problem == "format_not_yet"
            problem = Finding.of("not_read", "warning" if later else "error", path.name, reason=str(error))
            plan.findings.append(problem)
            plan.rows.append((path.stem, "not_read", about.case, *[""] * 6))
            continue
        plan_reading(plan, study, reading, about, languages.get(about.case))
    return plan


def plan_one(study: Study, source: Document | Reading, case: str) -> Plan:
    """What adding a document that was read before would store."""
    reading = source if isinstance(source, Reading) else Reading(source)
    plan = Plan()
    plan_reading(plan, study, reading, _about("", case), languages_of(study).get(case))
    return plan


def plan_source(
    study: Study,
    source: Path,
    table: Mapping[str, Interview] | None,
    cases: Sequence[CaseFact],
    case: str,
) -> Plan:
    """What adding a file or a folder would store; *case* stands for what no table says.

    Raises:
        ReadError: no such file or folder, or a single file that cannot be read.
        TableError: the table names files that are not there.
    """
    paths, noticed = files_in(source, table)
    default = {_name(path): _about(path.name, case) for path in paths}
    plan = plan_files(study, paths, {**default, **(table or {})}, cases)
    plan.findings += noticed
    if source.is_file() and plan.rows[0][1] == "not_read":
        read(source)  # a single file that cannot be read is an error, with its own words
    return plan


def _about(file: str, case: str) -> Interview:
    return Interview(file, case, "", "", "interview", "", (), ())


def plan_reading(plan: Plan, study: Study, reading: Reading, about: Interview, language: str | None) -> None:
    """Put one document that was read into the plan, unless it is there already."""
    document = reading.document
    status = _status(plan, study, document)
    spoken = document.language or language or study.language
    if status == "added":
        fact = about.document(
            document.name,
            file=document.file,
            source_sha=document.source_sha,
            reader=document.reader,
            language=spoken,
        )
        people = about.person_facts()
        plan.facts += [
            fact,
            *people,
            *_text_facts(fact, document),
            *_speaker_facts(plan, fact, document, about, people),
        ]
        plan.findings += [_placed(finding, document.file) for finding in reading.findings]
        plan.findings += _gaps(document, about, language) + _unknown_roles(study, document, about)
    stored = dict(zip(study.documents["document"], study.documents["case"], strict=True)).get(document.name)
    if status == "unchanged" and about.case and about.case != stored:
        told = {"stored": stored if isinstance(stored, str) else "–", "case": about.case}
        plan.findings.append(Finding.of("document_other_case", "warning", document.file, **told))
    plan.rows.append(_row(document, status, about.case, spoken))


def _placed(finding: Finding, file: str) -> Finding:
    return (
        finding
        if file in finding.where
        else Finding(finding.kind, finding.severity, f"{file} {finding.where}".strip(), finding.data)
    )


def _status(plan: Plan, study: Study, document: Document) -> str:
    """A document is known by the bytes of its file, and by its name."""
    known = study.documents.set_index("source_sha")["document"]
    planned = {fact.source_sha: fact.name for fact in plan.facts if isinstance(fact, DocumentFact)}
    before = known.get(document.source_sha) or planned.get(document.source_sha)
    if before == document.name:
        return "unchanged"
    if before is not None:
        plan.findings.append(Finding.of("document_duplicate", "warning", document.file, other=before))
        return "duplicate"
    if document.name in {*study.documents["document"], *planned.values()}:
        plan.findings.append(Finding.of("document_changed", "error", document.file, document=document.name))
        return "changed"
    return "added"


def _text_facts(fact: DocumentFact, document: Document) -> list[Fact]:
    text_sha = sha(document.text)
    revision = Revision(key_of("revision", fact.key, text_sha), fact.key, document.text, text_sha)
    turns = [
        [turn.span.start, turn.span.end, turn.speaker, turn.start_ms, turn.end_ms] for turn in document.turns
    ]
    packed = json.dumps(turns, ensure_ascii=False, separators=(",", ":"))
    return [revision, Layout(key_of("layout", revision.key), revision.key, packed)]


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


def _gaps(document: Document, about: Interview, language: str | None) -> list[Finding]:
    findings = []
    if not about.case:
        findings.append(Finding.of("document_without_case", "warning", document.file))
    if not (about.language or document.language or language):
        findings.append(Finding.of("document_without_language", "warning", document.file))
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


def _row(document: Document, status: str, case: str, language: str) -> tuple[object, ...]:
    said = sum(1 for turn in document.turns for _ in words(document.text, turn.span))
    asks = [speaker.label for speaker in document.speakers if speaker.role == "interviewer"]
    answers = [speaker.label for speaker in document.speakers if speaker.role != "interviewer"]
    return (
        document.name, status, case, document.reader, language, len(document.turns), said, ", ".join(asks), ", ".join(answers),
    )  # fmt: skip


def missing_cases(study: Study, table: Mapping[str, Interview], cases: Sequence[CaseFact]) -> list[CaseFact]:
    """Cases that the table of interviews names and nobody has described: they are made with their name alone."""
    known = {*study.cases["case"], *(case.name for case in cases)}
    named = dict.fromkeys(interview.case for interview in table.values() if interview.case)
    return [CaseFact(key, name, name) for name in named if name not in known and (key := case_key(name))]


def undescribed(study: Study, made: Sequence[CaseFact], described: Sequence[CaseFact]) -> list[Finding]:
    """Cases that had to be made with their name alone although others are described: often a misspelt name."""
    known = [*study.cases["case"], *(case.name for case in described)]
    near = {case.name: get_close_matches(case.name, known, n=1, cutoff=0.5) for case in made if known}
    return [
        Finding.of("case_undescribed", "warning", name, case=name, near=", ".join(found) or "–")
        for name, found in near.items()
    ]


def check_people(study: Study, table: Mapping[str, Interview]) -> None:
    """Refuse a table that moves a person whom the project knows to another case.

    Raises:
        TableError: which person, and which cases.
    """
    known = dict(zip(study.people["person"], study.people["case"], strict=True))
    for interview in table.values():
        for person, *_ in interview.people:
            if isinstance(known.get(person), str) and known[person] != interview.case:
                raise TableError("person_elsewhere", person=person, case=interview.case, other=known[person])
