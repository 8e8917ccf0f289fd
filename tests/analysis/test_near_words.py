import pytest

from casekit.analysis.near_words import missing_in, near_words
from casekit.language.corpora import corpora
from casekit.language.dictionaries import use
from casekit.language.indicators import parse_indicator
from casekit.language.label_words import label_words
from casekit.language.lemmas import Lemmas
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _in_english_without_dictionaries():
    """They take time to load, and nothing here asks for a lemma."""
    speak("en")
    use({"da": Lemmas(""), "de": Lemmas("")})
    yield
    use({"da": None, "de": None})
    speak("en")


@pytest.fixture
def study(small):
    small.interview("DE-01", "bakke", [("IP", "Wohnung, Wohnung!")], language="de")
    return small.study()


def missing(study, *patterns):
    searched = corpora(study)
    own = {language: label_words(study.codebooks.values(), language) for language in searched}
    return missing_in(searched, map(parse_indicator, patterns), own)


def near(study, pattern):
    return dict(near_words(corpora(study).values(), parse_indicator(pattern).elements[0]))


@pytest.mark.parametrize(
    ("pattern", "word", "count"),
    [("boilger", "boliger", 4), ("=Boliger", "boliger", 4), ("huslej", "huslejen", 1), ("wohnug*", "wohnung", 2), ("som", "som", None)],
)  # fmt: skip
def test_near_is_what_is_written_alike_in_any_language(study, pattern, word, count):
    assert near(study, pattern).get(word) == count


def test_the_likest_stands_first_and_there_are_few(small):
    small.interview("ZZ-01", None, [("IP", "bolign bolige boliga boligb boligc boligd boligf boligg")])
    found = list(near(small.study(), "bolign"))
    assert found[0] == "bolign"
    assert len(found) == 6


def test_a_regular_expression_and_a_lone_star_have_nothing_near(study):
    assert near(study, "/bolig/") == {}


def test_of_a_pattern_the_words_that_nobody_says_are_missing(study):
    assert [one.part for one in missing(study, "boliger elefant", "zebra*", "not: løve")] == [
        "elefant",
        "zebra*",
    ]


def test_words_that_are_said_but_never_together_are_told_with_their_counts(study):
    (found,) = missing(study, "boliger * wohnung")
    assert (found.part, found.apart, found.near) == (
        "boliger * wohnung",
        True,
        (("boliger", 4), ("wohnung", 2)),
    )
    assert str(found).startswith("Each word of “boliger * wohnung” is said")


def test_a_word_that_is_said_is_not_missing(study):
    assert missing(study, "boliger") == ()
