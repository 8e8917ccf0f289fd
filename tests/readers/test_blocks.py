import pytest

from casekit.readers.blocks import BLANK, Block, suffix_of


@pytest.mark.parametrize(
    ("file", "suffix"),
    [("a.TXT", ".txt"), ("a.speakers.csv", ".csv"), ("a", ""), (".vtt", ""), ("æ ø.docx", ".docx")],
)
def test_the_suffix_is_in_small_letters(file, suffix):
    assert suffix_of(file) == suffix


def test_a_blank_block_is_an_empty_line():
    assert Block("") == BLANK
