import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.search_terms import Term, check_terms, read_terms
from casekit.language.indicators import parse_indicator
from casekit.language.matching import find
from casekit.language.tokens import words


def book(book_of, *codes):
    """Codes a, b … with these Danish search terms."""
    listed = (
        f"{{id: {name}, indicators: {{da: {list(terms)!r}}}}}"
        for name, terms in zip("abc", codes, strict=False)
    )
    return book_of(f"id: x\ncodes: [{', '.join(listed)}]")


def found(book):
    return [(one.kind, one.where, one.data["pattern"]) for one in check_terms(read_terms(book)[0])]


def test_terms_stand_by_language_in_the_order_of_the_book(book_of):
    terms, findings = read_terms(
        book_of(
            "id: x\ncodes: [{id: a, indicators: {da: [bolig], en: [home]}}, {id: b, indicators: {da: [hus]}}]"
        )
    )
    assert {
        language: [(term.code, term.pattern) for term in listed] for language, listed in terms.items()
    } == {
        "da": [("a", "bolig"), ("b", "hus")],
        "en": [("a", "home")],
    }
    assert findings == []


@pytest.mark.parametrize("pattern", ["*", "=bo*", "a/b"])
def test_a_term_that_is_not_understood_is_told_with_the_reason_and_left_out(book_of, pattern):
    terms, [finding] = read_terms(book(book_of, ["bolig", pattern]))
    assert [term.pattern for term in terms["da"]] == ["bolig"]
    assert (finding.kind, finding.where) == ("term_not_understood", "a: indicators (da)")
    assert finding.data["reason"]


@pytest.mark.parametrize("pattern", ["by*", "*hus", "bo*ig", "*by*"])
def test_a_short_stem_is_told(book_of, pattern):
    kinds = [kind for kind, *_ in found(book(book_of, [pattern]))]
    assert kinds == (["term_short"] if pattern != "bo*ig" else [])


@pytest.mark.parametrize(
    "pattern", ["bolig*", "§85*", "ACT*", "ggz-*", "for få *", "i by*", "by", "wohn*amt"]
)
def test_what_is_long_enough_or_narrowed_down_is_not(book_of, pattern):
    assert found(book(book_of, [pattern])) == []


def test_a_stem_inside_words_is_told(book_of):
    assert found(book(book_of, ["*bolig*"])) == [("term_inside", "a: indicators (da)", "*bolig*")]


@pytest.mark.parametrize("again", ["bolig", "=bolig", "Bolig"])
def test_a_term_listed_twice_is_told_once(book_of, again):
    assert found(book(book_of, ["bolig", again])) == [("term_twice", "a: indicators (da)", again)]


@pytest.mark.parametrize(
    ("terms", "swallowed"),
    [
        (["bolig", "bolig*"], "bolig"),
        (["bolig*", "boligm*"], "boligm*"),
        (["=Sucht", "sucht"], "=Sucht"),
        (["mangel på bolig*", "mangel på *"], "mangel på bolig*"),
        (["for få boliger", "boliger"], "for få boliger"),
        (["ACT-team*", "act*team"], None),
        (["almenbolig", "bolig*"], None),
        (["få boliger", "for få"], None),
        (["bolig *", "bolig nu"], "bolig nu"),
    ],
)
def test_a_term_is_swallowed_by_one_that_catches_all_of_it(book_of, terms, swallowed):
    expected = [("term_swallowed", "a: indicators (da)", swallowed)] if swallowed else []
    assert [one for one in found(book(book_of, terms)) if one[0] != "term_short"] == expected


def test_the_same_term_in_two_codes_is_told_at_the_later_one(book_of):
    [finding] = check_terms(read_terms(book(book_of, ["bolig"], ["hus", "=bolig"]))[0])
    assert (finding.kind, finding.where, finding.data["other"]) == (
        "term_in_two_codes",
        "b: indicators (da)",
        "a",
    )


def test_a_wider_term_of_another_code_or_language_is_no_matter(book_of):
    assert found(book(book_of, ["boligmangel"], ["bolig*"])) == []
    terms = "id: x\ncodes: [{id: a, indicators: {da: [peer], en: [peer]}}]"
    assert found(book_of(terms)) == []


PART = st.sampled_from(["bolig", "bolig*", "*bolig", "b*ig", "hus", "ACT", "act", "=Hus", "*"])
SAID = st.lists(
    st.sampled_from(["bolig", "boligen", "almenbolig", "hus", "Hus", "ACT", "act", "big"]), max_size=5
)


@given(
    st.lists(st.lists(PART, min_size=1, max_size=2).map(" ".join), min_size=2, max_size=3, unique=True), SAID
)
def test_without_a_swallowed_term_as_much_is_found(terms, said):
    kept = [term for term in terms if term != "*" and term != "* *"]
    listed = {"da": [Term("a", "da", parse_indicator(term)) for term in kept]}
    needless = {one.data["pattern"] for one in check_terms(listed) if one.kind == "term_swallowed"}

    def caught(patterns):
        return bool(find(list(words(" ".join(said))), [parse_indicator(one) for one in patterns]))

    assert caught(kept) == caught([term for term in kept if term not in needless])
