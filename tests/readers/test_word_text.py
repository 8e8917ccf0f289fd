import time

import pytest
from lxml import etree

from casekit.readers.anchors import mark
from casekit.readers.story_blocks import Paragraph, Table
from casekit.readers.word_styles import Styles
from casekit.readers.word_text import Walk, text_length

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def element(body: str, namespace: str = W) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:m="m">{body}</w:body>')


def walked(
    body: str, styles: Styles | None = None, namespace: str = W, places: dict[str, int] | None = None
) -> tuple[list[Paragraph | Table], Walk]:
    walk = Walk(styles or Styles(), places or {})
    return list(walk.items(element(body, namespace))), walk


def texts(body: str, **options: object) -> list[str]:
    items, _ = walked(body, **options)
    return [item.text for item in items if isinstance(item, Paragraph)]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_runs_make_a_paragraph(namespace):
    body = f"<w:p>{run('Det er ')}{run('sådan')}</w:p>"
    assert texts(body, namespace=namespace) == ["Det er sådan"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="AUTHOR">{}</w:fldSimple>',
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:customXml>{}</w:customXml>",
        "<w:bdo>{}</w:bdo>",
        "<w:ins><w:smartTag>{}</w:smartTag></w:ins>",
    ],
)
def test_nothing_visible_is_lost(wrapped):
    assert texts(f"<w:p>{run('a')}{wrapped.format(run('b'))}{run('c')}</w:p>") == ["abc"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:del>{}</w:del>",
        "<w:moveFrom>{}</w:moveFrom>",
        "<w:del><w:r><w:delText>bb</w:delText></w:r></w:del>",
    ],
)
def test_deleted_and_moved_text_is_left_out_and_counted(wrapped):
    items, walk = walked(f"<w:p>{run('a')}{wrapped.format(run('bb'))}{run('c')}</w:p>")
    assert (items[0].text, walk.left["deleted"]) == ("ac", 2)


def test_hidden_text_is_left_out_and_counted():
    shown = '<w:vanish w:val="0"/>'
    items, walk = walked(f"<w:p>{run('a')}{run('REAL NAME', '<w:vanish/>')}{run('b', shown)}</w:p>")
    assert (items[0].text, walk.left["hidden"]) == ("ab", 9)


STYLES = Styles(frozenset({"Strong"}), frozenset({"Secret"}), frozenset({"H1"}))


