"""Which codings a person means to settle, and the decisions that go with those taken back."""

import pytest

from casekit.errors import LookupFailedError
from casekit.project.settling import decisions_for, to_settle


def test_only_what_waits_can_be_settled(project):
    with pytest.raises(LookupFailedError) as caught:
        to_settle(project.study(), ["LIN-01, turn 2 · 1234567890"])
    assert caught.value.problem == "nothing_to_settle"
    assert to_settle(project.study(), []) == []


def test_the_decision_that_made_a_coding_is_found(suggested):
    first = suggested.study().suggestions["suggestion"].iloc[0]
    suggested.decide([first], "accepted")
    [coding] = suggested.study().codings["coding"]
    assert len(decisions_for(suggested._store, [coding])) == 1
    assert decisions_for(suggested._store, ["another"]) == []
