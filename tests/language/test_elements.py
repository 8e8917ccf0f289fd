import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.language.elements import compiled, fits_glob
from casekit.language.indicators import parse_indicator
from casekit.language.tokens import words

PIECES = st.lists(st.text("ab", max_size=3), min_size=2, max_size=4).map(tuple)


def slowly(pieces, key):
    """Every way to fill the stars."""
    head, *rest = pieces
    if not rest:
        return key == head
    return key.startswith(head) and any(slowly(rest, key[at:]) for at in range(len(head), len(key) + 1))


@given(PIECES, st.text("ab", max_size=9))
def test_a_glob_fits_if_there_is_any_way_to_fill_its_stars(pieces, key):
    assert fits_glob(pieces, key) == slowly(pieces, key)


def fits(pattern, text, **dictionary):
    [element] = parse_indicator(pattern).elements
    [word] = words(text)
    return element.matches(word, **dictionary)


class Lemmas:
    def of(self, form):
        return (form.removesuffix("er"),)

    def many(self, forms):
        return {form: self.of(form) for form in forms}


@pytest.mark.parametrize(
    ("pattern", "text", "alone", "with_dictionary"),
    [
        ("bolig", "Boliger", False, True),
        ("=bolig", "Boliger", False, False),
        ("boliger", "bolig", False, True),
        ("+bolig+", "boliger", False, True),
        ("+bolig+", "boligmangel", False, True),
        ("+bolig", "boligmangel", False, False),
        ("+bolig", "almenbolig", False, True),
        ("bolig+", "boligmangel", False, True),
        ("ACT", "ACTer", False, True),
        ("ACT", "acter", False, False),
        ("boligmang*", "boligmangel", True, True),
        ("/BOLIG.*/", "boligmangel", True, True),
    ],
)
def test_a_dictionary_widens_words_and_compounds_only(pattern, text, alone, with_dictionary):
    def holds(form, stem, place):
        return {"first": form.startswith(stem), "last": form.endswith(stem), "anywhere": stem in form}[place]

    assert fits(pattern, text) is alone
    assert fits(pattern, text, lemmas=Lemmas(), compounds=holds) is with_dictionary


def test_a_regular_expression_is_compiled_once_and_never_goes_over_a_line():
    assert compiled("[^a]*") is compiled("[^a]*")
    assert compiled("[^a]*").fullmatch("b\nb") is None
