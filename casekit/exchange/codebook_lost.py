"""Columns without which a table says something else than was meant: ids that others point to, parents, languages."""

from collections.abc import Mapping, Sequence

from casekit.errors import CodebookError
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_layout import CODES, SPOKEN, Column, title_of
from casekit.exchange.codebook_rows import Table, rows_of
from casekit.model.words import LANGUAGES

__all__ = ["check_ids", "check_languages", "check_parents"]

_FEW = 3  # with fewer codes there is no tree to lose


def check_ids(codes: Table, details: Sequence[Table], names: Names) -> None:
    """Nothing is made of a table whose codes have lost their ids.

    Raises:
        CodebookError: there is no column of ids, and most of what points to codes finds none.
    """
    if codes.has("id"):
        return
    told = [row.text("parent") for row in rows_of(codes)]
    told += [row.text("code") for table in details for row in rows_of(table)]
    pointing = [name for name in told if name]
    lost = [name for name in pointing if names.found(name) is None]
    if 2 * len(lost) > len(pointing):
        renamed = next((one for one in codes.findings if one.data.get("near") == "id"), None)
        where = renamed.where if renamed else codes.sheet.where(codes.line, 0)
        if renamed and "name" in renamed.data:
            name = renamed.data["name"]
            raise CodebookError("codebook_ids_renamed", where=where, name=name, code=lost[0])
        raise CodebookError("codebook_ids_lost", where=where, code=lost[0])


def check_parents(codes: Table, formal: bool, draft: Draft) -> None:
    """Tell once that nothing says which code stands below which; an error in a table that has casekit's own form."""
    said = any(one.data.get("near") == "parent" for one in codes.findings)
    if said or not codes.has("id") or codes.has("parent", "theme"):
        return
    n = sum(1 for _ in rows_of(codes))
    if n >= _FEW:
        own = formal or codes.has("kind")
        draft.note("codebook_flat", "error" if own else "note", codes.sheet.where(codes.line, 0), n=n)


def check_languages(
    tables: Mapping[str, Table],
    languages: Sequence[str],
    told: bool,
    about: Mapping[Column, object],
    draft: Draft,
) -> None:
    """Tell once per sheet of texts that have columns in other languages of the codebook, and none in one of them.

    Of a language that no sheet has any column in, it is told once in all. Where the codebook does not tell its languages,
    a text must have columns in two others.
    """
    spoken = {column.language for table in tables.values() for column in table.columns}
    spoken |= {column.language for column in about}
    unspoken = [one for one in languages if one in LANGUAGES and one not in spoken] if told else []
    for language in unspoken:
        draft.note("codebook_language_unspoken", "error", draft.where(("languages",)), language=language)
    for kind, table in tables.items():
        lacking = _lacking(kind, table, [one for one in languages if one in spoken], told)
        if lacking and any(True for _ in rows_of(table)):
            titles = ", ".join(title_of(column) for column in lacking)
            where = table.sheet.where(table.line, 0)
            draft.note("codebook_language_column", "error", where, columns=titles, n=len(lacking))


def _lacking(kind: str, table: Table, languages: Sequence[str], told: bool) -> list[Column]:
    """Columns that are not there; in one flat table what nobody wrote has no column either, except label and definition."""
    near = {one.data.get("near") for one in table.findings}
    fields = [column.field for column in table.columns if column.field in SPOKEN]
    lacking = []
    for field in dict.fromkeys(fields):
        have = {column.language for column in table.columns if column.field == field}
        if (kind == CODES and field not in ("label", "definition")) or "" in have or len(have) < 2 - told:
            continue
        missing = [Column(field, one) for one in languages if one in LANGUAGES and one not in have]
        lacking += [column for column in missing if title_of(column) not in near]
    return lacking
