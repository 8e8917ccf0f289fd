import pytest

from casekit.readers.rtf_head import Font, Fonts, fonts_of, sign_of, styles_of
from casekit.readers.rtf_state import State
from casekit.readers.rtf_story import Story


def test_fonts_are_read_with_and_without_groups():
    grouped = fonts_of(r"{\f0\froman\fcharset0\fprq2{\*\panose 0202}Times;}{\f12\fcharset161 Arial Greek;}")
    assert {number: font.name for number, font in grouped.items()} == {0: "Times;", 12: "Arial Greek;"}
    plain = fonts_of("\\f0\\fcharset0 Helvetica;\\f1\\fcharset222 Thonburi;\n")
    assert [font.charset for font in plain.values()] == [0, 222]


@pytest.mark.parametrize(
    ("font", "default", "codec"),
    [
        (Font(0), "cp1250", "cp1252"),
        (Font(0), "mac-roman", "mac-roman"),
        (Font(0), "utf-8", "utf-8"),
        (Font(1), "cp1250", "cp1250"),
        (Font(238), "cp1252", "cp1250"),
        (Font(0, page=1251), "cp1252", "cp1251"),
        (Font(0, page=4711), "cp1252", "cp1252"),
        (Font(4711), "cp850", "cp850"),
        (Font(2, name="Arial"), "cp1252", "cp1252"),
    ],
)
def test_a_font_says_how_its_bytes_are_read(font, default, codec):
    assert font.codec(default) == codec


@pytest.mark.parametrize(
    ("charset", "name", "signs"), [(2, "Wingdings;", "Wingdings"), (2, "Arial;", ""), (0, "Symbol;", "")]
)
def test_only_fonts_of_signs_hold_signs(charset, name, signs):
    assert Font(charset, name=name).signs() == signs


def test_a_font_table_may_name_code_pages():
    assert fonts_of(r"{\f0\fcharset0\cpg1250 A;}")[0].codec("cp1252") == "cp1250"


def test_an_encoding_that_is_told_is_right_for_all_fonts():
    fonts, state = Fonts("cp850"), State(Story("body"))
    fonts.add(r"{\f0\fcharset238 A;}{\f1\fcharset2 Symbol;}")
    fonts.choose(0, state)
    assert (state.codec, state.signs) == ("cp850", "")
    fonts.choose(1, state)
    assert state.signs == "Symbol"


@pytest.mark.parametrize(
    ("font", "number", "sign"),
    [("Symbol", 0xF061, "α"), ("Webdings", 97, ""), ("", 230, "æ"), ("", 1 << 30, "")],
)
def test_signs_that_look_like_a_letter_are_it(font, number, sign):
    assert sign_of(font, number) == sign


@pytest.mark.parametrize(
    "name",
    [
        "heading 1", "Heading 2,Chapter", "Overskrift 1", r"\'dcberschrift 3", r"\u220?berschrift 1", "Kop 1", "Titel",
        "Undertitel", "Title", "Subtitle",
    ],
)  # fmt: skip
def test_headings_are_known_by_their_names(name):
    assert styles_of(rf"{{\s4 {name};}}").heading == {"s4"}


@pytest.mark.parametrize("name", ["Normal", "Titelblad", "Kopregel 1", "toc 1", "header", "Interviewer"])
def test_other_styles_are_no_headings(name):
    assert not styles_of(rf"{{\s4 {name};}}").heading


def test_styles_hide_and_make_bold_by_their_own_numbers():
    styles = styles_of(
        r"{\b Normal;}{\s1\b0 A;}{\*\cs1\additive\v{\*\x\b}B;}{\s2\outlinelevel2 C;}{\s3\outlinelevel9 D;}{\ds4\b E;}"
    )
    assert styles.bold == {"s0", "ds4"}
    assert styles.hidden == {"cs1"}
    assert styles.heading == {"s2"}


@pytest.mark.parametrize("group", ["", "}", "{", r"\s1 Heading 1;", "}}{{", r"{\s99999999999999 Heading 1;}"])
def test_broken_tables_do_no_harm(group):
    fonts_of(group)
    styles_of(group)
