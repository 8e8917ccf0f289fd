from lxml import etree

from casekit.readers.opendocument_styles import Styles, style_name

NAMESPACES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def sheet(*styles: str) -> etree._Element:
    return etree.fromstring(f"<x {NAMESPACES}>{''.join(styles)}</x>")


def style(name: str, look: str = "", parent: str = "", family: str = "paragraph") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {look}/></style:style>"
    )


def test_styles_take_over_from_those_they_are_based_on():
    styles = Styles.of(
        [
            sheet(style("P1", parent="Strong"), style("P2", 'fo:font-weight="normal"', "Strong")),
            sheet(
                style("Strong", 'fo:font-weight="bold"', "Secret"),
                style("Secret", 'text:display="none"'),
                style("Shown", 'text:display="true"', "Secret"),
                style("Heading_20_1"),
                style("P3", parent="Heading_20_1"),
            ),
        ]
    )
    names = ["P1", "P2", "Strong", "Secret", "Shown", "P3", "Nobody"]
    keys = [("paragraph", name) for name in names]
    assert [styles.is_bold(key) for key in keys] == [True, False, True, False, False, False, False]
    assert [styles.is_hidden(key) for key in keys] == [True, True, True, True, False, False, False]
    assert [styles.is_heading(key) for key in keys] == [False, False, False, False, False, True, False]


def test_where_a_style_says_nothing_what_is_around_holds():
    styles = Styles.of(
        [sheet(style("T1", family="text"), style("T2", 'fo:font-weight="400"', family="text"))]
    )
    assert styles.is_bold(("text", "T1"), around=True)
    assert not styles.is_bold(("text", "T2"), around=True)


def test_a_name_means_one_thing_for_words_and_another_for_paragraphs():
    styles = Styles.of([sheet(style("A", 'fo:font-weight="700"', family="text"), style("A"))])
    assert (styles.is_bold(("text", "A")), styles.is_bold(("paragraph", "A"))) == (True, False)


def test_of_two_styles_with_one_name_the_first_holds():
    styles = Styles.of(
        [sheet(style("A", 'fo:font-weight="bold"')), sheet(style("A", 'fo:font-weight="normal"'))]
    )
    assert styles.is_bold(("paragraph", "A"))


def test_styles_in_a_circle_and_in_a_long_row_do_no_harm():
    circle = [style("A", parent="B"), style("B", parent="A"), style("C", parent="C")]
    row = [style(f"S{at}", parent=f"S{at + 1}") for at in range(5_000)]
    styles = Styles.of([sheet(*circle, *row, style("S5000", 'fo:font-weight="bold"'))])
    assert not styles.is_bold(("paragraph", "A"))
    assert styles.is_bold(("paragraph", "S0"))


def test_the_style_of_an_element_is_told_with_its_family():
    element = etree.fromstring(f'<text:p {NAMESPACES} text:style-name="P1"/>')
    assert style_name(element, "paragraph") == ("paragraph", "P1")
