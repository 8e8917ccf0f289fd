import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.language.lemmas import Lemmas

pytestmark = pytest.mark.slow

# the dictionary form → forms that share a lemma with it
TABLE = {
    "da": {
        "bolig": "boligen boliger boligerne boligens",
        "støtte": "støtten støtter støttede",
        "gæld": "gælden gælds",
        "omsorg": "omsorgen omsorgs",
        "lejlighed": "lejligheder lejligheden",
        "kommune": "kommunen kommuner kommunerne kommunens",
    },
    "de": {
        "wohnung": "wohnungen",
        "miete": "mieten miete",
        "hilfe": "hilfen",
        "haus": "häuser hauses häusern",
        "schuld": "schuld",
        "gehen": "geht ging gegangen",
    },
    "nl": {
        "woning": "woningen",
        "zorg": "zorgen",
        "schuld": "schulden",
        "huis": "huizen huisje",
        "gemeente": "gemeenten gemeentes",
        "begeleiding": "begeleidingen",
    },
    "en": {
        "house": "houses housed",
        "rent": "rents rented renting",
        "debt": "debts",
        "child": "children",
        "go": "went gone goes",
        "landlord": "landlords",
    },
}
FORMS = {
    "da": [
        "boligerne",
        "bostøttemedarbejder",
        "gælder",
        "å",
        "85",
        "§",
        "110-boform",
        "tv's",
        "x" * 150,
        "😀",
    ],
    "de": ["mieten", "sucht", "wohnungslose", "häuser", "bürger*innen", "ß", "u25", "§", "1980er"],
    "nl": ["huizen", "schulden", "foto's", "wmo-toegang", "z", "é", "65+"],
    "en": ["went", "don't", "children's", "a", "i", "2024", "co-op"],
}


@pytest.fixture(scope="module")
def lemmas():
    return {language: Lemmas(language) for language in FORMS}


@pytest.mark.parametrize("language", TABLE)
def test_forms_share_a_lemma_with_their_dictionary_form(lemmas, language):
    of = lemmas[language].of
    wanted = [(word, form) for word, forms in TABLE[language].items() for form in forms.split()]
    missed = [(word, form) for word, form in wanted if set(of(word)).isdisjoint(of(form))]
    assert len(missed) / len(wanted) <= 0.1, missed


def test_german_keeps_the_readings_with_and_without_a_capital(lemmas):
    assert lemmas["de"].of("sucht") == ("suchen", "sucht")
    assert lemmas["de"].of("mieten") == ("mieten", "miete")
    assert lemmas["de"].of("wohnungen") == ("wohnung",)


@pytest.mark.parametrize("language", FORMS)
def test_numbers_single_signs_and_what_is_no_word_stay_as_they_are(lemmas, language):
    for form in [
        "85",
        "2024",
        "1,5",
        "½",
        "a",
        "z",
        "å",
        "§",
        "😀",
        "",
        "-",
        "_",
        "x" * 101,
        "שלום",
        "х" * 200,
    ]:
        assert lemmas[language].of(form) == (form,)


def test_an_endless_word_is_not_looked_up():
    endless = Lemmas("da")
    assert endless.of("bolig" * 2_000_000) == ("bolig" * 2_000_000,)
    assert endless.known == {}


@pytest.mark.parametrize("language", FORMS)
def test_there_is_always_a_lemma_in_lower_case(lemmas, language):
    for form, found in lemmas[language].many(FORMS[language]).items():
        assert found
        assert all(lemma and lemma == lemma.lower() for lemma in found), form
        assert len(set(found)) == len(found)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_was_asked_before_does_not_matter(data):
    language = data.draw(st.sampled_from(sorted(FORMS)))
    forms = data.draw(st.lists(st.sampled_from(FORMS[language]) | st.text(max_size=12)))
    asked = Lemmas(language)
    first = asked.many(forms)
    assert first == {form: Lemmas(language).of(form) for form in forms}
    assert first == asked.many(reversed(forms))
    assert Lemmas(language, known=asked.known).many(forms) == first


@pytest.mark.parametrize("language", FORMS)
def test_the_frugal_dictionary_says_the_same(lemmas, language):
    frugal = Lemmas(language, low_memory=True)
    assert frugal.many(FORMS[language]) == lemmas[language].many(FORMS[language])
    assert [frugal.lists(form) for form in FORMS[language]] == [
        lemmas[language].lists(form) for form in FORMS[language]
    ]


def test_what_is_known_is_believed_and_loads_nothing():
    given_ = Lemmas("da", known={"boligerne": ("bolig",), "gæld": ("penge", "gæld")})
    assert given_.many(["boligerne", "gæld", "85"]) == {
        "boligerne": ("bolig",),
        "gæld": ("penge", "gæld"),
        "85": ("85",),
    }
    assert set(given_.known) == {"boligerne", "gæld"}
    assert not {"_strategy", "_forms"} & set(vars(given_))


def test_what_was_looked_up_can_be_given_to_another():
    asked = Lemmas("nl", known={"huizen": ("huis",)})
    asked.many(["huizen", "woningen", "schulden", "12"])
    assert asked.known == {"huizen": ("huis",), "woningen": ("woning",), "schulden": ("schuld",)}
    other = Lemmas("nl")
    other.learn(asked.known)
    assert other.of("woningen") == ("woning",)
    assert not {"_strategy", "_forms"} & set(vars(other))


def test_the_dictionary_tells_its_own_forms_from_guesses(lemmas):
    assert [
        form for form in ["bolig", "boligerne", "bostøtte", "hans", "85"] if lemmas["da"].lists(form)
    ] == [
        "bolig",
        "boligerne",
        "hans",
    ]
    assert lemmas["de"].lists("wohnungen")
    assert not lemmas["de"].lists("wohnungsnotfallhilfe")


def test_a_language_without_a_dictionary_has_every_form_as_its_lemma():
    swahili = Lemmas("sw")
    assert swahili.of("nyumba") == ("nyumba",)
    assert not swahili.lists("nyumba")
    assert swahili.known == {}


def test_the_version_names_the_dictionary():
    assert Lemmas("da").version.startswith("simplemma ")


def test_importing_loads_no_dictionary():
    code = "import sys, casekit.language.compounds; sys.exit('simplemma' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_was_looked_up_can_be_recalled_without_the_dictionary(monkeypatch):
    first = Lemmas("da")
    found = first.of("boligerne"), first.lists("bolig"), first.lists("xyzbolig"), first.sharing(["mand", "§"])
    assert found[1:3] == (True, False)
    assert {"mænd", "manden"} <= set(found[3]["mand"])
    assert found[3]["§"] == ("§",)
    monkeypatch.setattr(Lemmas, "_forms", property(lambda self: pytest.fail("the dictionary was loaded")))
    monkeypatch.setattr(Lemmas, "_strategy", property(lambda self: pytest.fail("the dictionary was loaded")))
    again = Lemmas("da")
    again.recall(first.looked_up)
    assert again.looked_up == first.looked_up
    assert (
        again.of("boligerne"),
        again.lists("bolig"),
        again.lists("xyzbolig"),
        again.sharing(["mand", "§"]),
    ) == found
