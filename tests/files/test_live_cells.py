"""Cells that a spreadsheet would run."""

from hypothesis import given
from hypothesis import strategies as st

from casekit.files.live_cells import guarded, unguarded

TEXTS = st.text(alphabet="=+-@\t'a＝", max_size=5) | st.text(max_size=5)


@given(TEXTS)
def test_what_was_guarded_comes_back_and_is_never_live(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(TEXTS.filter(lambda text: not text.startswith("'")))
def test_what_was_never_guarded_stays(text: str) -> None:
    assert unguarded(text) == text