def styled(name: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{inside}</w:p>'


def test_styles_of_paragraphs_and_letters_hide_embolden_and_head():
    letters = run("y", '<w:rStyle w:val="Secret"/>') + run("z", '<w:rStyle w:val="Strong"/>')
    body = (
        f"<w:p>{letters}</w:p>"
        + styled("Strong", run("s") + run("t", '<w:b w:val="0"/>'))
        + styled("H1", run("h"))
    )
    items, walk = walked(body, STYLES)
    assert items == [Paragraph("z", bold=True), Paragraph("st"), Paragraph("h", heading=True)]
    assert walk.left["hidden"] == 1


def test_a_style_of_letters_turns_round_what_the_paragraphs_style_says():
    assert walked(styled("Strong", run("s", '<w:rStyle w:val="Strong"/>')), STYLES)[0] == [Paragraph("s")]
    body = styled(
        "Secret", run("a") + run("b", '<w:rStyle w:val="Secret"/>') + run("c", '<w:vanish w:val="0"/>')
    )
    items, walk = walked(body, STYLES)
    assert (items, walk.left["hidden"]) == ([Paragraph("bc")], 1)


def test_a_paragraph_without_a_style_has_the_one_that_needs_no_naming():
    styles = Styles(bold=frozenset({"Normal"}), default="Normal")
    assert walked(f"<w:p>{run('a')}</w:p>", styles)[0] == [Paragraph("a", bold=True)]


@pytest.mark.parametrize("gone", ["<w:vanish/>", "<w:vanish/><w:specVanish/>", '<w:rStyle w:val="Secret"/>'])
def test_a_hidden_paragraph_mark_joins_two_paragraphs_as_word_shows_them(gone):
    body = f"<w:p><w:pPr><w:rPr>{gone}</w:rPr></w:pPr>{run('Rum. ')}</w:p><w:p>{run('Vi bor.')}</w:p>"
    assert walked(body, STYLES)[0] == [Paragraph("Rum. Vi bor.")]


def test_a_hidden_paragraph_leaves_no_trace_but_its_length():
    items, walk = walked(styled("Secret", run("REAL NAME")) + f"<w:p>{run('a')}</w:p>", STYLES)
    assert (items, walk.left["hidden"]) == ([Paragraph("a")], 9)


def test_a_paragraph_is_bold_when_all_its_words_are():
    bold, light = "<w:b/>", '<w:b w:val="false"/>'
    paragraphs = (run("a", bold) + run(" "), run("a", bold) + run("b"), run("a", light))
    items, _ = walked("".join(f"<w:p>{runs}</w:p>" for runs in paragraphs))
    assert [item.bold for item in items] == [True, False, False]


def test_breaks_tabs_and_hyphens_read_as_seen():
    assert texts(
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:cr/><w:t>e</w:t></w:r></w:p>"
    ) == ["a\nb\tc\u2011d\ne"]


def test_field_codes_are_no_text():
    assert texts(
        "<w:p><w:r><w:fldChar/><w:instrText>HYPERLINK</w:instrText></w:r>" + run("x") + "</w:p>"
    ) == ["x"]


def test_of_alternatives_one_is_read_and_a_text_box_comes_after_its_paragraph():
    box = "<w:txbxContent><w:p>" + run("box") + "</w:p></w:txbxContent>"
    body = f"<w:p>{run('a')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert texts(body) == ["a", "box"]
    assert texts(body.replace(f"<mc:Choice>{box}</mc:Choice>", "<mc:Choice/>")) == ["a", "box"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert texts(
        f"<w:p>{gone}{run('Det er ')}</w:p><w:p>{run('sådan')}</w:p><w:p>{gone}{run('slut')}</w:p>"
    ) == ["Det er sådan", "slut"]


def test_tables_come_with_rows_and_cells_and_tables_inside_are_text():
    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('<w:p>' + run('x') + '</w:p>')}{cell('<w:p>' + run('y') + '</w:p>')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('<w:p>' + run('a') + '</w:p><w:p>' + run('b') + '</w:p>')}{cell(inner + '<w:p/>')}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert walked(body)[0] == [Table((("a\nb", "x\ty"),))]


def test_deleted_rows_and_cells_are_left_out():
    cell = "<w:tc>{}<w:p>" + run("a") + "</w:p></w:tc>"
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell.format('')}</w:tr><w:tr>{cell.format('')}{cell.format('<w:tcPr><w:cellDel/></w:tcPr>')}</w:tr></w:tbl>"
    items, walk = walked(body)
    assert items == [Table((("a",),))]
    assert walk.left["deleted"] == 2


def test_symbols_have_letters_or_are_counted_and_embedded_documents_too():
    smile = '<w:sym w:font="Wingdings" w:char="F04A"/>'
    items, walk = walked(
        f"<w:altChunk/><w:p><w:r><w:sym/>{smile}</w:r><w:subDoc/><w:r><OLEObject/></w:r></w:p>"
    )
    assert (items[0].text, walk.left["symbols"], walk.left["embedded"]) == ("☺", 1, 3)


def fields(*kinds: str) -> str:
    """Field signs, instructions and texts: ``begin``, ``=code``, ``text``."""

    def piece(kind: str) -> str:
        if kind in {"begin", "separate", "end"}:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        return f"<w:r><w:instrText>{kind}</w:instrText></w:r>" if kind[0] == "=" else run(kind)

    return "".join(map(piece, kinds))


@pytest.mark.parametrize(
    ("kinds", "text", "codes"),
    [
        (["a", "begin", "=REF", "separate", "b", "end", "c"], "abc", 0),
        (
            ["a", "begin", "=IF", "begin", "=X", "separate", "xx", "end", "separate", "b", "end", "c"],
            "abc",
            2,
        ),
        (["a", "begin", "=XE", "xx", "end", "c"], "ac", 2),
        (["a", "begin", "=REF", "b", "c"], "abc", 0),
        (["a", "end", "separate", "b", "end", "c"], "abc", 0),
        (["a", "begin", "separate", "b", "separate", "c", "end"], "abc", 0),
        (["begin"] * 50 + ["abc"] + ["end"] * 25, "abc", 0),
    ],
)
def test_what_stands_in_the_code_of_a_field_is_no_text_and_no_broken_field_costs_any(kinds, text, codes):
    items, walk = walked(f"<w:p>{fields(*kinds)}</w:p>")
    assert (items[0].text, walk.left["field_codes"]) == (text, codes)


