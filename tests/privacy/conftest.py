"""Studies of nothing but cases that somebody spoke for."""

from collections.abc import Callable
from dataclasses import fields

import pandas as pd
import pytest

from casekit.codebook import parse_codebook
from casekit.model.facts import FACTS, CaseFact, DocumentFact, Fact, Layout, Revision, SpeakerFact, key_of
from casekit.model.roles import Roles
from casekit.model.study import Study, make_study


def facts_of(case: str, label: str, *, spoke: bool) -> list[Fact]:
    document, revision = key_of("document", case), key_of("revision", case)
    described: list[Fact] = [CaseFact(key_of("case", case), case, label)]
    heard: list[Fact] = [
        DocumentFact(
            document, f"{case}-1", key_of("case", case), "interview", "", "da", "", "", case, "text"
        ),
        Revision(revision, document, "Ja.", ""),
        Layout(key_of("layout", case), revision, '[[0, 3, "IP", null, null]]'),
        SpeakerFact(key_of("speaker", case), document, "IP", "respondent", ""),
    ]
    return described + (heard if spoke else [])


@pytest.fixture
def cases() -> Callable[..., Study]:
    """A study of cases by name and label; those of *silent* nobody spoke for."""

    def make(labels: dict[str, str], *, silent: tuple[str, ...] = ()) -> Study:
        facts = [
            fact for case, label in labels.items() for fact in facts_of(case, label, spoke=case not in silent)
        ]
        frames = {
            kind: pd.DataFrame(
                [
                    [getattr(fact, item.name) for item in fields(kind)] + [1]
                    for fact in facts
                    if type(fact) is kind
                ],
                columns=[*(item.name for item in fields(kind)), "event"],
                dtype=object,
            )
            for kind in FACTS
        }
        return make_study(frames, parse=parse_codebook, roles=Roles())

    return make
