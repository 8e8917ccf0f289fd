from itertools import chain

import pytest

from casekit.errors import ReadError
from casekit.readers.rtf_text import MAX_DEPTH, Walk
from casekit.readers.story_blocks import Paragraph, Table

pytestmark = pytest.mark.slow

FONTS = (
    r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset128 MS;}{\f3\fcharset2 Symbol;}}"
)


def walked(body: str, head: str = r"{\rtf1\ansi\ansicpg1252") -> Walk:
    walk = Walk(head + FONTS + body)
    walk.margin.left.clear()
    return walk


def items(body: str, **options: str) -> list[Paragraph | Table]:
    return walked(body, **options).items()


def texts(body: str, **options: str) -> list[str]:
    return [item.text for item in items(body, **options)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'e6\'f8\'e5", "æøå"),
        (r"bl\'e5b\'e6r", "blåbær"),
        ("bl\\'e5\r\nb\\'e6r", "blåbær"),
        (r"\f1 \'e8", "č"),
        (r"{\f1 \'e8}\'e8", "čè"),
        (r"\f1\plain \'e8", "è"),
        (r"\f9 \'e8", "è"),
        (r"\f2 \'82\'a0\'82\'a2", "あい"),
        ("\\f2 \\'82\r\n\\'a0", "あ"),
        (r"\f2 \'83e\'83\\", "テソ"),
        (r"\u230?\u-3?", "æ\ufffd"),
        (r"\u8217\'92s", "’s"),
        (r"\uc0\u230 r", "ær"),
        (r"\uc2\u230 aeb{\uc1\u230?}\u230 aeb", "æbææb"),
        (r"\u230\'e6\u248\'f8", "æø"),
        (r"\u8212\emdash x", "—x"),
        (r"\u230\{x", "æx"),
        (r"\u230{x}", "æx"),
        (r"\u230\fs24 xy", "æxy"),
        (r"\u230\b x", "æx"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\uc0\u-10179\u-8704 x", "😀x"),
        (r"\u128512?", "😀"),
        (r"\u-10179?x", "\ufffdx"),
        (r"{\upr{ae {b}}{\*\ud \u230?}}r", "ær"),
        (r"{\upr{ae}}r", "aer"),
        (r"a\~b\_c\-d", "a\u00a0b\u2011cd"),
        (r"\\ \{ \}", "\\ { }"),
        (r"\lquote a\rquote\ldblquote b\rdblquote\bullet", "‘a’“b”•"),
        (r"a\emdash b\endash c\emspace\enspace d", "a—b–c\u2003\u2002d"),
        (r"a\tab b\line c\lbr d\softline e", "a\tb\nc\nde"),
        ("a\\\tb", "a\tb"),
        (r"a\page b", "a\nb"),
        ("a\r\nb\nc", "abc"),
        (r"a\b1b", "ab"),
        (r"a{\*\unknown b{c}}d", "ad"),
        (r"a\unknown d", "ad"),
        (r"a{\pict\bin3 }}}b}c", "ac"),
        (r"a\bin3 }}}b", "ab"),
        (r"a\bin b", "ab"),
        (r"a{\*\bkmkstart x}b{\xe c}{\listtext 1.\tab}{\pntext 1}d", "abd"),
        (r"{\field{\*\fldinst HYPERLINK {x}}{\fldrslt{\ul link}}}", "link"),
        (r"{\field{\fldinst PAGE}{\fldrslt 3}}", "3"),
        (r"{\field{\*\fldinst SYMBOL 230 \\f " + '"Arial"}{\\fldrslt}}', "æ"),
        (r"{\field{\*\fldinst{SYMBOL 174 \\f " + '"Symbol" \\\\s 11}}{\\fldrslt}}', "→"),
        (r"\f3\'ae\f0 x", "→x"),
        (r"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}a", "a"),
    ],
)
def test_a_piece_of_rtf_reads_as_it_is_shown(body, text):
    assert texts(body + "}") == [text]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (r"{\rtf1\mac", "Ê"),
        (r"{\rtf1\pc", "µ"),
        (r"{\rtf1\pca", "µ"),
        (r"{\rtf1\ansi\ansicpg1250", "ć"),
        (r"{\rtf1\ansi", "æ"),
        (r"{\rtf1\mac\ansicpg1252", "æ"),
    ],
)
def test_letters_outside_of_known_fonts_are_those_of_the_file(head, text):
    assert texts(r"\f9\'e6}", head=head) == [text]


def test_a_default_font_may_be_named_before_the_fonts():
    assert texts(r"\'e8}", head=r"{\rtf1\ansi\deff1") == ["č"]


@pytest.mark.parametrize("end", [r"\par ", "\\\n", "\\\r"])
def test_paragraphs_end_in_several_ways(end):
    assert texts(f"a{end}b{end}" + r"\pard c\sect d}") == ["a", "b", "c", "d"]


