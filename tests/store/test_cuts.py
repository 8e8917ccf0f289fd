"""Words taken out of a text: places before and after, whatever the order of the cuts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.facts import Key
from casekit.store.cuts import Cut, Shift, cut_mark, cuts_in, image, images, original, united

pytestmark = pytest.mark.slow


TEXT = "abcdefghijklmnopqrstuvwxyzæøå🏠"
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 6)).map(
    lambda pair: Cut(pair[0], min(len(TEXT), pair[0] + pair[1]), "[…]")
)
cuts = st.lists(spans, max_size=4).map(united)


@given(cuts, cuts)
def test_in_two_steps_or_in_one_the_text_is_the_same(first, second):
    both = united([*first, *second])
    once = Shift.between((), both).text(TEXT)
    assert Shift.between(first, both).text(Shift.between((), first).text(TEXT)) == once
    assert Shift.between(second, both).text(Shift.between((), second).text(TEXT)) == once


@given(cuts, cuts, st.integers(0, len(TEXT) - 1), st.integers(1, 8))
def test_a_stretch_that_is_kept_has_the_same_words(first, second, start, size):
    end = min(len(TEXT), start + size)
    both = united([*first, *second])
    after = Shift.between((), both)
    place = after.span(start, end)
    assert (place is None) == any(start < cut.end and cut.start < end for cut in both)
    if place is not None:
        assert after.text(TEXT)[slice(*place)] == TEXT[start:end]
        step = Shift.between((), first).span(start, end)
        assert step is not None
        assert Shift.between(first, both).span(*step) == place


@given(cuts, st.integers(0, len(TEXT)))
def test_a_place_finds_back_to_where_it_was(made, place):
    if any(cut.start < place < cut.end for cut in made):
        return
    found = Shift.between((), made)
    if place < len(TEXT) and not any(cut.start <= place < cut.end for cut in made):
        start, _ = found.span(place, place + 1) or (-1, -1)
        assert original(made, start) == place


@given(cuts)
def test_a_mark_tells_its_cuts(made):
    assert cuts_in(cut_mark(made)) == made


@pytest.mark.parametrize("kind", ["document", "person", "revision", "export", "event"])
def test_other_marks_tell_none(kind):
    assert cuts_in(kind) == ()


def test_a_text_without_cuts_keeps_its_key_and_every_set_of_cuts_has_its_own():
    root = Key("r")
    marks = ["revision 0-3 [x]", "revision 5-7 [x]", "revision"]
    assert image(root, ()) == root
    assert len(images(root, marks)) == 4
    assert images(root, []) == {root: ()}


def test_turns_go_or_are_what_is_left_of_them():
    shift = Shift.between((), [Cut(4, 8, "[x]")])
    assert shift.turns([[0, 2, "A"], [4, 8, "B"], [2, 6, "C"], [6, 10, "D"], [0, 10, "E"]]) == [
        [0, 2, "A"],
        [2, 4, "C"],
        [7, 9, "D"],
        [0, 9, "E"],
    ]


def test_what_goes_is_told_once():
    assert Shift.between((), [Cut(1, 3, "[x]")]).lost("abcd") == ["bc"]
    assert Shift.between([Cut(1, 3, "[x]")], [Cut(1, 3, "[x]")]).lost("a[x]d") == []
