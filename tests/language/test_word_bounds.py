import re

from hypothesis import given
from hypothesis import strategies as st

from casekit.language.tokens import JOINERS, LETTER, words
from casekit.language.word_bounds import _COMMON_END, _LETTERS_END, bounds_of_words

LIKELY = st.text("ab-‐'’§0_ *:·/in\u0301\u200b\u00ad🏠\n", max_size=40)


@given(st.text(max_size=60) | LIKELY)
def test_the_bounds_are_those_of_the_words(text):
    starts, ends = bounds_of_words(text)
    assert list(zip(starts, ends, strict=True)) == [(word.start, word.end) for word in words(text)]


def test_a_text_of_common_signs_is_looked_up_as_one_with_a_rare_sign():
    common = "".join(map(chr, range(0x20, _COMMON_END)))
    rare = common + " " + chr(_COMMON_END)
    starts, ends = (found.tolist() for found in bounds_of_words(rare))
    assert list(zip(starts, ends, strict=True)) == [(word.start, word.end) for word in words(rare)]
    assert bounds_of_words(common)[0].tolist() == [start for start in starts if start < len(common)]


def test_no_letter_stands_behind_those_that_are_looked_up():
    behind = "".join(map(chr, range(_LETTERS_END - 1, 0x110000)))
    assert not re.search(f"[{JOINERS}{LETTER}]", behind)
