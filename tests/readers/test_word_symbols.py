import pytest

from casekit.readers.word_symbols import letter_of


@pytest.mark.parametrize(
    ("font", "code", "letter"),
    [
        ("Wingdings", "F04A", "☺"),
        ("Wingdings", "004A", "☺"),
        ("wingdings", "F0E0", "→"),
        ("Symbol", "F061", "α"),
        ("Symbol", "F057", "Ω"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0AE", "→"),
        ("Wingdings 2", "F052", "☑"),
        ("Calibri", "2192", "→"),
    ],
)
def test_letters_of_known_fonts_are_read(font, code, letter):
    assert letter_of(font, code) == letter


@pytest.mark.parametrize(
    ("font", "code"),
    [
        ("Wingdings", "F021"),
        ("Webdings", "F04A"),
        ("Calibri", ""),
        ("Calibri", "-5"),
        ("Calibri", "D800"),
        ("Calibri", "FFFFFFFFFF"),
        ("Calibri", "no"),
        ("Calibri", "7"),
    ],
)
def test_what_has_no_letter_gives_none(font, code):
    assert letter_of(font, code) == ""
