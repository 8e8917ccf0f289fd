import pytest
from lxml import etree

from casekit.readers.blocks import Remark
from casekit.readers.opendocument_line import Cell, Paragraph, Table
from casekit.readers.opendocument_styles import Styles
from casekit.readers.opendocument_text import MAX_BLANKS, MAX_CELLS, Walk

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{name}="{_URN}:{kind}:1.0"'
    for name, kind in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
)
NAMESPACES += (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:math="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
STYLES = Styles(
    bold={("text", "B"): True, ("text", "L"): False, ("paragraph", "B"): True},
    hidden={("text", "H"): True, ("paragraph", "H"): True, ("text", "S"): False},
    heading={("paragraph", "Title"): True},
)


def walked(body: str) -> tuple[list[Paragraph | Table], Walk]:
    walk = Walk(STYLES)
    return list(walk.items(etree.fromstring(f"<office:text {NAMESPACES}>{body}</office:text>"))), walk


def texts(body: str) -> list[str]:
    return [item.text for item in walked(body)[0] if isinstance(item, Paragraph)]


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def span(inside: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inside}</text:span>'


def cell(inside: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(rows)}</table:table>"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<text:span>{}</text:span>",
        "<text:a>{}</text:a>",
        "<text:date>{}</text:date>",
        "<text:user-field-get>{}</text:user-field-get>",
        "<text:bookmark-start/>{}<text:bookmark-end/>",
        "<text:change-start/>{}<text:change-end/>",
        "<text:ruby><text:ruby-base>{}</text:ruby-base></text:ruby>",
        "<text:meta>{}</text:meta>",
        "<loext:content-control>{}</loext:content-control>",
        "<text:soft-page-break/>{}<text:change/>",
        '<text:hidden-text text:is-hidden="false">{}</text:hidden-text>',
        "<text:a><text:span><text:span/>{}</text:span></text:a>",
    ],
)
def test_nothing_visible_is_lost(wrapped):
    assert texts(p(f"a{wrapped.format('b')}c")) == ["abc"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<text:list><text:list-item>{}</text:list-item></text:list>",
        "<text:list><text:list-header>{}</text:list-header></text:list>",
        "<text:section>{}</text:section>",
        '<text:section text:display="condition" text:is-hidden="false">{}</text:section>',
        "<text:table-of-content><text:table-of-content-source><text:p>x</text:p></text:table-of-content-source>"
        "<text:index-body>{}</text:index-body></text:table-of-content>",
        "<text:numbered-paragraph><text:number>1.</text:number>{}</text:numbered-paragraph>",
        "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
        "<draw:custom-shape>{}</draw:custom-shape>",
        "<draw:g><draw:rect>{}</draw:rect></draw:g>",
        "<text:soft-page-break/>{}",
    ],
)
def test_paragraphs_are_found_in_whatever_wraps_them(wrapped):
    assert texts(p("a") + wrapped.format(p("b")) + p("c")) == ["a", "b", "c"]


def test_breaks_tabs_and_blanks_read_as_seen():
    assert texts(p('a<text:line-break/>b<text:tab/>c  \n d<text:s text:c="3"/>e <text:s/>f')) == [
        "a\nb\tc d   e  f"
    ]


@pytest.mark.parametrize("count", ["0", "-3", "x", "", "1.5", "٣", "9" * 40])
def test_a_count_that_makes_no_sense_is_one(count):
    assert texts(p(f'a<text:s text:c="{count}"/>b')) == ["a b"]


def test_blanks_are_capped_each_and_in_all():
    (text,) = texts(p('a<text:s text:c="2000000000"/>b'))
    assert len(text) == MAX_BLANKS + 2
    items, walk = walked(p('a<text:s text:c="1000"/>' * 2_000))
    assert len(items[0].text) < 1_010_000
    assert walk.unrepeated == 2_000 * 999 - 1_000_000


def test_hidden_text_is_left_out_and_counted():
    items, walk = walked(
        p("a" + span("REAL" + span("b", "S") + " NAME", "H") + "c")
        + p("REAL NAME", "H")
        + p('d<text:hidden-text text:string-value="REAL NAME"/>')
        + p('e<text:variable-set text:display="none">12</text:variable-set>')
        + p(f"REAL{span('x', 'H')} NAME<text:hidden-paragraph text:is-hidden='true'/>")
        + f'<text:section text:display="none">{p("REAL NAME")}</text:section>'
        + f'<text:section text:display="condition" text:is-hidden="true">{p("REAL NAME")}</text:section>'
    )
    assert [item.text for item in items] == ["abc", "", "d", "e", ""]
    assert walk.left == {"hidden": 9 + 9 + 9 + 2 + 10 + 9 + 9}


