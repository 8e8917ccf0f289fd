import pytest

from casekit.codebook.search_terms import read_terms
from casekit.codebook.usage import HITS, check_usage


def found(book_of, study_of, terms, said):
    """Findings on one code with these terms in a study in which these turns are said."""
    book = book_of(f"id: b\ncodes: [{{id: homes, indicators: {{da: {terms!r}, nl: [woning]}}}}]")
    turns = [("A", f"{text} ({number})") for number, text in enumerate(said)]
    return [
        (one.kind, one.severity, one.where, dict(one.data))
        for one in check_usage(book, read_terms(book)[0], study_of(book, turns, []))
    ]


def test_terms_that_nobody_says_are_told_once_per_language(book_of, study_of):
    [(kind, severity, where, data)] = found(book_of, study_of, ["bolig*", "hjem", "hus"], ["en bolig", "et"])
    assert (kind, severity, where) == ("terms_never_said", "note", "indicators (da)")
    assert data == {"count": 2, "of": 3, "codes": "–", "documents": 1, "words": 5}


def test_a_code_that_nobody_speaks_of_is_named(book_of, study_of):
    [(kind, _, _, data)] = found(book_of, study_of, ["hjem", "hus"], ["en bolig"])
    assert (kind, data["codes"]) == ("terms_never_said", "homes")


def test_all_terms_said_and_none_too_often_is_well(book_of, study_of):
    assert found(book_of, study_of, ["bolig*"], ["en bolig", *["noget andet"] * 9]) == []


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (["vi gør det"] * HITS + ["nej"] * (HITS * 2), ["term_everywhere"]),
        (["vi gør det"] * (HITS - 1), []),
        (["vi gør det"] * HITS + ["og " * 800] * (HITS * 3 + 10), []),
        ([" vi" * HITS] + ["og " * 30] * 90, ["term_everywhere"]),  # one turn, but more than 5 in 1,000 words
        (["vi gør det"] * (HITS * 2), ["term_everywhere", "code_everywhere"]),
    ],
)
def test_a_term_that_stands_everywhere_is_told(book_of, study_of, said, kinds):
    assert [kind for kind, *_ in found(book_of, study_of, ["vi"], said)] == kinds


def test_terms_that_together_stand_everywhere_are_told(book_of, study_of):
    terms = ["vi", "jeg", "han", "hun"]
    said = [f"{term} " + "og " * 60 for term in terms for _ in range(HITS)] + ["nej"] * 20
    assert [kind for kind, *_ in found(book_of, study_of, terms, said)] == ["code_everywhere"]


def test_no_finding_tells_what_somebody_said(book_of, study_of):
    said = ["vi kender Hemmelig"] * (HITS * 2)
    assert "hemmelig" not in str(found(book_of, study_of, ["kender *", "vi"], said)).lower()
