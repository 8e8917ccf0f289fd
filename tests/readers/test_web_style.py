import pytest

from casekit.readers.web_style import Place, inside

TOP = Place()


@pytest.mark.parametrize(
    ("tag", "attrib", "why"),
    [
        ("p", {}, ""),
        ("p", {"hidden": ""}, "hidden"),
        ("p", {"style": "color:red; DISPLAY : none"}, "hidden"),
        ("p", {"style": "visibility:hidden"}, "hidden"),
        ("p", {"aria-hidden": "true"}, ""),
        ("p", {"style": "x-display:none"}, ""),
        ("del", {}, "deleted"),
        ("s", {}, ""),
        ("ins", {}, ""),
        ("script", {}, "silent"),
        ("select", {}, "silent"),
        ("iframe", {}, "silent"),
        ("dialog", {}, "hidden"),
        ("dialog", {"open": ""}, ""),
        ("title", {}, "title"),
    ],
)
def test_why_an_element_is_not_shown(tag, attrib, why):
    assert inside(TOP, tag, attrib).unseen == why


def test_what_stands_in_something_that_is_not_shown_is_not_shown_either():
    assert inside(inside(TOP, "del", {}), "b", {"style": "display:block"}).unseen == "deleted"
    assert inside(inside(TOP, "svg", {}), "title", {}).unseen == "silent"
    assert inside(inside(TOP, "head", {}), "title", {}).unseen == "title"


def test_bold_comes_from_tags_and_styles_and_may_be_taken_back():
    bold = inside(TOP, "strong", {})
    assert bold.bold
    assert inside(TOP, "span", {"style": "font-weight: 700"}).bold
    assert not inside(bold, "span", {"style": "font-weight:normal"}).bold
    assert not inside(bold, "span", {"style": "font-weight:400"}).bold


def test_paragraphs_blanks_headings_and_asides():
    assert inside(TOP, "li", {}).block
    assert inside(TOP, "span", {"style": "display:block"}).block
    assert not inside(TOP, "span", {}).block
    assert inside(TOP, "span", {"style": "white-space: pre-wrap"}).typed
    assert inside(inside(TOP, "h2", {}), "b", {}).heading
    assert inside(inside(TOP, "nav", {}), "a", {}).aside
