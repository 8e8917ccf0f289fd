import shutil

import pytest

from casekit.analysis.review import review
from casekit.errors import LookupFailedError, PersonNeededError

pytestmark = pytest.mark.slow


def status(project):
    return project.study().suggestions.set_index("suggestion")["status"]


@pytest.fixture
def ids(suggested):
    return list(suggested.study().suggestions["suggestion"])


def test_a_queue_is_decided_on_in_one_act_that_is_undone_at_once(suggested, ids):
    n = suggested.study().n
    queue = review(suggested.study())
    assert suggested.decide(queue, "accepted", why="alle passer") == len(ids) > 1
    assert suggested.study().n == n + 1
    assert set(status(suggested)) == {"accepted"}
    assert set(suggested.study().decisions["why"]) == {"alle passer"}
    assert (len(suggested.study().codings), len(review(suggested.study()))) == (len(ids), 0)
    suggested.undo()
    assert set(status(suggested)) == {"open"}
    assert suggested.study().codings.empty


def test_rows_of_a_queue_s_frame_are_decided_on(suggested, ids):
    frame = review(suggested.study(), order="document").frame
    assert suggested.decide(frame.iloc[1:2], "rejected") == 1
    assert status(suggested)[frame["suggestion"].iloc[1]] == "rejected"
    assert suggested.decide(frame.iloc[:0], "rejected") == 0


def test_a_changed_suggestion_is_a_coding_that_rests_on_it(suggested, ids):
    suggested.decide(ids[:1], "changed", code="housing", polarity="barrier", why="bredere")
    coding = suggested.study().codings.iloc[0]
    assert tuple(coding[["code", "polarity", "suggestion", "coder"]]) == ("housing", "barrier", ids[0], "ah")
    assert status(suggested)[ids[0]] == "changed"
    assert suggested.log()["verb"].iloc[-1] == "changed"


def test_the_log_says_what_was_done_not_what_it_was_called(suggested, ids):
    suggested.decide(ids[:1], "accepted", code="housing")
    assert suggested.log()["verb"].iloc[-1] == "changed"
    suggested.decide(ids, "accepted", code="rent")  # some were proposed as rent
    assert suggested.log()["verb"].iloc[-1] == "accepted"


def test_a_change_is_a_change_of_the_same_coding_and_a_rejection_takes_it_back(suggested, ids):
    suggested.decide(ids[:1], "accepted")
    suggested.decide(ids[:1], "changed", code="housing")
    assert list(suggested.study().codings["code"]) == ["housing"]
    suggested.decide(ids[:1], "rejected")
    assert suggested.study().codings.empty
    suggested.undo()
    suggested.undo()
    assert list(suggested.study().codings["code"]) != ["housing"]


def test_words_are_changed_by_code_points_or_by_the_words_themselves(suggested):
    row = review(suggested.study(), code="rent").frame.iloc[0]
    for span in ((row["start"], row["start"] + 8), "Huslejen"):
        suggested.decide(row.to_frame().T, "changed", span=span)
        coding = suggested.study().codings.iloc[0]
        assert suggested.study().text(coding["document"], coding["start"], coding["end"]) == "Huslejen"


def test_a_withdrawn_coding_leaves_its_suggestion_open_and_undo_brings_both_back(suggested, ids):
    suggested.decide(ids[:2], "accepted", why="passer")
    first = suggested.study().codings.set_index("suggestion")["coding"][ids[0]]
    assert suggested.withdraw([first]) == 1
    assert list(status(suggested)[ids[:2]]) == ["open", "accepted"]
    assert len(suggested.study().decisions) == 1
    suggested.undo()
    assert list(status(suggested)[ids[:2]]) == ["accepted", "accepted"]
    assert set(suggested.study().decisions["why"]) == {"passer"}
    suggested.redo()
    assert suggested.decide(ids[:1], "rejected") == 1


def test_withdrawing_what_another_has_decided_on_since_leaves_that_decision(suggested, reopened, ids):
    suggested.decide(ids[:1], "accepted")
    other = reopened(suggested.folder, "bk")
    other.decide(ids[:1], "rejected")
    suggested.withdraw(suggested.study().codings["coding"])
    assert status(suggested)[ids[0]] == "rejected"


@pytest.mark.parametrize(("verdict", "status_now"), [("accepted", "accepted"), ("rejected", "rejected")])
def test_withdrawing_leaves_what_another_decided_in_their_copy(
    suggested, reopened, ids, tmp_path, verdict, status_now
):
    shutil.copytree(suggested.folder, tmp_path / "kopi")
    suggested.decide(ids[:1], "accepted")
    other = reopened(tmp_path / "kopi", "bk")
    other.decide(ids[:1], verdict, why="set igen")
    suggested.merge(other.folder)
    [mine] = suggested.study().codings.loc[suggested.study().codings["coder"] == "ah", "coding"]
    suggested.withdraw([mine])
    assert status(suggested)[ids[0]] == status_now
    assert list(suggested.study().decisions["why"]) == ["set igen"]
    suggested.undo()
    assert len(suggested.study().decisions) == 2


def test_a_person_is_needed(suggested, reopened, ids):
    nobody = reopened(suggested.folder, None)
    for act in (lambda: nobody.decide(ids, "accepted"), lambda: nobody.withdraw(ids)):
        with pytest.raises(PersonNeededError):
            act()


def test_nothing_is_written_when_one_thing_is_wrong(suggested, ids):
    n = suggested.study().n
    for given in ({"span": "Huslejen"}, {"code": "findesikke"}, {"polarity": "op"}):
        with pytest.raises(LookupError):
            suggested.decide(ids, "changed", **given)
    with pytest.raises(LookupFailedError):
        suggested.decide(suggested.study().turns, "accepted")
    assert suggested.study().n == n
