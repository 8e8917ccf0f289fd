import pytest

from casekit.analysis.explaining import explain
from casekit.errors import CasekitError, LookupFailedError, PatternError
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _in_english():
    speak("en")
    yield
    speak("en")


@pytest.fixture
def study(small):
    small.interview("BAK-02", "bakke", [
        ("I", "Boligkø?"),
        ("IP", "Boligmangel! Boligen og boligmangel. En ældrebolig. Det pågældende gæld er gældende."),
        ("IP", "gæld og Gæld og gældsrådgivning; Boliger"),
    ])  # fmt: skip
    return small.study()


def rows(frame, *columns):
    return set(zip(*(frame[column] for column in columns), strict=True))


def test_a_word_is_told_with_its_forms_and_what_holds_its_letters(study):
    told = explain(study, "bolig")
    assert rows(told.forms, "form", "how", "hits", "documents") == {
        ("boliger", "lemma", 5, 4),
        ("Boligen", "lemma", 1, 1),
    }
    assert rows(told.left_out, "form", "why", "hits") == {
        ("Boligmangel", "longer", 2),
        ("ældrebolig", "longer", 1),
    }
    assert told.counts == (6, 6, 4)
    assert told.summary == "6 hits in 6 turns of 4 documents"


def test_a_compound_tells_how_each_word_is_caught_and_which_are_refused(study):
    told = explain(study, "+gæld+")
    assert rows(told.forms, "form", "how") == {("gæld", "form"), ("gældsrådgivning", "compound")}
    assert rows(told.left_out, "form", "why") == {("pågældende", "no_compound"), ("gældende", "no_compound")}
    assert told.forms["hits"].tolist() == [3, 1]


def test_a_compound_elsewhere_in_the_word_is_told_so(study):
    told = explain(study, "bolig+")
    assert rows(told.left_out, "form", "why") == {("ældrebolig", "other_place")}
    assert "elsewhere in the word" in repr(told)


@pytest.mark.parametrize(
    ("pattern", "how"), [("bolig*", "glob"), ("=boliger", "form"), ("/bolig(er|en)/", "regex")]
)
def test_other_elements_tell_how_they_catch(study, pattern, how):
    told = explain(study, pattern)
    assert set(told.forms["how"]) == {how}
    assert told.left_out.empty


def test_capitals_that_count_are_counted_so(study):
    assert explain(study, "=Gæld").forms[["form", "hits"]].values.tolist() == [["Gæld", 1]]


def test_of_several_words_the_commonest_sequences_are_told(study):
    told = explain(study, "for få *")
    assert told.sequences.values.tolist() == [["for få boliger", 2, 1]]
    assert set(told.forms["element"]) == {"for", "få"}
    assert "How they stand together" in dict(told.tables())


def test_words_in_several_cases_are_one_row(study):
    assert explain(study, "boligmangel").forms[["form", "hits"]].values.tolist() == [["Boligmangel", 2]]


def test_what_bars_is_explained_by_what_it_fits(study):
    told = explain(study, "not: boliger")
    assert told.meanings[0][0] == "not:"
    assert told.counts[0] == 6


def test_with_everyone_interviewers_count(study):
    assert "Boligkø" in set(explain(study, "bolig", everyone=True).left_out["form"])
    assert "Boligkø" not in set(explain(study, "bolig").left_out["form"])


def test_what_nobody_says_is_told_with_what_is_near(study):
    told = explain(study, "boilger")
    assert told.summary == "No hits.\nNobody says “boilger”. What is like it: boliger 5, boligen 1."
    assert told.forms.empty


def test_without_a_study_the_pattern_alone_is_explained():
    told = explain(None, "*rent*", "en")
    assert (told.counts, told.summary, list(told.tables())) == (None, "", [])
    assert told.cautions != ()
    assert "with “rent” in them" in repr(told)


def test_the_language_must_be_told_unless_there_is_one(small, study):
    assert explain(study, "bolig").language == "da"
    small.interview("DE-01", "bakke", [("IP", "Wohnung")], language="de")
    for asked in (small.study(), None):
        with pytest.raises(LookupFailedError) as caught:
            explain(asked, "bolig")
        assert caught.value.problem == "language_needed"
    with pytest.raises(LookupFailedError):
        explain(study, "bolig", "nl")
    with pytest.raises(CasekitError):
        explain(None, "bolig", "fr")


def test_a_study_without_documents_asks_for_a_language(build):
    with pytest.raises(LookupFailedError):
        explain(build().study(), "bolig")


def test_a_pattern_that_is_not_understood_says_where(study):
    with pytest.raises(PatternError) as caught:
        explain(study, "bolig ..x")
    assert caught.value._render_traceback_()[0].startswith("bolig ..x\n      ^\n")


def test_a_notebook_shows_it_and_escapes_it(study):
    shown = explain(study, "/<b>|bolig*/")._repr_html_()
    assert "<b>|" not in shown
    long = explain(study, "*e*")
    assert long._repr_html_().count("<table>") >= 2


@pytest.mark.parametrize("language", ["da", "de", "nl", "en"])
def test_it_can_be_read_in_the_four_languages(study, language):
    speak(language)
    told = explain(study, "+gæld+ ..2 +bolig+ & *er*")
    assert "{" not in repr(told) + told._repr_html_()
