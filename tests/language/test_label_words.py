from casekit.language.label_words import label_words
from casekit.model.codebook import Code, Codebook
from casekit.model.words import Words


def book(*labels):
    codes = (Code(f"c{n}", Words.of({"da": label, "de": "Wohnen"})) for n, label in enumerate(labels))
    return Codebook("b", codes=tuple(codes))


def test_the_words_of_all_labels_are_told_once_in_order():
    books = [book("Huslejens størrelse", "Husleje"), book("Bolig og husleje")]
    assert label_words(books, "da") == ("bolig", "husleje", "huslejens", "og", "størrelse")
    assert label_words(books, "de") == ("wohnen",)


def test_no_codebooks_have_no_words():
    assert label_words([], "da") == label_words([book()], "da") == ()
