"""Codebook → frames of text, as people read and change them in a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from casekit.exchange.codebook_cells import arrowed, lined, listed, named_lists, patterned, termed
from casekit.exchange.codebook_layout import DETAILS, SHEETS, SPOKEN, Column, title_of
from casekit.model.codebook import Code, Codebook, plain_codebook
from casekit.model.content import plain_code
from casekit.model.words import LANGUAGES, Words
from casekit.readers.workbooks import tidy
from casekit.writers.characters import writable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["book_frames", "codes_frame"]

Plain = dict[str, Any]
Cells = dict[Column, str]
_ALWAYS = ("id", "parent", "label", "definition")
_KEYED = ("sources", "links", "replaced")  # a key says something with nothing behind it
_OWN = (*_ALWAYS, "kind", "colour", "origin", "questions", "sources", "links")


def codes_frame(book: Codebook) -> "pd.DataFrame":
    """One row per code with all that is said of it; columns that nothing stands in are left out."""
    rows = [_code(plain) | _flat(plain, _languages(book)[0]) for plain in _codes(book)]
    used = {column for row in rows for column, text in row.items() if text}
    wanted = [column for column in _columns("codes", book) if column in used or column.field in _ALWAYS]
    return _frame(wanted, rows)


def book_frames(book: Codebook) -> "dict[str, pd.DataFrame]":
    """A frame per sheet: those about codes first, each with a column per language of the codebook."""
    codes = [column for column in _columns("codes", book) if column.field in _OWN]
    frames = {
        "codes": _frame(codes, [_code(plain) for plain in _codes(book)]),
        "codebook": _about(book),
    }
    for sheet in DETAILS:
        frames[sheet] = _frame(
            _columns(sheet, book), [row for plain in _codes(book) for row in _details(plain, sheet)]
        )
    for sheet, rows in _book_rows(_held(plain_codebook(book))).items():
        frames[sheet] = _frame(_columns(sheet, book), rows)
    return frames


def _codes(book: Codebook) -> Iterator[Plain]:
    """The codes as plain content, with texts as a cell holds them."""
    for code in book:
        yield _held(plain_code(code))


def _held(value: Any, *, within: str = "") -> Any:
    """Plain content without what no cell holds: blanks around a text, control characters, entries of nothing."""
    if isinstance(value, str):
        return tidy(writable(value))
    if isinstance(value, list):
        return [one for one in map(_held, value) if one]
    held = {_held(name): _held(one, within=name) for name, one in value.items()}
    return {name: one for name, one in held.items() if one or within in _KEYED}


def _columns(sheet: str, book: Codebook) -> list[Column]:
    languages = _languages(book)
    return [
        Column(field, language)
        for field in SHEETS[sheet]
        for language in (languages if field in SPOKEN else ("",))
    ]


def _languages(book: Codebook) -> list[str]:
    """The languages that the codebook is meant for, then those that it has texts in; one at least."""
    used = set(_spoken(book))
    meant = [name for name in book.languages if name in LANGUAGES]
    return [*meant, *(name for name in LANGUAGES if name in used and name not in meant)] or ["en"]


def _spoken(value: object) -> Iterator[str]:
    if isinstance(value, Words):
        yield from (language for language, text in value.texts if _held(text))
    elif isinstance(value, tuple):
        for one in value:
            yield from _spoken(one)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from _spoken(getattr(value, name))
    if isinstance(value, Code):
        yield from (language for language, _ in value.indicators)


def _frame(columns: Sequence[Column], rows: Iterable[Cells]) -> "pd.DataFrame":
    import pandas as pd

    cells = [[row.get(column, "") for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=[title_of(column) for column in columns], dtype=object)


def _code(plain: Plain) -> Cells:
    """What stands of a code in its own row, whatever the table."""
    cells = {Column(name): plain.get(name, "") for name in ("id", "parent", "colour", "origin")}
    cells[Column("kind")] = plain.get("kind", "factor")
    cells |= {Column(name): listed(plain.get(name, ())) for name in ("questions", "sources")}
    cells[Column("links")] = named_lists(plain.get("links", {}).items())
    return (
        cells | _spread("label", plain.get("label", {})) | _spread("definition", plain.get("definition", {}))
    )


def _spread(field: str, texts: Mapping[str, str]) -> Cells:
    return {Column(field, language): texts[language] for language in LANGUAGES if language in texts}


def _flat(plain: Plain, first: str) -> Cells:
    """All else of a code, in the same row; *first* is the language of what stands for all."""
    cells: Cells = {}
    for name in ("include", "exclude", "examples", "counterexamples"):
        cells |= _lines(name, plain.get(name, []), first)
    for direction, texts in plain.get("polarity", {}).items():
        cells |= _spread(f"polarity {direction}", texts)
    terms = plain.get("indicators", {}).items()
    return cells | {Column("search terms", language): patterned(told) for language, told in terms}


def _lines(field: str, entries: Sequence[Plain], first: str) -> Cells:
    """A line per entry in each language that has any; a redirect without any text stands in the first."""
    used = [language for language in LANGUAGES if any(language in entry for entry in entries)] or [first]
    cells = {
        Column(field, language): arrowed(
            [(entry.get(language, ""), _see(entry, language, used)) for entry in entries]
        )
        for language in used
    }
    cells[Column(f"{field} direction")] = lined([entry.get("direction", "") for entry in entries])
    cells[Column(f"{field} also")] = lined([listed(entry.get("also", ())) for entry in entries])
    return cells


def _see(entry: Plain, language: str, used: Sequence[str]) -> str:
    """The redirect, in each language that the entry has; in the first where it has none."""
    alone = not any(name in entry for name in used) and language == used[0]
    return entry.get("see", "") if language in entry or alone else ""


def _details(plain: Plain, sheet: str) -> Iterator[Cells]:
    """The rows of one code on a sheet of its own."""
    code = {Column("code"): plain["id"]}
    if sheet == "search terms":
        terms = {
            Column(sheet, language): patterned(told) for language, told in plain.get("indicators", {}).items()
        }
        yield from [code | terms] if terms else []
    elif sheet == "polarity":
        for direction, texts in plain.get(sheet, {}).items():
            yield code | {Column("direction"): direction} | _spread("text", texts)
    else:
        for entry in plain.get(sheet, []):
            beside = {Column(name): entry.get(name, "") for name in ("direction", "see")}
            yield code | beside | {Column("also"): listed(entry.get("also", ()))} | _spread("text", entry)


def _about(book: Codebook) -> "pd.DataFrame":
    """The sheet ``codebook``: all its fields, empty ones too, so that people see what there is."""
    import pandas as pd

    plain = _held(plain_codebook(book))
    values = {Column(name): plain.get(name, "") for name in ("id", "version", "licence")}
    values[Column("languages")] = listed(plain.get("languages", ()))
    values[Column("authors")] = termed(plain.get("authors", ()))
    values[Column("rating scale")] = termed(plain.get("rating", {}).get("scale", ()))
    for name in ("title", "description", "unit of analysis"):
        values |= _spread(name, plain.get(name.replace(" ", "_"), {}))
    for name in ("extends", "based on"):
        base = plain.get(name.replace(" ", "_"), {})
        values[Column(name)], values[Column(f"{name} version")] = (
            base.get("codebook", ""),
            base.get("version", ""),
        )
        values[Column(f"{name} without")] = listed(base.get("without", ()))
    rows = [(title_of(column), values.get(column, "")) for column in _columns("codebook", book)]
    return pd.DataFrame(rows, columns=["field", "value"], dtype=object)


def _book_rows(plain: Plain) -> dict[str, list[Cells]]:
    """The rows of the sheets that are about the codebook as a whole."""
    return {
        "coding rules": [_spread("text", rule) for rule in plain.get("coding_rules", [])],
        "rating rules": [_spread("text", rule) for rule in plain.get("rating", {}).get("rules", [])],
        "questions": [
            _plain(one, "id", "number") | _spread("text", one.get("text", {}))
            for one in plain.get("questions", [])
        ],
        "groups": [
            _plain(one, "id")
            | _spread("label", one.get("label", {}))
            | {Column("themes"): listed(one.get("themes", ()))}
            for one in plain.get("groups", [])
        ],
        "sources": [
            {Column("key"): key, Column("source"): text} for key, text in plain.get("sources", {}).items()
        ],
        "changes": [
            _plain(one, "version", "date")
            | _spread("text", one.get("what", {}))
            | {Column("replaced"): named_lists(one.get("replaced", {}).items(), sign="→")}
            for one in plain.get("changes", [])
        ],
    }


def _plain(entry: Plain, *names: str) -> Cells:
    return {Column(name): entry.get(name, "") for name in names}
