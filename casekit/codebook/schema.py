"""The JSON Schema of a codebook's file, made from the model: editors complete and check with it while people write."""

import json
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from casekit.model.codebook import (
    FORMAT,
    ORIGINS,
    POLARITIES,
    Base,
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Question,
    RatingRules,
)
from casekit.model.words import LANGUAGES, Words

__all__ = ["FILE", "json_schema", "schema_text"]

FILE = "codebook.schema.json"
"""Its name, beside the codebooks."""

_Schema = dict[str, Any]
_PARTS = (Code, Exclusion, Example, Question, Group, RatingRules, Change, Base)
_ID: _Schema = {"type": "string", "pattern": r"^[^\s:,]+$"}
_NUMBER: _Schema = {"type": ["string", "number"]}  # casekit reads 1.0 as text, editors do not
_TEXTS: _Schema = {"type": "array", "items": {"type": "string"}}
_BAR: _Schema = {
    "type": "object",
    "properties": {"not": {"anyOf": [{"type": "string"}, _TEXTS]}},
    "required": ["not"],
    "additionalProperties": False,
}
_TERMS: _Schema = {"type": "array", "items": {"anyOf": [{"type": "string"}, _BAR]}}
_IDS: _Schema = {"type": "array", "items": _ID, "uniqueItems": True}
_WORDS: _Schema = {"$ref": "#/$defs/words"}
_SPOKEN: _Schema = {name: {"type": "string"} for name in LANGUAGES}
_OWN: dict[tuple[type, str], _Schema] = {
    (Codebook, "version"): _NUMBER,
    (Codebook, "languages"): {"type": "array", "items": {"enum": list(LANGUAGES)}, "uniqueItems": True},
    (Code, "polarity"): {
        "type": "object",
        "properties": dict.fromkeys(POLARITIES, _WORDS),
        "additionalProperties": False,
    },
    (Code, "indicators"): {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, _TERMS),
        "additionalProperties": False,
    },
    (Code, "colour"): {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
    (Code, "origin"): {"enum": list(ORIGINS)},
    (Code, "parent"): _ID,
    (Code, "questions"): _IDS,
    (Example, "direction"): {"enum": list(POLARITIES)},
    (Example, "also"): _IDS,
    (Example, "see"): _ID,
    (Exclusion, "see"): _ID,
    (Group, "themes"): _IDS,
    (Question, "number"): _NUMBER,
    (RatingRules, "scale"): {"type": "array", "items": _NUMBER},
    (Change, "version"): _NUMBER,
    (Base, "version"): _NUMBER,
    (Base, "without"): _IDS,
}
"""What the type of a field does not tell."""


def json_schema() -> _Schema:
    """The schema (draft 2020-12): unknown fields are refused; a text stands in each language, or plain in the first one.

    >>> json_schema()["properties"]["casekit"]
    {'const': 'codebook/1', 'description': 'The format of this file.'}
    """
    book = _object(Codebook)
    head = {"casekit": {"const": FORMAT, "description": "The format of this file."}}
    words = {"type": "object", "properties": _SPOKEN, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "casekit codebook",
        **book,
        "properties": head | book["properties"],
        "required": ["casekit", "id"],
        "$defs": {"words": {"anyOf": [words, {"type": "string"}]}}
        | {_name(one): _object(one) for one in _PARTS},
    }


def schema_text() -> str:
    """The schema as the file :data:`FILE` holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(kind: type) -> _Schema:
    """The fields of a part of a codebook, each with what it means."""
    hints = get_type_hints(kind)
    told: _Schema = {}
    for field in fields(kind):
        if field.name == "text" and kind in (Exclusion, Example):
            told |= _SPOKEN
        else:
            doc = field.metadata.get("doc", "")
            own = _OWN.get((kind, field.name)) or (_ID if field.name == "id" else _of(hints[field.name]))
            told[field.name] = own | ({"description": doc} if doc else {})
    if kind is Code:
        told["codes"] = _of(tuple[Code, ...]) | {"description": "The codes below it."}
    required = {"required": ["id"]} if "id" in told else {}
    return {"type": "object", "properties": told, "additionalProperties": False} | required


def _of(hint: Any) -> _Schema:
    """What may stand where the model has a value of this type."""
    if hint is str:
        return {"type": "string"}
    if hint is Words:
        return _WORDS
    if is_dataclass(hint):
        return {"$ref": f"#/$defs/{_name(hint)}"}
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(inner)}
    if NoneType in inner:
        return _of(next(one for one in inner if one is not NoneType))
    if get_origin(inner[0]) is tuple:  # pairs of a name and what stands behind it
        return {"type": "object", "additionalProperties": _of(get_args(inner[0])[1])}
    return {"type": "array", "items": _of(inner[0])}


def _name(kind: Any) -> str:
    return str(kind.__name__).lower()
