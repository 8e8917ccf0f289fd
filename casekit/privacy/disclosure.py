"""Cases as letters, and quotes that must not be shown.

This is the least that a document across cases needs; it finds no names of people. Every document says that its quotes are
not released until a person has released them.
"""

import hashlib
import re

import pandas as pd

from casekit.language.tokens import words
from casekit.model.study import Study

__all__ = ["letters", "names_a_case", "risky"]

_RISKY = re.compile(r"\S+@\S+|\d{4,}|\d[\d\s–-]{5,}\d|\b\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}\b|(?:vej|gade|straße|str\.|weg|straat|laan)\s+\d+", re.IGNORECASE)  # fmt: skip


def letters(study: Study) -> dict[str, str]:
    """A letter for each case that somebody spoke for, in an order that tells nothing: not by name, not by size."""
    spoken = set(study.speakers["case"])
    cases = [str(case) for case in study.cases["case"] if case in spoken]
    order = sorted(cases, key=lambda case: hashlib.sha256(case.encode()).hexdigest())
    return {case: _letter(number) for number, case in enumerate(order)}


def _letter(number: int) -> str:
    """A … Z, then AA …

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


_PLAIN = str.maketrans(dict(zip("øæåäöüß", ("oe", "ae", "aa", "ae", "oe", "ue", "ss"), strict=True)))


def names_a_case(study: Study, text: str) -> bool:
    """Whether a text names one of the cases, also inside a compound such as «Havnstrupmodellen» or a mail address."""
    stems = [word.key for label in study.cases["label"] for word in words(str(label)) if len(word.key) >= 5]
    plain = text.lower()
    return any(stem in plain or _ascii(stem) in plain for stem in stems)


def _ascii(word: str) -> str:
    return word.translate(_PLAIN)


def risky(passages: pd.DataFrame) -> "pd.Series[bool]":
    """Which passages hold what looks like a number, an address or a mail address of a person."""
    return passages["text"].str.contains(_RISKY, regex=True)
