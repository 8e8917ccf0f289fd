"""Flags and directions in sentences of four languages, by the shipped lists."""

import pandas as pd
import pytest

from casekit.codebook.cue_lists import read_cues
from casekit.files.shipped import shipped
from casekit.language.cues import Cues
from casekit.language.flags import FLAGS, flagged
from casekit.language.index import Indexer, Source
from casekit.language.indicators import parse_indicator
from casekit.language.searching import search

pytestmark = pytest.mark.slow

FILE = shipped("codebooks") / "lexicons" / "polarity_cues.yaml"
LISTS = read_cues(FILE.read_bytes(), file=FILE.name)[0]
WORD = {"da": "bolig*", "de": "wohnung*", "nl": "woning*", "en": "flat*"}


def flags_of(language, said, *, word=None, cues=None):
    """What is said of each hit in a text."""
    index = Indexer().index([Source("A", said)])
    hits = search(index, {"housing": [parse_indicator(word or WORD[language])]}).hits
    return flagged(index, hits, cues or LISTS.of(language), {"A": said})


def only(language, said, *, word=None):
    told = flags_of(language, said, word=word)
    assert len(told) == 1, said
    return told.iloc[0]


SAID = {
    "negated": {
        "da": ["Vi har ikke fundet en bolig.", "Der er ingen boliger.", "Han får aldrig en bolig.", "Boligen fik han ikke."],
        "de": ["Wir finden nicht die Wohnung.", "Es gibt keine Wohnung.", "Er steht ohne eigene Wohnung da.", "Die Wohnung bekam er nicht."],
        "nl": ["Er is geen woning.", "Hij kreeg nooit een woning.", "De woning kreeg hij niet.", "Zij leeft zonder vaste woning."],
        "en": ["There is no flat.", "We don't have a flat.", "He never got a flat.", "The flat isn't there."],
    },
    "hypothetical": {
        "da": ["Hvis bare vi kendte en bolig.", "Gid der var en bolig.", "Der burde stå en bolig klar."],
        "de": ["Wenn wir nur mehr Wohnungen kennen würden.", "Wir bräuchten eine Wohnung.", "Eine Wohnung wäre der nächste Schritt."],
        "nl": ["Hadden we maar een woning.", "Er zou een woning moeten komen.", "Als we maar een woning kenden."],
        "en": ["If only we had a flat.", "Ideally everyone gets a flat.", "The council should have bought the flat."],
    },
    "hedged": {
        "da": ["Måske finder han en bolig.", "Jeg tror boligen er hans.", "Det er vistnok hans bolig."],
        "de": ["Vielleicht findet er eine Wohnung.", "Die Wohnung ist vermutlich seine.", "Das ist wohl seine Wohnung."],
        "nl": ["Misschien vindt hij een woning.", "De woning is denk ik van hem.", "Dat wordt waarschijnlijk zijn woning."],
        "en": ["Maybe he finds a flat.", "The flat is probably his.", "Perhaps that is the flat."],
    },
    "resolved": {
        "da": ["Tidligere ventede de på en bolig.", "I starten stod boligen tom.", "Boligen er der ikke længere."],
        "de": ["Früher stand die Wohnung leer.", "Am Anfang fand er keine Wohnung.", "Das mit der Wohnung ist behoben."],
        "nl": ["Vroeger stond de woning leeg.", "In het begin had hij geen woning.", "Dat van de woning is opgelost."],
        "en": ["The flat used to stand empty.", "At first he had no flat.", "The question of the flat is solved."],
    },
    "reported": {
        "da": ["Kommunen siger, at boligen er klar.", "Ifølge naboen står boligen tom.", "Efter sigende er boligen hans."],
        "de": ["Der Vermieter sagt, die Wohnung sei frei.", "Angeblich ist die Wohnung frei.", "Laut Amt ist die Wohnung frei."],
        "nl": ["De gemeente zegt dat de woning klaar is.", "Volgens de buurman staat de woning leeg.", "Naar verluidt is de woning van hem."],
        "en": ["The council said the flat was ready.", "According to them the flat is empty.", "Allegedly the flat is his."],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "language", "said"),
    [
        (flag, language, said)
        for flag, told in SAID.items()
        for language, these in told.items()
        for said in these
    ],
)
def test_a_flag_stands_where_it_is_said(flag, language, said):
    told = only(language, said)
    assert told[flag], told
    assert any(kind == flag for kind, _, _ in told["cues"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Boligen ligger ved skolen."),
        ("de", "Die Wohnung liegt an der Schule."),
        ("nl", "De woning staat bij de school."),
        ("en", "The flat is by the school."),
    ],
)
def test_nothing_is_said_of_a_plain_sentence(language, said):
    told = only(language, said)
    assert not any(told[flag] for flag in FLAGS)
    assert (told["polarity"], told["cues"]) == ("", ())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Det ved jeg ikke, boligen er hans."),
        ("da", "Han kom ikke men boligen er hans."),
        ("da", "Han kom ikke fordi boligen er hans."),
        ("da", "Det er ikke kun hans bolig."),
        ("da", "Ikke en to tre fire fem seks bolig."),
        ("de", "Das weiß ich nicht, die Wohnung ist seine."),
        ("de", "Er kam nicht aber die Wohnung ist seine."),
        ("de", "Das ist nicht nur seine Wohnung."),
        ("nl", "Hij kwam niet maar de woning is van hem."),
        ("nl", "Dat is niet alleen zijn woning."),
        ("nl", "Hij kwam niet omdat de woning leeg staat."),
        ("en", "He did not come but the flat is his."),
        ("en", "It is not only his flat."),
        ("en", "The flat is his own, not ours."),
    ],
)  # fmt: skip
def test_a_negation_of_something_else_is_none_of_the_hit(language, said):
    assert not only(language, said)["negated"]


