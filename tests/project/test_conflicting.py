import pytest

from casekit.errors import LookupFailedError
from casekit.model.facts import Coding, Decision
from casekit.project.conflicting import (
    CONFLICT_COLUMNS,
    Conflict,
    Side,
    conflict_frame,
    conflicts_in,
    found,
    side_of,
)

SIDES = (
    Side(Decision, "k", "1", "aaaa111111", "x", "ah", "2024"),
    Side(Decision, "k", "2", "bbbb222222", "y", "bk", "2025"),
)
ONE = Conflict("7f3c09a1b2", "decisions", "LIN-01", SIDES)
STRAY = Conflict(
    "7f3d000000", "strays", "HAV-01", (Side(Coding, "c", "3", "cccc333333", "rent", "ah", "2024"),)
)


def test_a_row_tells_a_version_and_the_last_one_counts():
    frame = conflict_frame([ONE, STRAY])
    assert tuple(frame.columns) == CONFLICT_COLUMNS
    assert list(frame["counts"]) == [False, True, False]


def test_a_project_without_conflicts_has_an_empty_frame(project):
    frame = conflict_frame(conflicts_in(project._store.live(), project._store.events(), project.study()))
    assert frame.empty
    assert tuple(frame.columns) == CONFLICT_COLUMNS


@pytest.mark.parametrize("reference", ["7f3c09a1b2", "7f3c", "LIN-01", "LIN-01, turn 2 · 7f3c09a1b2"])
def test_a_conflict_is_named_by_its_reference_a_part_of_it_or_the_document(reference):
    assert found([ONE, STRAY], reference) is ONE


@pytest.mark.parametrize("reference", ["", "7f3", "0000000000", "7f3c09a1b2ff"])
def test_a_reference_to_none_or_several_is_refused(reference):
    with pytest.raises(LookupFailedError):
        found([ONE, STRAY], reference)


@pytest.mark.parametrize(("keep", "place"), [("aaaa111111", 0), ("bbbb", 1), ("ah", 0)])
def test_a_version_is_named_by_its_digits_or_by_who_made_it(keep, place):
    assert side_of(ONE, keep) is SIDES[place]


@pytest.mark.parametrize(("conflict", "keep"), [(ONE, ""), (ONE, "cl"), (STRAY, "ah")])
def test_no_version_or_the_only_one_cannot_be_chosen(conflict, keep):
    with pytest.raises(LookupFailedError):
        side_of(conflict, keep)
