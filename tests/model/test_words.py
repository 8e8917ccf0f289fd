import pytest

from casekit.model.words import LANGUAGES, Words
from casekit.wording import LANGUAGES as SPOKEN


def test_a_text_falls_back_to_english_then_to_the_first_there_is():
    label = Words.of({"nl": "Woning", "da": "Bolig"})
    assert [label.get(language) for language in ("da", "en", "de")] == ["Bolig", "Woning", "Woning"]
    assert [label.language(language) for language in ("da", "de")] == ["da", "nl"]
    assert Words.of({"da": "Bolig", "en": "Home"}).get("de") == "Home"


def test_no_text_is_false_and_empty():
    assert not Words()
    assert (Words().get("da"), Words().language("da")) == ("", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codebooks_know_the_languages_that_casekit_speaks(language):
    assert language in SPOKEN
    assert len(SPOKEN) == len(LANGUAGES)


def test_a_text_that_another_language_stands_in_for_says_which():
    label = Words.of({"nl": "Woning", "da": "Bolig"})
    assert [label.shown(language) for language in ("da", "nl", "de")] == ["Bolig", "Woning", "Woning [nl]"]
    assert Words.of({"da": "Bolig", "en": "Home"}).shown("de") == "Home [en]"
    assert Words().shown("de") == ""


def test_a_text_is_there_only_in_its_very_languages():
    label = Words.of({"da": "Bolig", "en": "Home"})
    assert [language for language in LANGUAGES if label.has(language)] == ["da", "en"]
    assert not Words().has("en")


def test_texts_over_others_take_their_place_language_by_language():
    label = Words.of({"nl": "Woning", "da": "Bolig"})
    assert label.over(Words.of({"da": "Hjem", "en": "Home"})) == Words.of({"da": "Hjem", "en": "Home", "nl": "Woning"})  # fmt: skip
    assert Words().over(label).get("nl") == label.over(Words()).get("nl") == "Woning"
