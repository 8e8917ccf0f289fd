"""A disk that fails once or for good, a file that another program holds, and a clock that goes backwards."""

import pytest
from vfs import library

pytestmark = pytest.mark.slow


@pytest.mark.skipif(library() is None, reason="SQLite's functions cannot be reached in this Python")
def test_an_operation_that_fails_is_told_and_leaves_the_file_whole(measured):
    told = measured("failing", "operations", 20)
    assert (told.get("not casekit's error", 0), told["torn"], told["lost"]) == (0, 0, 0)
    assert told["acknowledged"] < told["failures"]


def test_a_file_that_another_program_holds_is_busy_after_ten_seconds_and_can_be_written_afterwards(measured):
    told = measured("failing", "busy")
    assert told["told"] == "busy"
    assert 9 < told["waited, s"] < 30
    assert (told["changed"], told["written afterwards"]) == (False, True)


@pytest.mark.thorough
def test_a_clock_that_goes_backwards_changes_nothing_that_was_said(measured):
    told = measured("failing", "clock")
    assert told["the same"]
    assert told["torn"] == 0
