import time

from lxml import etree

from casekit.readers.word_styles import Styles, child_of, is_on, local_name, name_of, switch_of, value_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def styles_of(*styles: str) -> Styles:
    return Styles.of(etree.fromstring(f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'))


def style(key: str, properties: str = "", based: str = "", more: str = "") -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:styleId="{key}" {more}><w:name w:val="{key}"/>{basis}<w:rPr>{properties}</w:rPr></w:style>'


def test_styles_hide_and_embolden_through_those_they_are_based_on():
    found = styles_of(
        style("More", based="Secret"),
        style("Secret", "<w:vanish/>"),
        style("Loop", based="Loop"),
        style("Strong", "<w:b/>"),
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>',
        style("Mine", based="H1"),
    )
    assert found == Styles(frozenset({"Strong"}), frozenset({"Secret", "More"}), frozenset({"H1", "Mine"}))


def test_the_nearest_style_has_the_last_word():
    found = styles_of(
        style("Secret", "<w:vanish/><w:b/>"),
        style("Shown", '<w:vanish w:val="0"/>', "Secret"),
        style("Again", "<w:vanish/>", "Shown"),
    )
    assert (found.hidden, found.bold) == ({"Secret", "Again"}, {"Secret", "Shown", "Again"})


def test_one_style_needs_no_naming():
    shown = 'w:type="paragraph" w:default="1"'
    letters = style("A", more='w:type="character" w:default="1"')
    assert styles_of(letters, style("Normal", more=shown)).default == "Normal"
    assert styles_of(letters).default == ""


def test_styles_in_a_ring_and_in_a_long_line_do_no_harm():
    ring = (style("A", "<w:b/>", "B"), style("B", "", "C"), style("C", "", "A"))
    assert "A" in styles_of(*ring).bold
    line = [style("0", "<w:vanish/>"), *(style(str(n), "", str(n - 1)) for n in range(1, 20_000))]
    begin = time.perf_counter()
    assert len(styles_of(*reversed(line)).hidden) == 20_000
    assert time.perf_counter() - begin < 3


def test_elements_are_asked_by_name_whatever_their_namespace():
    element = etree.fromstring('<x:rPr xmlns:x="y" x:val="1" b="2"><x:b/><b x:val="off"/></x:rPr>')
    assert (name_of(element), local_name("{a}b"), local_name(etree.Comment)) == ("rPr", "b", "")
    assert (value_of(element, "val"), value_of(element, "b"), value_of(None, "b")) == ("1", "2", "")
    assert (child_of(element, "b") is element[0], child_of(element, "i"), child_of(None, "b")) == (
        True,
        None,
        None,
    )
    assert (switch_of(element, "b"), switch_of(element, "i"), is_on(element[1])) == (True, None, False)
