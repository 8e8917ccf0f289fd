import pytest

from casekit.errors import LookupFailedError, PersonNeededError, UnknownCodeError
from casekit.project.messaging import MESSAGE_STATUSES

pytestmark = pytest.mark.slow


@pytest.fixture
def written(suggested, coding):
    suggested.record(coding(suggested.study()))
    return suggested, suggested.message("Huslejen er for høj.", case="lindesø", theme="housing")


def only(project):
    (row,) = project.study().messages.itertuples(index=False)
    return row


def test_other_words_take_the_place_of_the_old_ones_as_one_act(written):
    project, key = written
    n = project.study().n
    new = project.change_message(key[:10], text=" Huslejen er alt for høj. ")
    assert (only(project).text, only(project).message, only(project).theme) == (
        "Huslejen er alt for høj.",
        new,
        "housing",
    )
    assert (new != key, project.study().n) == (True, n + 1)
    project.undo()
    assert only(project).message == key


def test_a_theme_can_be_changed_and_taken_away(written):
    project, key = written
    project.change_message(key, theme="")
    assert (only(project).theme, only(project).text) == ("", "Huslejen er for høj.")


@pytest.mark.parametrize("status", MESSAGE_STATUSES)
def test_what_became_of_a_message_is_kept(written, status):
    project, key = written
    assert project.change_message(key, status=status) == key
    assert only(project).status == status
    assert only(project).coder == "ah"


def test_a_message_that_holds_has_the_passages_as_they_are_now_and_keeps_status_and_author(written, reopened):
    from casekit.analysis.basis import stale

    project, key = written
    project.change_message(key, status="discussed")
    project.withdraw(list(project.study().codings["coding"]))
    assert stale(project.study()) == [key]
    other = reopened(project.folder, "mb")
    assert other.change_message(key) == key
    assert stale(other.study()) == []
    assert (only(other).status, only(other).coder) == ("discussed", "ah")
    n = other.study().n
    other.change_message(key)
    assert other.study().n == n


def test_who_gives_it_other_words_becomes_its_author(written, reopened):
    project, key = written
    other = reopened(project.folder, "mb")
    other.change_message(key, text="Den er høj.")
    assert only(other).coder == "mb"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"text": " "}, LookupFailedError),
        ({"theme": "rent"}, LookupFailedError),
        ({"theme": "huosing"}, UnknownCodeError),
        ({"status": "done"}, LookupFailedError),
    ],
)
def test_what_cannot_be_said_changes_nothing(written, more, error):
    project, key = written
    n = project.study().n
    with pytest.raises(error):
        project.change_message(key, **more)
    assert project.study().n == n


def test_only_a_message_can_be_changed_and_only_by_somebody(written, reopened):
    project, key = written
    for wrong in ("feedfacef0", "", project.study().codings["coding"].iloc[0]):
        with pytest.raises(LookupFailedError) as caught:
            project.change_message(wrong)
        assert caught.value.problem == "unknown_message"
    with pytest.raises(PersonNeededError):
        reopened(project.folder, None).change_message(key)
