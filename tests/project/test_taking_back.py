import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.project.taking_back import acts_to_undo, undos_to_redo, verb_word
from casekit.wording import say

ROWS = [
    (1, "create", "ah", True, None),
    (2, "record", "ah", True, None),
    (3, "message", "bk", True, None),
    (4, "add", None, True, None),
    (5, "record", "ah", False, None),
    (6, "undo", "ah", True, "5"),
    (7, "export", "ah", True, None),
]


@pytest.fixture
def history():
    frame = pd.DataFrame(ROWS, columns=["n", "verb", "by", "in_force", "undoes"])
    return frame.assign(id=frame["n"].astype(str))


def acts(history, coder="ah", n=None, last=1, of=None):
    return list(acts_to_undo(history, coder, n, last, of)["n"])


def undos(history, coder="ah", n=None, last=1, of=None):
    return list(undos_to_redo(history, coder, n, last, of)["n"])


def test_a_person_s_last_acts_are_theirs_or_nobody_s_in_force_and_newest_first(history):
    assert acts(history) == [4]
    assert acts(history, last=2) == [4, 2]
    assert acts(history, "bk", last=2) == [4, 3]
    assert acts(history, of="bk") == [3]


def test_an_act_is_named_by_its_number(history):
    assert acts(history, n=2) == [2]
    assert acts(history, n=3, of="bk") == [3]
    assert undos(history) == undos(history, n=5) == undos(history, n=6) == [6]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"n": 1}, "not_undoable"),
        ({"n": 6}, "not_undoable"),
        ({"n": 7}, "not_undoable"),
        ({"n": 5}, "undone_already"),
        ({"n": 3}, "act_of_another"),
        ({"n": 4, "of": "bk"}, "act_of_another"),
        ({"n": 9}, "unknown_event"),
        ({"last": 3}, "not_so_many_acts"),
        ({"last": 0}, "not_so_many_acts"),
        ({"of": "xx"}, "nothing_to_undo"),
    ],
)
def test_what_is_no_act_of_theirs_is_not_undone(history, asked, problem):
    with pytest.raises(LookupFailedError) as caught:
        acts(history, **asked)
    assert caught.value.problem == problem
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    ("coder", "asked", "problem"),
    [
        ("ah", {"n": 2}, "not_undone"),
        ("ah", {"n": 9}, "unknown_event"),
        ("bk", {"n": 5}, "act_of_another"),
        ("bk", {}, "nothing_to_redo"),
        ("ah", {"last": 2}, "not_so_many_acts"),
    ],
)
def test_what_they_did_not_undo_is_not_redone(history, coder, asked, problem):
    with pytest.raises(LookupFailedError) as caught:
        undos(history, coder, **asked)
    assert caught.value.problem == problem


def test_a_verb_of_a_notebook_s_own_is_its_own_word():
    assert verb_word("genkodet") == "genkodet"
    assert verb_word("add") == say("verb.add")
