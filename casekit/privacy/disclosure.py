"""Cases as letters, and quotes that must not be shown.

This is the least that a document across cases needs; it finds no names of people. Every document says that its quotes are
not released until a person has released them.
"""

import hashlib
import re
import unicodedata

import pandas as pd

from casekit.language.tokens import words
from casekit.model.study import Study

__all__ = ["letters", "names_a_case", "risky"]

_RISKY = re.compile(
    r"\S+@\S+|https?://|www\.|\d{4,}|\d[\d\s–-]{5,}\d|\b\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}\b"
    r"|(?:vej(?:en)?|gaden?|allé|straße|strasse|str\.|weg|platz|straat|laan|plein)\s+\d+|\b\d+\s+\w+\s+(?:Street|Road)\b",
    re.IGNORECASE,
)
_SHORT = 5
_KINDS = frozenset(
    {"kommune", "kommunen", "gemeinde", "gemeente", "stadt", "stad", "kreis", "landkreis", "region", "regio"}
    | {"municipality", "city", "council", "district"}
)


def letters(study: Study) -> dict[str, str]:
    """A letter for each case that somebody spoke for, in an order that tells nothing: not by name, not by size.

    The order is drawn by lot: who does not have the project cannot work it out from a list of names.
    """
    lot = study.settings.get("letters", "")
    spoken = set(study.speakers["case"])
    cases = [str(case) for case in study.cases["case"] if case in spoken]
    order = sorted(cases, key=lambda case: hashlib.sha256(f"{lot} {case}".encode()).hexdigest())
    return {case: _letter(number) for number, case in enumerate(order)}


def _letter(number: int) -> str:
    """A … Z, then AA …

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


_PLAIN = str.maketrans(dict(zip("øæåäöüß", ("oe", "ae", "aa", "ae", "oe", "ue", "ss"), strict=True)))


def names_a_case(study: Study, text: str) -> bool:
    """Whether a text names one of the cases, also inside a compound such as «Havnstrupmodellen» or a mail address.

    A name of fewer than five letters counts only as a word of its own, with or without genitive s.
    """
    plain = f"{_plain(text)} {_ascii(_plain(text))}"
    parts = set(re.split(r"[\W_]+", plain))
    said = parts | {part.removesuffix("s") for part in parts}
    labels = [*study.cases["label"], *study.cases["case"]]
    names = {form for label in labels for form in _forms(str(label))}
    return any(name in said if len(name) < _SHORT else name in plain for name in names)


_KIND_ENDINGS = ("gemeinde", "stadt", "kreis", "kommune", "gemeente")


def _forms(label: str) -> set[str]:
    """What of a label is a name, as written and without accents: not «kommune», not the «den» of Den Haag."""
    parts = {part for word in words(_plain(label)) for part in word.key.split("-")}
    named = sorted(_named(parts), key=len)
    telling = {part for part in named if len(part) >= _SHORT} or set(named[-1:])
    return telling | {_ascii(part) for part in telling}


def _named(parts: set[str]) -> set[str]:
    """Without «Kommune» and «Kreis», and, where something is left, without «Verbandsgemeinde» and «Hansestadt»."""
    own = parts - _KINDS or parts
    return {part for part in own if not part.endswith(_KIND_ENDINGS)} or own


def _plain(text: str) -> str:
    """Lower case, composed, without signs that nobody sees."""
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join(seen).lower()


def _ascii(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def risky(passages: pd.DataFrame) -> "pd.Series[bool]":
    """Which passages hold what looks like a number, an address or a mail address of a person."""
    return passages["text"].str.contains(_RISKY, regex=True)
