import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.exchange.colours import hex_colour


@pytest.mark.parametrize(
    ("told", "colour"),
    [
        (" #1B6CA8 ", "#1b6ca8"),
        ("1b6ca8", "#1b6ca8"),
        ("#F0a", "#ff00aa"),
        ("rgb(1,2,255)", "#0102ff"),
        ("rgba(1, 2, 255, 50%)", "#0102ff"),
        ("#801b6ca8", "#1b6ca8"),
        ("#ffffffff", "#ffffff"),
        ("rgb(1,2,256)", ""),
        ("#12345", ""),
        ("", ""),
        ("none", ""),
    ],
)
def test_colours_are_six_digits_or_none(told, colour):
    assert hex_colour(told) == colour


@given(st.text(alphabet="#0123456789abcdefrgba(), .%ø", max_size=25))
def test_nothing_else_ever_comes_out(told):
    assert re.fullmatch("(?:#[0-9a-f]{6})?", hex_colour(told))
