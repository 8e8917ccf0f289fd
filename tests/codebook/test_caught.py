from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.caught import found_by, index_of, said_at, taken_out
from casekit.codebook.search_terms import Term
from casekit.language.indicators import parse_indicator, parted
from casekit.language.matching import candidates, find
from casekit.language.tokens import words


def terms(**codes):
    return [Term(code, "nl", parse_indicator(one)) for code, listed in codes.items() for one in listed]


def pairs(places):
    return list(zip(*(column.tolist() for column in places), strict=True))


def test_texts_are_segments_with_their_numbers_also_those_without_words():
    index = index_of(["een huis", "", "een\ntuin", "…", "huis"])
    assert index.segments.tolist() == [0, 0, 2, 2, 4]
    assert said_at(index, 0, 1) == "een huis"
    assert len(index_of([])) == 0


def test_a_bar_takes_each_place_once_from_its_own_code_only():
    index = index_of(["huurauto huur", "de huurauto"])
    listed = terms(a=["huur*", "huurauto", "not: huurauto", "not: *auto"], b=["huurauto"])
    found = found_by(index, index.forms(), listed)
    assert [pairs(one) for one in found] == [[(0, 0), (1, 1), (3, 3)], *[[(0, 0), (3, 3)]] * 4]
    left, taken = taken_out(listed, found)
    assert [pairs(one) for one in left] == [[(1, 1)], [], [], [], [(0, 0), (3, 3)]]
    assert [pairs(one) for one in taken] == [*[[(0, 0), (3, 3)]] * 4, []]


PATTERN = st.lists(st.sampled_from(["a", "b*", "*c", "a *"]), min_size=1, max_size=2).map(" ".join)
PATTERNS = st.lists(st.one_of(PATTERN, PATTERN.map("not: {}".format)), min_size=1, max_size=4, unique=True)


@given(PATTERNS, st.lists(st.sampled_from(["a", "b", "bc", "c", "x"]), max_size=6).map(" ".join))
def test_what_is_left_is_what_the_plain_matcher_finds(patterns, text):
    listed = terms(a=patterns)
    index, said = index_of([text]), list(words(text))
    left, _ = taken_out(listed, found_by(index, index.forms(), listed))
    _, bars = parted(term.indicator for term in listed)
    for term, places in zip(listed, left, strict=True):
        each = [hit.span for hit in candidates(said, term.indicator)]
        stay = {
            span
            for span in each
            if not any(span.overlaps(hit.span) for bar in bars for hit in candidates(said, bar))
        }
        wanted = set() if term.indicator.bars else {(span.start, span.end) for span in stay}
        starts, ends = index.starts[places.first], index.ends(places.last)
        assert set(zip(starts.tolist(), ends.tolist(), strict=True)) == wanted
        assert bool(wanted) == (not term.indicator.bars and bool(find(said, [term.indicator], nots=bars)))
