import unicodedata

import pytest

from casekit.errors import PatternError
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import words


def caught(pattern, text):
    """What the pattern catches in the text."""
    return [
        text[hit.span.start : hit.span.end] for hit in find(list(words(text)), [parse_indicator(pattern)])
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("bolig", "Bolig, boligen og BOLIG", ["Bolig", "BOLIG"]),
        ("wmo", "De wmo-toegang en de Wmo", ["Wmo"]),
        ("støtte", "Støtte støtten", ["Støtte"]),
        ("=sucht", "Sucht und sucht", ["Sucht", "sucht"]),
        ("=Sucht", "Sucht und sucht SUCHT", ["Sucht"]),
        ("=Kreis", "Der Kreis, im kreis", ["Kreis"]),
        ("wohn*", "Wohnung wohnen Einwohner wohn-amt", ["Wohnung", "wohnen", "wohn-amt"]),
        ("*woning", "huurwoning woning woningen", ["huurwoning", "woning"]),
        ("wohn*amt", "Wohnungsamt Wohnamt Wohn", ["Wohnungsamt", "Wohnamt"]),
        ("*stemm*", "Bestemmelse stemmer nej", ["Bestemmelse", "stemmer"]),
        ("te weinig *", "Te weinig huizen, te weinig.", ["Te weinig huizen"]),
        ("for få boliger", "for få\nboliger; for mange boliger", ["for få\nboliger"]),
        ("stop housing", "It stopped. Stop. Housing first", ["Stop. Housing"]),
        ("ACT", "ACT act Act FACT", ["ACT"]),
        ("act", "ACT act", ["ACT", "act"]),
        ("ACT-team*", "ACT-teamet act-team ACT-Team", ["ACT-teamet", "ACT-Team"]),
        ("=ACT", "ACT act", ["ACT"]),
        ("HOUSING", "Housing housing", ["Housing", "housing"]),
        ("§ 110*", "efter § 110 og § 110-boform", ["§ 110", "§ 110-boform"]),
        ("op- en afschalen", "Het op- en afschalen lukt", ["op- en afschalen"]),
        ("wmo–loket", "het Wmo‑loket", ["Wmo‑loket"]),
        ("zo’n", "zo'n huis", ["zo'n"]),
        ("=Zo'n", "Zo’n huis, zo’n", ["Zo’n"]),
        ("* *mangel", "Stor boligmangel", ["Stor boligmangel"]),
    ],
)
def test_a_pattern_catches_what_the_language_promises(pattern, text, found):
    assert caught(pattern, text) == found


@pytest.mark.parametrize("pattern", ["bäume", "=Bäume", "bäu*", "ÄÖ"])
def test_a_pattern_means_the_same_composed_or_not(pattern):
    text = "Bäume ÄÖ"
    for written in ("NFC", "NFD"):
        assert caught(unicodedata.normalize(written, pattern), text) == caught(pattern, text) != []


@pytest.mark.parametrize("pattern", ["", "   ", "*", "* *", "**"])
def test_a_pattern_that_fits_everything_or_nothing_is_refused(pattern):
    with pytest.raises(PatternError) as error:
        parse_indicator(pattern)
    assert (error.value.problem, error.value.data["pattern"]) == ("pattern_empty", pattern)


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("huis & huur", "&"),
        ("a ..3 b", "..3"),
        ("+bolig+", "+bolig+"),
        ("/won(en)/", "/won(en)/"),
        ("bolig =", "="),
        ("a=b", "a=b"),
        ("==a", "==a"),
        ("bolig, husleje", "bolig,"),
        ("(bolig)", "(bolig)"),
        ("bolig.", "bolig."),
        ("–", "–"),
        (r"wohn\*", r"wohn\*"),
    ],
)
def test_a_sign_that_no_word_has_is_refused_with_its_place(pattern, part):
    with pytest.raises(PatternError) as error:
        parse_indicator(pattern)
    assert (error.value.problem, error.value.data["part"]) == ("pattern_unknown_sign", part)


@pytest.mark.parametrize("pattern", ["=wohn*", "den =*"])
def test_an_exact_form_has_no_star(pattern):
    with pytest.raises(PatternError) as error:
        parse_indicator(pattern)
    assert error.value.problem == "pattern_exact_star"


def test_an_indicator_keeps_its_pattern_and_one_element_for_each_word():
    indicator = parse_indicator("  te  weinig * ")
    assert indicator.pattern == "  te  weinig * "
    assert [element.pattern for element in indicator.elements] == ["te", "weinig", "*"]
    assert [element.literal for element in indicator.elements] == ["te", "weinig", None]
