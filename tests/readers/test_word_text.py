import pytest
from lxml import etree

from casekit.readers.word_text import Paragraph, Styles, Table, Walk, text_length

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def element(body: str, namespace: str = W) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{namespace}" xmlns:mc="{MC}">{body}</w:body>')


def walked(
    body: str, styles: Styles | None = None, namespace: str = W
) -> tuple[list[Paragraph | Table], Walk]:
    walk = Walk(styles or Styles())
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


def test_styles_hide_and_embolden_through_those_they_are_based_on():
    xml = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="More"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    styles = Styles.of(etree.fromstring(xml))
    assert styles == Styles(frozenset({"Strong"}), frozenset({"Secret", "More"}), frozenset({"H1"}))
    body = (
        '<w:p><w:pPr><w:pStyle w:val="More"/></w:pPr>' + run("x") + "</w:p>"
        "<w:p>" + run("y", '<w:rStyle w:val="Secret"/>') + run("z", '<w:rStyle w:val="Strong"/>') + "</w:p>"
        '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>' + run("h") + "</w:p>"
    )
    items, walk = walked(body, styles)
    assert items == [Paragraph(""), Paragraph("z", bold=True), Paragraph("h", heading=True)]
    assert walk.left["hidden"] == 2


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


def test_symbols_and_embedded_documents_are_counted():
    _, walk = walked("<w:altChunk/><w:p><w:r><w:sym/></w:r><w:subDoc/></w:p>")
    assert (walk.left["symbols"], walk.left["embedded"]) == (1, 2)


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
