"""Word forms that come back: a framework matrix, or a summary sheet about one interview."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from casekit.errors import ReadError
from casekit.exchange.interviews import iso_date
from casekit.exchange.typed import Typed, tidied
from casekit.model.finding import Finding
from casekit.model.words import LANGUAGES
from casekit.readers.word_fields import WordField, word_fields
from casekit.report.framework_fields import CELL, HEAD, PROMPT, SHEET_HEAD

__all__ = ["Form", "SheetHead", "read_form", "typed_text"]

MAX_BYTES = 50_000_000
_ID, _COLUMN, _MARK = 20, 10, 8  # signs


class SheetHead(NamedTuple):
    """Which interview a sheet is about, as people filled it in."""

    document: str
    case: str = ""
    date: str = ""
    role: str = ""
    sector: str = ""
    language: str = ""


class Form(NamedTuple):
    """What was typed, and of a sheet which interview it is about; the cells of a sheet tell their column only."""

    cells: tuple[Typed, ...]
    findings: tuple[Finding, ...]
    head: SheetHead | None = None


def read_form(path: str | Path) -> Form:
    """What stands in the content controls of a Word file that casekit made.

    Raises:
        ReadError: there is no such file; it cannot be read; casekit made none of its content controls.
    """
    place = Path(path)
    fields = word_fields(_bytes(place), file=place.name)
    head = {one.tag.removeprefix(HEAD): typed_text(one.text) for one in fields if one.tag.startswith(HEAD)}
    cells = [cell for one in fields if (cell := _typed(one, place.name)) is not None]
    known = [one for one in fields if one.tag.startswith((HEAD, CELL))]
    if not known:
        raise ReadError("not_our_form", file=place.name)
    strange = len(known) - len(cells) - sum(one.tag.startswith(HEAD) for one in fields)
    findings = [Finding.of("form_tag_unknown", "warning", place.name, n=strange)] if strange else []
    if not head:
        return Form(tuple(cells), tuple(findings))
    told, odd = _head(head, place.name)
    return Form(tuple(cells), (*findings, *odd), told)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("file_missing", file=str(path)) from None
    except OSError as error:
        raise ReadError("file_unreadable", file=path.name, reason=error.strerror or str(error)) from None
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=path.name, limit=MAX_BYTES // 1_000_000)
    return data


def _typed(field: WordField, file: str) -> Typed | None:
    """A cell of a matrix or a sheet; None where the tag is none of casekit's."""
    parts = field.tag.removeprefix(CELL).split(".")
    if not field.tag.startswith(CELL) or len(parts) != 3 or len(parts[0]) not in (_ID, _COLUMN):
        return None
    if any(len(part) not in (0, _MARK) for part in parts[1:]):
        return None
    return Typed(parts[0], typed_text(field.text), parts[1], parts[2], file)


def typed_text(text: str) -> str:
    """What somebody typed, without a prompt that was left standing.

    >>> typed_text("✎ 3 passages\\nRent is high."), typed_text("✎ 3 passages")
    ('Rent is high.', '')
    """
    told = tidied(text)
    if not told.startswith(PROMPT):
        return told
    return tidied("\n".join(told.split("\n")[1:]))


def _head(told: dict[str, str], file: str) -> tuple[SheetHead, Sequence[Finding]]:
    """Raises:
    ReadError: the sheet does not say which interview it is about.
    """
    lines = {name: " ".join(told.get(name, "").split()) for name in SHEET_HEAD}
    if not lines["document"]:
        raise ReadError("sheet_without_name", file=file)
    found = []
    date = iso_date(lines["date"])
    if date is None:
        found.append(Finding.of("sheet_date", "warning", file, value=lines["date"]))
    language = lines["language"].lower()
    if language not in ("", *LANGUAGES):
        found.append(
            Finding.of("sheet_language", "warning", file, value=lines["language"], known=", ".join(LANGUAGES))
        )
        language = ""
    return SheetHead(
        lines["document"], lines["case"], date or "", lines["role"], lines["sector"], language
    ), found
