import pytest

from casekit.exchange.losses import folded, losses
from casekit.model.codebook import Code, Codebook, RatingRules
from casekit.model.finding import Finding
from casekit.model.words import Words
from casekit.wording import LANGUAGES, speak

BOOK = Codebook(
    "b",
    title=Words.of({"da": "T"}),
    rating=RatingRules(("1", "2")),
    codes=(
        Code("a", Words.of({"da": "A", "de": "A", "en": "A"}), kind="step", links=(("x", ("1", "2")),)),
        Code("c", Words.of({"en": "C"}), indicators=(("da", ("y",)), ("nl", ("z", "w")))),
    ),
)


def told(**options):
    return list(losses(BOOK, language="da", target="X", **options))


def test_each_field_that_has_no_place_is_told_with_its_number():
    lost = {(one.where, one.data["field"]): one.data["n"] for one in told(held=(), held_of_codes=())}
    assert lost == {
        ("b", "title"): 1,
        ("b", "rating"): 1,
        ("b: codes", "label"): 2,
        ("b: codes", "kind"): 1,
        ("b: codes", "links"): 2,
        ("b: codes", "indicators"): 3,
    }


def test_what_is_held_is_held_in_one_language():
    found = told(held=("title", "rating"), held_of_codes=("label", "kind", "links", "indicators"))
    assert {one.kind: one.data["n"] for one in found} == {
        "exchange_other_languages": 4,
        "exchange_stands_in": 1,
    }
    assert found[0].data["languages"] == "de, en, nl"
    assert {one.severity for one in found} == {"note"}


def test_an_empty_codebook_loses_nothing():
    assert list(losses(Codebook("b"), language="da", target="X", held=(), held_of_codes=())) == []


def test_losses_of_one_kind_are_one_line_with_three_examples():
    (one,) = folded(told(held=(), held_of_codes=()))
    assert str(one) == "X has no place for 6 of the codebook's fields, among them title, rating, label."


def test_others_of_one_kind_are_counted_behind_the_first():
    coloured = [Finding.of("exchange_colour", "warning", f"c{n}", colour="red") for n in range(5)]
    single = Finding.of("exchange_case", "note", "b", target="X", n=1, terms="ACT")
    found = folded([*coloured, single])
    assert [(one.kind, one.severity, one.where) for one in found] == [
        ("exchange_alike", "warning", "c0"),
        ("exchange_case", "note", "b"),
    ]
    assert str(found[0]).startswith(str(coloured[0]))
    assert str(found[0]).endswith("4 more places, among them c1, c2, c3.)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_out_and_what_stands_in_do_not_contradict_each_other(language):
    speak(language)
    try:
        *_, left, stands_in = map(str, told(held=("title",), held_of_codes=("label",)))
    finally:
        speak("en")
    assert "da" in left
    assert "da" in stands_in
    assert stands_in.startswith({"da": "Kun", "de": "Nur", "nl": "Alleen", "en": "Only"}[language])
