"""What is said of a codebook as a whole, as plain content: its fields, and the sheets of rules, questions, groups, sources, changes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from casekit.exchange.codebook_cells import lists_of, names_of, terms_of
from casekit.exchange.codebook_draft import Draft, Names
from casekit.exchange.codebook_fields import About
from casekit.exchange.codebook_layout import Column, language_named
from casekit.exchange.codebook_rows import Table, rows_of
from casekit.exchange.naming import slug

__all__ = ["BOOK_SHEETS", "add_about", "languages_of"]

Plain = dict[str, Any]


def languages_of(about: About) -> list[str] | None:
    """The languages that the sheet tells; None where it does not."""
    told = about.get(Column("languages"))
    return None if told is None else [language_named(name) or name for name in names_of(told[0])]


def add_about(plain: Plain, about: About, draft: Draft) -> None:
    """Put the fields of the sheet ``codebook`` into *plain*."""
    for name in ("title", "description", "unit of analysis"):
        said = {
            column.language or draft.main: text for column, (text, _) in about.items() if column.field == name
        }
        plain[name.replace(" ", "_")] = {language: text for language, text in sorted(said.items()) if text}
    for name in ("id", "version", "licence"):
        plain[name] = _value(about, name)
    plain["authors"] = terms_of(_value(about, "authors"))
    plain["rating"] = {"scale": terms_of(_value(about, "rating scale"))}
    for name in ("extends", "based on"):
        base = {"codebook": _value(about, name), "version": _value(about, f"{name} version")}
        without = names_of(_value(about, f"{name} without"))
        plain[name.replace(" ", "_")] = base | {"without": without} if base["codebook"] else {}
    for column, (_, where) in about.items():
        draft.places[(column.field.replace(" ", "_"),)] = where


def _value(about: Mapping[Column, tuple[str, str]], name: str) -> str:
    return about.get(Column(name), ("", ""))[0]


def _coding_rules(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    plain["coding_rules"] = [row.texts("text", draft.main) for row in rows_of(table)]


def _rating_rules(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    plain["rating"]["rules"] = [row.texts("text", draft.main) for row in rows_of(table)]


def _questions(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    """A question without id has its number for one."""
    plain["questions"] = [
        {
            "id": row.text("id") or slug(row.text("number")) or f"q{place}",
            "number": row.text("number"),
            "text": draft.words(row, "text", ("questions", place - 1)),
        }
        for place, row in enumerate(rows_of(table), 1)
    ]


def _groups(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    plain["groups"] = []
    for place, row in enumerate(rows_of(table)):
        label = draft.words(row, "label", ("groups", place))
        code = row.text("id") or slug(next(iter(label.values()), "")) or f"group_{place + 1}"
        themes = [names.pointed(name) for name in names_of(row.text("themes"))]
        plain["groups"].append({"id": code, "label": label, "themes": themes})


def _sources(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    """A source without key has one made of its first words; what one key stands for twice is two lines."""
    sources: dict[str, str] = {}
    for row in rows_of(table):
        text = row.text("source")
        key = row.text("key") or slug(text) or "source"
        sources[key] = f"{sources[key]}\n{text}" if key in sources else text
    plain["sources"] = sources


def _changes(table: Table, plain: Plain, names: Names, draft: Draft) -> None:
    plain["changes"] = [
        {
            "version": row.text("version"),
            "date": row.text("date"),
            "what": draft.words(row, "text", ("changes", place)),
            "replaced": dict(lists_of(_with_arrows(row.text("replaced")), sign="→")),
        }
        for place, row in enumerate(rows_of(table))
    ]


_ARROWS = re.compile(r"\s*(?:->|=>|[:=])\s*")


def _with_arrows(cell: str) -> str:
    """``rent: [home, repair]``, as a YAML file has it, and other arrows are understood too."""
    lines = (line if "→" in line else _ARROWS.sub(" → ", line, count=1) for line in cell.split("\n"))
    return "\n".join(line.replace("[", "").replace("]", "") for line in lines)


BOOK_SHEETS: dict[str, Callable[[Table, Plain, Names, Draft], None]] = {
    "coding rules": _coding_rules,
    "rating rules": _rating_rules,
    "questions": _questions,
    "groups": _groups,
    "sources": _sources,
    "changes": _changes,
}
"""For each sheet about the codebook as a whole, what puts it into plain content."""
