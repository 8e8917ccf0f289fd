import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.forms import Forms
from casekit.language.indicators import parse_indicator
from casekit.language.tokens import Word, keys

WRITTEN = st.lists(
    st.sampled_from(
        ["bolig", "Bolig", "BOLIG", "boligen", "almenbolig", "ACT", "act", "Bürger*innen", "Wohnungs-", "o'er", "İs", "ΑΣ", "Å", "a\u030a", "boli\u00adgen"]
    ),
    unique=True,
)  # fmt: skip
PATTERN = st.sampled_from(
    ["bolig", "=Bolig", "bo*", "*bolig", "*o*i*", "b*g", "x *", "ACT", "act", "bürger", "*innen", "wohnungs*", "+bolig+", "/.*bolig/",
     r"/\Abolig\z/", "/(?i)BOLIG/", "/[^b]*/", "/^b.*n$/", "å", "*σ", "i*"]
)  # fmt: skip


def as_word(text):
    first, *more = keys(text)
    return Word(text, first, 0, len(text), tuple(more))


@given(WRITTEN, PATTERN)
def test_an_element_means_the_words_that_it_fits_one_by_one(written, pattern):
    element = parse_indicator(pattern).elements[-1]
    expected = [number for number, text in enumerate(written) if element.matches(as_word(text))]
    assert Forms(written).of(element).tolist() == expected


def test_what_an_element_means_is_found_once():
    forms = Forms(["bolig"])
    [element] = parse_indicator("b*").elements
    assert forms.of(element) is forms.of(element)


def test_keys_are_told_in_their_order():
    assert Forms(["Boliger", "andet", "bolig"]).keys_of(*parse_indicator("bolig*").elements) == [
        "bolig",
        "boliger",
    ]


@pytest.mark.parametrize("pattern", ["a*a*a*a*a*a*b", "*a*a*a*b*", "/(a*)*b/", "/(.*a){20}/", "*a"])
def test_no_element_takes_long_for_a_long_word(pattern):
    [element] = parse_indicator(pattern).elements
    begun = time.process_time()
    Forms(["a" * 200_000]).of(element)
    assert time.process_time() - begun < 2
