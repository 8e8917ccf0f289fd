import unicodedata

import pytest

from casekit.errors import PatternError
from casekit.language.indicators import caret, parse_indicator
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
        ("bolig =", "="),
        ("a=b", "a=b"),
        ("==a", "==a"),
        ("bolig, husleje", "bolig,"),
        ("(bolig)", "(bolig)"),
        ("bolig.", "bolig."),
        ("–", "–"),
        (r"wohn\*", r"wohn\*"),
        ("a&b", "a&b"),
        ("a .. b", ".."),
        ("a ..x b", "..x"),
        ("a..3", "a..3"),
        ("bo+lig", "bo+lig"),
        ("+", "+"),
        ("++", "++"),
        ("bolig\\", "bolig\\"),
    ],
)
def test_a_sign_that_no_word_has_is_refused_with_its_place(pattern, part):
    with pytest.raises(PatternError) as error:
        parse_indicator(pattern)
    assert (error.value.problem, error.value.data["part"]) == ("pattern_unknown_sign", part)


@pytest.mark.parametrize(
    ("pattern", "problem", "part", "at"),
    [
        ("..3 bolig", "pattern_edge", "..3", 0),
        ("bolig ..3", "pattern_edge", "..3", 6),
        ("a ..3 ..2 b", "pattern_edge", "..2", 6),
        ("a & ..2 b", "pattern_edge", "..2", 4),
        ("& bolig", "pattern_edge", "&", 0),
        ("bolig &", "pattern_edge", "&", 6),
        ("a & & b", "pattern_edge", "&", 4),
        ("a ..0 b", "pattern_gap", "..0", 2),
        ("a ..11 b", "pattern_gap", "..11", 2),
        ("a ..999999999999 b", "pattern_gap", "..999999999999", 2),
        ("for =wohn*", "pattern_exact_star", "=wohn*", 4),
        ("for =+wohn+", "pattern_exact_compound", "=+wohn+", 4),
        ("+wohn*+", "pattern_compound_star", "+wohn*+", 0),
        ("for +bo+", "pattern_short_stem", "+bo+", 4),
        ("bo+", "pattern_short_stem", "bo+", 0),
        ("bolig & *", "pattern_empty", "*", 8),
        ("bolig /won", "pattern_regex_open", "/won", 6),
        ("//", "pattern_regex_open", "//", 0),
        ("/", "pattern_regex_open", "/", 0),
        ("a /won(en/", "pattern_regex", "/won(en/", 2),
        ("/(?=x)y/", "pattern_regex", "/(?=x)y/", 0),
        (r"/(a)\1/", "pattern_regex", r"/(a)\1/", 0),
        ("te (weinig)", "pattern_unknown_sign", "(weinig)", 3),
    ],
)
def test_a_bad_pattern_is_refused_with_what_is_wrong_and_where(pattern, problem, part, at, capfd):
    with pytest.raises(PatternError) as error:
        parse_indicator(pattern)
    data = error.value.data
    assert (error.value.problem, data["pattern"], data["part"], data["at"]) == (problem, pattern, part, at)
    assert caret(error.value) == f"{pattern}\n{' ' * at}^"
    assert len(str(error.value).splitlines()) == 2  # a sentence and a hint
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("pattern", "kinds", "gaps"),
    [
        ("bolig", [["word"]], [(0,)]),
        (
            "=te ..10 +woning+ * & /huur.*/ a*b",
            [["form", "compound", "any"], ["regex", "glob"]],
            [(0, 10, 0), (0, 0)],
        ),
    ],
)
def test_the_parts_of_a_pattern(pattern, kinds, gaps):
    parts = parse_indicator(pattern).parts
    assert [[element.kind for element in part.elements] for part in parts] == kinds
    assert [part.gaps for part in parts] == gaps


@pytest.mark.parametrize(
    ("pattern", "place"), [("+bolig+", "anywhere"), ("bolig+", "first"), ("+bolig", "last")]
)
def test_where_a_compound_holds_its_stem(pattern, place):
    [element] = parse_indicator(pattern).elements
    assert (element.kind, element.place, element.literal) == ("compound", place, "bolig")


def test_indicators_are_values():
    assert parse_indicator("+bolig+ ..3 mangl*") == parse_indicator("+bolig+ ..3 mangl*")
    assert len({parse_indicator("bolig"), parse_indicator("bolig")}) == 1


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a ..3 b ..3 c", "a b x x b x x c", ["a b x x b x x c"]),
        ("a ..1 b", "a x b, a x x b, a b", ["a x b", "a b"]),
        ("huis & huur", "huur, huis", ["huis"]),
        ("huis & huur", "huis", []),
        ("/won(en|ing)/", "wonen Woning woningen", ["wonen", "Woning"]),
        ("/[^a]*/", "bo ba", ["bo"]),
        ("+bolig+", "bolig boligen", ["bolig"]),
        (r"\bolig", "bolig", ["bolig"]),
        ("bürger", "Bürger*innen und Bürger", ["Bürger*innen", "Bürger"]),
        ("bürgerinnen", "Bürger:innen BürgerInnen", ["Bürger:innen", "BürgerInnen"]),
        ("wohnungs", "Wohnungs- und", ["Wohnungs-"]),
        ("zo*", "zo'n", ["zo'n"]),
    ],
)
def test_the_rest_of_the_language(pattern, text, found):
    assert caught(pattern, text) == found


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
