"""A study's own words: whom a codebook calls *borger*, a study may call *deltager*; and the gender form of German.

Forms are exchanged one by one (``borger``, ``borgere``, ``borgeren``), so that the team decides on every inflection. Search
terms, ids and names stay as they are.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from casekit.errors import LookupFailedError
from casekit.model.codebook import Change, Code, Codebook, Example, Exclusion, Group, Question, RatingRules
from casekit.model.words import LANGUAGES, Words

__all__ = ["GENDER_FORMS", "OwnWords", "worded"]

GENDER_FORMS = (":innen", "*innen", "_innen", "·innen", "/-innen", "Innen")
"""How German may write the gender form; the last is ``KlientInnen``."""

_GENDER = re.compile(
    r"(?<=[a-zäöüß])(?<!Linked)(?<!außen)(?:(?:[:*_·]|/-?)in|In)(nen|\b)"
)  # also in Mieter:innenbeirat


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Per language the forms to exchange, and the German gender form ("": as the codebook has it).

    >>> own = OwnWords.of({"da": {"borger": "deltager"}}, "*innen")
    >>> own.put("da", "Borger og borgernes bolig")
    'Deltager og borgernes bolig'
    >>> own.put("de", "Klient:innen und jede Mieter:in")
    'Klient*innen und jede Mieter*in'
    """

    forms: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    gender: str = ""

    @classmethod
    def of(cls, forms: Mapping[str, Mapping[str, str]], gender: str = "") -> "OwnWords":
        """Own words from a mapping of language to form to own form."""
        return cls(
            tuple((name, tuple(sorted(told.items()))) for name, told in sorted(forms.items()) if told), gender
        )

    @classmethod
    def parse(cls, packed: str) -> "OwnWords":
        """Own words as a project stores them."""
        plain = json.loads(packed or "{}")
        return cls.of(plain.get("forms", {}), plain.get("gender", ""))

    @property
    def packed(self) -> str:
        """As a project stores them."""
        plain = {"forms": {name: dict(told) for name, told in self.forms}, "gender": self.gender}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    def __bool__(self) -> bool:
        return bool(self.forms or self.gender)

    def changed(self, forms: Mapping[str, Mapping[str, str]], gender: str | None = None) -> "OwnWords":
        """These words with others set; a form whose own form is empty is as in the codebook again.

        Raises:
            LookupFailedError: an unknown language or gender form.
        """
        for name, allowed in ((gender, ("", *GENDER_FORMS)), *((language, LANGUAGES) for language in forms)):
            if name is not None and name not in allowed:
                raise LookupFailedError("not_one_of", value=name, allowed=", ".join(filter(None, allowed)))
        told = {language: dict(pairs) for language, pairs in self.forms}
        for language, pairs in forms.items():
            told[language] = {
                old: new
                for old, new in {**told.get(language, {}), **pairs}.items()
                if old.strip() and new.strip()
            }
        return OwnWords.of(told, self.gender if gender is None else gender)

    def put(self, language: str, text: str) -> str:
        """A text of a codebook in the study's own words; a capital stays a capital."""
        exchange = dict(dict(self.forms).get(language, ()))
        if exchange:
            text = _pattern(tuple(exchange)).sub(lambda match: _cased(match.group(), exchange), text)
        if self.gender and language == "de":
            text = _GENDER.sub(lambda match: self._gendered(match.group(1)), text)
        return text

    def _gendered(self, plural: str) -> str:
        return self.gender.removesuffix("nen") + plural


@lru_cache(maxsize=16)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _cased(found: str, exchange: Mapping[str, str]) -> str:
    own = exchange.get(found)
    if own is not None:
        return own
    own = next(new for old, new in exchange.items() if old.lower() == found.lower())
    return own[:1].upper() + own[1:] if found[:1].isupper() else own


def worded(book: Codebook, own: OwnWords) -> Codebook:
    """The codebook as a study words it: its labels, definitions, rules and examples."""
    return _worded(book, own) if own else book


@lru_cache(maxsize=16)
def _worded(book: Codebook, own: OwnWords) -> Codebook:
    made: Codebook = _put(book, own)
    return made


def _put(value: Any, own: OwnWords) -> Any:
    match value:
        case Words():
            return Words(tuple((name, own.put(name, text)) for name, text in value.texts))
        case tuple():
            return tuple(_put(item, own) for item in value)
        case Codebook() | Code() | Example() | Exclusion() | Question() | Group() | RatingRules() | Change():
            return _fields_put(value, lambda field: _put(field, own))
    return value


def _fields_put(value: Any, put: Callable[[Any], Any]) -> Any:
    """Ids and search terms are plain texts, so nothing but :class:`Words` changes."""
    return replace(value, **{name: put(getattr(value, name)) for name in value.__dataclass_fields__})
