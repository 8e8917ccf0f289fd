from hypothesis import given
from hypothesis import strategies as st

from casekit.readers import read_bytes
from casekit.readers.clean import clean
from casekit.readers.plain import _paragraphs


def test_text_stays_as_it_stands():
    text = "I: Hvad så?\r\n\r\nIP: Jo … \u00a0altså.\r\n"
    assert read_bytes(text.encode(), "a.txt").document.text == "I: Hvad så?\n\nIP: Jo … \u00a0altså.\n"


@given(st.text(alphabet="ab \n\t"))
def test_paragraphs_make_the_text_again(text):
    assert "\n".join(block.text for block in _paragraphs(text)) == text


def test_blank_lines_part_paragraphs_and_lines_between_them_belong_together(spoken):
    assert spoken("Vi talte\nom det.\n\nSå gik vi.") == [("–", "Vi talte\nom det."), ("–", "Så gik vi.")]
    assert spoken("Vi talte.\nSå gik vi.") == [("–", "Vi talte."), ("–", "Så gik vi.")]


def test_an_old_encoding_is_told(kinds):
    assert "encoding_guessed" in kinds(read_bytes("I: Får I så færre?".encode("cp1252"), "a.txt"))


def test_the_encoding_can_be_given(spoken):
    assert spoken("I: Får".encode("cp850"), encoding="cp850") == [("I", "Får")]


MARKDOWN = """---
layout: default
title: Jugendamt Interview
---

## Pädagogische Gruppe

**Interviewer:**{: .text-yellow-000}{END}
Hallo.

**Befragte:**{: .text-green-000}{END}
Hallo, da gab&#39;s \\*viel\\* für Betreuer*innen.
Und **mehr**.

### Teil 2

**Interviewer:** Ja
""".replace("{END}", "  ")  # two blanks are a line break in Markdown


def test_markdown_reads_as_it_is_seen(spoken):
    document = read_bytes(MARKDOWN.encode(), "a.md").document
    assert document.metadata == (("layout", "default"), ("title", "Jugendamt Interview"))
    assert spoken(document) == [
        ("Interviewer", "Hallo."),
        ("Befragte", "Hallo, da gab's *viel* für Betreuer*innen.\nUnd mehr."),
        ("Interviewer", "Ja"),
    ]
    assert "Pädagogische Gruppe\n" in document.text
    assert not set("#{") & set(document.text)


def test_a_rule_that_is_no_front_matter_stays():
    for text in ("---\nI: a\n\nB: b: c\n---\nI: d\n", "---\nI: a\nB: b\n---\nI: d\n"):
        assert read_bytes(text.encode(), "a.md").document.text == text


def test_markdown_signs_in_a_text_file_stay():
    assert read_bytes(b"I: a **b** &amp; c\nB: d\n", "a.txt").document.text == "I: a **b** &amp; c\nB: d\n"


def test_entities_cannot_bring_in_what_cleaning_takes_out():
    text = read_bytes(b"I: a&#173;b&#8203;c&#13;d\nB: e\n", "a.md").document.text
    assert text == clean(text)


def test_a_paragraph_all_in_bold_asks_where_nobody_is_named(spoken, kinds):
    reading = read_bytes("**Hvordan går det?**\n\nDet går **fint**.\n\n__Og nu?__\n\nJa.\n".encode(), "a.md")
    assert spoken(reading) == [
        ("I", "Hvordan går det?"),
        ("R", "Det går fint."),
        ("I", "Og nu?"),
        ("R", "Ja."),
    ]
    assert "bold_asks" in kinds(reading)
