import pytest

from casekit.codebook.examples import check_examples
from casekit.codebook.search_terms import read_terms
from casekit.codebook.trial import try_terms

BOOK = """
id: b
codes:
  - id: theme
    examples: [{da: boligen er et hjem}]
    codes:
      - id: homes
        indicators: {da: [bolig*]}
        EXAMPLE
      - id: rent
        indicators: {da: [husleje*, for dyr*], en: [rent]}
"""


def found(book_of, example):
    book = book_of(BOOK.replace("EXAMPLE", example))
    trials = try_terms(book, read_terms(book)[0])
    return [(one.kind, one.where, one.data.get("other")) for one in check_examples(book, trials)]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("examples: [{da: vi mangler boliger}]", []),
        ("examples: [{da: vi mangler boliger, en: there is no flat}]", []),  # the code has no English terms
        ("examples: [{da: vi mangler hjem}]", [("example_missed", "homes: examples 1 (da)", None)]),
        (
            "examples: [{da: en bolig}, {da: boligens husleje}]",
            [("example_caught", "homes: examples 2 (da)", "rent")],
        ),
        ("examples: [{da: boligens husleje, also: [rent]}]", []),
        ("examples: [{en: the rent}]", [("example_caught", "homes: examples 1 (en)", "rent")]),
        ("counterexamples: [{da: huslejen stiger, see: rent}]", []),
        (
            "counterexamples: [{da: boligens husleje, see: rent}]",
            [("counterexample_caught", "homes: counterexamples 1 (da)", None)],
        ),
        (
            "counterexamples: [{da: det koster, see: rent}]",
            [("counterexample_missed", "homes: counterexamples 1 (da)", "rent")],
        ),
        ("counterexamples: [{da: det koster, see: nothing}]", []),
        ("counterexamples: [{da: det koster}]", []),
    ],
)
def test_examples_and_counterexamples(book_of, example, expected):
    assert found(book_of, example) == expected


def test_terms_and_the_words_they_caught_are_told(book_of):
    book = book_of(
        BOOK.replace("EXAMPLE", "examples: [{da: boligen er for dyr, huslejen er høj}]").replace(
            "dyr, h", "dyr og h"
        )
    )
    [finding] = check_examples(book, try_terms(book, read_terms(book)[0]))
    assert dict(finding.data) == {
        "other": "rent",
        "terms": "husleje*, for dyr*",
        "words": "huslejen, for dyr",
    }


def test_a_code_above_may_catch_the_example_and_one_whose_parent_is_missing_is_no_crash(book_of):
    assert found(book_of, "") == []
    lost = book_of(
        "id: b\ncodes: [{id: a, parent: lost, examples: [{da: bolig}], indicators: {da: [bolig]}}, {id: c, indicators: {da: [bolig*]}}]"
    )
    assert [one.kind for one in check_examples(lost, try_terms(lost, read_terms(lost)[0]))] == [
        "example_caught"
    ]
