"""Several things in one cell: on lines of their own or with commas between, with a backslash before signs that are meant.

In lines that stand beside those of another column, a dash alone says that there is nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from casekit.readers.workbooks import tidy

__all__ = [
    "ARROW",
    "NOTHING",
    "arrowed",
    "lined",
    "lines_of",
    "listed",
    "named_lists",
    "names_of",
    "pairs_of",
    "patterned",
    "patterns_of",
    "termed",
    "terms_of",
]

ARROW = "→"
NOTHING = "–"


def listed(names: Iterable[str]) -> str:
    """Ids and other short things with commas between.

    >>> listed(["vive", "a, b"])
    'vive, a\\\\, b'
    """
    return ", ".join(_escaped(name, ",;") for name in names)


def names_of(cell: str) -> list[str]:
    """What stands between commas, semicolons and line ends."""
    return [part for part in _parts(cell, ",;\n") if part]


def terms_of(cell: str) -> list[str]:
    """What stands on lines of their own, or between semicolons; commas belong to it."""
    return [part for part in _parts(cell, ";\n") if part]


def patterns_of(cell: str) -> list[str]:
    """Search terms; as none has a comma in it, commas part them, too.

    >>> patterns_of("bolig*, lejlighed; hver fjerde")
    ['bolig*', 'lejlighed', 'hver fjerde']
    """
    return names_of(cell)


def termed(terms: Iterable[str]) -> str:
    """Authors and the like, each on a line of its own.

    >>> termed(["=anvise", "hver fjerde"])
    '=anvise\\nhver fjerde'
    """
    return "\n".join(_line(term, ";") for term in terms)


def patterned(terms: Iterable[str]) -> str:
    """Search terms, each on a line of its own."""
    return "\n".join(_line(term, ",;") for term in terms)


def lined(entries: Sequence[str]) -> str:
    """A line per entry, a dash for one that is empty; nothing where all are.

    >>> lined(["bolig*", "", "husleje"])
    'bolig*\\n–\\nhusleje'
    """
    return "\n".join(_line(entry, "") for entry in entries) if any(entries) else ""


def lines_of(cell: str) -> list[str]:
    """The entries of a cell, empty ones kept; blank lines are none."""
    made = []
    for line in cell.split("\n"):
        if line.strip():
            made.append("" if line.strip() == NOTHING else tidy(_plain(line)))
    return made


def arrowed(entries: Sequence[tuple[str, str]]) -> str:
    """A line per entry, ``text → code`` where one says which code it belongs to instead."""
    lines = [
        f"{_line(text, ARROW) if text else ''} {f'{ARROW} {_escaped(see, ARROW)}' if see else ''}".strip(" ")
        for text, see in entries
    ]
    return "\n".join(line or NOTHING for line in lines) if any(lines) else ""


def pairs_of(cell: str) -> list[tuple[str, str]]:
    """The entries of a cell of :func:`arrowed` lines."""
    made = []
    for line in cell.split("\n"):
        if line.strip():
            *text, last = _raw(line, ARROW)
            told = ARROW.join(text) if text else last
            made.append(
                ("" if told.strip() == NOTHING else tidy(_plain(told)), tidy(_plain(last)) if text else "")
            )
    return made


def named_lists(lists: Iterable[tuple[str, Sequence[str]]], *, sign: str = ":") -> str:
    """A line per name: ``cfir_2022: inner.culture, process.doing``; *sign* stands between name and list."""
    between = sign if sign == ":" else f" {sign}"
    return "\n".join(f"{_escaped(name, sign)}{between} {listed(items)}".rstrip() for name, items in lists)


def lists_of(cell: str, *, sign: str = ":") -> Iterator[tuple[str, list[str]]]:
    """The names of a cell of :func:`named_lists` lines, each with its list."""
    for line in cell.split("\n"):
        name, *rest = _raw(line, sign)
        if tidy(_plain(name)):
            yield tidy(_plain(name)), names_of(sign.join(rest))


def _line(entry: str, signs: str) -> str:
    marked = _escaped(entry, signs)
    return f"\\{marked}" if marked.strip() == NOTHING else marked or NOTHING


def _escaped(name: str, signs: str) -> str:
    return re.sub(rf"[\\{signs}]", r"\\\g<0>", name).replace("\n", r"\n")


def _plain(text: str) -> str:
    return re.sub(r"\\([\\,;:→n–])", lambda sign: "\n" if sign[1] == "n" else sign[1], text)


def _parts(cell: str, signs: str) -> list[str]:
    return [tidy(_plain(part)) for part in _raw(cell, signs)]


def _raw(cell: str, signs: str) -> list[str]:
    """The cell parted at *signs* that no backslash stands before."""
    parts = [""]
    for piece in re.findall(rf"\\[\s\S]|[{signs}]|[^\\{signs}]+|\\", cell):
        if piece in signs:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