def test_boxes_of_a_hidden_paragraph_are_hidden_too():
    box = f"<draw:frame><draw:text-box>{p('REAL NAME')}</draw:text-box></draw:frame>"
    items, walk = walked(p(f"x{box}<text:hidden-paragraph/>") + p(span(box, "H")) + p("y"))
    assert [item.text for item in items] == ["", "", "y"]
    assert walk.left["hidden"] == 1 + 9 + 9


def test_a_paragraph_is_bold_when_all_its_words_are():
    bodies = (p(span("a", "B") + " "), p(span("a", "B") + "b"), p("a", "B"), p("a" + span("b", "L"), "B"))
    assert [item.bold for item in walked("".join(bodies))[0]] == [True, False, True, False]


def test_headings_are_told_by_kind_or_by_style():
    items, _ = walked("<text:h>a</text:h>" + p("b", "Title") + p("c"))
    assert items == [Paragraph("a", heading=True), Paragraph("b", heading=True), Paragraph("c")]


def test_deleted_text_is_counted_and_what_was_inserted_is_read():
    change = "<office:change-info><dc:creator>REAL NAME</dc:creator></office:change-info>"
    deleted = f"<text:changed-region><text:deletion>{change}{p('bb')}</text:deletion></text:changed-region>"
    added = f"<text:changed-region><text:insertion>{change}</text:insertion></text:changed-region>"
    body = f"<text:tracked-changes>{deleted}{added}</text:tracked-changes>" + p(
        "a<text:change/><text:change-start/>c<text:change-end/>"
    )
    items, walk = walked(body)
    assert items == [Paragraph("ac")]
    assert walk.left == {"deleted": 2}


def test_text_boxes_come_after_their_paragraph_in_their_order():
    def box(*inside: str) -> str:
        return f"<draw:frame><draw:text-box>{''.join(inside)}</draw:text-box></draw:frame>"

    inner = p("1" + box(p("inner")))
    assert texts(p(f"a{box(inner, p('2'))}b{box(p('3'))}") + p("c")) == ["ab", "1", "inner", "2", "3", "c"]
    assert texts(p("a" + box(p("x")) * 60)) == ["a"] + ["x"] * 60


def test_a_picture_beside_a_box_and_its_description_are_no_text():
    frame = (
        f"<draw:frame><draw:text-box>{p('b')}</draw:text-box><draw:image/>"
        '<s:desc xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">x</s:desc></draw:frame>'
    )
    assert texts(p("a" + frame)) == ["a", "b"]


def test_embedded_objects_and_formulas_are_counted():
    inside = (
        f"<office:document><office:body><office:text>{p('x')}</office:text></office:body></office:document>"
    )
    link = "<text:section><text:section-source/></text:section>"
    body = p(f"a<draw:frame><draw:object>{inside}</draw:object><draw:image/></draw:frame>") + link
    items, walk = walked(body + p("<math:math>x</math:math>b"))
    assert [item.text for item in items] == ["a", "b"]
    assert walk.left["embedded"] == 3


def test_a_linked_section_with_its_text_is_read():
    assert texts(f"<text:section><text:section-source/>{p('a')}</text:section>") == ["a"]


def test_notes_leave_neither_words_nor_numbers():
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('x')}</text:note-body></text:note>"
    items, walk = walked(p(f"a{note}b"))
    assert (items, walk.left["footnotes"]) == ([Paragraph("ab")], 1)


def test_remarks_are_kept_with_their_places():
    remark = f"<office:annotation{{}}><dc:creator>Mette</dc:creator><dc:date>2023</dc:date>{p('se')}{p('her')}</office:annotation>"
    end = '<office:annotation-end office:name="{}"/>'
    plain, named = remark.format(""), remark.format(' office:name="n"')
    body = p(f"a{plain}b{named}c{end.format('n')}d{end.format('x')}")
    items, walk = walked(body + p(f"a{span(plain, 'H')}<office:annotation/>"))
    assert items == [Paragraph("abcd", anchors=((0, 1), (1, 2), (1, 3))), Paragraph("a")]
    assert walk.remarks == [Remark("Mette", "se\nher", "2023")] * 2
    assert walk.left == {"comments": 3}


