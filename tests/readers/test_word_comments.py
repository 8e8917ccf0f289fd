import pytest
from lxml import etree

from casekit.readers.blocks import Block, Remark
from casekit.readers.word_comments import Comments, comments_of, with_answers
from casekit.readers.word_styles import Styles

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def part(body: str) -> etree._Element:
    return etree.fromstring(f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{body}</w:comments>')


def comment(key: str, *paragraphs: str, who: str = 'w:author="Bo Holm"') -> str:
    said = "".join(
        f'<w:p w14:paraId="{key}{at}"><w:r><w:t>{text}</w:t></w:r></w:p>'
        for at, text in enumerate(paragraphs)
    )
    return f'<w:comment w:id="{key}" {who} w:initials="BH">{said}</w:comment>'


def answer(own: str, other: str = "", done: str = "0") -> str:
    parent = f'w14:paraIdParent="{other}"' if other else ""
    return f'<w14:commentEx w14:paraId="{own}" {parent} w14:done="{done}"/>'


def test_comments_are_remarks_with_their_author_and_time():
    who = 'w:author="Ane  Nørskov" w:date="2026-03-01T10:00:00Z"'
    found = comments_of(part(comment("7", "Se", "fe\u0301e", who=who) + comment("9", "Ja", who="")))
    assert found.remarks == (
        Remark("Ane  Nørskov", "Se\nfée", "2026-03-01T10:00:00Z"),
        Remark("", "Ja"),
    )
    assert found.numbers == {"7": 0, "9": 1}


def test_what_is_deleted_hidden_or_empty_is_no_remark():
    gone = "<w:p><w:del><w:r><w:delText>REAL NAME</w:delText></w:r></w:del></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>REAL NAME</w:t></w:r></w:p>"
    styled = '<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr><w:r><w:t>REAL NAME</w:t></w:r></w:p>'
    body = "".join(
        f'<w:comment w:id="{n}">{text}</w:comment>' for n, text in enumerate((gone, hidden, styled))
    )
    assert comments_of(part(body), styles=Styles(hidden=frozenset({"S"}))) == Comments()
    assert comments_of(part("<w:other><w:p/></w:other>")) == Comments()


def test_answers_are_remarks_of_their_own_that_know_what_they_answer():
    root = part(comment("1", "Hvem?", "Hvor?") + comment("2", "Mette") + comment("3", "Tak"))
    extended = part(answer("11") + answer("20", "11", done="1") + answer("30", "11") + answer("x", "y"))
    found = comments_of(root, extended)
    assert [remark.text for remark in found.remarks] == ["Hvem?\nHvor?", "Mette", "Tak"]
    assert found.answers == {1: 0, 2: 0}


@pytest.mark.parametrize("entry", [answer("11", "11"), answer("", ""), answer("11", "?"), "<w:p/>"])
def test_odd_answers_answer_nothing(entry):
    assert comments_of(part(comment("1", "Hvem?", "Hvor?")), part(entry)).answers == {}


def test_of_two_comments_with_one_id_the_first_has_the_place():
    found = comments_of(part(comment("1", "Hvem?") + comment("1", "Hvor?")))
    assert (len(found.remarks), found.numbers) == (2, {"1": 0})


def test_an_answer_without_a_place_stands_where_the_remark_stands():
    blocks = (Block("Ja", anchors=((0, 1), (1, 1))), Block("Nej"), Block("Jo", anchors=((0, 2),)))
    placed = with_answers(blocks, {1: 0, 2: 0, 3: 7})
    assert [block.anchors for block in placed] == [((0, 1), (1, 1), (2, 1)), (), ((0, 2), (2, 2))]
    assert with_answers(blocks, {1: 0}) == list(blocks)
