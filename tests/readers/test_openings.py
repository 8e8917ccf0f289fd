from casekit.readers.blocks import Block
from casekit.readers.head import Head
from casekit.readers.lines import Line, lines_of
from casekit.readers.openings import (
    with_asides,
    with_bare_names,
    with_bold_asking,
    with_labels,
    with_name_lines,
)


def lines(text: str) -> list[Line]:
    return lines_of([Block(line) for line in text.split("\n")])


def sure(found: list[Line]) -> list[str]:
    return [line.label.label for line in found if line.sure and line.label]


def test_a_name_and_a_time_open_a_turn_in_teams_and_otter():
    found = with_name_lines(lines("Mette Kruse   0:03\nHej\nBo Holm   1:02:11\nHej hej"))
    assert sure(found) == ["Mette Kruse", "Bo Holm"]
    assert [line.text for line in found] == ["Mette Kruse", "Hej", "Bo Holm", "Hej hej"]
    assert [line.start_ms for line in found if line.sure] == [3_000, 3_731_000]


def test_a_time_and_a_name_do_so_in_word_and_a_name_in_brackets_in_zoom():
    assert sure(with_name_lines(lines("00:00:03 Speaker 1\nHej\n00:00:09 Speaker 2\nHej"))) == [
        "Speaker 1",
        "Speaker 2",
    ]
    assert sure(with_name_lines(lines("[Mette Kruse] 10:00:03\nHej\n[Bo Holm] 10:00:09\nHej"))) == [
        "Mette Kruse",
        "Bo Holm",
    ]


def test_one_such_line_is_an_appointment():
    assert sure(with_name_lines(lines("I: Vi ses\nRådhuset 12:30\nJa"))) == []


def test_clock_times_are_nobodys_name():
    assert sure(with_name_lines(lines("Kl. 15:08\nhej\nKl. 15:09\nhej"))) == []


def test_labels_below_the_head_are_sure():
    found = with_labels(lines("Interviewer: MK\nI: a\nIP: b\nI: c\nIP: d"), Head(lines=1))
    assert sure(found) == ["I", "IP", "I", "IP"]


def test_one_label_in_the_middle_of_a_memo_makes_no_interview():
    memo = "Vi talte\nom meget\nog gik\nLeder: Karsten\nog mere"
    assert sure(with_labels(lines(memo), Head())) == []
    assert sure(with_labels(lines("Titel\nLeder: Ja, sådan er det"), Head())) == ["Leder"]


def test_notes_below_the_last_turn_are_said_by_nobody():
    found = with_asides(with_labels(lines("I: a\nB: b\n\nNotizen: laut hier\nund kalt"), Head()))
    assert [line.aside for line in found] == [False, False, False, True, True]


def test_a_rule_below_the_last_turn_ends_it():
    found = with_asides(with_labels(lines("I: a\nB: b\n\n---\nSlut"), Head()))
    assert [line.aside for line in found][-2:] == [True, True]


def test_a_note_between_turns_is_speech():
    found = with_asides(with_labels(lines("I: a\nB: b\n\nMemo: nej\nI: c"), Head()))
    assert not any(line.aside for line in found)


def test_a_stage_line_above_a_name_is_said_by_nobody():
    text = "Anna Bo (S):\nTak.\n\n(Ordfører)\nCarl Dahl (V):\nTak.\n\n(Ordfører)\n\nAnna Bo (S):\nTak."
    found = with_asides(with_labels(lines(text), Head()))
    assert [line.text for line in found if line.aside] == ["(Ordfører)", "(Ordfører)"]


def test_bold_questions_make_an_interviewer_where_nobody_is_named():
    blocks = [
        Block("Hvordan går det?", bold=True),
        Block("Fint."),
        Block("Og nu?", bold=True),
        Block("Også fint."),
    ]
    assert sure(with_bold_asking(lines_of(blocks), 0)) == ["I", "R", "I", "R"]


def test_bold_headings_do_not():
    blocks = [Block("Bolig", bold=True), Block("Fint."), Block("Støtte", bold=True), Block("Også fint.")]
    assert sure(with_bold_asking(lines_of(blocks), 0)) == []


