import time

import pytest

from casekit.language.index import Indexer, Source
from casekit.language.indicators import parse_indicator
from casekit.language.places import indicator_places, places_of_each, touching


def places(pattern, text):
    index = Indexer().index([Source("D", text)])
    found, others = indicator_places(index, index.forms(), parse_indicator(pattern))
    pairs = list(zip(found.first.tolist(), found.last.tolist(), strict=True))
    return pairs, [list(zip(other.first.tolist(), other.last.tolist(), strict=True)) for other in others]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a b", "a b b a b", [(0, 1), (3, 4)]),
        ("a b", "a\nb", []),
        ("a * b", "a x b a b", [(0, 2)]),
        ("a ..1 b", "a b b b", [(0, 2)]),
        ("a ..1 b", "a x\nb", []),
        ("a ..2 b c", "a b x b c", [(0, 4)]),
        ("* ..1 a", "x y a", [(0, 2), (1, 2)]),
    ],
)
def test_where_a_part_fits(pattern, text, found):
    assert places(pattern, text) == (found, [])


def test_of_two_that_are_as_near_the_earlier_is_the_evidence():
    assert places("a & b & c", "b a b c\na b") == ([(1, 1)], [[(0, 0)], [(3, 3)]])


@pytest.mark.parametrize(
    "pattern",
    [
        "a ..10 b ..10 a ..10 b ..10 *",
        "* ..10 a",
        "a & b",
        "a b a b a b",
        "* * * a",
        "a ..1 x & b",
        "/a|b/ ..10 /a|b/",
    ],
)
def test_no_pattern_takes_long_where_all_in_one_line_repeats(pattern):
    index = Indexer().index([Source("D", "a b " * 40_000)])
    begun = time.process_time()
    indicator_places(index, index.forms(), parse_indicator(pattern))
    assert time.process_time() - begun < 1


def test_each_is_found_as_it_is_alone_and_what_shares_a_word_touches():
    index = Indexer().index([Source("D", "a b a c b\na b")])
    patterns = ["b", "a b", "x", "a & c", "*b*"]
    listed = [parse_indicator(pattern) for pattern in patterns]
    found = places_of_each(index, index.forms(), listed)
    for one, indicator in zip(found, listed, strict=True):
        alone, _ = indicator_places(index, index.forms(), indicator)
        assert [column.tolist() for column in one] == [column.tolist() for column in alone]
    assert touching(found[0], [found[1]]).tolist() == [True, False, True]
    assert touching(found[0], [found[2]]).tolist() == [False] * 3
    assert touching(found[1], [found[3], found[0]]).tolist() == [True, True]
    assert touching(found[1], []).tolist() == [False] * 2
