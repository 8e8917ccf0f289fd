import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from casekit.coders.marked_words import Hit, find
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find as find_slowly
from casekit.language.tokens import words

pytestmark = pytest.mark.slow

VOCAB = spacy.blank("de").vocab


def codes(**patterns):
    return {code: [parse_indicator(one) for one in listed] for code, listed in patterns.items()}


def doc(*tokens, lemmas=None):
    return Doc(VOCAB, words=list(tokens), lemmas=lemmas)


def told(doc, hits):
    return [(doc.text[hit.start : hit.end], hit.code, hit.indicator) for hit in hits]


def found(asked, *docs, language="de"):
    return [told(*pair) for pair in zip(docs, find(docs, asked, language=language), strict=True)]


def test_without_lemmas_of_its_own_a_word_has_those_of_the_dictionary():
    assert found(codes(a=["Miete"]), doc("Die", "Mieten", "steigen")) == [[("Mieten", "a", "Miete")]]


def test_the_lemma_of_the_word_where_it_stands_counts_and_not_the_dictionarys():
    verb = doc("Wir", "mieten", lemmas=["wir", "mieten"])
    noun = doc("Die", "Mieten", lemmas=["die", "Miete"])
    bare = doc("Die", "Mieten")
    hit = ("Mieten", "a", "Miete")
    assert found(codes(a=["Miete"]), verb, noun, bare) == [[], [hit], [hit]]
    assert found(codes(a=["mieten"]), verb) == [[("mieten", "a", "mieten")]]
    assert found(codes(a=["=mieten", "miet*"]), noun) == [[("Mieten", "a", "=mieten")]]


def test_what_is_found_does_not_depend_on_what_else_is_in_the_batch():
    docs = [doc("mieten", lemmas=["mieten"]), doc("mieten", lemmas=["miete"]), doc("Mieten"), doc()]
    asked = codes(a=["Miete"], b=["+miete+"], c=["* Miete"])
    assert found(asked, *docs) == [found(asked, one)[0] for one in docs]


def test_a_lemma_of_more_or_less_than_a_word_is_left_aside():
    cut = doc("Miet", "en", lemmas=["x", "x"])
    joined = Doc(VOCAB, words=["Mie", "ten"], spaces=[False, False], lemmas=["x", "x"])
    assert found(codes(a=["Miete"]), joined) == [[("Mieten", "a", "Miete")]]
    assert found(codes(a=["x"]), cut) == [[("Miet", "a", "x"), ("en", "a", "x")]]


def test_capitals_that_count_count_for_given_lemmas_too():
    act = doc("ACTs", "acts", lemmas=["ACT", "act"])
    assert found(codes(a=["ACT"]), act) == [[("ACTs", "a", "ACT")]]


def test_several_words_gaps_both_in_one_line_and_bars():
    text = doc("keine", "billigen", "Häuser", ",", "Strom", "\n", "Haus", "Miete")
    asked = codes(a=["keine ..1 Haus"], b=["Haus & Strom"], c=["Haus", "not: Haus Miete"], d=["Strom Haus"])
    assert found(asked, text) == [
        [
            ("keine billigen Häuser", "a", "keine ..1 Haus"),
            ("Häuser", "b", "Haus & Strom"),
            ("Häuser", "c", "Haus"),
        ]
    ]


def test_turns_bound_a_match_and_interviewers_are_not_heard():
    text = doc("Haus", "Haus", "kaufen", "Haus")
    text.spans["turns"] = [
        Span(text, 0, 1, "interviewer"),
        Span(text, 1, 2, "respondent"),
        Span(text, 2, 4, "unknown"),
    ]
    assert find([text], codes(a=["Haus"], b=["Haus kaufen"]), language="de") == [
        [Hit(5, 9, "a", "Haus"), Hit(17, 21, "a", "Haus")]
    ]


@pytest.mark.parametrize("docs", [[], [doc()], [doc(), doc("Haus"), doc("\n")]])
def test_nothing_to_read(docs):
    assert [len(hits) for hits in find(docs, codes(a=["Haus"]), language="de")] == [
        "Haus" in one.text for one in docs
    ]
    assert find(docs, {}, language="de") == [[] for _ in docs]


PATTERNS = st.sampled_from(["ab", "a*", "*b", "=Ab", "ab ba", "a ..2 b", "not: ba ab", "a & b", "+abab+"])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "ab", "Ab", "ba", "abab", ",", "😀", "\n"]), max_size=9),
        max_size=4,
    ),
    st.lists(PATTERNS, min_size=1, max_size=4, unique=True),
)
def test_it_finds_what_the_plain_matcher_finds_line_by_line(texts, patterns):
    asked = [parse_indicator(one) for one in patterns]
    docs = [doc(*one, lemmas=["z"] * len(one)) for one in texts]  # z is no lemma that anything asks for
    for one, hits in zip(docs, find(docs, {"a": asked}, language="xx"), strict=True):
        expected, at = [], 0
        for line in one.text.split("\n"):
            plain = [each for each in asked if not each.bars]
            bars = [each for each in asked if each.bars]
            for hit in find_slowly(list(words(line)), plain, nots=bars):
                expected.append((at + hit.span.start, at + hit.span.end))
            at += len(line) + 1
        assert [(hit.start, hit.end) for hit in hits] == expected
