import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.colours import check_colours, contrast_to_white, difference

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def found(book_of, *colours):
    codes = ", ".join(
        f"{{id: {name}, colour: '{colour}'}}" for name, colour in zip("abc", colours, strict=False)
    )
    return [(one.kind, one.where, one.severity) for one in check_colours(book_of(f"id: b\ncodes: [{codes}]"))]


def test_clear_and_different_colours_are_well(book_of):
    assert found(book_of, "#1b6ca8", "#7a5c00", "#37474F") == []
    assert found(book_of, "", "") == []


@pytest.mark.parametrize("colour", ["blue", "#fff", "#1b6ca", "1b6ca8", "#1b6ca8 ", "#gggggg"])
def test_what_is_no_colour_is_told(book_of, colour):
    assert found(book_of, colour) == [("colour_unreadable", "a: colour", "warning")]


def test_a_faint_colour_is_told(book_of):
    assert found(book_of, "#ffcc00") == [("colour_faint", "a: colour", "warning")]


def test_two_colours_that_most_people_mix_up_are_told_at_the_second(book_of):
    assert found(book_of, "#1b6ca8", "#7a5c00", "#1f70ad") == [("colours_alike", "c: colour", "warning")]


def test_two_colours_that_fall_together_without_green_are_a_hint(book_of):
    assert found(book_of, "#0f766e", "#9c2f6b") == [("colours_alike_deuteranopia", "b: colour", "note")]


def test_only_codes_with_the_same_parent_are_compared(book_of):
    nested = "id: b\ncodes: [{id: a, colour: '#1b6ca8', codes: [{id: c, colour: '#1b6ca8'}]}]"
    assert list(check_colours(book_of(nested))) == []


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#ffffff", 1.0), ("#777777", 4.48), ("#0000ff", 8.59), ("#ff0000", 4.0)]
)
def test_the_contrast_is_that_of_wcag(colour, contrast):
    assert contrast_to_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#ff0000", "#00ff00", 170.6), ("#0000ff", "#ffffff", 149.9), ("#808080", "#000000", 53.6)],
)
def test_the_difference_is_that_of_cie76(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=0.2)


@given(HEX, HEX)
def test_a_difference_is_the_same_both_ways_and_none_to_itself(one, other):
    assert difference(one, other) == difference(other, one)
    assert difference(one, one, deuteranopia=True) == 0
    assert 1 <= contrast_to_white(one) <= 21


def test_grey_stays_grey_without_green():
    assert difference("#222222", "#bbbbbb", deuteranopia=True) == pytest.approx(
        difference("#222222", "#bbbbbb"), abs=0.1
    )
