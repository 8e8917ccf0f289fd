"""Sheets of text → Codebook."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casekit.codebook.reading import codebook_of
from casekit.errors import CodebookError
from casekit.exchange.codebook_about import BOOK_SHEETS, add_about, languages_of
from casekit.exchange.codebook_blank_ids import tell_ids
from casekit.exchange.codebook_codes import codes_of
from casekit.exchange.codebook_details import add_sheet
from casekit.exchange.codebook_draft import Draft
from casekit.exchange.codebook_fields import About, about_of
from casekit.exchange.codebook_headings import columns_in
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import CODES, DETAILS, NONE, SHEETS, is_guide, nearest, sheet_of
from casekit.exchange.codebook_lost import check_ids, check_languages, check_parents
from casekit.exchange.codebook_rows import Table, rows_of, table_of
from casekit.exchange.naming import slug
from casekit.model.codebook import Codebook
from casekit.model.finding import Findings
from casekit.readers.languages import guessed_language

__all__ = ["codebook_in", "plain_in"]

_ABOUT = "codebook"


def codebook_in(
    sheets: Sequence[Sheet], *, file: str, language: str | None = None
) -> tuple[Codebook, Findings]:
    """The codebook in some sheets, and what is odd about them; *language* where nothing says which theirs is.

    Raises:
        CodebookError: no sheet with codes; the column of their ids is lost; a code given twice; codes above each other in a
            circle.
    """
    plain, draft = plain_in(sheets, file=file, language=language)
    book, odd = codebook_of(plain, draft.where)
    return book, Findings([*draft.findings, *odd])


def plain_in(
    sheets: Sequence[Sheet], *, file: str, language: str | None = None
) -> tuple[dict[str, Any], Draft]:
    """The plain content of some sheets, with findings and with the cell where everything stands.

    Raises:
        CodebookError: no sheet with codes; the column of their ids is lost.
    """
    draft = Draft(file, language or "en")
    sheets = [sheet for sheet in sheets if not is_guide(sheet.name)]
    named = _named(sheets)
    codes = _codes(sheets, named, file)
    _tell_of_others(sheets, [*named.values(), codes.sheet], draft)
    about = about_of(named.get(_ABOUT) if named.get(_ABOUT) is not codes.sheet else None, draft)
    plain: dict[str, Any] = {"languages": _languages(about, codes, draft)}
    codes = table_of(codes.sheet, CODES, plain["languages"])
    add_about(plain, about, draft)
    plain["id"] = plain["id"] or slug(file.rpartition(".")[0] or file) or "codebook"
    plain["codes"], names = codes_of(codes, draft)
    tables = {
        kind: table_of(sheet, kind, plain["languages"])
        for kind, sheet in named.items()
        if kind not in (CODES, _ABOUT)
    }
    check_ids(codes, [table for kind, table in tables.items() if kind in DETAILS], names)
    check_parents(codes, bool(tables), draft)
    told = languages_of(about)
    spoken = told if told is not None else sorted({column.language for column in codes.columns} - {""})
    check_languages({CODES: codes, **tables}, spoken, told is not None, about, draft)
    for kind, table in tables.items():
        if kind in DETAILS:
            add_sheet(table, kind, plain["codes"], names, draft)
        else:
            draft.findings += table.findings
            BOOK_SHEETS[kind](table, plain, names, draft)
    tell_ids(plain["codes"], names, draft)
    draft.tell_lost(names.ids)
    return plain, draft


def _named(sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """The sheets by what they are; of two with one name the first."""
    named: dict[str, Sheet] = {}
    for sheet in sheets:
        kind = sheet_of(sheet.name)
        if kind is not None:
            named.setdefault(kind, sheet)
    return named


def _codes(sheets: Sequence[Sheet], named: Mapping[str, Sheet], file: str) -> Table:
    """The sheet of codes: the one that is called so, else the first with a heading that looks like it."""
    others = [sheet for sheet in sheets if sheet_of(sheet.name) in (None, _ABOUT)]
    formal = any(kind in DETAILS for kind in named)
    for sheet in [named[CODES]] if CODES in named else others:
        table = table_of(sheet, CODES)
        if table.has("id", "label") and (CODES in named or _holds_codes(table, formal)):
            return table
    if CODES not in named and (formal or _ABOUT in named):
        raise CodebookError("codebook_codes_missing", file=file)
    in_book = all(sheet.in_book for sheet in sheets)
    raise CodebookError("codebook_without_codes" if in_book else "codebook_csv_without_codes", file=file)


def _holds_codes(table: Table, formal: bool) -> bool:
    """Whether a sheet with another name is that of the codes, and not one of fields such as ``id`` and ``title``.

    Beside sheets about codes, which name them, it has their ids, too.
    """
    wide = any(sum(map(bool, cells)) > 1 for _, cells in table.sheet.rows)
    fields = sheet_of(table.sheet.name) == _ABOUT and wide and len(table.columns) < 2
    return not fields and (not formal or (table.has("id") and table.has("label")))


def _tell_of_others(sheets: Iterable[Sheet], used: Sequence[Sheet], draft: Draft) -> None:
    free = [kind for kind in SHEETS if not any(sheet_of(sheet.name) == kind for sheet in used)]
    for sheet in sheets:
        if not any(sheet is one for one in used) and any(any(cells) for _, cells in sheet.rows):
            near = nearest(sheet.name, tuple(SHEETS))
            near = near if near != NONE else _looks_like(sheet, free)
            missing = near in free
            free = [kind for kind in free if kind != near]
            told = {"name": sheet.name} | ({"near": near} if near != NONE else {})
            kind = "codebook_strange_sheet" if near == NONE else "codebook_unknown_sheet"
            draft.note(kind, "error" if missing else "warning", draft.file, **told)


def _looks_like(sheet: Sheet, free: Sequence[str]) -> str:
    """The sheet about codes that is not there and has this heading."""
    cells = next((cells for _, cells in sheet.rows if any(cells)), ())
    for kind in free:
        known = columns_in(cells, kind)
        if kind in DETAILS and len(known) == sum(map(bool, cells)) and len(known) >= len(DETAILS[kind]):
            return kind
    return NONE


def _languages(about: About, codes: Table, draft: Draft) -> list[str]:
    """The languages told, else those of the columns, else the one that the texts seem to be in."""
    told = languages_of(about)
    columns = list(dict.fromkeys(column.language for column in [*codes.columns, *about] if column.language))
    first = (told or columns)[:1]
    draft.main = first[0] if first else _guessed(codes) or draft.main
    if not first and any(row.texts("label", "en") for row in rows_of(codes)):
        where = codes.sheet.where(codes.line, 0)
        draft.note("codebook_language_taken", "note", where, language=draft.main)
        columns = [draft.main]
    return columns if told is None else told


def _guessed(codes: Table) -> str | None:
    texts = (text for row in rows_of(codes) for text in row.cells.values() if " " in text)
    return guessed_language("\n".join(texts))
