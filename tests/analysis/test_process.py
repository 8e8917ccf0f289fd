"""Processes side by side."""

import json

import pytest

from casekit.analysis.process import STEP_TABLE, process, process_names, steps_of
from casekit.errors import LookupFailedError
from casekit.model.facts import Step, key_of
from casekit.wording import speak

pytestmark = pytest.mark.slow


def step(maker, case, position, name, actor="", duration="", stops=0, links=()):
    key = key_of("step", case, "vej", name)
    maker.facts.append(
        Step(
            key,
            key_of("case", case),
            "vej",
            position,
            name,
            actor,
            duration,
            stops,
            "",
            key_of("coder", "ah"),
            json.dumps(list(links)),
        )
    )


@pytest.fixture
def described(small):
    speak("en")
    small.coding("SOE-01", "rent", "Huslejen er for høj", coder="ah")
    link = small.study().codings["coding"].iloc[0]
    step(small, "soelev", 1, "Visitation", "leder", "2 uger", links=[link])
    step(small, "soelev", 2, "Bolig", stops=1)
    step(small, "bakke", 1, "Møde")
    step(small, "bakke", 2, "visitation", "gruppe")
    return small.study()


def test_cases_stand_side_by_side_and_steps_of_one_name_in_one_row(described):
    wide = process(described)
    assert list(wide.columns) == ["Sølev", "Bakkeby Kommune"]
    assert list(wide.index) == ["Møde", "Visitation", "Bolig"]
    assert wide.loc["Visitation"].tolist() == ["1. · leder · 2 uger", "2. · gruppe"]
    assert wide.loc["Bolig"].tolist() == ["2.\n■ stops here", ""]
    assert "2 uger" in wide._repr_html_()


def test_steps_lead_to_their_passages(described):
    told = steps_of(described, cases=["soelev"])
    assert tuple(told.columns) == STEP_TABLE
    assert told["evidence"].iloc[0].startswith("SOE-01, turn 2")
    assert process_names(described) == ["vej"]


def test_without_steps_there_is_an_empty_table(small):
    assert process(small.study()).shape == (0, 0)
    assert tuple(steps_of(small.study()).columns) == STEP_TABLE


@pytest.mark.parametrize("asked", [{"name": "none"}, {"cases": ["none"]}])
def test_what_there_is_not_is_refused(described, asked):
    with pytest.raises(LookupFailedError):
        process(described, **asked)
