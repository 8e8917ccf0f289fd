from collections import Counter

import pytest

from casekit.errors import ReadError
from casekit.readers.rtf_letters import Letters
from casekit.readers.rtf_state import State
from casekit.readers.rtf_story import Story
from casekit.readers.story_blocks import Paragraph


@pytest.fixture
def letters():
    return Letters(State(Story("body", spoken=True)), Counter())


def written(letters: Letters) -> str:
    letters.flush()
    (paragraph,) = letters.state.story.close()
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def test_bytes_become_characters_of_the_code_page(letters):
    letters.write("bl\\'e5")
    letters.write("b\xe6r")
    assert written(letters) == "blåbær"


def test_a_byte_that_means_nothing_is_lost(letters):
    letters.write("a\\'81b")
    assert written(letters) == "a\ufffdb"


def test_characters_of_two_bytes_are_joined_across_pieces(letters):
    letters.state.codec = "cp932"
    letters.write("\\'83")
    letters.write_sign("\\")
    assert written(letters) == "ソ"


def test_stand_ins_are_skipped_across_pieces(letters):
    letters.state.stand_ins = 3
    letters.write_number(230)
    letters.write("\\'61")
    letters.write_sign("—")
    letters.write("er")
    assert written(letters) == "ær"


def test_an_odd_encoding_is_a_read_error(letters):
    letters.state.codec = "idna"
    letters.write("\xe6")
    with pytest.raises(ReadError) as caught:
        letters.flush()
    assert caught.value.problem == "undecodable"


@pytest.mark.parametrize(
    ("field", "what"), [("hidden", "hidden"), ("deleted", "deleted"), ("moved", "deleted")]
)
def test_what_is_not_seen_is_counted_character_by_character(letters, field, what):
    setattr(letters.state, field, True)
    letters.write("b\\'e6")
    letters.write_number(0x1F600)
    letters.state.signs = "Webdings"
    letters.write("?x")
    letters.flush()
    assert letters.left == {what: 4}
    assert letters.state.story.close() == []


def test_beside_the_talk_nothing_is_counted(letters):
    letters.state.story = Story("headers")
    letters.state.hidden = True
    letters.write("abc")
    assert not letters.left


def test_signs_without_a_letter_are_counted_and_blanks_stay(letters):
    letters.state.signs = "Webdings"
    letters.write("x y")
    letters.write_place("Symbol", 0x61)
    assert written(letters) == " α"
    assert letters.left == {"symbols": 2}


def test_text_is_given_up_when_it_is_too_long(letters, monkeypatch):
    monkeypatch.setattr("casekit.readers.rtf_letters.MAX_CHARACTERS", 3)
    letters.write("abc")
    with pytest.raises(ReadError) as caught:
        letters.write("d")
    assert caught.value.problem == "text_too_long"


def test_text_outside_of_the_file_is_noticed_but_blanks_are_not(letters):
    letters.outside = True
    letters.write(" ")
    assert not letters.beyond
    letters.write("a")
    assert letters.beyond
