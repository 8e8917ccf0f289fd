"""What a query may ask of passages besides their codes: properties of cases, documents, speakers and codings."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from operator import eq, ge, gt, le, lt
from typing import Any

from casekit.analysis.dimensions import attribute_of, attributes_in
from casekit.analysis.floor import floor_of
from casekit.analysis.query_text import Field
from casekit.analysis.selecting import members
from casekit.errors import PatternError
from casekit.language.flags import FLAGS
from casekit.model.codebook import POLARITIES
from casekit.model.study import Study

__all__ = ["FIELDS", "field_test", "nearest", "wrong"]

FIELDS = (
    "code", "theme", "case", "document", "speaker", "person", "role", "sector", "side", "language", "wave", "kind", "date",
    "polarity", "coder", "flag",
)  # fmt: skip
_SPEECH = {"role": "role_held", "side": "sector"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SHOWN = 12  # known values that a message lists

Test = Callable[[str], bool]


def field_test(study: Study, field: Field, text: str) -> tuple[str, Test]:
    """The column that a condition is about, and what its value must be. Of ``!=`` the test is that of ``=``.

    Raises:
        PatternError: no such property or value; a sign that it cannot have.
    """
    if field.name not in FIELDS and field.name not in _attributes(study):
        known = (*FIELDS, *_attributes(study))
        raise wrong(
            "query_unknown_field",
            field,
            text,
            field.name,
            near=nearest(field.name, known),
            known=", ".join(known),
        )
    if field.name in _attributes(study):
        return "case", _attribute_test(study, field, text)
    if field.name == "date":
        return "document", _date_test(study, field, text)
    if field.sign not in ("=", "!="):
        raise wrong("query_no_order", field, text, field.sign, name=field.name)
    if field.name == "case":
        cases = {member for value in _known(study, field, text) for member in members(study, value)}
        return "case", lambda case: case in cases
    wanted = _known(study, field, text)
    if field.name in ("wave", "kind"):
        documents = study.documents.loc[study.documents[field.name].isin(list(wanted)), "document"]
        there = set(documents)
        return "document", lambda document: document in there
    if field.name == "side":
        return (
            "sector",
            lambda sector: (
                (bool(sector) and study.roles.side(sector) in wanted) or (not sector and "" in wanted)
            ),
        )
    if field.name == "flag":
        return "flags", lambda flags: any(flag[0] in wanted for flag in json.loads(flags or "[]"))
    return _SPEECH.get(field.name, field.name), lambda value: value in wanted


def _attributes(study: Study) -> dict[str, str]:
    """The attributes of cases, by their name in lower case."""
    return {name.lower(): name for name in attributes_in(study)}


def _known(study: Study, field: Field, text: str) -> set[str]:
    """The values, as the study writes them."""
    there = _values(study, field.name)
    spelled = {value.casefold(): value for value in there} | _labels(study, field.name)
    for value in field.values:
        if value.casefold() not in spelled:
            shown = ", ".join([one for one in there if one][:_SHOWN]) or "–"
            near = nearest(value, there)
            raise wrong("query_unknown_value", field, text, value, name=field.name, near=near, known=shown)
    return {spelled[value.casefold()] for value in field.values}


def _labels(study: Study, name: str) -> dict[str, str]:
    """Other names of values: what people call a case; none for nothing."""
    if name == "case":
        return {
            str(label).casefold(): str(case)
            for case, label in zip(study.cases["case"], study.cases["label"], strict=True)
        }
    return {"none": "", "": ""} if name in ("polarity", "role", "sector", "side", "wave", "kind") else {}


def _values(study: Study, name: str) -> list[str]:
    columns = {
        "case": study.cases["case"],
        "document": study.documents["document"],
        "speaker": study.speakers["speaker"],
        "person": floor_of(study).respondents["person"],
        "role": study.people["role"],
        "sector": study.people["sector"],
        "language": study.documents["language"],
        "wave": study.documents["wave"],
        "kind": study.documents["kind"],
        "coder": study.coders["coder"],
    }
    fixed = {"polarity": POLARITIES, "flag": FLAGS, "side": ("municipality", "partner")}
    found: Iterable[object] = fixed[name] if name in fixed else columns[name].dropna().unique()
    return [str(value) for value in found]


def _date_test(study: Study, field: Field, text: str) -> Test:
    """A year, a month or a day: ``date>=2024-03`` from its first day, ``date<=2024-03`` to its last."""
    for value in field.values:
        if value and not _DATE.fullmatch(value):
            raise wrong("query_date", field, text, value)
    dates = dict(zip(study.documents["document"], study.documents["date"].fillna(""), strict=True))

    def test(document: str) -> bool:
        date = str(dates.get(document, ""))
        return any(
            bool(date) == bool(value) and _ORDERS[field.sign](date[: len(value)], value)
            for value in field.values
        )

    return test


def _attribute_test(study: Study, field: Field, text: str) -> Test:
    told = attribute_of(study, _attributes(study)[field.name])
    if field.sign in ("=", "!="):
        wanted = {value.casefold() for value in field.values}
        return lambda case: told.get(case, "").casefold() in wanted
    numbers = [_number(value) for value in field.values]
    for value, number in zip(field.values, numbers, strict=True):
        if number is None:
            raise wrong("query_number", field, text, value)

    def test(case: str) -> bool:
        own = _number(told.get(case, ""))
        return own is not None and any(
            _ORDERS[field.sign](own, number) for number in numbers if number is not None
        )

    return test


def _number(text: str) -> float | None:
    """A number as people in these countries write it.

    >>> _number("52.000"), _number("1,5"), _number("many")
    (52000.0, 1.5, None)
    """
    plain = text.replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", plain):
        plain = re.sub("[.,]", "", plain)
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": eq, ">": gt, ">=": ge, "<": lt, "<=": le}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that comes nearest; "" where none is near."""
    return next(iter(get_close_matches(word, list(known), 1)), "")


def wrong(problem: str, field: Field, text: str, part: str, **data: object) -> PatternError:
    """What is wrong with a part of a condition, and where that stands in the query."""
    at = text.find(part, field.at) if part else field.at
    return PatternError(problem, pattern=text, part=part or "–", at=max(at, field.at), **data)
