import pytest

from casekit.errors import CasekitError
from casekit.model.codebook import (
    Base,
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Question,
    RatingRules,
)
from casekit.model.words import LANGUAGES, Words
from casekit.report.blocks import BulletList, Card, Heading, PageBreak, Paragraph, Quote, Title
from casekit.report.codebook_pages import codebook_report


def both(danish, english):
    return Words.of({"da": danish, "en": english})


HOME = Code(
    "home", both("Bolig", "Housing"), definition=both("Om boliger.", "About housing."), colour="#1b6ca8"
)
RENT = Code(
    "rent",
    both("Husleje", "Rent"),
    parent="home",
    definition=Words.of({"en": "What it costs."}),
    kind="step",
    origin="inductive",
    include=(both("pris", "price"),),
    exclude=(Exclusion(both("ventetid", "waiting"), "wait"), Exclusion(both("andet", "other"), "gone")),
    examples=(Example(both("For dyrt.", "Too dear."), "barrier", ("wait",)),),
    counterexamples=(Example(Words.of({"de": "Es dauert."}), "", (), "wait"),),
    polarity=(("barrier", both("dyrt", "dear")),),
    indicators=(("da", ("husleje*", "=pris")), ("en", ("rent",))),
    questions=("q1", "q9"),
    links=(("cfir_2022", ("a.b",)),),
    sources=("vive", "lost"),
)
BOOK = Codebook(
    "small",
    "1.1",
    both("Lille", "Small"),
    (HOME, RENT, Code("wait", both("Ventetid", "Waiting"), parent="rent"), Code("deep", parent="wait")),
    languages=("da", "en"),
    description=both("Til prøver.", "For trials."),
    unit_of_analysis=both("Kommunen.", "The municipality."),
    coding_rules=(both("Kun svar.", "Answers only."),),
    rating=RatingRules(("-1", "0", "1"), (both("Sammenlagt.", "On balance."),)),
    questions=(Question("q1", both("Hvad hæmmer?", "What hinders?"), "2"),),
    groups=(Group("g", both("Forudsætning", "Prerequisite"), ("home",)),),
    licence="CC-BY-4.0",
    authors=("Bo", "Ida"),
    sources=(("vive", "Oplæg 2022"),),
    changes=(
        Change("1.1", "2024-03-01", both("Delt.", "Split."), (("old", ("home", "rent")), ("gone", ()))),
    ),
    extends=Base("base", "2", ("x",)),
)


def blocks(kind, language="da", book=BOOK):
    return [block for block in codebook_report(book, language=language).blocks if isinstance(block, kind)]


def card(number=1, language="da"):
    return blocks(Card, language)[number]


def test_the_title_says_version_and_date():
    assert blocks(Title) == [Title("Lille", "Kodebog · version 1.1 · 1. marts 2024")]


def test_themes_are_headings_and_their_codes_below_them():
    headings = [(one.text, one.level) for one in blocks(Heading)]
    start = headings.index(("Bolig", 1))
    assert headings[start : start + 4] == [("Bolig", 1), ("Husleje", 2), ("Ventetid", 3), ("deep", 3)]
    assert [text for text, _ in headings[:start]] == [
        "Om kodebogen", "Analyseenhed", "Regler for kodningen", "Vurdering af en case", "Forskningsspørgsmål",
        "Temaer, der læses sammen", "Oversigt over koderne",
    ]  # fmt: skip
    assert [text for text, _ in headings[start + 4 :]] == ["Ændringer", "Kilder", "Ophav og licens"]


def test_the_list_of_codes_is_a_tree():
    (tree,) = [one for one in blocks(BulletList) if one.levels]
    assert list(zip(tree.items, tree.levels, strict=True)) == [
        ("Bolig", 0),
        ("Husleje", 1),
        ("Ventetid", 2),
        ("deep", 3),
    ]


def test_a_code_shows_all_that_is_said_of_it():
    assert card().head == "rent · trin i en proces · induktiv"
    assert dict(card().rows) == {
        "Definition": (Paragraph("What it costs. [en]", "en"),),
        "Hører til": (Paragraph("pris"),),
        "Hører ikke til": (Paragraph("ventetid → Ventetid"), Paragraph("andet → gone")),
        "Ankereksempler": (Quote("For dyrt.", "da", "hæmmende · også: Ventetid", ""),),
        "Modeksempler": (Quote("Es dauert.", "de", "→ Ventetid · [de]", ""),),
        "Retning": (Paragraph("Hæmmende: dyrt"),),
        "Søgeord": (Paragraph("husleje*, =pris"),),
        "Spørgsmål": (Paragraph("2. Hvad hæmmer?"), Paragraph("q9")),
        "Andre kodebøger": (Paragraph("cfir_2022: a.b"),),
        "Kilder": (Paragraph("Oplæg 2022; lost"),),
    }


def test_search_terms_are_those_of_the_language():
    assert dict(card(language="en").rows)["Search terms"] == (Paragraph("rent"),)
    assert "Suchbegriffe" not in dict(card(language="de").rows)


def test_a_code_has_the_colour_of_its_theme():
    assert {one.colour for one in blocks(Card)} == {"#1b6ca8"}
    assert blocks(Card, book=Codebook("x", codes=(Code("a", colour="blue"),)))[0].colour == ""


def test_what_is_said_of_the_whole_is_there():
    texts = [one.text for one in blocks(Paragraph)] + [
        item for one in blocks(BulletList) for item in one.items
    ]
    for text in (
        "Til prøver.", "Temaer: 1. Koder under temaerne: 3.", "Kodebogen udvider base 2 og overtager dens koder.", "Udeladt er: x.",
        "Kommunen.", "Kun svar.", "Skala: -1, 0, 1", "Sammenlagt.", "2. Hvad hæmmer?", "Forudsætning: Bolig",
        "1.1, 1. marts 2024: Delt. (old → home, rent; gone → –)", "Oplæg 2022", "Udarbejdet af Bo, Ida.", "Må deles under licensen CC-BY-4.0.",
    ):  # fmt: skip
        assert text in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_made_in_every_language_and_says_so(language):
    report = codebook_report(BOOK, language=language)
    assert (report.kind, report.language, report.internal) == ("codebook", language, False)
    assert len(blocks(Card, language)) == 4


def test_a_bare_codebook_has_no_empty_parts():
    found = codebook_report(Codebook("bare"), language="en").blocks
    assert [type(block) for block in found] == [Title, Heading, Paragraph, PageBreak]
    orphan = Codebook("x", codes=(Code("a", parent="elsewhere", colour="#123456"),), based_on=Base("y"))
    assert [one.text for one in blocks(Heading, "en", orphan)][-1] == "a"


def test_an_unknown_language_is_refused():
    with pytest.raises(CasekitError):
        codebook_report(BOOK, language="sv")
