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
