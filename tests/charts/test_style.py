"""Colours that can be told apart and read."""

import pytest

from casekit.charts import style


def test_contrast_runs_from_1_to_21() -> None:
    assert style.contrast("#ffffff", "#ffffff") == 1
    assert style.contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colour", [style.INK, style.GREY, style.BARRIER, style.FACILITATOR])
def test_letters_and_marks_stand_out_from_white(colour: str) -> None:
    assert style.contrast(colour, "#ffffff") >= 4.5


def test_rules_that_carry_meaning_reach_three_to_one() -> None:
    assert style.contrast(style.RULE, "#ffffff") >= 3


@pytest.mark.parametrize("pale", [False, True])
def test_letters_are_legible_on_every_blue(pale: bool) -> None:
    blues = [style.share_colour(step / 100) for step in range(101)]
    assert min(style.contrast(style.ink_on(blue, pale=pale), blue) for blue in blues) >= 4.5


def test_more_is_darker() -> None:
    lightness = [style.contrast(style.share_colour(step / 20), "#000000") for step in range(21)]
    assert lightness == sorted(lightness, reverse=True)


def test_shares_outside_0_to_1_get_the_nearest_colour() -> None:
    assert style.share_colour(-1) == style.share_colour(0)
    assert style.share_colour(7) == style.share_colour(1)
