from dataclasses import replace

import pandas as pd
import pytest

from casekit.errors import LookupFailedError, RestsOnError
from casekit.project.taking_back import last_act, last_undo, refuse_if_resting

ROWS = [
    (1, "create", "ah", True),
    (2, "record", "ah", True),
    (3, "message", "bk", True),
    (4, "add", None, True),
    (5, "record", "ah", False),
    (6, "undo", "ah", True),
    (7, "export", "ah", True),
]


@pytest.fixture
def history():
    return pd.DataFrame(ROWS, columns=["n", "verb", "by", "in_force"])


def test_a_person_s_last_act_is_theirs_or_nobody_s_and_in_force(history):
    assert last_act(history, "ah")["n"] == 4
    assert last_act(history[history["by"].notna()], "ah")["n"] == 2
    assert last_act(history, "bk")["n"] == 4


def test_making_undoing_and_exporting_are_not_undone(history):
    with pytest.raises(LookupFailedError):
        last_act(history[history["verb"].isin(["create", "undo", "export"])], "ah")


def test_a_person_s_last_undo_is_theirs(history):
    assert last_undo(history, "ah")["n"] == 6
    with pytest.raises(LookupFailedError):
        last_undo(history, "bk")


def test_what_carries_later_work_is_refused_with_its_verb_also_one_of_a_notebook_s_own(project, coding):
    one = coding(project.study())
    project.record(one)
    project.record(replace(one, end=30), verb="genkodet")
    event = project.log().iloc[-1]
    refuse_if_resting(project._store, event)
    project.record(replace(one, end=35))
    with pytest.raises(RestsOnError) as caught:
        refuse_if_resting(project._store, event)
    assert (caught.value.data["what"], caught.value.data["verb"]) == ("codings: 1", "genkodet")
