import pytest

from casekit.analysis.meaning import meanings, warnings_of
from casekit.language.indicators import parse_indicator
from casekit.wording import LANGUAGES, speak

pytestmark = pytest.mark.slow


ALL = "not: Wohnung ..3 +miete+ bolig+ +bolig & =Sucht =sucht *amt *er* a*b ACT* /won(en|ing)/ * ..1 ung*"


@pytest.fixture(autouse=True)
def _in_english():
    speak("en")
    yield
    speak("en")


def told(pattern: str, language: str = "da") -> dict[str, str]:
    return dict(meanings(parse_indicator(pattern), language))


def test_every_piece_is_told_in_its_order():
    assert [piece for piece, _ in meanings(parse_indicator(ALL), "de")] == ALL.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_has_a_meaning_of_its_own_in_every_language(language):
    speak(language)
    means = list(told(ALL, "de").values())
    assert len(set(means)) == len(means)
    assert not any("{" in one for one in means)


@pytest.mark.parametrize(("pattern", "says"), [
    ("bolig*", "begin with “bolig”"), ("*bolig", "end with “bolig”"), ("*bolig*", "with “bolig” in them"), ("w*h*g", "w…h…g"),
    ("+bolig+", "anywhere"), ("bolig+", "begin with it"), ("+bolig", "end with it"), ("=Sucht", "capitals as written"),
    ("=sucht", "with capitals or without"), ("ACT", "ACT in capitals only"), ("/a/", "regular expression"),
])  # fmt: skip
def test_a_piece_is_told_in_plain_words(pattern, says):
    assert says in told(pattern)[pattern]


def test_a_word_tells_its_dictionary_words():
    assert told("boligerne")["boligerne"].endswith("(bolig)")
    assert told("mieten", "de")["mieten"].endswith("(mieten, miete)")


def test_gaps_tell_how_many_words():
    assert (told("a ..1 b")["..1"], told("a ..4 b")["..4"]) == (
        "1 word may stand between",
        "up to 4 words may stand between",
    )


@pytest.mark.parametrize(("pattern", "language", "says"), [
    ("*rent*", "en", "middle of other words"), ("re*", "en", "is short"), ("+house+", "en", "written apart"),
])  # fmt: skip
def test_what_to_beware_of_is_said(pattern, language, says):
    (warning,) = warnings_of(parse_indicator(pattern), language)
    assert pattern in warning
    assert says in warning


def test_an_ordinary_term_has_no_warning():
    assert warnings_of(parse_indicator("+bolig+"), "da") == ()
