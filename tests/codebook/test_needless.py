import pytest

from casekit.codebook.needless import check_needless
from casekit.codebook.search_terms import read_terms

pytestmark = pytest.mark.slow


def book(book_of, *codes, language="da"):
    """Codes a, b … with these search terms."""
    listed = (
        f"{{id: {name}, indicators: {{{language}: {list(terms)!r}}}}}"
        for name, terms in zip("abc", codes, strict=False)
    )
    return book_of(f"id: x\ncodes: [{', '.join(listed)}]")


def found(book):
    findings = check_needless(book, read_terms(book)[0])
    return [(one.kind, one.where, one.data["pattern"]) for one in findings]


@pytest.mark.parametrize("again", ["bolig", "Bolig", " bolig"])
def test_a_term_listed_twice_is_told_once(book_of, again):
    assert found(book(book_of, ["bolig", again])) == [("term_twice", "a: indicators (da)", again)]


@pytest.mark.parametrize(("first", "again"), [("bolig", "boligerne"), ("få boliger", "få bolig")])
def test_another_form_of_a_word_is_told_once_and_as_that(book_of, first, again):
    [finding] = check_needless(one := book(book_of, [first, again]), read_terms(one)[0])
    assert (finding.kind, dict(finding.data)) == ("term_other_form", {"pattern": again, "by": first})


@pytest.mark.parametrize(
    ("terms", "swallowed"),
    [
        (["bolig", "bolig*"], "bolig"),
        (["mand", "mand*"], None),  # mænd
        (["mangel", "mangel*"], None),  # mangler
        (["bolig*", "boligm*"], "boligm*"),
        (["bolig", "=boliger"], "=boliger"),
        (["=bolig", "=boliger"], None),
        (["=Sucht", "=sucht"], "=Sucht"),
        (["mangel på bolig*", "mangel på *"], "mangel på bolig*"),
        (["for få boliger", "bolig"], "for få boliger"),
        (["ACT-team*", "act*team"], None),
        (["almenbolig", "bolig*"], None),
        (["almenbolig", "+bolig+"], "almenbolig"),
        (["bolig", "+bolig+"], "bolig"),
        (["bolig+", "+bolig+"], "bolig+"),
        (["bolig+", "+bolig"], None),
        (["bolig+", "bolig*"], "bolig+"),
        (["bolig*", "+bolig+"], None),
        (["få boliger", "for få"], None),
        (["bolig *", "bolig nu"], "bolig nu"),
        (["bolig ..2 dyr", "bolig ..3 dyr"], "bolig ..2 dyr"),
        (["bolig ..2 dyr", "bolig dyr"], "bolig dyr"),
        (["bolig & husleje", "bolig"], "bolig & husleje"),
        (["bolig & husleje", "husleje"], None),
        (["bolig & husleje", "dyr bolig & høj husleje"], "dyr bolig & høj husleje"),
        (["/bolig.*/", "bolig*"], "bolig*"),
        (["bolig", "/bolig.*/"], "bolig"),
    ],
)
def test_a_term_is_swallowed_by_one_that_catches_all_of_it(book_of, terms, swallowed):
    expected = [("term_swallowed", "a: indicators (da)", swallowed)] if swallowed else []
    assert found(book(book_of, terms)) == expected


def test_the_same_term_in_two_codes_is_told_at_the_later_one(book_of):
    one = book(book_of, ["bolig"], ["hus", "Bolig"])
    [finding] = check_needless(one, read_terms(one)[0])
    assert (finding.kind, finding.where, finding.data["other"]) == (
        "term_in_two_codes",
        "b: indicators (da)",
        "a",
    )


def test_forms_of_one_word_in_two_codes_are_told_with_both(book_of):
    one = book(book_of, ["bolig"], ["hus", "boligerne"])
    [finding] = check_needless(one, read_terms(one)[0])
    assert (finding.kind, dict(finding.data)) == (
        "term_alike_in_two_codes",
        {"pattern": "boligerne", "by": "bolig", "other": "a"},
    )


def test_a_wider_term_of_another_code_or_language_is_no_matter(book_of):
    assert found(book(book_of, ["boligmangel"], ["bolig*"])) == []
    assert found(book_of("id: x\ncodes: [{id: a, indicators: {da: [peer], en: [peer]}}]")) == []


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (["+huur+", "not: huurauto"], []),
        (["huur*", "not: huurauto"], []),
        (["huur *", "not: auto"], []),
        (["huur", "not: auto"], [("bar_takes_nothing", "not: auto")]),
        (["huur*", "not: auto"], [("bar_takes_nothing", "not: auto")]),
        (["huur*", "not: *auto"], []),  # huurauto
        (["huur & auto", "not: auto"], [("bar_takes_nothing", "not: auto")]),
        (["huur", "not: =huurprijs"], [("bar_takes_nothing", "not: =huurprijs")]),
        (["huur", "not: huur", "auto"], [("term_barred", "huur")]),
        (["huurauto", "huur", "not: +auto"], [("term_barred", "huurauto")]),
        (["huurauto", "+huur+", "not: huurauto", "not: huurauto"], [("term_swallowed", "huurauto"), ("term_barred", "huurauto"), ("term_twice", "not: huurauto")]),
        (["huur*", "not: huurauto", "not: huurauto*"], [("term_swallowed", "not: huurauto")]),
    ],
)  # fmt: skip
def test_what_takes_out_is_compared_with_what_finds(book_of, terms, told):
    assert [(kind, pattern) for kind, _, pattern in found(book(book_of, terms, language="nl"))] == told


def test_what_another_code_takes_out_is_no_matter(book_of):
    assert (
        found(
            book(
                book_of,
                ["+huur+", "not: huurauto"],
                ["huurauto"],
                ["auto", "+huur+", "not: huurauto"],
                language="nl",
            )
        )[1:]
        == []
    )