DIRECTED = {
    "barrier": {
        "da": ["Der mangler boliger.", "Det er svært at finde en bolig.", "Boligen er ikke god.", "Det burde være let at få en bolig.",
               "Naboerne er flinke, men boligen er et problem.", "Boligen er god, men det er svært at blive der."],
        "de": ["Es fehlen Wohnungen.", "Es ist schwierig, eine Wohnung zu finden.", "Das klappt nicht mit der Wohnung.", "Wir bräuchten gute Wohnungen.",
               "Die Wohnung ist gut gelegen, aber es ist schwierig dort."],
        "nl": ["Er is een tekort aan woningen.", "Het is moeilijk een woning te vinden.", "Het lukt niet met de woning.", "Het is fijn, maar de woning is een probleem."],
        "en": ["There is a lack of flats.", "It is difficult to find a flat.", "The flat is not good.", "If only there were good flats.",
               "They are happy, but the flat is a problem."],
    },
    "facilitator": {
        "da": ["Det fungerer med boligen.", "Boligen er ikke et problem.", "I starten manglede der boliger.", "Det er svært, men boligen er god.",
               "Selv om det er svært, er han glad for boligen."],
        "de": ["Mit der Wohnung klappt es.", "Die Wohnung ist kein Problem.", "Früher fehlten Wohnungen.", "Es ist schwierig, aber die Wohnung hilft.",
               "Obwohl es schwierig ist, hilft die Wohnung."],
        "nl": ["Het lukt met de woning.", "De woning is geen probleem.", "Vroeger was er een tekort aan woningen.", "Het is moeilijk, maar de woning helpt.",
               "Hoewel het moeilijk is, helpt de woning."],
        "en": ["The flat works well.", "The flat is not difficult to get.", "The flat is no problem.", "There used to be a lack of flats.",
               "It is difficult, but the flat helps."],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("polarity", "language", "said"),
    [
        (one, language, said)
        for one, told in DIRECTED.items()
        for language, these in told.items()
        for said in these
    ],
)
def test_a_direction_is_proposed(polarity, language, said):
    assert only(language, said)["polarity"] == polarity


@pytest.mark.parametrize(("language", "word", "said"), [("da", "boligmangel", "Der er boligmangel."), ("de", "wohnungsmangel", "Hier ist Wohnungsmangel."),
                                                        ("nl", "woningtekort", "Er is een woningtekort."), ("en", "lack", "There is a lack.")])  # fmt: skip
def test_the_words_of_a_hit_may_be_its_cue(language, word, said):
    told = only(language, said, word=word)
    assert told["polarity"] == "barrier"
    assert [kind for kind, _, _ in told["cues"]] == ["barrier"]


def small(**lists):
    return Cues.of("en", {kind: [parse_indicator(one) for one in told] for kind, told in lists.items()})


CUES = small(
    barrier=["=bad"],
    facilitator=["=good"],
    negation=["=not"],
    contrast=["=but"],
    concession=["=though"],
    resolved=["=once"],
    hypothetical=["=if"],
)


@pytest.mark.parametrize(
    ("said", "polarity", "turned"),
    [
        ("flat bad", "barrier", None),
        ("flat not bad", "facilitator", "not"),
        ("not bad good flat", "facilitator", None),  # the nearest decides
        ("not x bad x x x x good flat", "facilitator", None),
        ("bad flat x good", "barrier", None),
        ("flat bad but good", "facilitator", None),
        ("good but flat bad", "barrier", None),
        ("bad but flat", "barrier", None),  # nothing behind it
        ("though bad, flat x x x good", "facilitator", None),
        ("though bad, flat", "barrier", None),
        ("if good flat", "barrier", None),
        ("once bad flat", "facilitator", None),
        ("once flat", "facilitator", None),
        ("once good flat", "", None),  # was good, and is past
        ("once bad flat but good", "facilitator", None),
        ("once good flat but bad", "barrier", None),  # what it is now
        ("The flat xx. The thing bad.", "barrier", None),  # the next sentence of the turn
        ("The flat xx. The one. The two. The three bad.", "", None),  # too far
        ("The flat xx.\nThe thing bad.", "", None),  # another turn
        ("flat" + " xx" * 24 + " bad", "barrier", None),
        ("flat" + " xx" * 25 + " bad", "", None),  # too many words
        ("The bad. The flat good.", "facilitator", None),  # the sentence before the turn
    ],
)  # fmt: skip
def test_which_cue_decides(said, polarity, turned):
    told = flags_of("en", said, cues=CUES).iloc[0]
    assert told["polarity"] == polarity
    assert [said[start:end] for kind, start, end in told["cues"] if kind == "negation"] == (
        [turned] if turned else []
    )


@pytest.mark.parametrize(
    ("language", "said", "polarity"),
    [
        ("da", "Der er desværre ingen bolig.", "barrier"),
        ("de", "Es gibt leider keine Wohnung.", "barrier"),
        ("nl", "Er is helaas geen woning.", "barrier"),
        ("en", "Unfortunately there is no flat.", "barrier"),
        ("da", "Heldigvis mistede han ikke boligen.", "facilitator"),
        ("de", "Zum Glück ist es nicht die Wohnung.", "facilitator"),
        ("nl", "Gelukkig is het niet de woning.", "facilitator"),
        ("en", "Luckily it is not the flat.", "facilitator"),
    ],
)  # fmt: skip
def test_no_negation_turns_what_regrets_or_relieves(language, said, polarity):
    told = only(language, said)
    assert told["negated"]
    assert told["polarity"] == polarity


def test_a_wish_wins_over_what_is_past():
    assert flags_of("en", "once if flat", cues=CUES).iloc[0]["polarity"] == "barrier"


def test_cues_are_told_by_kind_and_place():
    said = "The flat is not bad."
    assert flags_of("en", said, cues=CUES).iloc[0]["cues"] == (
        ("negated", 12, 15),
        ("barrier", 16, 19),
        ("negation", 12, 15),
    )


def test_the_frame_has_a_row_per_hit_whatever_their_order_and_index():
    said = "good flat.\nbad flat.\nflat."
    index = Indexer().index([Source("A", said)])
    hits = search(index, {"housing": [parse_indicator("flat")]}).hits
    some = hits.iloc[[2, 0]].set_axis(["x", "y"])
    told = flagged(index, some, CUES, {"A": said})
    assert told.index.tolist() == ["x", "y"]
    assert told["polarity"].tolist() == ["", "facilitator"]
    assert list(told) == [*FLAGS, "polarity", "cues"]
    assert all(told[flag].dtype == bool for flag in FLAGS)


@pytest.mark.parametrize("said", ["flat", "no such word", ""])
@pytest.mark.parametrize("cues", [Cues("en"), CUES])
def test_without_hits_or_cues_nothing_is_said(said, cues):
    told = flags_of("en", said, cues=cues)
    assert len(told) == said.count("flat")
    assert not told[list(FLAGS)].to_numpy().any()
    assert set(told["polarity"]) <= {""}


def test_hits_of_several_words_are_flagged_by_what_stands_around_them_and_not_by_what_they_hold():
    cues = small(negation=["=not"])
    assert not flags_of("en", "flat not here", word="flat not", cues=cues).iloc[0]["negated"]
    assert flags_of("en", "not big flat", word="big flat", cues=cues).iloc[0]["negated"]


def test_texts_that_are_long_in_one_line_take_no_more_than_linear_time():
    said = "bad flat not good " * 20_000
    told = flags_of("en", said, cues=CUES)
    assert isinstance(told, pd.DataFrame)
    assert len(told) == 20_000
