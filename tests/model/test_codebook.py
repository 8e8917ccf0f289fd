from dataclasses import replace

import pytest

from casekit.errors import UnknownCodeError
from casekit.model.codebook import POLARITIES, Code, Codebook, in_tree_order
from casekit.model.words import Words
from casekit.wording import speak


def code(identity, parent=None, **more):
    return Code(identity, Words.of({"da": identity.title(), "en": identity.upper()}), parent, **more)


@pytest.fixture
def book():
    codes = (
        code("home"), code("rent", "home", indicators=(("da", ("husleje*",)),)), code("late_rent", "rent"),
        code("steps"), code("intake", "steps", kind="step"), code("moving", "steps", kind="step"),
        code("mixed"), code("a", "mixed", kind="step"), code("b", "mixed"),
    )  # fmt: skip
    return Codebook("small", "1.0", Words.of({"da": "Bog <i>"}), codes)


def test_a_code_is_found_by_its_id_and_iterated_in_the_order_of_the_file(book):
    assert book["rent"].parent == "home"
    assert len(book) == 9
    assert [found.id for found in book][:3] == ["home", "rent", "late_rent"]


def test_an_unknown_code_brings_the_ones_that_look_alike(book):
    with pytest.raises(UnknownCodeError) as caught:
        book["late_ret"]
    assert caught.value.data == {"code": "late_ret", "codebook": "small", "near": "late_rent, rent"}
    with pytest.raises(UnknownCodeError) as caught:
        book["xyz"]
    assert caught.value.problem == "no_such_code", "nothing comes near: all codes are told"
    assert caught.value.data["known"].startswith("home, ")


def test_every_code_belongs_to_one_theme_however_deep(book):
    assert [book.theme_of(name) for name in ("home", "rent", "late_rent")] == ["home"] * 3
    assert [theme.id for theme in book.themes] == ["home", "steps", "mixed"]


def test_a_theme_of_nothing_but_steps_can_neither_hinder_nor_help(book):
    assert [theme.id for theme in book.factor_themes] == ["home", "mixed"]


def test_a_code_has_indicators_in_its_languages_only(book):
    assert book["rent"].indicators_in("da") == ("husleje*",)
    assert book["rent"].indicators_in("de") == ()


def test_equal_contents_have_equal_digests(book):
    assert replace(book, version="1.0").digest == book.digest
    assert replace(book, version="1.1").digest != book.digest


def test_codes_stand_in_the_order_of_the_tree_and_those_in_a_circle_nowhere():
    codes = (
        code("late_rent", "rent"), code("home"), code("b"), code("rent", "home"), code("x", "y"), code("y", "x"), code("far", "elsewhere"),
    )  # fmt: skip
    assert [one.id for one in in_tree_order(codes)] == ["home", "rent", "late_rent", "b", "far"]


def test_a_code_without_a_colour_has_that_of_the_code_above(book):
    coloured = replace(book, codes=(code("home", colour="#1b6ca8"), *book.codes[1:]))
    assert [coloured.colour_of(name) for name in ("late_rent", "mixed")] == ["#1b6ca8", ""]
    assert coloured.path("late_rent") == ("home", "rent", "late_rent")


def test_a_terminal_shows_the_tree(book):
    lines = repr(book).splitlines()
    assert lines[:4] == [
        "Bog <i> [da] · small 1.0",
        "  HOME · home",
        "    RENT · rent",
        "      LATE_RENT · late_rent",
    ]
    assert len(lines) == 1 + len(book)
    assert repr(Codebook("empty")) == "empty · empty 0"


def test_a_notebook_shows_the_codes_in_the_language_spoken_and_escapes_them(book):
    speak("da")
    try:
        html = book._repr_html_()
    finally:
        speak("en")
    assert "Bog &lt;i&gt;" in html
    assert html.count("<tr>") == len(book)
    assert "padding-left:4.0em" in html  # the third level
    assert ">Late_Rent<" in html


def test_there_are_four_directions():
    assert POLARITIES == ("barrier", "facilitator", "mixed", "neutral")
