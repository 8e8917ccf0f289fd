import pytest

from casekit.codebook.seeking import code_called, texts_with
from casekit.errors import UnknownCodeError

BOOK = """
id: ours
codes:
  - {id: rent, label: {da: Husleje, en: Rent level}, definition: {da: Om huslejen og husleje., en: About it}}
  - {id: RENT, label: {en: Another}}
  - {id: level, label: {da: Rent}, include: [{da: husleje i alt}]}
"""
OTHER = "id: other\ncodes: [{id: husleje, label: {da: Anden}}, {id: rent, label: {en: Another}}]"


@pytest.fixture
def books(book_of):
    return [book_of(BOOK), book_of(OTHER)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rent", [("ours", "rent")]),
        ("RENT", [("ours", "RENT")]),
        ("Rent", [("ours", "rent"), ("ours", "RENT")]),
        ("husleje", [("other", "husleje")]),
        (" rent  LEVEL ", [("ours", "rent")]),
        ("anden", [("other", "husleje")]),
        ("another", [("ours", "RENT")]),
    ],
)
def test_a_code_is_meant_by_its_id_before_other_letters_before_its_label(books, name, found):
    assert [(book.id, code.id) for book, code in code_called(books, name)] == found


@pytest.mark.parametrize(
    ("name", "problem", "near"),
    [
        ("huslejer", "code_nowhere", "husleje (other), rent (ours)"),
        ("leve", "code_nowhere", "rent (ours), level (ours)"),
        ("?", "code_like_none", None),
    ],
)
def test_of_one_that_is_not_there_the_nearest_are_named(books, name, problem, near):
    with pytest.raises(UnknownCodeError) as caught:
        code_called(books, name)
    assert caught.value.problem == problem
    if near is not None:
        assert set(caught.value.data["near"].split(", ")) == set(near.split(", "))
    assert caught.value.data["codebooks"] == "ours, other"


def test_one_codebook_needs_not_be_named(books):
    with pytest.raises(UnknownCodeError) as caught:
        code_called(books[:1], "huslej")
    assert caught.value.data["near"] == "rent"


def test_texts_that_say_a_word_are_counted_per_language(books):
    assert [texts_with(books, "da", word) for word in ("husleje", "HUSLEJE", "huslejen", "leje")] == [
        3,
        3,
        1,
        0,
    ]
    assert texts_with(books, "en", "rent") == 1
    assert texts_with(books, "nl", "rent") == 0