def test_a_paragraph_is_bold_when_all_its_words_are():
    body = (
        r"{\b a} {\b b}\par{\b a}{b}\par\b\'e6\b0  \par\b a\plain  b\par"
        r"{\stylesheet{\s1\b Q;}{\*\cs2\b B;}}\pard\s1 a\par\pard\cs2 b\plain\par\pard\s1 a{\b0 b}\par}"
    )
    assert [item.bold for item in items(body)] == [True, False, True, False, True, True, False]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (r"{\v b{\b c}}", {"hidden": 2}),
        (r"\v b\v0", {"hidden": 1}),
        (r"\v\'e6\plain ", {"hidden": 1}),
        (r"{\v\u-10179?\u-8704?}", {"hidden": 1}),
        (r"{\cs5 b}", {"hidden": 1}),
        (r"{\deleted b\plain c}", {"deleted": 2}),
        (r"{\mvf b}", {"deleted": 1}),
        (r"{\f3 a\'ff b}", {"symbols": 1}),
        (r"\u-3900?", {"symbols": 1}),
        (r"{\mmath{\*\moMath{\mr x}}}", {"embedded": 1}),
        (r"{\*\mmathPr x}", {}),
        (r"{\header\par}", {}),
        (r"{\footer b}{\headerl c}", {"headers": 2}),
        (r"{\footnote\ftnalt b}", {"footnotes": 1}),
        (r"{\header{\v b}c}", {"headers": 1}),
        (r"{\*\annotation }", {}),
    ],
)
def test_what_is_not_shown_is_counted(body, left):
    walk = walked(r"{\stylesheet{\*\cs5\v Note;}}a" + body + "d}")
    (paragraph,) = walk.items()
    assert paragraph.text.replace("α b", "").startswith("a")
    assert paragraph.text.endswith("d")
    assert "c" not in paragraph.text
    assert {what: n for what, n in walk.left.items() if n} == left


def test_insertions_and_text_hidden_on_the_web_only_are_read():
    assert texts(r"a{\revised\revauth1 b}{\webhidden c}{\mvt d}}") == ["abcd"]


def test_where_the_end_of_a_paragraph_was_deleted_or_is_hidden_the_next_goes_on():
    assert texts(r"a{\deleted b\par}c\par d\v\par\v0 e}") == ["ac", "de"]


def test_text_boxes_come_after_the_paragraph_that_holds_them():
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt{\*\do{\dptxbxtext box}}}}"
    assert texts(rf"a{box}b\par c\par}}") == ["ab", "box", "c"]
    assert texts(r"a{\*\do{\dptxbxtext box\par}}b\par c}") == ["ab", "box", "c"]


def test_headings_are_told_by_style_and_level():
    body = r"{\stylesheet{\s3 heading 1;}}\pard\s3 a\par\pard b\par\pard\outlinelevel0 c\par\pard\outlinelevel9 d}"
    assert [item.heading for item in items(body)] == [True, False, True, False]


def test_cells_make_rows_and_rows_a_table():
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\par {}\cell {}\cell\pard\intbl{{\trowd\row}}"
    found = items("x\\par" + row.format("a", "b", "c") + row.format("d", "e", "") + r"\pard y\par}")
    assert found == [Paragraph("x"), Table((("a\nb", "c"), ("d\ne", ""))), Paragraph("y")]


def test_rows_need_neither_be_in_a_table_nor_be_ended_by_name():
    assert items(r"\trowd\cellx1 a\cell b\cell\row c\par}") == [Table((("a", "b"),)), Paragraph("c")]
    assert items(r"\trowd\intbl a\cell b\cell\row\intbl c\cell d}") == [Table((("a", "b"), ("c", "d")))]
    assert items(r"\trowd\cellx1 a\par b\par}") == [Paragraph("a"), Paragraph("b")]


def test_a_paragraph_below_a_row_is_no_cell_of_the_next():
    row = r"\trowd\cellx1 {}\cell\row "
    assert items(row.format("a") + r"b\par " + row.format("c") + "}") == [
        Table((("a",),)),
        Paragraph("b"),
        Table((("c",),)),
    ]


def test_a_table_in_a_cell_is_text_of_that_cell():
    inner = (
        r"\pard\intbl\itap2 {}\nestcell {}\nestcell{{\*\nesttableprops\trowd\nestrow}}{{\nonesttables\par}}"
    )
    body = (
        r"\trowd\pard\intbl before\par"
        + inner.format("a", "b")
        + inner.format("c", "d")
        + r"\pard\intbl after\cell x\cell\row\pard}"
    )
    assert items(body) == [Table((("before\na\tb\nc\td\nafter", "x"),))]


def test_the_head_of_a_file_is_no_text():
    body = (
        r"{\colortbl;\red0;}{\info{\title x}}{\*\generator x;}{\listtable{\list{\listlevel{\leveltext x}}}}a}"
    )
    assert texts(body) == ["a"]


def test_a_group_that_is_the_whole_file_is_never_passed_over():
    assert texts(r"\info\pict\header a}") == ["a"]


@pytest.mark.parametrize("cut", [r"{\pict 00", "{", "", r"\bin9 "])
def test_what_is_missing_at_the_end_is_noticed(cut):
    walk = walked("a" + cut)
    assert [item.text for item in walk.items()] == ["a"]
    assert walk.cut


def test_groups_may_be_as_deep_as_the_limit():
    deep = MAX_DEPTH - 1
    assert texts("{" * deep + "a" + "}" * deep + "}") == ["a"]
    with pytest.raises(ReadError):
        texts("{" * MAX_DEPTH + "a")


def test_more_parts_than_the_limit_are_a_read_error(monkeypatch):
    monkeypatch.setattr("casekit.readers.rtf_text.MAX_PARTS", 6)
    assert texts(r"a\par b{\footnote c\par}\par}") == ["a", "b"]
    for many in (r"\par ", r"\cell\row", r"\nestcell\nestrow", r"{\footnote}"):
        with pytest.raises(ReadError) as caught:
            texts(many * 7 + "}")
        assert caught.value.data["reason"] == "too_many_parts"


def test_known_words_do_no_harm_wherever_they_stand():
    from casekit.readers.rtf_text import _KNOWN

    for word in sorted(_KNOWN):
        for body in (rf"\{word}", rf"{{\{word}}}", rf"{{\*\{word} 1}}", rf"\{word}-5 ", rf"{{\{word}0"):
            found = list(chain(walked(body + r"\v0\deleted0\mvf0 a\par}").items()))
            assert found or "{" in body