def test_a_fields_command_is_not_read():
    start = '<field:fieldmark-start text:name="f"><field:param field:name="p"/></field:fieldmark-start>'
    assert texts(p(f"a{start}PAGE x<field:fieldmark-separator/>b<field:fieldmark-end/>c")) == ["abc"]


def test_tables_come_with_rows_and_cells_and_tables_inside_are_text():
    inner = table(row(cell(p("x")), cell(p("y"))))
    head = f"<table:table-header-rows>{row(cell(p('a') + p('b')), cell(inner + p('')))}</table:table-header-rows>"
    assert walked(table(head, row(cell(p("c")), cell(""))))[0] == [
        Table(((Cell("a\nb"), Cell("x\ty")), (Cell("c"), Cell(""))))
    ]


def test_cells_that_are_said_to_come_again_do():
    again = 'table:number-columns-repeated="3"'
    items, _ = walked(
        table(row(cell(p("a"), again), cell(p("b")), attributes='table:number-rows-repeated="2"'))
    )
    assert items == [Table(((Cell("a"),) * 3 + (Cell("b"),),) * 2)]


def test_cells_under_a_wide_one_are_none_and_those_under_a_high_one_are_empty():
    covered = "<table:covered-table-cell/>"
    rows = (
        row(cell(p("a"), 'table:number-columns-spanned="2"'), covered, cell(p("b"))),
        row('<table:covered-table-cell table:number-columns-repeated="2"/>', cell(p("c"))),
        row(f"<table:covered-table-cell>{p('hid')}</table:covered-table-cell>", cell(p("d"))),
    )
    items, walk = walked(table(*rows))
    assert items == [Table(((Cell("a"), Cell("b")), (Cell(""), Cell(""), Cell("c")), (Cell(""), Cell("d"))))]
    assert walk.left == {"hidden": 3}


def test_rows_that_are_not_shown_are_hidden():
    rows = (row(cell(p("abc")), attributes='table:visibility="collapse"'), row(cell(p("d"))))
    items, walk = walked(table(*rows))
    assert (items, walk.left["hidden"]) == ([Table(((Cell("d"),),))], 3)


def test_cells_that_come_again_are_capped():
    many = 'table:number-columns-repeated="2000000000"'
    items, walk = walked(table(row(cell(p("a"), many), cell("", many)), row(cell(p("b"), many))))
    assert isinstance(items[0], Table)
    assert sum(map(len, items[0].rows)) == MAX_CELLS + 3
    assert walk.unrepeated == 2 * (2_000_000_000 - 1) - MAX_CELLS


def test_a_long_cell_that_comes_again_is_capped_by_its_length():
    long = cell(p("a" * 100_000), 'table:number-columns-repeated="500"')
    items, walk = walked(table(row(long)))
    assert isinstance(items[0], Table)
    assert (len(items[0].rows[0]), walk.unrepeated) == (11, 489)


def test_cells_that_are_written_down_are_all_read():
    items, _ = walked(table(*(row(*(cell(p("a")),) * 40) for _ in range(300))))
    assert isinstance(items[0], Table)
    assert sum(map(len, items[0].rows)) == 12_000


def test_deep_wrapping_and_deep_tables_do_no_harm():
    assert texts("<text:section>" * 200 + p("a") + "</text:section>" * 200) == ["a"]
    assert texts(f"<text:p>{'<text:span>' * 200}a{'</text:span>' * 200}</text:p>") == ["a"]
    deep = "<table:table><table:table-row><table:table-cell>" * 60
    (item,) = walked(deep + p("a") + "</table:table-cell></table:table-row></table:table>" * 60)[0]
    assert item == Table(((Cell("a"),),))
    boxes = "<text:p><draw:text-box>" * 80 + p("a") + "</draw:text-box></text:p>" * 80
    assert "a" in texts(boxes)
    remarks = "<text:p><office:annotation>" * 80 + p("a") + "</office:annotation></text:p>" * 80
    assert texts(remarks) == [""]
