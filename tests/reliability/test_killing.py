"""A process that is killed while it writes loses nothing that it had acknowledged."""

import pytest

pytestmark = pytest.mark.slow


def test_what_a_killed_process_had_acknowledged_is_there_and_nothing_is_half_written(measured):
    told = measured("killing", 15)
    assert (told["lost"], told["torn"], told["not opened"], told["not clean"]) == (0, 0, 0, 0)
    assert told["acknowledged"] > 15
    assert told["worst reopening, ms"] < 5_000