def test_names_alone_on_their_lines_are_labels_when_two_of_them_recur():
    text = "Birgitte\nHej.\n\nMette Kruse\nHej hej.\n\nBirgitte\nJa.\n\nMette Kruse\nGodt."
    blocks = [Block(chunk) for chunk in text.split("\n\n")]
    assert sure(with_bare_names(lines_of(blocks), 0)) == ["Birgitte", "Mette Kruse"] * 2


def test_a_page_head_that_recurs_alone_is_no_name():
    blocks = [Block("Housing First\nVi talte."), Block("Og gik."), Block("Housing First\nVi kom.")]
    assert sure(with_bare_names(lines_of(blocks), 0)) == []


def test_words_behind_times_are_no_names():
    assert sure(with_name_lines(lines("[00:05] Genau\n[00:07] Ja, klar.\n[00:09] Genau\n[00:12] Gut"))) == []
    assert sure(with_name_lines(lines("[00:05] I: Ja\n[00:07] IP: Nej"))) == []


def test_a_name_may_have_its_time_in_brackets_behind_it():
    found = with_name_lines(lines("Speaker 1 [00:00:05]\nHej\n\nSpeaker 2 [00:00:09]\nHej"))
    assert sure(found) == ["Speaker 1", "Speaker 2"]
    assert [(line.start_ms, line.end_ms) for line in found if line.sure] == [(5_000, None), (9_000, None)]


def test_marks_that_end_sentences_make_no_names_of_short_ones():
    text = "Das war so. #00:05-0#\nGenau #00:09-0#\nUnd dann nicht mehr. #00:12-0#\nGut #00:15-0#\nJa."
    assert sure(with_name_lines(lines(text))) == []


def test_guests_are_known_by_where_they_stand():
    text = (
        "Mette Kruse   0:03\nHej\n\n+45 12 34 56 78   0:05\nHej\n\nBo Holm   0:09\nHej\ni morgen  12:30\nJa"
    )
    assert sure(with_name_lines(lines(text))) == ["Mette Kruse", "+45 12 34 56 78", "Bo Holm", "i morgen"]
    assert sure(with_name_lines(lines("I: Vi ses\n\nikke før   12:30\nJa"))) == []


def test_where_times_stand_in_front_of_labels_each_speaks_though_once():
    text = "[00:05] Anna: Hej\n[00:07] Bo: Hej\n[00:09] Carl: Hej"
    assert sure(with_labels(lines(text), Head())) == ["Anna", "Bo", "Carl"]
    mixed = "[00:05] Anna: Hej\n[00:07] og så kom Bo\n[00:09] Carl: Hej\n[00:10] og så videre"
    assert sure(with_labels(lines(mixed), Head())) == []


def test_where_speakers_begin_paragraphs_names_in_their_middle_are_quoted():
    blocks = [Block("I: a"), Block("IP: b\nKarl: c\nKarl: d"), Block("I: e"), Block("IP: f")]
    assert sure(with_labels(lines_of(blocks), Head())) == ["I", "IP", "I", "IP"]
    blocks = [Block("I: a"), Block("Karl: c"), Block("Karl: d"), Block("I: e"), Block("I: f")]
    assert sure(with_labels(lines_of(blocks), Head())) == ["I", "Karl", "Karl", "I", "I"]


def test_a_label_at_the_end_of_a_line_belongs_to_the_words_below():
    found = with_labels(lines("I: a\nIP: b. I:\nc\nIP: d. Han sagde:\ne\nIP: f. I:\nI: g"), Head())
    assert [(line.tail.label, line.tail.words_at) for line in found if line.tail] == [("I", 7)]


def test_a_time_alone_below_a_bare_name_is_when_it_speaks():
    found = with_bare_names(lines("Speaker 1\n0:05\nHej\n\nSpeaker 2\n0:09\nHej\n\nSpeaker 1\n0:12\nHej"), 0)
    assert sure(found) == ["Speaker 1", "Speaker 2", "Speaker 1"]
    assert [line.start_ms for line in found if line.start_ms is not None] == [5_000, 9_000, 12_000]
    assert "0:0" not in "".join(line.text for line in found)


def test_what_a_program_wrote_is_said_by_nobody():
    text = "Mette Kruse started transcription\nI: a\nIP: b\nMette Kruse stopped transcription\nTranscribed by https://otter.ai"
    found = with_asides(with_labels(lines(text), Head()))
    assert [line.aside for line in found] == [True, False, False, True, True]
