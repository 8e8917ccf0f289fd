"""The table of interviews: which file is about which case, who speaks in it, and when."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.errors import TableError
from casekit.model.facts import DocumentFact, Key, PersonFact, key_of
from casekit.model.words import LANGUAGES
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["COLUMNS", "KINDS", "Interview", "case_key", "interview_of", "iso_date", "read_interviews"]

COLUMNS = (
    "file",
    "case",
    "person",
    "role",
    "sector",
    "date",
    "language",
    "kind",
    "interviewer",
    "speaker",
    "wave",
)
KINDS = ("interview", "group", "event", "minutes", "document", "field note")


@dataclass(frozen=True, slots=True)
class Interview:
    """What the table says about one file; ``people`` are (person, role, sector, speaker label)."""

    file: str
    case: str
    date: str
    language: str
    kind: str
    wave: str
    interviewers: tuple[str, ...]
    people: tuple[tuple[str, str, str, str], ...]

    def document(self, name: str, *, file: str, source_sha: str, reader: str, language: str) -> DocumentFact:
        """The document as a fact."""
        return DocumentFact(
            key=key_of("document", source_sha),
            name=name,
            case=case_key(self.case),
            kind=self.kind,
            date=self.date,
            language=self.language or language,
            wave=self.wave,
            file=file,
            source_sha=source_sha,
            reader=reader,
        )

    def person_facts(self) -> list[PersonFact]:
        """The people who answer in it."""
        case = case_key(self.case)
        return [
            PersonFact(key_of("person", name), name, case, role, sector)
            for name, role, sector, _ in self.people
        ]


def interview_of(told: Mapping[str, str], file: str) -> Interview | None:
    """An interview of what is *told* by column; None where a date, a language or a kind is none.

    >>> interview_of({"case": "havnstrup", "role": "team_leader"}, "HAV-02.docx").people
    (('HAV-02', 'team_leader', '', ''),)
    """
    when = iso_date(told.get("date", ""))
    language, kind = told.get("language", "").lower(), told.get("kind", "").lower()
    if when is None or language not in ("", *LANGUAGES) or kind not in ("", *KINDS):
        return None
    person, role, sector = (told.get(column, "") for column in ("person", "role", "sector"))
    people = ((person or Path(file).stem, role, sector, ""),) if person or role or sector else ()
    case, wave = told.get("case", ""), told.get("wave", "")
    return Interview(file, case, when, language, kind or "interview", wave, (), people)


def case_key(case: str) -> Key | None:
    """The key of a case by its name; None without a name."""
    return key_of("case", case) if case else None


def read_interviews(path: str | Path) -> dict[str, Interview]:
    """The interviews of a table by file name; several rows of one file are several people in one interview.

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises; an empty file or case; an unknown language
            or kind; a date that is none; a file with two cases.
    """
    rows: dict[str, list[Row]] = {}
    for row in read_rows(path, required=("file", "case"), known=COLUMNS):
        for column in ("file", "case"):
            if not row[column]:
                raise TableError("cell_empty", file=row.file, line=row.line, column=column)
        rows.setdefault(row["file"], []).append(row)
        if row["case"] != rows[row["file"]][0]["case"]:
            raise TableError("rows_disagree", file=row.file, line=row.line, value=row["file"])
    _check_people([row for group in rows.values() for row in group])
    return {file: _interview(file, group) for file, group in rows.items()}


def _check_people(rows: list[Row]) -> None:
    """A person belongs to one case: the same name in two would mix up what was said where."""
    where: dict[str, str] = {}
    for row in rows:
        if row["person"] and where.setdefault(row["person"], row["case"]) != row["case"]:
            raise TableError(
                "person_in_two_cases",
                file=row.file,
                line=row.line,
                person=row["person"],
                other=where[row["person"]],
            )


def _interview(file: str, rows: list[Row]) -> Interview:
    first = rows[0]
    return Interview(
        file=file,
        case=first["case"],
        date=_date(first),
        language=_choice(first, "language", LANGUAGES),
        kind=_choice(first, "kind", KINDS) or ("group" if len(rows) > 1 else "interview"),
        wave=first["wave"],
        interviewers=tuple(_several(row["interviewer"] for row in rows)),
        people=tuple(_person(file, row) for row in rows if row["person"] or row["role"] or row["sector"]),
    )


def _person(file: str, row: Row) -> tuple[str, str, str, str]:
    """Who has a role but no name goes by the name of the file, and of the label where there are several."""
    own = " ".join(part for part in (Path(file).stem, row["speaker"]) if part)
    return row["person"] or own, row["role"], row["sector"], row["speaker"]


def _several(cells: Iterable[str]) -> list[str]:
    """Labels in a cell, set apart by ``;`` or ``/``."""
    return list(
        dict.fromkeys(part.strip() for cell in cells for part in re.split(r"[;/]", cell) if part.strip())
    )


def _choice(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    value = row[column].lower()
    if value and value not in allowed:
        problem = "cell_not_allowed"
        raise TableError(
            problem, file=row.file, line=row.line, column=column, value=value, allowed=", ".join(allowed)
        )
    return value


_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")


def _date(row: Row) -> str:
    found = iso_date(row["date"])
    if found is None:
        raise TableError("cell_no_date", file=row.file, line=row.line, value=row["date"])
    return found


def iso_date(text: str) -> str | None:
    """A date in ISO, from ISO or day first as people in these countries write it; None for what is none, "" for nothing.

    >>> iso_date("14.11.2023"), iso_date("20231114"), iso_date("soon"), iso_date("")
    ('2023-11-14', '2023-11-14', None, '')
    """
    match = _DAY_FIRST.fullmatch(text)
    try:
        if match:
            day, month, year = map(int, match.groups())
            return date(year, month, day).isoformat()
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return None
