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
