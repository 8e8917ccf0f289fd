from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.blocks import NOBODY, Block
from casekit.readers.turns import Talk, talk_of

pytestmark = pytest.mark.slow


def talk(text: str, **options: object) -> Talk:
    return talk_of([Block(line) for line in text.split("\n")], file="a.txt", **options)


def said(found: Talk) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(found.text)) for turn in found.turns]


def kinds(found: Talk) -> dict[str, object]:
    return {finding.kind: finding.data.get("n") for finding in found.findings}


def test_turns_cover_the_words_only_and_the_text_keeps_its_labels():
    found = talk("I:  Hvordan?  \n\nIP: Fint.\nOg mere.\n\nI: Nå")
    assert found.text == "I:  Hvordan?  \n\nIP: Fint.\nOg mere.\n\nI: Nå"
    assert said(found) == [("I", "Hvordan?"), ("IP", "Fint.\nOg mere."), ("I", "Nå")]


def test_continuation_paragraphs_belong_to_the_turn_above():
    assert said(talk("I: a\nB: b\n\nc\n\nd\n\nI: e"))[1] == ("B", "b\n\nc\n\nd")


def test_a_label_may_stand_on_its_own_line():
    assert said(talk("Interviewer:\nHallo.\n\nBefragte:\n\nJa.")) == [
        ("Interviewer", "Hallo."),
        ("Befragte", "Ja."),
    ]


def test_leading_times_begin_a_turn_and_trailing_times_end_it():
    found = talk("[00:00:05] I: a\nB: b #00:00:09-5#\n\n[00:00:20]\nI: c\nB: d\n#00:00:30-0#")
    assert [(turn.start_ms, turn.end_ms) for turn in found.turns] == [
        (5_000, None),
        (None, 9_500),
        (20_000, None),
        (None, 30_000),
    ]
    assert "0" not in found.text


def test_marks_that_are_lost_are_counted():
    found = talk("I: a\nB: b [00:01:00] c\n[00:02:00] d #00:03:00-0#\ne #00:04:00-0#\nI: f")
    assert kinds(found)["time_marks_inside"] == 3
    assert found.turns[1].end_ms == 240_000


def test_labels_that_change_keep_one_name_and_are_told():
    found = talk("Interviewer (JdB): a\nRespondent: b\nInterviewer (JdB): c\nRespondent: d\nI: e\nR: f")
    assert [turn.speaker for turn in found.turns] == ["I", "R"] * 3
    assert found.spellings == {"I": ("Interviewer (JdB)",), "R": ("Respondent",)}
    assert found.text.startswith("Interviewer (JdB): a")
    assert [finding.kind for finding in found.findings].count("labels_joined") == 2


def test_those_whom_the_head_explains_are_believed_though_they_speak_once():
    found = talk("Deltagere: Per (P), Lis (L)\nModerator: Karen (K)\n\nK: a?\nP: b\nL: c\nK: d")
    assert said(found) == [("K", "a?"), ("P", "b"), ("L", "c"), ("K", "d")]
    assert kinds(found) == {}


def test_without_labels_every_paragraph_is_a_turn_of_nobody_with_a_warning():
    found = talk("Vi talte sammen.\n\nSå gik vi.")
    assert said(found) == [(NOBODY, "Vi talte sammen."), (NOBODY, "Så gik vi.")]
    assert [(finding.kind, finding.severity) for finding in found.findings] == [("no_speakers", "warning")]


def test_the_head_is_in_the_text_but_in_no_turn():
    found = talk("Kommune: X\nDato: i går\n\nVi talte sammen.")
    assert said(found) == [(NOBODY, "Vi talte sammen.")]
    assert found.head.metadata == (("Kommune", "X"), ("Dato", "i går"))


def test_headings_end_a_turn_and_the_speaker_goes_on_below():
    blocks = [Block("I: a"), Block("B: b"), Block("Teil 2", aside=True), Block("c"), Block("I: d")]
    found = talk_of(blocks, file="a.txt")
    assert said(found) == [("I", "a"), ("B", "b"), ("B", "c"), ("I", "d")]
    assert kinds(found)["asides_not_speech"] == 1


def test_notes_below_the_talk_stay_in_the_text_and_out_of_the_turns():
    found = talk("I: a\nB: b\n\nNotizen der Interviewerin: sehr kalt\nund laut")
    assert said(found)[-1] == ("B", "b")
    assert found.text.endswith("laut")
    assert kinds(found)["notes_not_speech"] == 2


def test_what_looks_like_a_speaker_but_is_none_is_told_with_its_line():
    found = talk("I: a\nIP: b\n\nKarsten: nej\nI: c\nIP: d")
    assert said(found)[1] == ("IP", "b\n\nKarsten: nej")
    (finding,) = [finding for finding in found.findings if finding.kind == "label_uncertain"]
    assert dict(finding.data) == {"label": "Karsten", "n": 1, "line": 4}


