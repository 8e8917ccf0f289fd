import pytest

from casekit.codebook.statements import difference
from casekit.model.codebook import Base, Code, Codebook, Example, Question, RatingRules
from casekit.model.words import Words

da = {"da": "ja"}


def words(**texts):
    return Words.of(texts)


@pytest.mark.parametrize(
    ("field", "old", "new", "before", "after"),
    [
        ("links", (("cfir", ("a",)),), (("cfir", ("a", "b")),), "cfir: a", "cfir: a, b"),
        ("sources", ("x", "y"), ("y", "z"), "x", "z"),
        ("questions", ("q1",), (), "q1", ""),
        ("polarity", (("barrier", words(da="nej")),), (("mixed", words(da="nej")),), "barrier: nej", "mixed: nej"),
        ("examples", (Example(words(da="ja"), "barrier"),), (Example(words(da="ja"), "mixed", also=("b",)),), "[barrier] ja", "[mixed] ja → b"),
        ("indicators", (("da", ("a", "b")),), (("da", ("b",)), ("de", ("c",))), "da: a", "de: c"),
    ],
)  # fmt: skip
def test_a_field_of_a_code_says_what_went_and_what_came(field, old, new, before, after):
    found = difference(Code("a", **{field: old}), Code("a", **{field: new}), field)
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("field", "old", "new", "before", "after"),
    [
        ("sources", (("a", "En bog"),), (), "a: En bog", ""),
        ("authors", ("A", "B"), ("A",), "B", ""),
        ("rating", RatingRules(("0", "1")), RatingRules(("0", "2"), (words(da="regel"),)), "1", "2\nda: regel"),
        ("extends", None, Base("b", "1", ("x", "y")), "", "b 1 – x, y"),
        ("questions", (Question("q", words(da="Hvad?"), "1"),), (Question("q", words(da="Hvem?"), "1"),), "q: Hvad?", "q: Hvem?"),
    ],
)  # fmt: skip
def test_a_field_of_a_book_says_what_went_and_what_came(field, old, new, before, after):
    found = difference(Codebook("a", **{field: old}), Codebook("a", **{field: new}), field)
    assert (found.before, found.after) == (before, after)


def test_the_same_in_another_order_is_no_difference():
    one, other = Code("a", words(da="x", en="y"), sources=("s", "t")), Code("a", words(en="y", da="x"), sources=("t", "s"))  # fmt: skip
    assert difference(one, other, "label") is None
    assert difference(one, other, "sources") is None


@pytest.mark.parametrize(
    ("old", "new", "matters"),
    [({}, da, True), (da, {"da": "nej"}, True), (da, {}, True), (da, da | {"en": "yes"}, False)],
)
def test_a_translation_added_does_not_matter(old, new, matters):
    found = difference(Code("a", definition=Words.of(old)), Code("a", definition=Words.of(new)), "definition")
    assert found.matters is matters
