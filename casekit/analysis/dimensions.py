"""What a matrix can be laid out by: properties of cases, speakers and documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from casekit.analysis.query_text import KEYWORDS
from casekit.analysis.selecting import members
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = ["DIMENSIONS", "Dimension", "attribute_of", "attributes_in", "code_asked", "dimension", "named"]

DIMENSIONS = ("case", "document", "speaker", "role", "sector", "side", "language", "wave", "kind", "date")
_OF_DOCUMENTS = ("wave", "kind", "date")
_THERE = {
    "document": "document",
    "speaker": "person",
    "role": "role_held",
    "sector": "sector",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One property: its value for each row of respondents or of speech, and what people call a value."""

    name: str
    values: Callable[[pd.DataFrame], pd.Series]
    label: Callable[[str], str]
    order: tuple[str, ...] = ()

    @property
    def asked_as(self) -> str:
        """What a query calls it."""
        return "person" if self.name == "speaker" else self.name

    def rank(self, values: Iterable[object]) -> dict[str, int]:
        """The place of each value: those that have an order first, then by name, what is not told last."""
        rest = sorted(
            {str(value) for value in values} - set(self.order), key=lambda value: (value == "", value)
        )
        return {value: place for place, value in enumerate((*self.order, *rest))}


def dimension(study: Study, name: str) -> Dimension:
    """The property of this name.

    Raises:
        LookupFailedError: there is none.
    """
    if name == "case":
        labels = dict(zip(study.cases["case"], study.cases["label"], strict=True))
        return Dimension(
            name, _column("case"), lambda case: labels.get(case, case), tuple(study.cases["case"])
        )
    if name in _THERE:
        return Dimension(name, _column(_THERE[name]), _labels(study, name), _given(study, name))
    if name == "side":
        sides: dict[str, str] = {
            sector: study.roles.side(sector) for sector in {*study.people["sector"].dropna()} - {""}
        }
        order = ("municipality", "partner")
        return Dimension(
            name, _mapped("sector", sides), lambda side: say(f"matrix.side.{side or 'none'}"), order
        )
    if name in _OF_DOCUMENTS:
        told = dict(zip(study.documents["document"], study.documents[name], strict=True))
        return Dimension(name, _mapped("document", told), _or_dash)
    if name in attributes_in(study):
        return Dimension(name, _mapped("case", attribute_of(study, name)), _or_dash)
    known = ", ".join((*DIMENSIONS, "theme", "code", *attributes_in(study)))
    raise LookupFailedError("unknown_dimension", name=name, known=known)


def _column(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda frame: frame[name].astype("str")


def _mapped(name: str, told: dict[str, str]) -> Callable[[pd.DataFrame], pd.Series]:
    def values(frame: pd.DataFrame) -> pd.Series:
        found = frame[name].map(told).astype(object)
        return found.where(found.notna(), "").astype("str")

    return values


def _labels(study: Study, name: str) -> Callable[[str], str]:
    roles = study.roles
    if name == "role":
        return lambda role: roles.role_label(role, language()) or "–"
    if name == "sector":
        return lambda sector: roles.sector_label(sector, language()) or "–"
    return _or_dash


def _or_dash(value: str) -> str:
    return value or "–"


def _given(study: Study, name: str) -> tuple[str, ...]:
    return tuple(study.documents["document"]) if name == "document" else ()


def attributes_in(study: Study) -> tuple[str, ...]:
    """The attributes of cases that a study knows."""
    return tuple(dict.fromkeys(str(name) for name in study.attributes["attribute"]))


def attribute_of(study: Study, name: str) -> dict[str, str]:
    """The latest value of an attribute for each case; a member case without one has that of the case it belongs to."""
    rows = study.attributes[study.attributes["attribute"] == name].sort_values("year", kind="stable")
    own = {row.case: str(row.value) for row in records(rows)}
    told: dict[str, str] = {}
    for case in study.cases["case"]:
        if case in own:
            told |= {member: own[case] for member in members(study, str(case)) if member not in own}
    return told | own


def code_asked(book: Codebook, code: str, by: str) -> str:
    """How a query asks for just what is counted: a theme with its codes, a code without those below it."""
    alone = by == "code" and code in book.children
    return f"code={code}" if alone or code.lower() in KEYWORDS else code


def named(value: object) -> str:
    """A value as a query writes it: in quotation marks where it is more than a word.

    >>> named("havnstrup"), named("NGO & co"), named("")
    ('havnstrup', '"NGO & co"', '""')
    """
    text = str(value)
    plain = text.replace("_", "").replace("-", "").isalnum()
    return text if plain else '"' + text.replace('"', '""') + '"'
