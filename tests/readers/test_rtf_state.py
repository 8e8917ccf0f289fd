import pytest

from casekit.readers.rtf_state import CHANGES, State
from casekit.readers.rtf_story import Story
from casekit.readers.word_styles import Styles

STYLES = Styles(frozenset({"s1", "cs1"}), frozenset({"s2", "cs2"}), frozenset({"s3"}))


def state(*words: tuple[str, int]) -> State:
    made = State(Story("body"))
    for word, number in words:
        CHANGES[word](made, number)
    return made


def test_a_group_inside_begins_with_the_same_and_changes_for_itself():
    outer = state(("b", 1), ("v", 1), ("intbl", 1), ("itap", 2), ("s", 4), ("uc", 2))
    outer.first_time, outer.signs, outer.codec = 3, "Symbol", "cp850"
    inner = outer.copy()
    assert inner == outer
    CHANGES["b"](inner, 0)
    assert outer.bold


@pytest.mark.parametrize(
    ("words", "bold", "hidden"),
    [
        ([], False, False),
        ([("b", 1), ("v", 1)], True, True),
        ([("b", 1), ("b", 0)], False, False),
        ([("s", 1)], True, False),
        ([("cs", 2)], False, True),
        ([("s", 1), ("b", 0)], False, False),
        ([("cs", 2), ("v", 0)], False, False),
        ([("cs", 2), ("plain", 1)], False, False),
        ([("s", 2), ("plain", 1)], False, True),
        ([("s", 2), ("pard", 1)], False, False),
        ([("b", 1), ("pard", 1)], True, False),
    ],
)
def test_what_is_said_of_letters_goes_before_their_style(words, bold, hidden):
    made = state(*words)
    assert (made.is_bold(STYLES), made.is_hidden(STYLES)) == (bold, hidden)


def test_what_was_deleted_stays_so_whatever_letters_look_like():
    assert state(("deleted", 1), ("plain", 1)).is_gone()
    assert state(("mvf", 1)).is_gone()
    assert not state(("deleted", 1), ("deleted", 0)).is_gone()


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ([], 0),
        ([("intbl", 1)], 1),
        ([("trowd", 1)], 1),
        ([("intbl", 1), ("itap", 3)], 3),
        ([("itap", 1)], 1),
        ([("itap", 0)], 0),
        ([("itap", -5)], 0),
        ([("intbl", 1), ("pard", 1)], 0),
    ],
)
def test_a_paragraph_says_how_deep_in_tables_it_stands(words, level):
    assert state(*words).level() == level


def test_only_the_beginning_of_a_row_is_undone_by_its_end():
    assert state(("trowd", 1)).implied
    assert not state(("intbl", 1), ("trowd", 1)).implied
    assert not state(("trowd", 1), ("intbl", 1)).implied


@pytest.mark.parametrize(("number", "kept"), [(0, 0), (2, 2), (-1, 1), (99_999, 1)])
def test_stand_ins_are_few(number, kept):
    assert state(("uc", number)).stand_ins == kept


def test_headings_are_told_by_style_or_level():
    assert state(("s", 3)).is_heading(STYLES)
    assert state(("outlinelevel", 0)).is_heading(STYLES)
    assert not state(("outlinelevel", 9)).is_heading(STYLES)


def test_a_new_story_begins_plain():
    made, story = state(("b", 1), ("v", 1), ("intbl", 1), ("s", 3)), Story("remark")
    made.begin(story)
    assert made == State(story)
