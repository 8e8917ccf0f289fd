import pandas as pd
import pytest

from casekit.errors import LookupFailedError
from casekit.project.moments import instant, moment, state_of

TIMES = ("2024-01-24T09:00:00.000+00:00", "2024-01-24T22:30:00.000+00:00", "2024-01-24T08:00:00.000+00:00")


@pytest.fixture
def history():
    """Two own events, and an older one that came later, by merging."""
    frame = pd.DataFrame({"n": [1, 2, 3], "id": ["a", "b", "c"], "at": TIMES}, dtype=object)
    return frame.assign(state=[state_of(frame.head(n)) for n in (1, 2, 3)])


def seen(history, at):
    return "".join(moment(history, at)["id"])


@pytest.mark.parametrize(("n", "events"), [(1, "a"), (2, "ab"), (3, "abc")])
def test_a_number_means_what_was_there_when_it_was_written(history, n, events):
    assert seen(history, n) == events
    assert seen(history, history["state"][n - 1]) == events
    assert seen(history, history["state"][n - 1][:8].upper()) == events


@pytest.mark.parametrize(
    ("at", "events"),
    [
        ("2024-01-24T08:30:00.000+00:00", "c"),
        ("2024-01-24T09:30", "ac"),
        ("2024-01-24T09:30:00+01:00", "c"),
        ("2024-01-24T10:00:00Z", "ac"),
        ("2024-01-24", "abc"),
        ("2031-01-01", "abc"),
    ],
)
def test_a_time_means_what_had_been_done_by_then_by_whomever(history, at, events):
    assert seen(history, at) == events


@pytest.mark.parametrize("at", [0, 4, -1, "", "a", "2024-01-23", "i går", "1", "abcdefgh", "0" * 7])
def test_what_never_was_is_an_error(history, at):
    with pytest.raises(LookupFailedError):
        moment(history, at)


def test_a_project_without_events_has_no_moment_and_an_empty_state(history):
    assert state_of(history.head(0)) == ""
    with pytest.raises(LookupFailedError):
        moment(history.head(0), "2031-01-01")


def test_a_day_begins_and_ends_and_a_time_is_itself():
    assert instant("2024-01-24", end=False) == "2024-01-24T00:00:00.000+00:00"
    assert instant("2024-01-24") == "2024-01-24T23:59:59.999+00:00"
    assert instant("2024-01-24T10:00:00+01:00", end=False) == "2024-01-24T09:00:00.000+00:00"
    with pytest.raises(LookupFailedError) as caught:
        instant("i går")
    assert caught.value.problem == "not_a_time"
