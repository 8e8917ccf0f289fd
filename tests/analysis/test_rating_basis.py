"""What a rating rests on."""

from casekit.analysis.rating_basis import bases, linked, rating_basis


def test_the_digest_changes_with_the_passages_under_a_code_in_a_case_alone(small):
    before = small.study()
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="barrier")
    after = small.study()
    changed = [
        (case, code)
        for case in ("soelev", "bakke")
        for code in ("housing", "rent", "shortage", "support")
        if rating_basis(before, case=case, code=code) != rating_basis(after, case=case, code=code)
    ]
    assert changed == [("soelev", "housing"), ("soelev", "rent")]


def test_nothing_asked_and_nothing_linked(small):
    study = small.study()
    assert bases(study, study.codebook(), []) == {}
    assert linked(study, study.codebook()).empty
