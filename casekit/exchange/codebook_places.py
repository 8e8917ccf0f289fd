"""Findings of a check → the same with the place in the file where what they are about is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as File
from typing import Any

from casekit.errors import CasekitError
from casekit.files.yaml import Path, load_yaml
from casekit.model.finding import Finding, Findings

__all__ = ["located"]

Where = Callable[[Path], str]
_FIELD = re.compile(r"(.*?)(?: (\d+))?(?: \((\w\w)\))?")  # as codebook.texts.place tells it
_FIRST = re.compile(r"\w+")
_TABLES = (".csv", ".tsv")


def located(findings: Findings, file: File, *, language: str | None = None) -> Findings:
    """What a check found in the codebook of *file*, each with its line or cell there: ``book.xlsx, codes!G5 · rent: label``.

    What a csv table has no place for at all, such as the title, the questions and sources, is told once instead.

    What has no place in the file, as it comes from a codebook that this one extends, stays as it is; so does all in files of
    other kinds than YAML and tables.
    """
    try:
        plain, where = _read(file, language)
    except (CasekitError, OSError):
        return findings
    codes = dict(_codes(plain, ()))
    if file.name.lower().endswith(_TABLES):
        findings = _codes_only(findings, file.name)
    return Findings(_placed(one, codes, plain, where) for one in findings)


def _codes_only(findings: Findings, file: str) -> Findings:
    """One note for all that is amiss only because the codebook as a whole is not in the file."""
    kept = [one for one in findings if not _of_whole(one)]
    if len(kept) == len(findings):
        return findings
    return Findings([*kept, Finding.of("codebook_csv_codes_only", "note", file)])


def _of_whole(finding: Finding) -> bool:
    field = finding.where.rpartition(": ")[2]
    pointing = finding.kind in ("points_nowhere", "points_nowhere_among") and field in (
        "questions",
        "sources",
    )
    return pointing or finding.kind == "book_without"


def _read(file: File, language: str | None) -> tuple[Any, Where]:
    from casekit.exchange.codebook_assembling import plain_in
    from casekit.exchange.codebook_input import csv_sheet, xlsx_sheets

    data, name = file.read_bytes(), file.name
    if name.lower().endswith((".yaml", ".yml")):
        return load_yaml(data, file=name)
    if name.lower().endswith(_TABLES):
        sheets = [csv_sheet(data, file=name)[0]]
    else:
        sheets = xlsx_sheets(data, file=name)[0]
    plain, draft = plain_in(sheets, file=name, language=language)
    return plain, draft.where


def _codes(above: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """Where each code is in plain content, also those within others."""
    listed = above.get("codes") if isinstance(above, dict) else None
    for number, code in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(code, dict):
            here = (*path, "codes", number)
            yield str(code.get("id", "")), here
            yield from _codes(code, here)


def _placed(finding: Finding, codes: Mapping[str, Path], plain: Any, where: Where) -> Finding:
    path = _path(finding, codes)
    known = len(path) > 0 and path[0] in plain
    return replace(finding, where=f"{where(path)} · {finding.where}") if known else finding


def _path(finding: Finding, codes: Mapping[str, Path]) -> Path:
    """The way to what a finding is about: its code, its field, which of several, and in which language."""
    head, _, rest = finding.where.partition(": ")
    above = codes.get(head, ())
    *names, field = (rest if above else finding.where).split(": ")
    told = _FIELD.fullmatch(field)
    if not field or told is None:
        return above
    number = told[2] or _first(finding, "numbers")
    language = told[3] or _first(finding, "languages")
    last = (*([int(number) - 1] if number else []), *([language] if language else []))
    return (*above, *names, told[1], *last)


def _first(finding: Finding, name: str) -> str:
    found = _FIRST.match(str(finding.data.get(name, "")))
    return found[0] if found else ""
