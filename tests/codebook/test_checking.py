"""All rules together; each has its own tests beside this file."""

import pytest

from casekit.codebook.checking import check
from casekit.wording import LANGUAGES, speak

GOOD = """
id: small
version: '1'
languages: [da, en]
title: {da: Lille, en: Small}
codes:
  - id: homes
    label: {da: Bolig, en: Homes}
    definition: {da: Om boliger, en: About homes}
    colour: '#1b6ca8'
    include: [{da: boligen selv, en: the home itself}]
    exclude: [{da: huslejen, en: the rent, see: rent}]
    examples: [{direction: barrier, da: vi mangler boliger, en: there are no homes}]
    indicators: {da: [bolig*], en: [home*]}
  - id: rent
    label: {da: Husleje, en: Rent}
    definition: {da: Om huslejen, en: About the rent}
    colour: '#7a5c00'
    include: [{da: dens størrelse, en: how high it is}]
    exclude: [{da: boligen selv, en: the home itself, see: homes}]
    examples: [{direction: barrier, da: huslejen er høj, en: the rent is high}]
    indicators: {da: [husleje*], en: [rent]}
"""


@pytest.fixture(autouse=True)
def _in_english():
    yield
    speak("en")


def test_a_codebook_in_good_order_has_no_finding(book_of):
    assert list(check(book_of(GOOD))) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("label: {da: Husleje, en: Rent}", "label: {da: Husleje}", "text_lacks_language"),
        ("en: Rent}", "en: Homes}", "label_twice"),
        ("en: the rent, see: rent", "en: the rent, see: rnt", "points_nowhere"),
        ("'#7a5c00'", "'#1b6ca9'", "colours_alike"),
        ("en: [rent]", "en: ['*']", "term_not_understood"),
        ("en: [rent]", "en: [ren*]", "term_short"),
        ("en: the rent is high", "en: the price is high", "example_missed"),
        ("da: [husleje*], en: [rent]", "da: [husleje*, peer*], en: [rent]", "terms_apart"),
    ],
)
def test_every_rule_is_asked(book_of, old, new, kind):
    text = GOOD.replace("en: [home*]", "en: [home*, peer*]") if kind == "terms_apart" else GOOD
    assert old in text
    assert kind in {one.kind for one in check(book_of(text.replace(old, new)))}


def test_links_are_looked_up_on_the_shelf(book_of):
    book = book_of(GOOD.replace("colour: '#7a5c00'", "links: {other: [gone]}"))
    assert list(check(book)) == []
    shelf = {"other": book_of("id: other\ncodes: [{id: here}]")}
    assert [one.kind for one in check(book, shelf=shelf)] == ["link_nowhere_among"]


def test_with_a_study_its_words_are_counted(book_of, study_of):
    book = book_of(GOOD)
    study = study_of(book, [("I", "Huslejen?"), ("A", "Boligen er god.")], [])
    assert [(one.kind, one.where) for one in check(book, study=study)] == [
        ("terms_never_said", "indicators (da)")
    ]


def test_findings_come_in_the_order_of_the_codebook(book_of):
    text = GOOD.replace("title: {da: Lille, en: Small}", "").replace("en: the rent is high", "en: so high")
    text = text.replace("definition: {da: Om boliger, en: About homes}", "").replace(
        "en: Rent}", "en: Homes}"
    )
    assert [one.where for one in check(book_of(text))] == [
        "title",
        "homes: definition",
        "rent: label (en)",
        "rent: examples 1 (en)",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said(book_of, study_of, language):
    text = GOOD
    for old, new in (
        ("en: Rent}", "en: Homes}"),
        ("see: rent", "see: rnt"),
        ("'#7a5c00'", "'#1b6ca9'"),
        ("[rent]", "['*', r*, hom]"),
        ("en: the rent is high", "en: at home"),
    ):
        text = text.replace(old, new)
    book = book_of(text)
    speak(language)
    said = [str(one) for one in check(book, study=study_of(book, [("A", "Boligen er god.")], []))]
    assert len(said) > 6
    assert all("{" not in sentence for sentence in said)
