"""One speaker under several labels: ``Interviewer (JdB)`` and later ``I``, a full name and later initials."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casekit.readers.label_words import known_role, stem
from casekit.readers.labels import initials_of, looks_like_name, same_label

__all__ = ["one_label_each"]

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SHORT = {"ip": ("interviewp", "informant"), "iv": ("interviewt",), "tn": ("teilnehm",)}
_MOST = 100  # a file with more labels is no interview, and comparing each with each would take its time


@dataclass(frozen=True, slots=True)
class _Use:
    """A label with the places of its first and last turn."""

    label: str
    first: int
    last: int


def one_label_each(labels: Sequence[str]) -> Mapping[str, str]:
    """For each spelling in *labels* (one per turn, in order) the label that its speaker keeps: the shortest,
    which says least about who it is.

    >>> dict(one_label_each(["Mette Kruse", "IP", "MK", "IP", "MK"]))
    {'Mette Kruse': 'MK', 'IP': 'IP', 'MK': 'MK'}
    """
    first: dict[str, str] = {}
    spelled = {label: first.setdefault(same_label(label), label) for label in labels}
    uses = _uses([spelled[label] for label in labels])
    kept = _kept(uses) if len(uses) <= _MOST else {use.label: use.label for use in uses}
    return {label: kept[spelling] for label, spelling in spelled.items()}


def _uses(turns: Sequence[str]) -> list[_Use]:
    places: dict[str, list[int]] = {}
    for at, label in enumerate(turns):
        places.setdefault(label, []).append(at)
    return [_Use(label, at[0], at[-1]) for label, at in places.items()]


def _kept(uses: Sequence[_Use]) -> dict[str, str]:
    groups = {use.label: [use] for use in uses}
    for use in uses:
        earlier = [other for other in uses if other is not use and _same_speaker(other, use)]
        if len(earlier) == 1:  # Mette Kruse and Martin Krog leave MK alone
            _join(groups, use.label, earlier[0].label)
    return {
        label: min(group, key=lambda use: (len(use.label), use.first)).label
        for label, group in groups.items()
    }


def _join(groups: dict[str, list[_Use]], one: str, other: str) -> None:
    joined = [*groups[other], *(use for use in groups[one] if use not in groups[other])]
    groups.update({use.label: joined for use in joined})


def _same_speaker(long: _Use, short: _Use) -> bool:
    if long.first > short.first or len(short.label) >= len(long.label):
        return False
    return (
        _named_in(long.label, short.label)
        or _shortened(long.label, short.label)
        or (long.last < short.first and _abbreviated(long.label, short.label))
    )


def _named_in(long: str, short: str) -> bool:
    """``Birgitte Holm (BH)`` and ``BH``; ``Interviewer (JdB)`` and ``Interviewer``."""
    inside = [part.strip().casefold() for part in _BRACKETS.findall(long) if part.strip()]
    return bool(inside) and short.casefold() in {*inside, _BRACKETS.sub("", long).strip().casefold()}


def _shortened(long: str, short: str) -> bool:
    """``Birgitte Holm`` and ``BH``, ``Birgitte`` or ``Holm``."""
    words = _BRACKETS.sub("", long).split()
    if len(words) < 2 or not looks_like_name(long) or any(character.isdigit() for character in long):
        return False
    return short.replace(".", "").lower() in initials_of(long) or short in words


def _abbreviated(long: str, short: str) -> bool:
    """``Respondent`` and ``R``: the same role and the same first letter; that they never alternate is asked before."""
    if known_role(long) is None or known_role(long) != known_role(short) or len(short) > 4:
        return False
    word, code = stem(long), short.lower()
    return word.startswith(code) or any(word.startswith(begin) for begin in _SHORT.get(code, ()))
