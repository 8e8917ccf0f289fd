from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.blocks import NOBODY, Block
from casekit.readers.lines import lines_of


def test_a_block_is_cut_into_its_lines():
    lines = lines_of([Block("I: a\nb"), Block(""), Block("IP: c", bold=True)])
    assert [(line.text, line.block, line.opens) for line in lines] == [
        ("I: a", 0, True),
        ("b", 0, False),
        ("", 1, True),
        ("IP: c", 2, True),
    ]
    assert [line.label.label if line.label else None for line in lines] == ["I", None, None, "IP"]
    assert not any(line.sure for line in lines)


def test_a_speaker_that_the_format_knows_is_written_in_front():
    line, more = lines_of([Block("Hej\ndu", "Mette", 100, 900)])
    assert (line.text, line.sure, line.start_ms, line.end_ms, more.text) == (
        "Mette: Hej",
        True,
        100,
        900,
        "du",
    )
    assert line.text[line.label.words_at :] == "Hej"


def test_nobody_is_never_written():
    (line,) = lines_of([Block("Hej", NOBODY)])
    assert (line.text, line.label.label, line.label.words_at) == ("Hej", NOBODY, 0)


def test_times_of_the_block_hold_where_the_line_has_none():
    first, second = lines_of([Block("[00:05] I: a\nb", start_ms=1, end_ms=9_000)])
    assert (first.start_ms, first.end_ms, second.start_ms, second.end_ms) == (5_000, 9_000, None, 9_000)


def test_asides_have_no_labels_and_keep_their_marks():
    (line,) = lines_of([Block("[00:05] I: a", aside=True)])
    assert (line.text, line.label, line.aside) == ("[00:05] I: a", None, True)


def test_many_blank_lines_are_one():
    assert [line.text for line in lines_of([Block("\n\n \n")])] == ["\n\n \n"]


@given(st.lists(st.text(alphabet="ab \n:."), max_size=9))
def test_without_marks_the_lines_are_the_text(texts):
    lines = lines_of([Block(text) for text in texts])
    assert "\n".join(line.text for line in lines) == "\n".join(texts)
