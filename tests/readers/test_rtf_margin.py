import pytest

from casekit.readers.anchors import take
from casekit.readers.blocks import Block
from casekit.readers.rtf_margin import date_of
from casekit.readers.rtf_text import Walk

REMARK = r"{\*\atnid AB}{\*\atnauthor Anne}\chatn{\*\annotation %s}"


def read(body: str) -> tuple[Walk, list[Block]]:
    walk = Walk(r"{\rtf1\ansi " + body + "}")
    blocks = [Block(text, anchors=places) for text, places in (take(item.text) for item in walk.items())]
    return walk, walk.margin.placed(blocks)


def test_marks_of_beginning_and_end_say_what_a_remark_is_about():
    walk, blocks = read(
        r"a{\*\atrfstart 5}b\par c{\*\atrfend 5}" + REMARK % r"{\*\atnref 5}{\*\atndate 1}x\par y" + r"d\par"
    )
    assert [(block.text, block.anchors) for block in blocks] == [("ab", ((0, 1),)), ("cd", ((0, 1),))]
    (remark,) = walk.margin.remarks
    assert (remark.author, remark.text, remark.at) == ("Anne", "x\ny", "")


@pytest.mark.parametrize("reference", ["", r"{\*\atnref 9}", r"{\*\atnref x}"])
def test_a_remark_without_marks_is_where_it_stands(reference):
    _, blocks = read("ab" + REMARK % (reference + "x") + "c")
    assert [(block.text, block.anchors) for block in blocks] == [("abc", ((0, 2), (0, 2)))]


def test_a_beginning_without_an_end_ends_where_the_remark_stands():
    _, blocks = read(r"a{\*\atrfstart 5}b" + REMARK % r"{\*\atnref 5}x" + "c")
    assert blocks[0].anchors == ((0, 1), (0, 2))


def test_remarks_are_numbered_as_they_come_and_keep_their_authors():
    walk, blocks = read("a" + REMARK % "x" + r"b{\*\atnid CD}{\*\annotation y}c{\*\annotation z}")
    assert [(remark.author, remark.text) for remark in walk.margin.remarks] == [
        ("Anne", "x"),
        ("CD", "y"),
        ("", "z"),
    ]
    assert blocks[0].anchors == ((0, 1), (0, 1), (1, 2), (1, 2), (2, 3), (2, 3))


def test_a_name_that_comes_again_is_used_once():
    _, blocks = read(r"{\*\atrfstart 5}a{\*\atrfend 5}" + REMARK % r"{\*\atnref 5}x" * 2)
    assert sorted(blocks[0].anchors) == [(0, 0), (0, 1), (1, 1), (1, 1)]


def test_remarks_in_hidden_or_deleted_text_are_counted_only():
    walk, blocks = read(r"a{\v" + REMARK % "x" + r"}{\deleted" + REMARK % "y" + "}")
    assert (walk.left["comments"], walk.margin.remarks) == (2, [])
    assert blocks == [Block("a")]


def test_marks_without_a_remark_leave_nothing_behind():
    _, blocks = read(r"a{\*\atrfstart 5}b{\*\atrfend 5}c\par")
    assert blocks == [Block("abc")]


def test_text_that_looks_like_a_mark_is_none():
    _, blocks = read(r"a\uc0\u64976 1\u64977 b\par")
    assert blocks == [Block("a\ufffd1\ufffdb")]


def test_a_note_in_a_remark_is_no_part_of_it():
    walk, _ = read("a" + REMARK % r"x{\footnote y}")
    assert [remark.text for remark in walk.margin.remarks] == ["x"]
    assert walk.left == {"comments": 1, "footnotes": 1}


@pytest.mark.parametrize("packed", [0, -1, 1 << 40, 999_999_999_999])
def test_a_number_that_is_no_date_is_none(packed):
    assert date_of(packed) == ""
