import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import ReadError
from casekit.readers.decoding import decode

SENTENCES = {
    "da": "I: Hvad gør I så? – IP: Jamen, på Ærø får de færre boliger, “desværre”. Ålborg er større.",
    "de": "I: Wie läuft es? – B: Natürlich fällt es größeren Städten schwer, Ämter müssen „öffnen“. Straße.",
    "nl": "I: Hoe gaat het? – R: Geïnd, zei hij, één crèche, ’s morgens, financiële coördinatie.",
    "en": "I: How? – R: It’s a cliché, naïve even, in a café. “Quite”, she said.",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", SENTENCES)
def test_unicode_is_read_without_a_guess(language, encoding):
    assert decode(SENTENCES[language].encode(encoding), file="a.txt") == (SENTENCES[language], ())


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "iso8859-15"])
@pytest.mark.parametrize("language", SENTENCES)
def test_old_encodings_are_told_by_letters_that_make_sense(language, encoding):
    sentence = SENTENCES[language].encode(encoding, "ignore").decode(encoding)
    text, findings = decode(sentence.encode(encoding), file="a.txt")
    assert text == sentence
    if not sentence.isascii():
        assert [finding.kind for finding in findings] == ["encoding_guessed"]


def test_a_guess_names_the_encoding():
    _, findings = decode("Tak på forhånd".encode("cp1252"), file="a.txt")
    assert dict(findings[0].data) == {"encoding": "cp1252"}


@pytest.mark.parametrize(
    "data",
    [
        "Привет, как дела сегодня утром".encode("cp1251"),
        "Καλημέρα σας, τι κάνετε".encode("iso8859-7"),
        b"\x81\x8d\x8f" * 20,
    ],
)
def test_what_makes_no_sense_is_refused_and_never_replaced(data):
    with pytest.raises(ReadError) as caught:
        decode(data, file="a.txt")
    assert caught.value.problem == "undecodable"


def test_the_encoding_given_is_believed():
    assert decode("Привет".encode("cp1251"), file="a.txt", encoding="cp1251") == ("Привет", ())
    assert decode(codecs.BOM_UTF8 + b"Hej", file="a.txt", encoding="utf-8")[0] == "Hej"


def test_an_encoding_that_does_not_fit_or_does_not_exist_is_a_read_error():
    for encoding, problem in (("utf-8", "undecodable"), ("klingon", "encoding_unknown")):
        with pytest.raises(ReadError) as caught:
            decode(b"p\xe5", file="a.txt", encoding=encoding)
        assert caught.value.problem == problem


def test_half_a_character_at_the_end_of_utf_16_is_a_read_error():
    with pytest.raises(ReadError):
        decode("\ufeffHej".encode("utf-16-le") + b"\x00", file="a.txt")


@given(st.text())
def test_what_is_stored_as_utf_8_comes_back(text):
    data = text.encode("utf-8", "ignore")
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE)) and b"\0" not in data:
        assert decode(data, file="a.txt")[0].encode() == data
