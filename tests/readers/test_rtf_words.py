import codecs

import pytest

from casekit.readers.rtf_words import (
    BREAKS,
    CODE_PAGES,
    SIGNS,
    SILENT,
    TOKEN,
    codec_of_charset,
    end_of_group,
    latin,
    number_of,
)


def test_tokens_take_in_the_whole_text():
    text = "{\\b1 a\\'e6b\\~\\\n\\u-3?\\*\\}} c\\"
    assert "".join(match.group() for match in TOKEN.finditer(text)) == text
    assert [match.groups() for match in TOKEN.finditer("\\b-12 x")] == [
        ("b", "-12", None, None, None),
        (None, None, "x", None, None),
    ]


def test_a_letter_as_a_number_is_part_of_the_text_around_it():
    assert [match.group() for match in TOKEN.finditer("bl\\'e5b\\'e6r\\par")] == ["bl\\'e5b\\'e6r", "\\par"]


def test_latin_keeps_breaks_that_are_written_as_numbers():
    assert latin("a\r\nb\\'0a\\'E6") == "ab\næ"


def test_python_knows_every_code_page():
    assert all(codecs.lookup(codec) for codec in CODE_PAGES.values())


@pytest.mark.parametrize(("charset", "codec"), [(0, "cp1252"), (77, "mac-roman"), (255, "cp850"), (2, None)])
def test_character_sets_have_code_pages(charset, codec):
    assert codec_of_charset(charset) == codec


def test_numbers_are_never_too_long_to_be_numbers():
    assert number_of("9" * 10_000, 0) == 999_999_999_999
    assert number_of("", 1) == 1


@pytest.mark.parametrize(
    ("group", "end"),
    [
        ("a}b", 1),
        ("{a}}", 3),
        ("\\}}", 2),
        ("\\\\}", 2),
        ("\\bin2 }}}", 8),
        ("\\bin0 }", 6),
        ("\\bin9 }", 8),
        ("{a}", 4),
    ],
)
def test_the_end_of_a_group_is_found_past_groups_escapes_and_data(group, end):
    assert end_of_group(group, 0) == end


def test_words_that_are_text_are_not_silent():
    assert not SILENT & (SIGNS.keys() | BREAKS.keys())
