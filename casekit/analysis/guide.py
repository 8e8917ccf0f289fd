"""What was asked: for each topic of the interview guide and each document whether it came up in the questions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casekit.analysis.floor import floor_of
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.study import Study

__all__ = [
    "ASKED",
    "NOT_ASKED",
    "NOT_KNOWN",
    "asked_about",
    "below",
    "confirmed",
    "known_topic",
    "roles_of",
    "topic_codes",
]

NOT_ASKED, NOT_KNOWN, ASKED = 0, 1, 2
States = NDArray[np.int8]


def topic_codes(study: Study) -> dict[str, tuple[str, ...]]:
    """The codes that each topic is about."""
    return {row.topic: tuple(json.loads(row.codes or "[]")) for row in records(study.topics)}


def roles_of(study: Study) -> dict[str, frozenset[str]]:
    """The roles that each topic is for; none where everybody is asked."""
    return {row.topic: frozenset(json.loads(row.roles or "[]")) for row in records(study.topics)}


def confirmed(study: Study) -> dict[tuple[str, str], Any]:
    """What a person found, by document and topic: a row of ``study.asked``."""
    return {(row.document, row.topic): row for row in records(study.asked)}


def known_topic(study: Study, topic: str) -> str:
    """*topic*, if the guide has it.

    Raises:
        LookupFailedError: it has not.
    """
    if topic not in set(study.topics["topic"]):
        raise LookupFailedError(
            "unknown_topic", topic=topic or "–", known=", ".join(study.topics["topic"]) or "–"
        )
    return topic


def below(book: Codebook, code: str) -> set[str]:
    """A code and all below it.

    Raises:
        UnknownCodeError: the codebook has no such code.
    """
    return {one.id for one in book if book[code].id in book.path(one.id)}


def asked_about(study: Study, book: Codebook, items: Sequence[str]) -> States:
    """For each respondent (a row of the floor's ``respondents``) and item whether they were asked: one of the three states.

    A topic is about its codes and those below, and about the themes that they are in. A topic counts as asked where a person has
    confirmed it, as not asked where a person has said so or the guide does not ask that role; else nobody knows.
    """
    who = floor_of(study).respondents
    states = np.full((len(who), len(items)), NOT_KNOWN, np.int8)
    topics, codes_of = _by_topic(study, who), topic_codes(study)
    for place, item in enumerate(items):
        mine = [topics[topic] for topic in _topics_on(codes_of, book, item)]
        if mine:
            states[:, place] = np.max(mine, axis=0)
    return states


def _topics_on(codes_of: Mapping[str, Sequence[str]], book: Codebook, item: str) -> Iterator[str]:
    """The topics that are about an item."""
    path, inside = set(book.path(item)), below(book, item)
    for topic, codes in codes_of.items():
        if any(code in path or code in inside for code in codes):
            yield topic


def _by_topic(study: Study, who: pd.DataFrame) -> Mapping[str, States]:
    found, roles = confirmed(study), roles_of(study)
    told = {}
    for topic in study.topics["topic"]:
        wanted = roles[topic]
        rows = [
            _state(
                found.get((row.document, topic)),
                bool(wanted and row.role_held and row.role_held not in wanted),
            )
            for row in records(who[["document", "role_held"]])
        ]
        told[topic] = np.array(rows, np.int8)
    return told


def _state(found: Any, left_out: bool) -> int:
    if found is not None:
        return ASKED if found.asked else NOT_ASKED
    return NOT_ASKED if left_out else NOT_KNOWN