def test_a_field_that_was_deleted_does_not_touch_the_text_around_it():
    gone = f"<w:del>{fields('begin')}</w:del>"
    assert texts(f"<w:p>{gone}{run('a')}{fields('end')}{run('b')}</w:p>") == ["ab"]


@pytest.mark.parametrize(
    "inside",
    [
        "<m:oMath><m:r><m:rPr/><m:t>b</m:t></m:r></m:oMath>",
        "<w:ruby><w:rubyPr/><w:rubyBase>" + run("b") + "</w:rubyBase></w:ruby>",
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>b</w:t></w:r>",
        "<w:r><w:dayLong/><w:monthShort/><w:yearLong/><w:pgNum/><w:footnoteReference/><w:t>b</w:t></w:r>",
        "<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r><w:proofErr/><w:bookmarkStart/>",
        '<w:fldSimple w:instr="DATE"><w:fldData>REAL</w:fldData>' + run("b") + "</w:fldSimple>",
        "<w:dir><w:permStart/>" + run("b") + "</w:dir>",
    ],
)
def test_odd_company_does_no_harm(inside):
    assert texts(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('a')}{inside}{run('c')}</w:p>") == [
        "abc"
    ]


def test_a_run_outside_of_any_paragraph_is_read():
    assert texts(f"{run('a')}<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>") == ["a", "b"]


def test_a_text_box_is_never_lost_with_the_end_of_its_paragraph():
    box = f"<w:r><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:r>"
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert texts(f"<w:p>{gone}{box}</w:p>") == ["box"]
    assert texts(f"<w:p>{gone}{run('a')}{box}</w:p><w:p>{run('b')}</w:p>") == ["ab", "box"]
    items, _ = walked(f"<w:p>{gone}{run('a')}{box}</w:p><w:tbl/>")
    assert items == [Paragraph("a"), Paragraph("box"), Table(())]


def test_a_text_box_in_hidden_or_deleted_text_is_counted():
    box = f"<w:r>{{}}<w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:r>"
    hidden, deleted = box.format("<w:rPr><w:vanish/></w:rPr>"), f"<w:del>{box.format('')}</w:del>"
    items, walk = walked(f"<w:p>{run('a')}{hidden}{deleted}</w:p>")
    assert (items, walk.left) == ([Paragraph("a")], {"hidden": 3, "deleted": 3})


def cells(*inside: str, before: str = "") -> str:
    return "<w:tr>" + before + "".join(f"<w:tc>{one}</w:tc>" for one in inside) + "</w:tr>"


def test_a_cell_over_several_columns_leaves_the_others_in_theirs():
    wide = '<w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p>' + run("a") + "</w:p>"
    last = f"<w:p>{run('b')}</w:p>"
    skip = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = (
        cells(wide.format(2), last)
        + cells(wide.format(3))
        + cells(last, before=skip)
        + cells(wide.format("x"), last)
    )
    assert walked(f"<w:tbl>{body}</w:tbl>")[0] == [Table((("a", "", "b"), ("a",), ("", "b"), ("a", "b")))]


@pytest.mark.parametrize(
    ("width", "columns"), [("63", 64), ("99999", 64), ("9" * 5_000, 64), ("-5", 2), ("", 2)]
)
def test_a_cell_is_never_wider_than_word_allows(width, columns):
    wide = f'<w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr><w:p>{run("a")}</w:p>'
    (table,) = walked(f"<w:tbl>{cells(wide, '<w:p>' + run('b') + '</w:p>')}</w:tbl>")[0]
    assert [len(row) for row in table.rows] == [columns]


def test_a_hidden_row_is_left_out_and_counted():
    body = cells(f"<w:p>{run('ab')}</w:p>", before="<w:trPr><w:hidden/></w:trPr>")
    items, walk = walked(f"<w:tbl>{body}{cells('<w:p>' + run('c') + '</w:p>')}</w:tbl>")
    assert (items, walk.left["hidden"]) == ([Table((("c",),))], 2)


def test_nothing_hidden_comes_out_of_tables_that_are_too_deep():
    inner = (
        f"<w:p>{run('a')}{run('SECRET', '<w:vanish/>')}</w:p>"
        f"<w:p><w:del>{run('SECRET')}</w:del>{run('b')}</w:p>"
    )
    gone = f"<w:tbl>{cells(inner, before='<w:trPr><w:del/></w:trPr>')}</w:tbl>"
    deep = "<w:tbl><w:tr><w:tc>" * 40 + inner + gone + "</w:tc></w:tr></w:tbl>" * 40
    assert walked(deep)[0] == [Table((("a\nb",),))]