def test_labels_without_words_are_counted():
    assert kinds(talk("I: a\nB:\nI: b\nB: c"))["empty_turns"] == 1


def test_text_above_the_first_turn_is_told():
    assert kinds(talk("En titel\nI: a\nB: b\nI: c"))["text_above_turns"] == 1


def test_times_that_go_back_are_told():
    assert kinds(talk("[00:05] I: a\n[00:04] B: b\n[00:06] I: c"))["times_going_back"] == 1


def test_clock_lines_of_a_record_are_no_words():
    text = "Anna Bo (S):\nTak.\n      Kl. 15:08\n\nCarl Dahl (V):\nNej.\n     Kl. 15:09Anna Bo (S):\nJo."
    assert said(talk(text)) == [("Anna Bo (S)", "Tak."), ("Carl Dahl (V)", "Nej."), ("Anna Bo (S)", "Jo.")]


def test_a_document_of_tables_only_still_has_its_words():
    found = talk_of([Block("a\tb", aside=True), Block("c\td", aside=True)], file="a.docx")
    assert len(found.turns) == 2


@pytest.mark.parametrize("line", ["Resultat: godt", "Let op: nat", "Fazit: gut", "http://a.example"])
def test_false_friends_stay_speech_however_often_they_stand(line):
    assert said(talk(f"I: a\nB: b\n\n{line}\n\n{line}\nI: c"))[1][1].endswith(line)


WORDS = st.text(alphabet="abc æøå.,\u00a0ß", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(
    st.lists(st.tuples(st.sampled_from(["I", "IP"]), WORDS), min_size=4, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)
def test_what_was_said_comes_back_from_the_spans(turns, between):
    text = between.join(f"{speaker}: {words}" for speaker, words in turns)
    found = talk(text)
    assert found.text == text
    counts = [speaker for speaker, _ in turns]
    if min(counts.count("I"), counts.count("IP")) > 1:
        assert said(found) == turns


@given(st.text(alphabet="IPB: ab\n#[0:1]-?.", max_size=120))
def test_turns_are_ordered_do_not_overlap_and_have_no_blanks_at_their_ends(text):
    found = talk(text)
    spans = [turn.span for turn in found.turns]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(found.text) == span.of(found.text).strip() for span in spans)


def test_names_without_a_colon_are_speakers_where_nothing_else_is():
    text = "Birgitte\nHej.\n\nMette\nHej hej.\n\nBirgitte\nJa.\n\nMette\nGodt."
    found = talk_of([Block(chunk) for chunk in text.split("\n\n")], file="a.txt")
    assert said(found) == [
        ("Birgitte", "Hej."),
        ("Mette", "Hej hej."),
        ("Birgitte", "Ja."),
        ("Mette", "Godt."),
    ]


def test_a_label_at_the_end_of_a_line_begins_the_next_turn():
    found = talk("I: a?\nIP: b. I:\nc\nIP: d")
    assert said(found) == [("I", "a?"), ("IP", "b."), ("I", "c"), ("IP", "d")]
    assert found.text == "I: a?\nIP: b. I:\nc\nIP: d"


def test_times_from_and_to_alone_on_a_line_belong_to_what_stands_below():
    found = talk("[00:00 - 00:05]\nHvordan går det?\n\n[00:05 - 00:09]\nFint.")
    assert [(turn.start_ms, turn.end_ms) for turn in found.turns] == [(0, 5_000), (5_000, 9_000)]
    found = talk("[00:00 - 00:05]\nI: a\n[00:05 - 00:09]\nIP: b\n[00:09 - 00:12]\nI: c")
    assert [(turn.start_ms, turn.end_ms) for turn in found.turns] == [
        (0, 5_000),
        (5_000, 9_000),
        (9_000, 12_000),
    ]


def test_a_time_between_a_label_and_its_words_is_the_beginning():
    found = talk("I:\n[00:05]\na\nB:\n[00:09]\nb\nI:\nc")
    assert [(turn.speaker, turn.start_ms) for turn in found.turns] == [
        ("I", 5_000),
        ("B", 9_000),
        ("I", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I: " + "a: " * 60_000,
        "[00:00:05] " * 15_000,
        "I: a\nB: b #00:00:05-0#\n" * 6_000,
        "Mette Krogh   0:03\n" * 8_000,
        "Anna & " * 20_000 + ": a",
        "\n".join(f"Navn {n}: ja" for n in range(8_000)),
        "\n".join(f"Taler {n}\n0:05\nja\n" for n in range(4_000)),
        "I: a. I:\nb\n" * 8_000,
        "([{<#" * 30_000,
        ("x" * 79 + " 0:05\n") * 3_000,
    ],
    ids=range(10),
)
def test_large_and_odd_texts_take_their_time_in_proportion(text):
    begun = process_time()
    talk_of([Block(line) for line in text.split("\n")], file="a.txt")
    assert process_time() - begun < 4
