import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.tokens import form, key, keys, parted, sentences, words, written
from casekit.model.span import Span

talk = st.text(alphabet="abCøé .!?…\n-–’'§12*:\u0301\u2011", max_size=60)


def said(text, span=None):
    return [word.text for word in words(text, span)]


def parts(text):
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wmo-toegang, dr.pakken", ["wmo-toegang", "dr", "pakken"]),
        ("Ja - nej – måske", ["Ja", "nej", "måske"]),
        ("zo'n don’t ‘ja’", ["zo'n", "don’t", "ja"]),
        ("§ 110-boform §67", ["§", "110-boform", "§67"]),
        ("-kun- 'sådan'", ["kun-", "sådan"]),
        ("Wohnungs- und Hilfe", ["Wohnungs-", "und", "Hilfe"]),
        ("åbningstid_2 3,5", ["åbningstid_2", "3", "5"]),
        ("", []),
        (" …\n–", []),
    ],
)
def test_words_are_joined_by_hyphens_and_apostrophes_only(text, found):
    assert said(text) == found


def test_hyphens_and_apostrophes_of_every_kind_are_one_in_keys():
    assert key("Wmo‑Toegang") == key("wmo‐toegang") == "wmo-toegang"
    assert key("zo’n") == key("zo‘n") == key("zoʼn") == "zo'n"


def test_a_decomposed_word_is_one_word_with_the_key_of_the_composed():
    text = unicodedata.normalize("NFD", "Bürgermeister Café på")
    assert len(said(text)) == 3
    assert [word.key for word in words(text)] == ["bürgermeister", "café", "på"]


def test_a_key_is_lower_case_and_never_folded():
    assert (key("STRAẞE"), key("Straße")) == ("straße", "straße")
    assert form("Støtte‑Bo") == "Støtte-Bo"


@pytest.mark.parametrize("star", ["*", ":", "/", "·", "_"])
def test_the_offsets_of_a_gender_star_are_right(star):
    text = f"Die Bürger{star}innen kommen."
    for word in words(text):
        assert text[word.start : word.end] == word.text
    assert "".join(said(text)).replace(star, "") == "DieBürgerinnenkommen"


def test_only_the_words_of_a_span_are_given_with_the_offsets_of_the_text():
    text = "I: Hvor? IP: Her."
    assert [(word.text, word.start) for word in words(text, Span(9, 17))] == [("IP", 9), ("Her", 13)]


@pytest.mark.parametrize("word", ["Bürger*innen", "Bürger:innen", "Bürger/innen", "Bürger/-innen", "Bürger·innen", "Bürger_innen", "BürgerInnen"])  # fmt: skip
def test_a_gender_star_is_one_word_with_two_keys(word):
    assert [(one.text, one.key, one.more) for one in words(f"Die {word}, ja")][1] == (
        word,
        "bürgerinnen",
        ("bürger",),
    )


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Klient:in", ("klientin", "klient")),
        ("Mieter*innenrat", ("mieterinnenrat", "mieter")),
        ("Wohnungs-", ("wohnungs", "wohnungs-")),
        ("INNEN", ("innen",)),
        ("Innenstadt", ("innenstadt",)),
        ("wo\u00adhnung", ("wohnung",)),
        ("BOLIG", ("bolig",)),
    ],
)
def test_the_keys_of_a_word(word, found):
    assert [one.text for one in words(word)] == [word]
    assert keys(word) == found


@pytest.mark.parametrize("text", ["und/in", "a*b", "9:15", "check / in", "Mieter* innen"])
def test_other_signs_still_part_words(text):
    assert len(said(text)) == 2


@given(talk)
def test_parted_and_written_are_the_words_and_what_is_between(text):
    assert "".join(parted(text)) == text
    assert parted(text)[1::2] == written(text) == said(text)


def test_letters_of_other_scripts_and_emoji():
    assert said("שָׁלוֹם עולם 👩‍👧 مَرحَبا") == ["שָׁלוֹם", "עולם", "مَرحَبا"]


@given(talk)
def test_words_are_slices_in_order_and_nothing_but_signs_lies_between_them(text):
    position = 0
    for word in words(text):
        assert word.start >= position
        assert text[word.start : word.end] == word.text
        assert not any(sign.isalnum() for sign in text[position : word.start])
        position = word.end
    assert not any(sign.isalnum() for sign in text[position:])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ja. Nej!  Hvad?", ["Ja.", "Nej!", "Hvad?"]),
        ("Det er bl.a. f.eks. boligen. Og mere.", ["Det er bl.a. f.eks. boligen.", "Og mere."]),
        ("Das ist z. B. die Miete, vgl. Nr. 5. Gut.", ["Das ist z. B. die Miete, vgl. Nr. 5. Gut."]),
        ("Bijv. mevr. De Wit kwam. Toen niet.", ["Bijv. mevr. De Wit kwam.", "Toen niet."]),
        ("Mr. Brown came, e.g. late. Then left.", ["Mr. Brown came, e.g. late.", "Then left."]),
        ("Den 3. maj. Så kom 2023. Slut.", ["Den 3. maj.", "Så kom 2023.", "Slut."]),
        ("»Kom nu!« sagde han.", ["»Kom nu!«", "sagde han."]),
        ("Uden punktum\nNy linje\n\nog en", ["Uden punktum", "Ny linje", "og en"]),
        ("En linje, der er\nbrudt.\nNy.", ["En linje, der er\nbrudt.", "Ny."]),
        (
            f"{'Ein langer Satz ' * 4}über\nWohnungen\n- Punkt",
            [f"{'Ein langer Satz ' * 4}über\nWohnungen", "- Punkt"],
        ),
        ("Vent... nej. www.by.dk er ok.", ["Vent...", "nej.", "www.by.dk er ok."]),
        ("Vi ringede.               Så kom de.", ["Vi ringede.", "Så kom de."]),
        ("   ", []),
    ],
)
def test_sentences_end_at_stops_but_not_after_abbreviations(text, found):
    assert (parts(text) if text.strip() else sentences(text, Span(0, 3))) == found


@given(talk.filter(bool), st.data())
def test_sentences_lie_inside_the_span_in_order_and_lose_no_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    position, kept = start, ""
    for sentence in sentences(text, Span(start, end)):
        assert position <= sentence.start < sentence.end <= end
        assert sentence.of(text) == sentence.of(text).strip()
        assert not text[position : sentence.start].strip()
        position, kept = sentence.end, kept + sentence.of(text)
    assert "".join(kept.split()) == "".join(text[start:end].split())


def test_a_long_run_of_stops_takes_linear_time():
    text = "Nej " + "." * 300_000 + "nej. Ja." + '."' * 100_000
    found = [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert max(map(len, found)) <= 600


def test_speech_without_stops_is_cut_between_words():
    text = "og så gik vi " * 200
    found = [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    assert max(map(len, found)) <= 600
    assert " ".join(found).split() == text.split()


def test_an_endless_word_is_cut_and_nothing_is_lost():
    text = "å" * 2_000_000
    found = sentences(text, Span(0, len(text)))
    assert "".join(sentence.of(text) for sentence in found) == text