def ranges(number: int, inside: str) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'


def pointed(text: str) -> str:
    """*text* with ``<`` for each mark of comment 0."""
    return text.replace("<", mark(0))


REFERENCE = '<w:r><w:commentReference w:id="5"/></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('a')}{ranges(5, run('b'))}{REFERENCE}{run('c')}</w:p>", "a<b<c"),
        (f"<w:p>{run('a')}{REFERENCE}{run('c')}</w:p>", "a<<c"),
        (f"<w:p>{run('a')}<w:commentRangeStart w:id='5'/>{run('b')}{REFERENCE}</w:p>", "a<b<"),
        (f"<w:p>{run('a')}{ranges(5, '<w:del>' + run('b') + '</w:del>')}</w:p>", "a<<"),
        (f"<w:p>{run('a')}<w:del>{ranges(5, run('b'))}</w:del>{run('c')}</w:p>", "a<<c"),
        (f"<w:p>{ranges(5, run('b'))}{ranges(5, run('c'))}</w:p>", "<b<c"),
        (f"<w:p>{ranges(6, run('b'))}{run('c')}</w:p>", "bc"),
        (f"<w:commentRangeStart w:id='5'/><w:p>{run('b')}</w:p>", "<b"),
        (f"<w:moveFrom><w:p>{ranges(5, run('b'))}</w:p></w:moveFrom><w:p>{run('c')}</w:p>", "<<c"),
        (f"<w:p>{fields('begin', '=X')}{ranges(5, run('x'))}{fields('separate', 'b', 'end')}</w:p>", "<<b"),
        (f"<w:p>{run('a' + chr(0xFDD0) + '0' + chr(0xFDD1))}{ranges(5, run('b'))}</w:p>", "a0<b<"),
    ],
)
def test_the_place_of_a_comment_is_marked_twice(body, text):
    items, _ = walked(body, places={"5": 0})
    assert items == [Paragraph(pointed(text))]


def test_marks_between_paragraphs_wait_for_text():
    body = f"<w:p>{run('a')}</w:p><w:commentRangeStart w:id='5'/><w:commentRangeEnd w:id='5'/>"
    items, walk = walked(body, places={"5": 0})
    assert (items, "".join(walk.waiting)) == ([Paragraph("a")], pointed("<<"))


def test_marks_in_tables_stay_in_the_cells_also_of_deleted_rows():
    gone = cells(f"<w:p>{ranges(5, run('x'))}</w:p>", before="<w:trPr><w:del/></w:trPr>")
    kept = cells(f"<w:p>{ranges(6, run('b'))}</w:p>")
    items, _ = walked(f"<w:tbl>{gone}<w:commentRangeStart w:id='9'/>{kept}</w:tbl>", places={"5": 0, "6": 1})
    assert items == [Table(((mark(0) * 2 + mark(1) + "b" + mark(1),),))]


def test_the_walk_takes_time_in_proportion_to_what_there_is():
    begin = time.perf_counter()
    many = "<w:p>" + run("a") * 30_000 + "</w:p>" + f"<w:p>{ranges(5, '')}</w:p>" * 10_000
    walked(many, places={str(n): n for n in range(10)})
    walked(f"<w:p>{fields(*['begin', 'a', 'end'] * 10_000)}</w:p>")
    walked("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("a") + "</w:p>" + "<w:p/>" * 20_000)
    branch = "<mc:AlternateContent><mc:Choice/><mc:Fallback>"
    walked(
        f"<w:p>{branch * 100}{'<w:r/>' * 20_000}</mc:Fallback></mc:AlternateContent>"
        + "</mc:Fallback></mc:AlternateContent>" * 99
        + "</w:p>"
    )
    assert time.perf_counter() - begin < 10


def test_deep_wrapping_and_deep_tables_do_no_harm():
    assert texts("<w:sdt>" * 200 + "<w:p>" + run("a") + "</w:p>" + "</w:sdt>" * 200) == ["a"]
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p>" + run("a") + "</w:p>" + "</w:tc></w:tr></w:tbl>" * 60
    (table,) = walked(deep)[0]
    assert table.rows == (("a",),)


def test_text_length_counts_deleted_text_too():
    assert (
        text_length(
            element("<w:p>" + run("ab") + "<w:del><w:r><w:delText>cd</w:delText></w:r></w:del></w:p>")
        )
        == 4
    )
