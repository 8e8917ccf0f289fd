from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook.book_lemmas import book_lemmas
from casekit.codebook.covering import covers
from casekit.codebook.known_words import compounds_of
from casekit.codebook.search_terms import Term
from casekit.language.indicators import parse_indicator
from casekit.language.matching import candidates
from casekit.language.tokens import words
from casekit.model.codebook import Codebook

BOOK = Codebook("b")
PART = st.sampled_from(
    [
        "bolig",
        "boliger",
        "bolig*",
        "*bolig",
        "b*ig",
        "+bolig+",
        "bolig+",
        "+bolig",
        "hus",
        "ACT",
        "act",
        "=Hus",
        "=hus",
        "/b.*g/",
        "*",
    ]
)
WORD = st.sampled_from(
    ["bolig", "boligen", "boliger", "almenbolig", "boligmangel", "hus", "Hus", "huset", "ACT", "act", "big"]
)
GAP = st.sampled_from([" ", " ", " ..1 ", " ..2 ", " & "])


@st.composite
def patterns(draw):
    said = draw(PART)
    for _ in range(draw(st.integers(0, 2))):
        said += draw(GAP) + draw(PART)
    return said


def terms_of(said):
    return [Term("a", "da", parse_indicator(one)) for one in said if set(one) - set("* &.12")]


def understood(pattern):
    parts = pattern.split(" & ")
    return all(set(part) - set("* .12") for part in parts)


@given(
    st.lists(patterns().filter(understood), min_size=2, max_size=4, unique=True), st.lists(WORD, max_size=6)
)
@settings(deadline=None)
def test_where_a_term_is_found_those_that_cover_it_are_found_too(said, text):
    terms = terms_of(said)
    spoken = list(words(" ".join(text)))
    lemmas, compounds = book_lemmas("da"), compounds_of(BOOK, "da")
    hits = [
        [hit.span for hit in candidates(spoken, term.indicator, lemmas=lemmas, compounds=compounds)]
        for term in terms
    ]
    for number, above in enumerate(covers(BOOK, "da", terms)):
        for other in above:
            assert all(any(span.overlaps(wider) for wider in hits[other]) for span in hits[number])


def test_each_is_covered_by_its_equal_and_never_by_itself():
    terms = terms_of(["/b.*/ hus", "/b.*/  hus", "bolig", "Bolig"])
    assert covers(BOOK, "da", terms) == [{1}, {0}, {3}, {2}]


def test_a_language_without_rules_for_compounds():
    terms = [Term("a", "en", parse_indicator(one)) for one in ("house", "+house+", "houses", "house*")]
    assert covers(BOOK, "en", terms)[0] >= {1, 2}
