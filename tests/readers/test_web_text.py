import pytest

from casekit.readers.web_text import Page, Paragraph, Table, page_of


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Paragraph)]


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("<p>Hej  <b>du</b>\n der</p><p> Ja </p>", ["Hej du der", "Ja"]),
        ("<div>Hej<p>du</p>der</div>", ["Hej", "du", "der"]),
        ("<p>Hej <br> du<br/>der</p>", ["Hej\ndu\nder"]),
        ("<p>Hej<br><br>du</p>", ["Hej", "du"]),
        ("<ul><li>en<li>to</ul>", ["en", "to"]),
        ("<dl><dt>I<dd>Hej</dl>", ["I", "Hej"]),
        ("<p>a<span> b</span><i>c</i> </p>", ["a bc"]),
        ("<p>Hej<hr>du", ["Hej", "du"]),
        ("<pre>en\n  to\ntre</pre>", ["en", "  to", "tre"]),
        ("<pre>en\nto\n\ntre</pre>", ["en\nto", "tre"]),
        ("<textarea>en\nto</textarea>", ["en", "to"]),
        ("<p style='white-space:pre-line'>en\nto</p>", ["en", "to"]),
        ("<p>&eacute;&nbsp;&#230; &amp;lt; 2 < 3</p>", ["é\u00a0æ &lt; 2 < 3"]),
        ("<p>a<!-- b --><?php c ?><![CDATA[d]]>e</p>", ["ae"]),
        ("<p>a<script>b</script><style>c</style><template>d</template><noscript>e</noscript></p>", ["a"]),
        ("<img alt='no'><p title='no'>a</p>", ["a"]),
        ("<b>uden <p>slut", ["uden", "slut"]),
        ("</p></div>Hej", ["Hej"]),
        ("Hej", ["Hej"]),
        ("<p> &nbsp; </p>", []),
        ("", []),
    ],
)
def test_what_a_page_shows(source, paragraphs):
    assert texts(page_of(source)) == paragraphs


def test_what_is_not_shown_is_counted():
    page = page_of(
        "<p>a<del>b c</del><span hidden>def</span><s>g</s><ins>h</ins></p><div style='display:none'><p>ij</p></div>"
        "<iframe src=x>k</iframe><button>l</button><input value=m><input type=hidden><select><option>n</select>"
    )
    assert texts(page) == ["agh"]
    assert dict(page.left) == {"deleted": 2, "hidden": 5, "embedded": 1}
    assert page.fields == 3


def test_headings_asides_and_bold_paragraphs():
    page = page_of("<h1>Titel</h1><nav>Hjem</nav><p><b>Hvad?</b></p><p><b>I:</b> Ja</p>")
    assert page.items == [
        Paragraph("Titel", heading=True),
        Paragraph("Hjem", aside=True),
        Paragraph("Hvad?", bold=True),
        Paragraph("I: Ja"),
    ]


def test_the_title_is_no_paragraph():
    page = page_of("<head><title> Interview\n3 </title></head><svg><title>x</title></svg><p>Hej")
    assert (page.title, texts(page)) == ("Interview 3", ["Hej"])


def test_tables_with_cells_that_reach_over_others():
    page = page_of(
        "<table><caption>Om</caption><tr><th>Tid<th>Hvem<th>Tekst<tr><td rowspan=2>1<td>I<td><p>Hej</p><p>du</p>"
        "<tr><td>IP<td>Ja<tr><td colspan=2>2<td>Nå</table>"
    )
    assert page.items == [
        Paragraph("Om", aside=True),
        Table((("Tid", "Hvem", "Tekst"), ("1", "I", "Hej\ndu"), ("", "IP", "Ja"), ("2", "", "Nå"))),
    ]


def test_a_table_in_a_cell_becomes_lines_of_the_cell():
    page = page_of("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d</table>e<td>f</table>")
    assert page.items == [Table((("a\nb\tc\nd\ne", "f"),))]


def test_a_table_for_the_looks_gives_its_paragraphs():
    page = page_of(f"<table><tr><td>menu<td>{'<p>I: Hej</p>' * 5}</table>")
    assert texts(page) == ["menu", *["I: Hej"] * 5]


def test_a_table_that_is_not_closed_or_holds_words_outside_its_cells_loses_none():
    assert page_of("<table><tr><td>a<td>b").items == [Table((("a", "b"),))]
    assert "løs" in str(page_of("<table>løs<tr>løs<td>a</table>").items)


def test_noscribe_marks_times_and_speakers():
    page = page_of(
        "<p><a name='ts_100_200_S01'>S01: Hej </a><a name='ts_150_900_S02'>//S02: Ja//</a><a name='ts_200_300_S01'>du</a></p>"
        "<p><a name='ts_x'>nej</a></p>"
    )
    assert page.items == [
        Paragraph("S01: Hej //S02: Ja//du", speaker="S01", start_ms=100, end_ms=300),
        Paragraph("nej"),
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        ("12.3456", "[00:00:12.345] Hej"),
        ("3725", "[01:02:05] Hej"),
        ("x", "00:12\u00a0Hej"),
        ("9" * 9, "00:12\u00a0Hej"),
    ],
)
def test_time_marks_of_otranscribe(seconds, shown):
    source = f'<p><span class="timestamp" data-timestamp="{seconds}">00:12</span>&nbsp;Hej</p>'
    assert texts(page_of(source)) == [shown]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("00:12 Hej &amp; tak", "[00:00:12] Hej & tak"),
        ("[0:12]<b>Hej</b>", "[00:00:12] Hej"),
        ("12 familier", "[00:00:12] 12 familier"),
        ("Vi var 12", "[00:00:12] Vi var 12"),
        ("12.5", "[00:00:12] du"),
    ],
)
def test_words_typed_inside_of_a_time_mark_are_kept(inside, shown):
    page = page_of(f'<p><span class="timestamp" data-timestamp="12">{inside}</span> du</p>')
    assert texts(page) == [shown if shown.endswith("du") else f"{shown} du"]


@pytest.mark.parametrize(
    "tags", ["<div>", "<b>", "<p><font>", "<table><tr><td>", "<ul><li>", "<del>", "<pre>"]
)
def test_pages_of_any_depth_end(tags):
    page = page_of(tags * 10_000 + "slut")
    assert "slut" in str(page.items) or page.left["deleted"] == 4


def test_tables_in_tables_are_read_in_linear_time():
    page = page_of("<table><tr><td>" * 3_000 + "ord " * 50_000 + "<table><tr><td>" * 3_000 + "slut")
    assert str(page.items).count("ord") == 50_000
    assert "slut" in str(page.items)


def test_thousands_of_attributes_are_no_trouble():
    attributes = " ".join(f"a{n}='1'" for n in range(20_000))
    assert texts(page_of(f"<p {attributes}>Hej</p>")) == ["Hej"]


def test_giant_spans_make_no_giant_table():
    page = page_of("<table><tr>" + "<td colspan=99999999 rowspan=999999>a" * 3 + "</table>")
    assert len(page.items[0].rows[0]) == 60
