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


def test_what_carries_later_work_is_refused_by_name_also_for_a_verb_of_one_s_own(project, coding):
    one = coding(project.study())
    project.record(one, verb="genkodet")
    project.record(coding(project.study(), start=10, end=20))
    event = project.log().iloc[-2]
    refuse_if_resting(project._store, event)
    project.record(type(one)(one.key, one.revision, 1, 2, "rent", one.codebook, "", one.coder, "x"))
    change = project.log().iloc[-1]
    project.record(
        type(one)(one.key, one.revision, 1, 3, "rent", one.codebook, "", one.coder, "x"), verb="genkodet"
    )
    with pytest.raises(RestsOnError) as caught:
        refuse_if_resting(project._store, change)
    assert caught.value.data["what"] == "codings: 1"
    with pytest.raises(RestsOnError) as caught:
        refuse_if_resting(project._store, event)
    assert caught.value.data["verb"] == "genkodet"
