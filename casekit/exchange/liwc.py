"""LIWC dictionaries (``.dic``): numbered categories between two ``%``, then words with the numbers of theirs.

Since 2015 tabs before a number show which category it belongs to, a name may be explained in brackets, and an entry may
be of several words; readers that know nothing of it see a flat list with longer names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from casekit.errors import CodebookError
from casekit.model.finding import Finding

__all__ = ["Category", "is_liwc", "read_liwc", "write_liwc"]

_CATEGORY = re.compile(r"(\s*)(\d+)\s+(\S.*)")
_EXPLAINED = re.compile(r"(\S+) \((.+)\)")
_SPACED = re.compile(r"(.*?\S)\s+(\d[\d\s]*)")


class Category(NamedTuple):
    """A category: what it is called, what explains it, how many levels stand above it, and its words."""

    name: str
    label: str
    level: int
    words: tuple[str, ...]


def is_liwc(text: str) -> bool:
    """Whether a text looks like a LIWC dictionary."""
    return text.lstrip("\ufeff \t\r\n").startswith("%")


def write_liwc(categories: Sequence[Category]) -> str:
    """The dictionary of these categories; a word of several stands on one line.

    >>> print(write_liwc([Category("home", "Bolig", 0, ("bolig*",)), Category("rent", "", 1, ("leje", "bolig*"))]))
    %
    1	home (Bolig)
        2	rent
    %
    bolig*	1	2
    leje	2
    """
    numbers: dict[str, list[str]] = {}
    head = []
    for number, one in enumerate(categories, 1):
        label = " ".join(one.label.split())
        head.append("\t" * one.level + f"{number}\t{one.name}" + (f" ({label})" if label else ""))
        for word in dict.fromkeys(one.words):
            numbers.setdefault(word, []).append(str(number))
    lines = ["%", *head, "%", *("\t".join((word, *found)) for word, found in numbers.items())]
    return "\n".join(lines) + "\n"


def read_liwc(text: str, *, file: str) -> tuple[list[Category], list[Finding]]:
    """The categories of a dictionary, and a finding for each line that says something else.

    Raises:
        CodebookError: ``liwc_no_head`` without the two ``%``, or with nothing between them.
    """
    lines = list(enumerate(text.removeprefix("\ufeff").split("\n"), 1))
    marks = [place for place, (_, line) in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise CodebookError("liwc_no_head", file=file)
    findings: list[Finding] = []
    head = _head(lines[marks[0] + 1 : marks[1]], file, findings)
    if not head:
        raise CodebookError("liwc_no_head", file=file)
    words: dict[int, list[str]] = {number: [] for number in head}
    for at, line in lines[marks[1] + 1 :]:
        if line.strip():
            _sort_in(line, f"{file}:{at}", words, findings)
    made = [one._replace(words=tuple(dict.fromkeys(words[number]))) for number, one in head.items()]
    return made, findings


def _head(lines: Iterable[tuple[int, str]], file: str, findings: list[Finding]) -> dict[int, Category]:
    head: dict[int, Category] = {}
    indents: list[int] = []
    for at, line in lines:
        match = _CATEGORY.fullmatch(line.rstrip())
        number = int(match[2]) if match else 0
        if match is None or number in head:
            if line.strip():
                findings.append(Finding.of("liwc_line", "warning", f"{file}:{at}"))
            continue
        indent = len(match[1])
        indents = [one for one in indents if one < indent]
        head[number] = _category(match[3], len(indents))
        indents.append(indent)
    return head


def _category(name: str, level: int) -> Category:
    match = _EXPLAINED.fullmatch(name)
    return Category(match[1], match[2], level, ()) if match else Category(name, "", level, ())


def _sort_in(line: str, where: str, words: Mapping[int, list[str]], findings: list[Finding]) -> None:
    """A word goes to each of its categories; what is no number is a condition, which casekit does not know."""
    word, numbers = _parted(line)
    if not word or not numbers:
        findings.append(Finding.of("liwc_line", "warning", where))
        return
    for told in numbers:
        if not told.isdecimal():
            findings.append(Finding.of("liwc_condition", "warning", where))
        elif int(told) not in words:
            findings.append(Finding.of("liwc_category", "warning", where, number=told))
        else:
            words[int(told)].append(word)


def _parted(line: str) -> tuple[str, list[str]]:
    first, *others = line.strip().split("\t")
    if others:
        return first.strip(), [number for other in others for number in other.split()]
    match = _SPACED.fullmatch(line.strip())
    return (match[1], match[2].split()) if match else (first, [])
