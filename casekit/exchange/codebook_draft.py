"""What is collected while a codebook is read from sheets, and the ids of codes that have none."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casekit.exchange.codebook_layout import NONE, nearest
from casekit.exchange.codebook_rows import Row
from casekit.files.yaml import Path
from casekit.model.finding import Finding, Severity

__all__ = ["Draft", "Names"]


@dataclass(slots=True)
class Draft:
    """Findings about a file, where everything stands in it, and the language of texts that do not say theirs."""

    file: str
    main: str = "en"
    places: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    lost: dict[str, list[str]] = field(default_factory=dict)
    """Codes that rows name and that are not there, each with the places of these rows."""
    unnamed: set[str] = field(default_factory=set)
    """Ids that were made for rows with none: nobody meant these."""

    def note(self, kind: str, severity: Severity, where: str, **data: object) -> None:
        """Keep a finding."""
        self.findings.append(Finding.of(kind, severity, where, **data))

    def tell_lost(self, known: Iterable[str]) -> None:
        """A finding for each code that is not there, whatever the number of rows."""
        for code, places in self.lost.items():
            near = nearest(code, tuple(one for one in known if one not in self.unnamed))
            told = {"code": code, "n": len(places)} | ({"near": near} if near != NONE else {})
            kind = "codebook_rows_lost" if near == NONE else "codebook_rows_lost_near"
            self.note(kind, "error", places[0], **told)

    def where(self, path: Path) -> str:
        """Where *path* stands, or the nearest place above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.file)

    def words(self, row: Row, name: str, path: Path) -> dict[str, str]:
        """The texts of a column per language; *path* leads to them from now on."""
        self.places[path] = row.where(name)
        self.places |= {(*path, language): cell for language, cell in row.places(name, self.main).items()}
        return row.texts(name, self.main)


@dataclass(slots=True)
class Names:
    """The ids of the codes, and what else people call them. Where ids were made, labels stand for them.

    ``head`` is the place of the heading.
    """

    ids: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    made: int = 0
    head: str = ""
    blank: dict[str, str] = field(default_factory=dict)
    """Ids that were made for rows with an empty cell, each with that cell."""

    def add(self, code: str, place: int, labels: Iterable[str]) -> None:
        """A code at its place among the codes."""
        self.ids.setdefault(code, place)
        for label in labels:
            self.labels.setdefault(_folded(label), code)

    def found(self, name: str) -> str | None:
        """The id of the code that is called so."""
        return name if name in self.ids else self.labels.get(_folded(name))

    def pointed(self, name: str) -> str:
        """The id that somebody who wrote *name* meant; labels count only where ids were made."""
        return (self.found(name) if self.made else None) or name


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
