"""Facts of one fictional interview, as a store would hand them out."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields

import pandas as pd
import pytest

from casekit.model.codebook import Code, Codebook
from casekit.model.facts import (
    FACTS,
    CaseFact,
    CodebookFact,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Fact,
    Layout,
    PersonFact,
    Revision,
    Setting,
    SpeakerFact,
    Suggestion,
    key_of,
)
from casekit.model.roles import Roles
from casekit.model.study import Study, make_study
from casekit.model.words import Words

TEXT = "I: Hvordan går det?\nIP: Boligerne mangler.\n(slut)\n"
DOCUMENT, REVISION, BOOK = key_of("document", "1"), key_of("revision", "1"), key_of("codebook", "small")

INTERVIEW: tuple[Fact, ...] = (
    Setting(key_of("setting", "language"), "language", "da"),
    CaseFact(key_of("case", "soe"), "soe", "Sølev", attributes='[["population", "31000", "2023", "fiktiv"]]'),
    PersonFact(key_of("person", "P1"), "P1", key_of("case", "soe"), "leader", "ngo"),
    DocumentFact(DOCUMENT, "SOE-01", key_of("case", "soe"), "interview", "2023-11-14", "da", "", "a.txt", "f" * 64, "text"),
    Revision(REVISION, DOCUMENT, TEXT, "x"),
    Layout(key_of("layout", "1"), REVISION, json.dumps([[3, 19, "I", None, None], [24, 42, "IP", 4000, 6000]])),
    SpeakerFact(key_of("speaker", "I"), DOCUMENT, "I", "interviewer", "known_label"),
    SpeakerFact(key_of("speaker", "IP"), DOCUMENT, "IP", "respondent", "known_label", key_of("person", "P1")),
    CodebookFact(BOOK, "small", "1.0", "d", "{}"),
    Coder(key_of("coder", "ah"), "ah"),
)  # fmt: skip


def make_coding(
    start: int, end: int, *, name: str = "c", code: str = "home", revision: str = REVISION
) -> Coding:
    return Coding(key_of(name), revision, start, end, code, BOOK, "barrier", key_of("coder", "ah"), "")


def make_suggestion(start: int, end: int) -> Suggestion:
    return Suggestion(
        key_of("s", str(start)), REVISION, start, end, "home", BOOK, "", key_of("coder", "ah"), "[]"
    )


def make_decision(suggestion: Suggestion, verdict: str) -> Decision:
    return Decision(key_of("decision", suggestion.key), suggestion.key, verdict, key_of("coder", "ah"))


def parse(content: str) -> Codebook:
    home = Code("home", Words.of({"en": "Home"}))
    return Codebook("small", "1.0", Words(), (home,), licence=content)


def study_of(*facts: Fact, book: Codebook | None = None) -> Study:
    """The study of these facts; its codebook is *book*, else one with the code ``home``."""
    frames = {
        kind: pd.DataFrame(
            [asdict(fact) | {"event": 3} for fact in facts if type(fact) is kind],
            columns=[*(item.name for item in fields(kind)), "event"],
            dtype=object,
        )
        for kind in FACTS
    }
    reading = (lambda content: book) if book is not None else parse
    return make_study(frames, parse=reading, roles=Roles(), n=7, state="abc", at="2024-01-01")


@pytest.fixture
def interview() -> tuple[Fact, ...]:
    return INTERVIEW


@pytest.fixture
def make() -> Callable[..., Study]:
    return study_of


@pytest.fixture
def coding() -> Callable[..., Coding]:
    return make_coding


@pytest.fixture
def suggestion() -> Callable[..., Suggestion]:
    return make_suggestion


@pytest.fixture
def decision() -> Callable[..., Decision]:
    return make_decision
