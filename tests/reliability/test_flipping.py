"""Whatever bit of a project flips: casekit's check finds it if anything that was written is not as it was."""

import pytest

pytestmark = pytest.mark.slow


def test_every_flip_that_changed_what_the_file_says_is_found_and_named(measured):
    told = measured("flipping", 70)
    assert told["missed"] == []
    assert told["changed content"] > 15
    assert told["to be named"] > 5
    assert (
        told["named"] >= 0.95 * told["to be named"]
    )  # a flip may hit the very number that says what a row is about
