from hypothesis import given
from hypothesis import strategies as st

from casekit.language.tokens import words
from casekit.language.word_bounds import bounds, line_of_words


@given(st.text(max_size=60))
def test_the_bounds_are_those_of_the_words(text):
    starts, ends = bounds(text)
    assert list(zip(starts, ends, strict=True)) == [(word.start, word.end) for word in words(text)]


def test_every_text_has_its_own_stretch_of_the_line():
    starts, ends = line_of_words(["Ja da.", "", "Nej"])
    assert starts.tolist() == [0, 3, 2 << 32]
    assert ends.tolist() == [2, 5, (2 << 32) + 3]
