"""What is told of files: by a table of interviews, by their names, by the case they belong to, by their own columns."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from casekit.errors import ReadError, TableError
from casekit.exchange.interviews import Interview, case_key, interview_of
from casekit.exchange.patterns import NamePattern
from casekit.model.document import Document
from casekit.model.facts import CaseFact
from casekit.model.finding import Finding
from casekit.model.study import Study
from casekit.project.returning import Marked
from casekit.readers import readable
from casekit.readers.folder import files_of, old_word
from casekit.readers.languages import told_language

__all__ = [
    "Sources",
    "about_part",
    "case_named",
    "check_people",
    "files_in",
    "language_of",
    "missing_cases",
    "undescribed",
    "untold",
]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where it is told what files are about: a table of interviews, a pattern of file names, descriptions of cases, and
    the case of what nothing tells; how to read them: columns and encoding; and what was removed for good, which a person may
    add *again*."""

    table: Mapping[str, Interview] | None = None
    pattern: NamePattern | None = None
    cases: Sequence[CaseFact] = ()
    case: str = ""
    columns: Mapping[str, str | Sequence[str]] | None = None
    encoding: str | None = None
    marked: Marked = frozenset()
    again: bool = False

    def about(self, file: str) -> Interview | None:
        """What is told of a file; None where a pattern is asked and the name is not of it."""
        named = (self.table or {}).get(unicodedata.normalize("NFC", file))
        if named is None and self.pattern is not None:
            found = self.pattern.interview(file)
            return found and replace(found, case=found.case or self.case)
        return named or untold(file, self.case)


def files_in(source: Path, table: Mapping[str, Interview] | None) -> tuple[list[Path], list[Finding]]:
    """The files to read: one file, or those of a folder. With a table, those that it names.

    Raises:
        ReadError: no such file or folder, or an empty folder.
        TableError: the table names files that are not there.
    """
    there = files_of(source)
    if table is not None:
        return _named(there, source, table)
    transcripts = [path for path in there if source.is_file() or readable(path) or old_word(path)]
    if not transcripts:
        raise ReadError("folder_without_transcripts", file=str(source))
    left = [path for path in there if path not in transcripts]
    return transcripts, [Finding.of("file_left_out", "note", path.name) for path in left]


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


def untold(file: str, case: str = "") -> Interview:
    """What is known of a file that nothing tells about."""
    return Interview(file, case, "", "", "interview", "", (), ())


def about_part(about: Interview, document: Document) -> Interview:
    """What the columns of a survey tell of one respondent goes before what is told of the whole file."""
    own = interview_of(dict(document.metadata), document.name) if document.part else None
    if own is None:
        return about
    return replace(
        own,
        case=own.case or about.case,
        date=own.date or about.date,
        language=own.language or about.language,
        kind=about.kind if own.kind == "interview" else own.kind,
        wave=own.wave or about.wave,
    )


def case_named(study: Study, sources: Sources, planned: Iterable[str], told: str) -> str:
    """A case by its name, also where it is told by its label: the column Kommune of a survey says Havnstrup.

    *planned* are the cases of what is added beside it.
    """
    named = {*planned, *(interview.case for interview in (sources.table or {}).values())}
    known = {
        *zip(study.cases["case"], study.cases["label"], strict=True),
        *((one.name, one.label) for one in sources.cases),
    }
    known |= {(name, name) for name in named - {name for name, _ in known}}
    names = {name for name, label in known if told.casefold() in (name.casefold(), label.casefold())}
    return names.pop() if len(names) == 1 else told


def language_of(
    study: Study, document: Document, about: Interview, described: Sequence[CaseFact]
) -> tuple[str, frozenset[str]]:
    """The language of a document, and the findings of its reading that are thereby settled.

    The table tells, else the head of the transcript, else its case; else its words, which is told as a guess.
    """
    told = about.language or told_language(document.metadata)
    known = study.cases[study.cases["language"].notna()]
    of_cases = {
        **dict(zip(known["case"], known["language"], strict=True)),
        **{case.name: case.language for case in described if case.language},
    }
    if told or about.case not in of_cases:
        return told or document.language or study.language, frozenset()
    return str(of_cases[about.case]), frozenset({"language_guessed", "language_unknown"})


def missing_cases(study: Study, named: Iterable[str], described: Sequence[CaseFact]) -> list[CaseFact]:
    """Cases that added documents are about and nobody has described: they are made with their name alone."""
    known = {"", *study.cases["case"], *(case.name for case in described)}
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
