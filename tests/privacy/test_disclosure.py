import unicodedata

import pandas as pd
import pytest

from casekit.privacy import letters, names_a_case, risky

pytestmark = pytest.mark.slow

LABELS = {
    "fjordlev": "Fjordlev",
    "havnstrup": "Havnstrup Kommune",
    "lindesoe": "Lindesø",
    "ahr": "Kreis Ahrenbruch",
}


def test_every_case_that_somebody_spoke_for_has_its_own_letter(cases):
    found = letters(cases(LABELS, silent=("ahr",)))
    assert sorted(found.values()) == ["A", "B", "C"]
    assert set(found) == {"fjordlev", "havnstrup", "lindesoe"}


def test_letters_are_the_same_in_whatever_order_cases_come(cases):
    turned = dict(reversed(LABELS.items()))
    assert letters(cases(LABELS)) == letters(cases(turned))


def test_letters_do_not_follow_the_names(cases):
    names = {f"by{number:02}": f"By {number}" for number in range(12)}
    found = letters(cases(names))
    assert [found[name] for name in names] != sorted(found.values())


def test_after_z_come_two_letters(cases):
    found = sorted(
        letters(cases({f"n{number}": f"N{number}" for number in range(28)})).values(),
        key=lambda word: (len(word), word),
    )
    assert found[:2] == ["A", "B"]
    assert found[25:] == ["Z", "AA", "AB"]


def test_a_study_without_cases_has_no_letters(cases):
    assert letters(cases({})) == {}
    assert not names_a_case(cases({}), "Fjordlev")


@pytest.mark.parametrize(
    "text",
    [
        "Vi bor i Fjordlev.",
        "FJORDLEVS borgmester",
        "Havnstrupmodellen virker",
        "post@havnstrup.example",
        "skriv til info@lindesoe.example",
        "Lindesøs boliger",
        "im Ahrenbrucher Netzwerk",
        unicodedata.normalize("NFD", "Lindesø"),
        "Havn\u00adstrup",
        "Ｆｊｏｒｄｌｅｖ",
    ],
)
def test_a_name_is_found_in_compounds_in_addresses_and_in_disguise(cases, text):
    assert names_a_case(cases(LABELS), text)


@pytest.mark.parametrize(
    "text", ["Kommunen har ansvaret.", "Der Kreis zahlt.", "fjord og lev", "", "Alle kommuner"]
)
def test_what_a_case_is_does_not_name_it(cases, text):
    assert not names_a_case(cases(LABELS), text)


@pytest.mark.parametrize(
    ("label", "text", "named"),
    [
        ("Ede", "Wij wonen in Ede.", True),
        ("Ede", "Edes plan", True),
        ("Ede", "in vrede, beide", False),
        ("Ede", "info@ede.example", True),
        ("Køge", "koege-modellen", True),
        ("Oss", "os andre", False),
        ("Den Haag", "in den tijd", False),
        ("Den Haag", "de Haagse aanpak, Haag", True),
        ("Alphen aan den Rijn", "aan den lijve", False),
        ("Alphen aan den Rijn", "Alphense wijk", True),
        ("Súdwest-Fryslân", "in Sudwest", True),
        ("Kommune", "kommunen", True),
        ("Aarhus", "i Århus", True),
        ("Åbenrå", "i Aabenraa", True),
        ("Verbandsgemeinde Daun", "bei uns in Daun", True),
        ("Verbandsgemeinde Daun", "die Verbandsgemeinde", False),
        ("Stadt Ingolstadt", "in Ingolstadt", True),
        ("Stadt Ingolstadt", "in der Stadt", False),
    ],
)
def test_a_short_name_counts_as_a_word_of_its_own(cases, label, text, named):
    assert names_a_case(cases({"x": label}), text) == named


@pytest.mark.parametrize(
    "text",
    [
        "mail til per@by.example",
        "ring 12 34 56 78",
        "010190-1234",
        "født 3.4.1961",
        "Bygaden 12",
        "Nørre Allé 4",
        "Lange Straße 5",
        "Lindenstr. 7",
        "Kerkstraat 9",
        "1234 AB",
        "see https://by.example",
        "12 Station Road",
    ],
)
def test_a_passage_with_a_number_or_an_address_is_risky(text):
    assert list(risky(pd.DataFrame({"text": ["Ja.", text]}))) == [False, True]


@pytest.mark.parametrize("text", ["Vi er 3 kommuner og 120 borgere.", "kl. 8", "§ 110", "på vej", ""])
def test_other_numbers_are_not(text):
    assert not risky(pd.DataFrame({"text": [text]})).any()


def test_no_passages_are_no_risk():
    assert risky(pd.DataFrame({"text": pd.Series([], dtype="str")})).empty
