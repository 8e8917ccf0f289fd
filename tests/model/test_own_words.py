from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import LookupFailedError
from casekit.model.codebook import (
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Question,
    RatingRules,
)
from casekit.model.facts import Setting, key_of
from casekit.model.own_words import GENDER_FORMS, OwnWords, worded
from casekit.model.words import LANGUAGES, Words

WRITTEN = {
    ":innen": ("Klient:in", "Klient:innen"),
    "*innen": ("Klient*in", "Klient*innen"),
    "_innen": ("Klient_in", "Klient_innen"),
    "·innen": ("Klient·in", "Klient·innen"),
    "/-innen": ("Klient/-in", "Klient/-innen"),
    "Innen": ("KlientIn", "KlientInnen"),
}
"""Each gender form: one person, several."""


def danish(**forms):
    return OwnWords.of({"da": forms})


# The words


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("En borger flytter ind.", "En deltager flytter ind."),
        ("Borger og borgere", "Deltager og borgere"),
        ("borgernes, medborger, borger-", "borgernes, medborger, deltager-"),
        ("BORGER", "Deltager"),
        ("", ""),
    ],
)
def test_whole_words_are_exchanged_and_a_capital_stays_a_capital(text, put):
    assert danish(borger="deltager").put("da", text) == put


def test_the_longest_form_is_exchanged_and_no_form_twice():
    own = danish(**{"bolig": "hjem", "egen bolig": "sit eget", "hjem": "hus"})
    assert own.put("da", "Egen bolig, en bolig og et hjem") == "Sit eget, en hjem og et hus"


def test_a_form_with_a_capital_of_its_own_goes_as_it_is_told():
    own = OwnWords.of({"de": {"Klient": "wohnungslose Person", "klient": "Gast"}})
    assert own.put("de", "Klient, klient, KLIENT") == "wohnungslose Person, Gast, Wohnungslose Person"


def test_signs_in_a_form_are_only_signs():
    assert danish(**{"a.b": "x"}).put("da", "a.b acb") == "x acb"


def test_only_the_language_that_is_meant_is_exchanged():
    assert danish(borger="deltager").put("nl", "borger") == "borger"


def test_no_own_words_are_false_and_change_nothing():
    assert not OwnWords()
    assert not OwnWords.of({"da": {}})
    assert OwnWords().put("de", "Klient:innen") == "Klient:innen"


# The gender form of German


@pytest.mark.parametrize("wanted", GENDER_FORMS)
@pytest.mark.parametrize("given", GENDER_FORMS)
def test_every_gender_form_becomes_every_other(given, wanted):
    own = OwnWords.of({}, wanted)
    (one, many), (mine, ours) = WRITTEN[given], WRITTEN[wanted]
    assert own.put("de", f"{one}, {many} und {many}.") == f"{mine}, {ours} und {ours}."
    assert own.put("de", f"die {many}perspektive") == f"die {ours}perspektive"


@pytest.mark.parametrize("wanted", GENDER_FORMS)
@pytest.mark.parametrize(
    "text",
    [
        "Berlin, Gewinn, Verein, Termin und innen",
        "In der Wohnung: in Berlin",
        "Mieterinnen",
        "Beratung/Begleitung",
        "INNEN und außen",
        "von 9:30 in",
    ],
)
def test_words_that_only_look_so_are_unharmed(text, wanted):
    assert OwnWords.of({}, wanted).put("de", text) == text


def test_other_languages_have_no_gender_form():
    assert all(OwnWords.of({}, "*innen").put(one, "Klient:innen") == "Klient:innen" for one in ("da", "nl", "en"))  # fmt: skip


def test_own_words_and_gender_form_go_together():
    own = OwnWords.of({"de": {"Klient:innen": "Bewohner:innen"}}, "*innen")
    assert own.put("de", "Klient:innen, Mieter:in") == "Bewohner*innen, Mieter*in"


# Setting and taking back


