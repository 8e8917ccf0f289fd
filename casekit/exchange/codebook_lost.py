"""Columns without which a table says something else than was meant: ids that others point to, and parents."""

from collections.abc import Sequence

from casekit.errors import CodebookError
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_rows import Table, rows_of

__all__ = ["check_ids", "check_parents"]

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
        if renamed:
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
