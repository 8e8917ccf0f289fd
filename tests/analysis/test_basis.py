from dataclasses import replace

import pytest

from casekit.analysis.basis import basis, stale

pytestmark = pytest.mark.slow


def test_the_basis_changes_with_the_passages_under_it_and_with_no_others(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    before = small.study()
    small.coding("BAK-01", "act", "Ikke boliger, men ensomhed.")
    after = small.study()
    assert basis(before, case="soelev") == basis(after, case="soelev")
    assert basis(before, case="bakke") != basis(after, case="bakke")
    assert basis(before, case=None) != basis(after, case=None)
    assert basis(before, case=None, theme="housing") == basis(after, case=None, theme="housing")
    assert basis(before, case=None, theme="support") != basis(after, case=None, theme="support")


def test_a_changed_direction_changes_the_basis(small):
    study = small.study()
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    hindered = small.study()
    flipped = hindered.codings.assign(polarity="facilitator")
    assert len({basis(study, case=None), basis(hindered, case=None)}) == 2
    assert basis(replace(hindered, codings=flipped), case=None) != basis(hindered, case=None)


def test_a_second_coder_of_the_same_passage_changes_nothing(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    before = basis(small.study(), case="soelev")
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier", coder="mb")
    assert basis(small.study(), case="soelev") == before


def test_a_message_is_stale_when_its_passages_have_changed(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    for case in ("soelev", "bakke", None):
        small.message(f"about {case}", basis(small.study(), case=case), case=case)
    assert stale(small.study()) == []
    small.coding("BAK-01", "act", "Ikke boliger, men ensomhed.")
    study = small.study()
    told = dict(zip(study.messages["message"], study.messages["case"], strict=True))
    assert {told[key] if isinstance(told[key], str) else None for key in stale(study)} == {"bakke", None}


def test_a_message_about_a_district_rests_on_its_members_too(small):
    small.case("nord", "Nord", parent="bakke")
    small.interview("NOR-01", "nord", [("IP", "Huslejen stiger.")])
    small.message("m", basis(small.study(), case="bakke"), case="bakke")
    small.coding("NOR-01", "rent", "Huslejen stiger.")
    assert len(stale(small.study())) == 1


def test_without_a_codebook_there_is_no_basis(build):
    assert basis(build().study(), case=None) == ""
