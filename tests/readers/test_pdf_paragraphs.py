"""Lines of printed pages: which go together, and which words."""

import pytest

from casekit.readers.blocks import BLANK, Block
from casekit.readers.pdf_paragraphs import HYPHEN, PageLine, paragraphs, without_heads

FULL = "og så gik vi hen over pladsen til den bygning, hvor de andre allerede sad og ventede"


def page(*texts, top=800, pitch=14):
    """Lines one below the other; an empty one is a gap."""
    lines = [PageLine(text, top - pitch * at, top - pitch * at) for at, text in enumerate(texts)]
    return [line for line in lines if line.text]


def texts(*pages):
    return [block.text for block in paragraphs(pages)]


def kept(*pages):
    left, n = without_heads(pages)
    return [[line.text for line in lines] for lines in left], n


# heads and feet


def test_what_stands_on_most_pages_is_a_head():
    pages = [
        page(
            "Interview AHR-03 | Auszug",
            f"tekst {word}",
            f"mere {word}",
            f"{word} og mere",
            f"Seite {n} von 3",
        )
        for n, word in enumerate("abc", 1)
    ]
    assert kept(*pages) == ([[f"tekst {word}", f"mere {word}", f"{word} og mere"] for word in "abc"], 6)


def test_the_number_of_a_page_is_no_speech_even_on_one_page():
    assert kept(page("B: Ja.", "I: Nå.", "og så", "- 1 -")) == ([["B: Ja.", "I: Nå.", "og så"]], 1)
    assert kept(page("B: Ja.", "17")) == ([["B: Ja.", "17"]], 0)
    assert kept(page("B: Ja.", "(1)")) == ([["B: Ja.", "(1)"]], 0)


@pytest.mark.parametrize("text", ["Side 2 af 9", "Pagina 2 van 9", "page 2", "2/9", "– 2 –"])
def test_pages_are_numbered_in_four_languages(text):
    assert kept(page("a"), page("b", text)) == ([["a"], ["b"]], 1)


@pytest.mark.parametrize("text", ["I:", "B: Ja.", "Interviewer", "00:01:02", "I"])
def test_labels_and_times_come_back_and_are_no_heads(text):
    pages = [page(text, f"a{n}", f"b{n}", f"c{n}", f"d{n}") for n in "abc"]
    assert kept(*pages)[1] == 0


def test_two_pages_are_too_few_to_tell():
    assert kept(page("Titel", "a"), page("Titel", "b")) == ([["Titel", "a"], ["Titel", "b"]], 0)


def test_what_comes_back_inside_pages_stays():
    pages = [page("a" + n, "b" + n, "Ja, netop.", "c" + n, "d" + n) for n in "xyz"]
    assert kept(*pages)[1] == 0


# paragraphs


def test_lines_go_on_until_a_label():
    lines = page(f"I: {FULL}", f"{FULL} hjem.", f"B: {FULL}", "og hjem.")
    assert texts(lines) == [f"I: {FULL} {FULL} hjem.", f"B: {FULL} og hjem."]


def test_a_gap_parts_paragraphs_and_leaves_a_blank():
    blocks = list(paragraphs([page(FULL, FULL, "", FULL, FULL)]))
    assert blocks == [Block(f"{FULL} {FULL}"), BLANK, Block(f"{FULL} {FULL}")]


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph():
    assert texts(page(FULL, "og hjem.", FULL, "og bort", FULL)) == [
        f"{FULL} og hjem.",
        f"{FULL} og bort {FULL}",
    ]


def test_a_paragraph_goes_on_over_the_page():
    assert texts(page(f"B: {FULL}"), page("hjem igen.")) == [f"B: {FULL} hjem igen."]


@pytest.mark.parametrize(
    "text", ["[00:01:02] Nå", "Kommune: Havnstrup", "I = Interviewer", "• Punkt", "Mette Kruse 0:03"]
)
def test_times_facts_and_points_begin_a_paragraph(text):
    assert texts(page(FULL, text)) == [FULL, text]


def test_a_speaker_above_the_words_stands_alone():
    lines = page("Interviewer", FULL, "Mette Kruse  0:03", FULL)
    assert texts(lines) == ["Interviewer", FULL, "Mette Kruse  0:03", FULL]


def test_lines_without_places_are_joined_all_the_same():
    assert texts([PageLine("B: Ja,"), PageLine("og nej")]) == ["B: Ja, og nej"]


def test_a_second_column_is_no_gap():
    lines = [PageLine(FULL, y, y) for y in (800, 786, 772)] + [PageLine(FULL, y, y) for y in (800, 786)]
    assert texts(lines) == [" ".join([FULL] * 5)]


def test_no_pages_are_no_paragraphs():
    assert texts() == []
    assert texts([]) == []
    assert without_heads([[], []]) == ([[], []], 0)


# hyphens


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (f"Projekt{HYPHEN}büro", "Projektbüro"),
        (f"Housing{HYPHEN}First", "Housing-First"),
        (f"Sozial{HYPHEN}und Jugendamt", "Sozial- und Jugendamt"),
        (f"social{HYPHEN}og sundhed", "social- og sundhed"),
        (f"jeugd{HYPHEN}en ouderenzorg", "jeugd- en ouderenzorg"),
        (f"2020{HYPHEN}2023", "2020-2023"),
        (f"Ja {HYPHEN}nej", "Ja -nej"),
        (f"und dann{HYPHEN}", "und dann-"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs(torn, whole):
    assert texts(page(torn)) == [whole]


def test_the_document_tells_how_a_word_is_spelt():
    lines = page(
        f"Das E-Mail{HYPHEN}programm und die Ex{HYPHEN}frau",
        "die Ex-Frau sagt, die Frau",
        f"und die Frau{HYPHEN}en, also Frauen",
    )
    assert texts(lines) == [
        "Das E-Mailprogramm und die Ex-frau die Ex-Frau sagt, die Frau und die Frauen, also Frauen"
    ]


def test_a_hyphen_at_the_end_of_a_page_is_mended_too():
    assert texts(page("die Zusammen-"), page("arbeit")) == ["die Zusammenarbeit"]
    assert texts(page(f"die Zusammen{HYPHEN}"), page("arbeit")) == ["die Zusammenarbeit"]
    assert texts(page("Bürger/"), page("innen")) == ["Bürger/innen"]


def test_who_breaks_off_does_not_swallow_the_next_speaker():
    lines = page(f"B: Ich wollte{HYPHEN}I: Und?", "B: Na ja.", f"Eva: Ja{HYPHEN}Bo: Nej", "Bo: Nå", "Eva: Jo")
    assert texts(lines) == [
        "B: Ich wollte-",
        "I: Und?",
        "B: Na ja.",
        "Eva: Ja-",
        "Bo: Nej",
        "Bo: Nå",
        "Eva: Jo",
    ]


def test_a_word_before_a_colon_is_not_taken_for_a_speaker():
    assert texts(page(f"das Projekt{HYPHEN}ziel: eine Wohnung")) == ["das Projektziel: eine Wohnung"]
    assert texts(page(f"die Nach{HYPHEN}frage: gering", "Frage: ja")) == [
        "die Nachfrage: gering",
        "Frage: ja",
    ]


def test_many_lines_are_joined_in_linear_time():
    lines = page(*[f"{FULL} {n}{HYPHEN}a" for n in range(3_000)])
    assert len(texts(lines)) == 1
