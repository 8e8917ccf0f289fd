"""In which order versions came."""

import re
from collections.abc import Iterable

from casekit.errors import CodebookError
from casekit.model.codebook import Codebook

__all__ = ["later_than", "latest", "next_version", "version_order"]

_NUMBER = re.compile(r"[0-9]{1,18}")
_DOTTED = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})*")


def version_order(version: str) -> tuple[int, ...]:
    """The numbers in a version, to sort by; one without numbers comes before all others.

    >>> version_order("1.10") > version_order("1.9.2"), version_order("1.0") == version_order("1")
    (True, True)
    """
    numbers = [int(number) for number in _NUMBER.findall(version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def latest(versions: Iterable[str]) -> str:
    """The latest of some versions; of those that count the same, the first."""
    return max(versions, key=version_order)


def next_version(version: str) -> str:
    """A version that may come after.

    >>> [next_version(one) for one in ("1.2.3", "1.2", "4", "2026-05-01")]
    ['1.3.0', '1.3', '5', '2026-05-01.1']
    """
    if not _DOTTED.fullmatch(version):
        return f"{version}.1"
    first, *rest = map(int, version.split("."))
    if not rest:
        return str(first + 1)
    return ".".join(map(str, (first, rest[0] + 1, *(0 for _ in rest[1:]))))


def later_than(book: Codebook, version: str) -> str:
    """*version*, if a codebook can have it after the one that it has.

    Raises:
        CodebookError: it has or had that version already, or a later one.
    """
    if version in {book.version, *(change.version for change in book.changes)}:
        raise CodebookError("version_exists", version=version, codebook=book.id)
    if not version.strip() or version_order(version) < version_order(book.version):
        near = next_version(book.version)
        told = {"version": version, "known": book.version, "codebook": book.id, "near": near}
        raise CodebookError("version_not_later", **told)
    return version
