import io

import docx

from casekit.report.blocks import BulletList, Card, Paragraph, Quote, Report
from casekit.writers import write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CARD = Card(
    (
        ("Definition", (Paragraph("Om boliger."),)),
        ("Eksempler", (Quote("Det tager tid.", "da", "hæmmende", ""), Quote("Es dauert.", "de", "", ""))),
    ),
    "home",
    "#1b6ca8",
)


def paragraphs(*blocks):
    return docx.Document(io.BytesIO(write_word(Report("codebook", "T", "da", blocks)))).paragraphs


def test_a_term_stands_before_its_first_line_and_a_tab_before_the_others():
    assert [one.text for one in paragraphs(CARD)] == [
        "home",
        "Definition\tOm boliger.",
        "Eksempler\t”Det tager tid.”  hæmmende",
        "\t„Es dauert.“",
    ]


def test_a_card_is_kept_together_and_lets_the_next_one_go():
    kept = [one.paragraph_format.keep_with_next for one in paragraphs(CARD, CARD)]
    assert kept == [True, True, True, False] * 2
    assert paragraphs(CARD)[0].style.paragraph_format.keep_together


def test_the_bar_has_the_colour_of_the_card():
    bars = [one._p.find(f".//{W}pBdr/{W}left").get(f"{W}color") for one in paragraphs(CARD)]
    assert bars == ["1b6ca8"] * 4
    assert paragraphs(Card(CARD.rows))[0]._p.find(f".//{W}pBdr") is None, "the style's own"


def test_another_language_is_tagged():
    last = paragraphs(CARD)[-1]
    assert [tag.get(f"{W}val") for tag in last._p.iter(f"{W}lang")] == ["de-DE"]


def test_an_empty_card_is_nothing():
    assert paragraphs(Card(())) == []


def test_the_file_is_accessible(flaws):
    assert flaws(write_word(Report("codebook", "T", "da", (CARD, BulletList(("a", "b"), (0, 1)))))) == []


def test_lists_have_levels():
    first, second, third = paragraphs(BulletList(("a", "b", "c"), (0, 1)))
    assert second.paragraph_format.left_indent > 0
    assert (first.paragraph_format.left_indent, third.paragraph_format.left_indent) == (None, None)
