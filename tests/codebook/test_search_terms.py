import pytest

from casekit.codebook.search_terms import check_terms, read_terms


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


@pytest.mark.parametrize("pattern", ["/bo.*/", "+bolig+", "not: bolig"])
def test_what_has_no_star_has_no_short_stem(book_of, pattern):
    assert [kind for kind, *_ in found(book(book_of, ["bolig", pattern]))] == []


def test_a_code_that_only_takes_out_is_told_in_that_language(book_of):
    one = book_of("id: x\ncodes: [{id: a, indicators: {da: ['not: hus'], nl: [huis, 'not: huisdier']}}]")
    [finding] = check_terms(read_terms(one)[0])
    assert (finding.kind, finding.severity, finding.where) == ("bars_alone", "warning", "a: indicators (da)")
