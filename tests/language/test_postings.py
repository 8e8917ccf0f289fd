import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.errors import PatternError
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.postings import Postings
from casekit.language.tokens import words
from casekit.model.span import Span

WORD = st.sampled_from(
    ["bo", "bolig", "Boligen", "BOLIG", "almenbolig", "ACT", "act", "ACT-team", "act-teamet", "§ 85", "wmo-toegang", "o'er", "İs", "på", "a", "Wohn- und", "Bürger*innen"]
)  # fmt: skip
TEXTS = st.lists(st.lists(WORD, max_size=7).map(", ".join), max_size=4)
PART = st.sampled_from(
    [
        "bo",
        "bo*",
        "*bolig",
        "*oli*",
        "b*g",
        "a*a*",
        "*",
        "**",
        "ACT",
        "ACT*",
        "=act",
        "=ACT",
        "=Boligen",
        "act-*",
        "§",
        "8*",
        "o'*",
        "i*",
        "på",
        "bürger*",
        "wohn",
        "/b.*/",
        "+bolig+",
    ]
)
PATTERNS = st.lists(PART, min_size=1, max_size=3).map(" ".join)


def slowly(texts, indicator):
    """Every run of words that the plain matcher takes whole: text, number of its first word, keys."""
    size = len(indicator.elements)
    for number, text in enumerate(texts):
        said = list(words(text))
        for start in range(len(said) - size + 1):
            run = said[start : start + size]
            whole = Span(run[0].start, run[-1].end)
            if any(hit.span == whole for hit in find(run, [indicator])):
                yield number, start, " ".join(word.key for word in run)


def places(texts, indicator):
    postings = Postings.of(texts)
    for caught in postings.catch(indicator):
        yield caught.text, caught.first - postings.texts.index(caught.text), postings.said(caught)


@settings(max_examples=300)
@given(TEXTS, PATTERNS)
def test_what_is_caught_is_what_the_plain_matcher_finds_at_every_place(texts, pattern):
    try:
        indicator = parse_indicator(pattern)
    except PatternError:
        return
    assert list(places(texts, indicator)) == list(slowly(texts, indicator))


def caught(texts, pattern):
    postings = Postings.of(texts)
    return [(one.text, postings.said(one)) for one in postings.catch(parse_indicator(pattern))]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("bolig", [(0, "bolig")]),
        ("bolig*", [(0, "bolig"), (0, "boligerne"), (1, "boliger")]),
        ("*bolig", [(0, "bolig"), (1, "almenbolig")]),
        ("=Bolig", [(0, "bolig")]),
        ("=BOLIG", []),
        ("* boliger", [(1, "få boliger")]),
        ("wohn*", []),
    ],
)
def test_each_shape_of_pattern(pattern, expected):
    assert caught(["Bolig! Og boligerne.", "Almenbolig, få boliger"], pattern) == expected


def test_no_match_goes_from_one_text_into_the_next():
    assert caught(["for få", "boliger nu"], "få boliger") == []
    assert caught(["for få boliger nu"], "få boliger") == [(0, "få boliger")]


def test_places_of_one_indicator_may_overlap():
    assert caught(["a a a"], "a a") == [(0, "a a"), (0, "a a")]


def test_gaps_and_several_parts_are_caught_too():
    texts = ["Få gode boliger.", "", "Boliger, og få!"]
    assert caught(texts, "få ..1 bolig*") == [(0, "få gode boliger")]
    assert caught(texts, "boliger & få") == [(0, "boliger"), (2, "boliger")]
    assert caught(texts, "/b.*/ ..1 få") == [(2, "boliger og få")]


def test_nothing_is_caught_in_nothing():
    assert caught([], "bolig*") == []
    assert caught(["", "…"], "* bolig") == []
