import pytest

from casekit.analysis.comparing import compare
from casekit.analysis.selecting import at_top, members, top_of, within
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


@pytest.fixture
def district(maker):
    """A district with two members, one of which has a member of its own; and a case apart."""
    for name, parent in (
        ("kreis", None),
        ("ober", "kreis"),
        ("unter", "kreis"),
        ("dorf", "unter"),
        ("fern", None),
    ):
        maker.case(name, name.title(), parent=parent)
        maker.interview(
            f"{name.upper()}-1", name, [("I", "Und?"), ("B", f"Wohnungen fehlen in {name}.")], language="de"
        )
        maker.coding(f"{name.upper()}-1", "shortage", f"Wohnungen fehlen in {name}.", polarity="barrier")
    return maker


def test_the_members_of_a_case_are_found_however_deep(district):
    study = district.study()
    assert members(study, "kreis") == ["kreis", "ober", "unter", "dorf"]
    assert members(study, "fern") == ["fern"]


def test_an_unknown_case_has_no_members(district):
    with pytest.raises(LookupFailedError) as caught:
        members(district.study(), "nowhere")
    assert caught.value.problem == "unknown_case"


def test_cases_in_a_circle_are_gone_through_once(maker):
    maker.case("a", "A", parent="b")
    maker.case("b", "B", parent="a")
    assert members(maker.study(), "a") == ["a", "b"]


def test_at_the_top_members_count_as_the_case_that_they_belong_to(district):
    study = at_top(district.study())
    assert list(study.cases["case"]) == ["kreis", "fern"]
    table = compare(study).set_index(["case", "theme"])
    assert table.loc[("kreis", "housing"), ["interviews", "of", "barrier"]].tolist() == [4, 4, 4]
    assert table.loc[("fern", "housing"), ["interviews", "of"]].tolist() == [1, 1]


def test_a_case_whose_parent_is_not_in_the_study_stands_at_the_top(maker):
    maker.case("ober", "Ober", parent="elsewhere")
    assert list(at_top(maker.study()).cases["case"]) == ["ober"]


def test_at_the_top_of_an_empty_study_is_nothing(maker):
    assert at_top(maker.study()).cases.empty


def test_within_a_case_its_members_count_as_the_case_itself(district):
    study = within(district.study(), "unter")
    assert list(study.documents["document"]) == ["DORF-1", "UNTER-1"]
    assert set(study.documents["case"]) == set(study.speakers["case"]) == {"unter"}
    assert set(study.codings["document"]) == set(study.turns["document"]) == {"DORF-1", "UNTER-1"}
    table = compare(study).set_index("theme")
    assert table.loc["housing", ["interviews", "of"]].tolist() == [2, 2]


def test_within_a_case_a_guest_from_another_case_does_not_count(small):
    small.interview(
        "G-1", "soelev", [("I", "Og?"), ("A", "Vi mangler alt."), ("B", "Vi har alt.")], people={"B": "P3"}
    )
    small.coding("G-1", "shortage", "Vi mangler alt.", "Vi har alt.")
    for case, speaker in (("soelev", "A"), ("bakke", "B")):
        study = within(small.study(), case)
        assert set(study.speakers.loc[study.speakers["document"] == "G-1", "speaker"]) == {"I", speaker}
        assert compare(study).set_index("theme").loc["housing", ["interviews", "people"]].tolist() == [1, 1]


def test_within_a_case_only_its_own_messages_remain(district):
    district.message("m1", "", case="dorf")
    district.message("m2", "", case="fern")
    district.message("m3", "")
    assert list(within(district.study(), "kreis").messages["case"]) == ["dorf"]


def test_within_an_unknown_case_is_refused(district):
    with pytest.raises(LookupFailedError, match="nowhere"):
        within(district.study(), "nowhere")


def test_the_top_of_a_member_is_the_case_it_belongs_to_however_deep(small):
    study = small.study()
    tops = {case: top_of(study, case) for case in study.cases["case"]}
    parents = dict(zip(study.cases["case"], study.cases["parent"], strict=True))
    for case, top in tops.items():
        assert tops[top] == top
        assert top == tops.get(parents[case], case)
