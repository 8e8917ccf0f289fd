from casekit.exchange.losses import losses
from casekit.model.codebook import Code, Codebook, RatingRules
from casekit.model.words import Words

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
