"""The sheets and columns of a codebook in a workbook: what they are called, and how forgiving we are when we look for them.

=================  ==================================================================================================
sheet              columns
=================  ==================================================================================================
codes              id, parent, label (da) …, definition (da) …, kind, colour, origin, questions, sources, links
include            code, text (da) …
exclude            code, text (da) …, see
examples           code, text (da) …, direction, also, see
counterexamples    code, text (da) …, direction, also, see
polarity           code, direction, text (da) …
search terms       code, da, de, nl, en: in each cell a term per line
codebook           field, value: id, version, languages, title (da) …, description (da) …, licence, authors …
coding rules       text (da) …; *rating rules* alike
questions          id, number, text (da) …
groups             id, label (da) …, themes
sources            key, source
changes            version, date, text (da) …, replaced
=================  ==================================================================================================

A table without sheets has all that is said of a code in further columns of ``codes``.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from casekit.model.codebook import POLARITIES
from casekit.model.words import LANGUAGES
from casekit.readers.languages import told_language
from casekit.wording import say_in

__all__ = [
    "CODES",
    "DETAILS",
    "NONE",
    "SHEETS",
    "SPOKEN",
    "Column",
    "column_of",
    "is_guide",
    "language_named",
    "nearest",
    "sheet_of",
    "title_of",
]

CODES = "codes"
NONE = "–"  # nothing is near
SPOKEN = frozenset(
    {"label", "definition", "text", "include", "exclude", "examples", "counterexamples", "search terms", "title",
     "description", "unit of analysis", *(f"polarity {name}" for name in POLARITIES)}
)  # fmt: skip
_FLAT = (
    *("id", "parent", "theme", "label", "definition", "include", "exclude"),
    *("examples", "examples direction", "examples also"),
    *("counterexamples", "counterexamples direction", "counterexamples also"),
    *(f"polarity {name}" for name in POLARITIES),
    *("search terms", "kind", "colour", "origin", "questions", "sources", "links"),
)
_EXAMPLES = ("code", "text", "direction", "also", "see")
DETAILS = {
    "include": ("code", "text"),
    "exclude": ("code", "text", "see"),
    "examples": _EXAMPLES,
    "counterexamples": _EXAMPLES,
    "polarity": ("code", "direction", "text"),
    "search terms": ("code", "search terms"),
}
SHEETS = {
    CODES: _FLAT,
    **DETAILS,
    "codebook": (
        *("id", "version", "languages", "title", "description", "unit of analysis", "licence", "authors"),
        *("rating scale", "extends", "extends version", "extends without"),
        *("based on", "based on version", "based on without"),
    ),
    "coding rules": ("text",),
    "rating rules": ("text",),
    "questions": ("id", "number", "text"),
    "groups": ("id", "label", "themes"),
    "sources": ("key", "source"),
    "changes": ("version", "date", "text", "replaced"),
}
_OTHER_NAMES = {
    "search term": "search terms", "indicators": "search terms", "indicator": "search terms", "terms": "search terms",
    "color": "colour", "type": "kind", "name": "label", "title": "label", "description": "definition", "example": "examples",
    "counterexample": "counterexamples", "counter example": "counterexamples", "counter examples": "counterexamples",
    "inclusion": "include", "exclusion": "exclude", "source": "sources", "question": "questions", "link": "links",
    "license": "licence", "author": "authors", "language": "languages", "belongs to": "see", "text": "source", "what": "text", "rule": "text",
    "group": "groups", "theme": "themes", "change": "changes", "coding rule": "coding rules", "rating rule": "rating rules",
    "code": "codes", "codes": "code", "id": "code", "direction": "polarity", "polarity": "direction",
    **{name: f"polarity {name}" for name in POLARITIES},
}  # fmt: skip
_ENDS = re.compile(r"(.*?)\s*[(\[_:\s-]\s*(\w{2,12})\s*[)\]]?")
_BLANKS = re.compile(r"[\s_-]+")


class Column(NamedTuple):
    """What a column holds, and in which language; "" where that is not said."""

    field: str
    language: str = ""


def title_of(column: Column) -> str:
    """The heading of a column.

    >>> title_of(Column("label", "da")), title_of(Column("id"))
    ('label (da)', 'id')
    """
    return f"{column.field} ({column.language})" if column.language else column.field


def column_of(heading: str, sheet: str) -> Column | None:
    """The column that a heading of *sheet* means; None where it means none.

    >>> column_of("Label_DA", "codes"), column_of("nl", "search terms"), column_of("Notes", "codes")
    (Column(field='label', language='da'), Column(field='search terms', language='nl'), None)
    """
    known = SHEETS[sheet]
    name = _BLANKS.sub(" ", heading).strip().lower()
    if (field := _field(name, known)) is not None:
        return Column(field)
    spoken = next((field for field in known if field in SPOKEN), "")
    if sheet != CODES and spoken and (language := language_named(name)):
        return Column(spoken, language)
    if (ends := _ENDS.fullmatch(name)) and (language := language_named(ends[2])):
        field = _field(ends[1].strip(), known)
        return Column(field, language) if field in SPOKEN else None
    return None


def _field(name: str, known: Sequence[str]) -> str | None:
    if name in known:
        return name
    other = _OTHER_NAMES.get(name)
    if name == "code" and CODES not in known:
        other = "id"
    return other if other in known else None


def language_named(name: str) -> str | None:
    """The language that is called so: ``da``, ``Danish``, ``dansk``; None for any other."""
    name = name.strip().lower()
    return name if name in LANGUAGES else told_language([("language", name)]) if len(name) > 3 else None


def sheet_of(name: str) -> str | None:
    """The sheet that is called so, more or less."""
    plain = _BLANKS.sub(" ", name).strip().lower()
    return plain if plain in SHEETS else other if (other := _OTHER_NAMES.get(plain)) in SHEETS else None


def is_guide(name: str) -> bool:
    """Whether a sheet is called as the one that explains the others, in any language; nothing is read there."""
    return name in {say_in(language, "codebook_guide.name") for language in LANGUAGES}


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that looks most like *name*, else a dash; capitals play no part.

    >>> nearest("home", ("Home", "rent"))
    'Home'
    """
    plain = _BLANKS.sub(" ", name).strip().lower()
    by_name = {one.lower(): one for one in reversed(known)}
    return next((by_name[one] for one in get_close_matches(plain.partition(" (")[0], by_name, n=1)), NONE)
