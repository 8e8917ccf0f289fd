import re

from hypothesis import given
from hypothesis import strategies as st

from casekit.language.tokens import JOINERS, LETTER, words
from casekit.language.word_bounds import _LETTERS_END, line_of_words

LIKELY = st.text("ab-‐'’§0_ *:·/in\u0301\u200b\u00ad🏠\n", max_size=40)


@given(st.lists(st.text(max_size=60) | LIKELY, max_size=3))
def test_the_bounds_are_those_of_the_words(texts):
    starts, ends = line_of_words(texts)
    expected = [
        ((n << 32) + word.start, (n << 32) + word.end) for n, text in enumerate(texts) for word in words(text)
    ]
    assert list(zip(starts, ends, strict=True)) == expected


def test_every_text_has_its_own_stretch_of_the_line():
    starts, ends = line_of_words(["Ja da.", "", "Nej"])
    assert starts.tolist() == [0, 3, 2 << 32]
    assert ends.tolist() == [2, 5, (2 << 32) + 3]


def test_the_same_texts_and_one_that_changed_are_found_again():
    once = line_of_words(["Ja da.", "Nej"])
    assert line_of_words(["Ja da.", "Nej tak"])[0].tolist() == [0, 3, 1 << 32, (1 << 32) + 4]
    assert [found.tolist() for found in line_of_words(["Ja da.", "Nej"])] == [part.tolist() for part in once]


def test_no_letter_stands_behind_those_that_are_looked_up():
    behind = "".join(map(chr, range(_LETTERS_END - 1, 0x110000)))
    assert not re.search(f"[{JOINERS}{LETTER}]", behind)
