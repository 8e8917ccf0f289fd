import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.errors import PatternError
from casekit.exchange.terms import (
    bars,
    counts_case,
    from_dictionary,
    liwc_terms,
    plain_term,
    quanteda_terms,
    raises,
)
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import words

pytestmark = pytest.mark.slow


PARTS = st.sampled_from(
    [
        "bolig",
        "Bolig",
        "=sucht",
        "=Sucht",
        "wohn*",
        "*woning",
        "w*g",
        "*",
        "WMO",
        "WMO-*",
        "peer-*",
        "§",
        "på",
        "=ICM",
    ]
)
TERMS = st.lists(PARTS, min_size=1, max_size=3).map(" ".join).filter(lambda term: set(term) - set("* "))
TEXT = "Bolig bolig på boliger wohnung WMO wmo WMO-sag wmo-sag peer-støtte Sucht sucht huurwoning woning weg § icm ICM"


def hits(term):
    return [hit.span for hit in find(list(words(TEXT)), [parse_indicator(term)])]


@settings(deadline=None)
@given(TERMS)
def test_a_term_comes_back_as_one_that_finds_the_same(term):
    back = from_dictionary(plain_term(term))
    assert plain_term(back).lower() == plain_term(term).lower()
    if not any(part in term for part in ("=Sucht", "=ICM")):
        assert hits(back) == hits(term)
    elif "=Sucht" in term:
        assert counts_case(term)


@settings(deadline=None)
@given(TERMS)
def test_what_comes_back_is_stable(term):
    once = from_dictionary(plain_term(term))
    assert from_dictionary(plain_term(once)) == once


@settings(deadline=None)
@given(TERMS)
def test_liwc_gets_stars_at_the_end_only_and_nothing_that_the_term_does_not_find(term):
    forms = {word.key for word in words(TEXT)}
    for made in liwc_terms(re.sub(r"(?<!\S)(?=\w+(?!\S))", "=", term), "da", forms):
        assert "*" not in made[:-1]
        assert not made.endswith(" *")
        if not counts_case(term):
            assert set(hits(made)) <= set(hits(term)) or len(term.split()) > 1


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("bolig*", ["bolig*"]),
        ("=te weinig", ["te weinig"]),
        ("mangel på *", []),
        ("stille* krav*", ["stille krav*", "stiller krav*"]),
        ("*woning", []),
    ],
)
def test_other_stars_become_the_forms_there_are(term, made):
    assert liwc_terms(term, "da", ["stiller", "Stille", "krav"]) == made


def test_too_many_forms_are_none():
    forms = [f"a{n}" for n in range(40)]
    assert liwc_terms("a* a* a*", "da", forms) == []
    assert len(liwc_terms("a* a*", "da", forms)) == 40


def test_a_word_that_is_no_term_is_told():
    assert raises("bolig") == ""
    assert "%" in raises("50%")
    with pytest.raises(PatternError):
        from_dictionary(":-)")
    assert from_dictionary("HUSLEJE*") == "HUSLEJE*"
    assert from_dictionary("EU Bolig") == "EU =bolig"


@pytest.mark.parametrize("term", ["te ..3 weinig", "te & weinig", "not: weinig"])
@pytest.mark.parametrize("make", [liwc_terms, quanteda_terms])
def test_what_is_no_phrase_is_left_out_of_dictionaries(make, term):
    assert make(term, "nl", ["woning", "te", "weinig"]) == []
    assert bars(term) == (term == "not: weinig")


@pytest.mark.parametrize("make", [liwc_terms, quanteda_terms])
def test_words_and_compounds_become_the_forms_there_are(make):
    forms = ["Woningen", "huurwoning", "woningnood", "tuin"]
    assert make("woning", "nl", forms) == ["woning", "woningen"]
    assert make("=woning", "nl", forms) == ["woning"]
    assert make("+woning", "nl", forms) == ["huurwoning", "woningen"]
    assert make("te +woning+", "nl", forms) == ["te huurwoning", "te woningen", "te woningnood"]
    assert make("/won.*/", "nl", forms) == ["woningen", "woningnood"]
    assert (make("woning", "nl"), make("+woning+", "nl"), make("/won.*/", "nl")) == (["woning"], [], [])