def test_forms_are_added_to_those_there_are_and_taken_back_one_by_one():
    own = OwnWords().changed({"da": {"borger": "deltager", "borgere": "deltagere"}}, ":innen")
    more = own.changed({"da": {"borgere": " "}, "nl": {"klant": "deelnemer"}})
    assert more == OwnWords.of({"da": {"borger": "deltager"}, "nl": {"klant": "deelnemer"}}, ":innen")
    assert more.changed({"da": {"borger": ""}, "nl": {"klant": ""}}, "") == OwnWords()
    assert more.changed({"da": {"never there": ""}}) == more


@pytest.mark.parametrize("form", ["", " "])
def test_an_empty_form_exchanges_nothing(form):
    assert OwnWords().changed({"da": {form: "x"}}) == OwnWords()


@pytest.mark.parametrize(
    ("forms", "gender", "value"), [({"sv": {"a": "b"}}, None, "sv"), ({}, "innen", "innen")]
)
def test_unknown_languages_and_gender_forms_are_refused_with_those_there_are(forms, gender, value):
    with pytest.raises(LookupFailedError) as caught:
        OwnWords().changed(forms, gender)
    assert caught.value.data["value"] == value
    assert ("da" if forms else "*innen") in str(caught.value.data["allowed"])


word = st.text("abcæø é", min_size=1, max_size=6).filter(str.strip)


@given(
    st.dictionaries(st.sampled_from(LANGUAGES), st.dictionaries(word, word, max_size=3)),
    st.sampled_from(("", *GENDER_FORMS)),
)
def test_what_is_stored_is_read_again_as_it_was(forms, gender):
    own = OwnWords().changed(forms, gender)
    assert OwnWords.parse(own.packed) == own
    assert OwnWords.parse("") == OwnWords()


# A codebook in own words

SAID = Words.of({"da": "Borger", "de": "Klient:in borger", "en": "borger"})
BOOK = Codebook(
    "borger",
    "borger",
    title=SAID,
    codes=(
        Code(
            "borger",
            label=SAID,
            definition=SAID,
            include=(SAID,),
            exclude=(Exclusion(SAID, "borger"),),
            examples=(Example(SAID, "barrier", also=("borger",)),),
            counterexamples=(Example(SAID, see="borger"),),
            polarity=(("barrier", SAID),),
            indicators=(("da", ("borger",)),),
            questions=("borger",),
            links=(("borger", ("borger",)),),
            sources=("borger",),
        ),
        Code("home", parent="borger"),
    ),
    languages=("da", "de"),
    description=SAID,
    unit_of_analysis=SAID,
    coding_rules=(SAID,),
    rating=RatingRules(("borger",), (SAID,)),
    questions=(Question("borger", SAID, "1"),),
    groups=(Group("borger", SAID, ("borger",)),),
    licence="borger",
    authors=("borger",),
    sources=(("borger", "borger"),),
    changes=(Change("borger", what=SAID, replaced=(("borger", ("borger",)),)),),
)
OWN = OwnWords.of({"da": {"borger": "deltager"}}, "*innen")
PUT = Words.of({"da": "Deltager", "de": "Klient*in borger", "en": "borger"})


def test_every_text_of_a_codebook_is_put_and_nothing_else():
    content = worded(BOOK, OWN).content
    assert '"da":"Borger"' not in content
    assert "Klient:in" not in content
    back = content.replace('"da":"Deltager"', '"da":"Borger"').replace("Klient*in", "Klient:in")
    assert back == BOOK.content


def test_its_codes_stay_where_they_are():
    book = worded(BOOK, OWN)
    assert book["borger"].label == PUT
    assert book["borger"].indicators == BOOK["borger"].indicators
    assert book.path("home") == ("borger", "home")


def test_without_own_words_it_is_the_very_codebook():
    assert worded(BOOK, OwnWords()) is BOOK


def test_a_study_speaks_its_own_words_and_keeps_the_codebook_as_it_was_written(make, interview):
    home = replace(BOOK, id="small")
    study = make(*interview, Setting(key_of("setting", "words"), "words", OWN.packed), book=home)
    assert study.own_words == OWN
    assert study.codebook()["borger"].label.get("da") == "Deltager"
    assert study.codebooks["small"] is home
