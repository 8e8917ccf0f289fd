from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import words
from casekit.model.span import Span

word = st.sampled_from(["bo", "bolig", "Bolig", "mangel", "for", "få"])
said = st.lists(word, max_size=12).map(" ".join)
literal = st.lists(word, min_size=1, max_size=3).map(lambda parts: " ".join(parts).lower())
spelled = st.lists(st.one_of(word, st.sampled_from(["bo*", "*l*", "*ol*ig"])), min_size=1, max_size=3).map(
    " ".join
)


def hits(text, *patterns):
    return find(list(words(text)), map(parse_indicator, patterns))


def naive(text, pattern):
    """Every place where the words of the pattern follow each other in the text."""
    have, want = text.lower().split(), pattern.split()
    starts = [at for at in range(len(have)) if have[at : at + len(want)] == want]
    return {(len(" ".join(text.split()[:at])) + (at > 0), len(want)) for at in starts}


@given(said, literal)
def test_a_literal_pattern_finds_what_a_plain_search_finds(text, pattern):
    expected = naive(text, pattern)
    found = {(hit.span.start, len(hit.span.of(text).split())) for hit in hits(text, pattern)}
    assert found <= expected
    assert bool(found) == bool(expected)
    for start, length in expected - found:  # left out only for one that overlaps it
        end = start + len(" ".join(text[start:].split()[:length]))
        assert any(Span(start, end).overlaps(hit.span) for hit in hits(text, pattern))


@settings(max_examples=60)
@given(said, st.lists(spelled, max_size=4))
def test_hits_stand_in_order_and_never_overlap(text, patterns):
    found = hits(text, *patterns)
    assert found == sorted(found, key=lambda hit: hit.span)
    assert all(not one.span.overlaps(other.span) for one, other in pairwise(found))
    assert all(hit.indicator in patterns for hit in found)


def test_of_overlapping_hits_the_longest_stays_then_the_leftmost_then_the_first_listed():
    text = "mangel på gode boliger"
    assert [hit.indicator for hit in hits(text, "mangel", "mangel på *", "boliger")] == [
        "mangel på *",
        "boliger",
    ]
    assert [hit.span for hit in hits("a b c", "a b", "b c")] == [Span(0, 3)]
    assert [hit.indicator for hit in hits("bolig", "bol*", "bolig")] == ["bol*"]


def test_a_pattern_longer_than_what_was_said_finds_nothing():
    assert hits("få boliger", "få boliger nu") == []
    assert hits("", "bolig") == []
    assert find(list(words("bolig")), []) == []


def test_a_match_does_not_leave_the_words_it_was_given():
    text = "for få boliger"
    inside = list(words(text, Span(0, 6)))
    assert find(inside, [parse_indicator("få boliger")]) == []
    assert [hit.span for hit in find(inside, [parse_indicator("få")])] == [Span(4, 6)]
