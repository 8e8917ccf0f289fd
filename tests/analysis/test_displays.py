"""Displays across cases, by hand and on nothing."""

import pytest

from casekit.analysis import displays
from casekit.analysis.saturating import saturation

pytestmark = pytest.mark.slow


def test_cases_stand_in_their_order_and_those_without_a_value_last(four):
    table = displays.case_ordered(four.study(), {"west": 3, "north": 1, "east": 3})
    assert table["case"].drop_duplicates().tolist() == ["east", "west", "north", "south"]
    assert table.drop_duplicates("case")["rank"].isna().tolist() == [False, False, False, True]
    assert table.drop_duplicates("case")["rank"].dropna().tolist() == [1, 1, 3]
    here = table[(table["case"] == "north") & (table["theme"] == "housing")].iloc[0]
    assert (here["value"], here["text"], here["references"][:7]) == (2, "Huslejen er for høj.", "north-1")
    wide = displays.laid_out(table)
    assert (list(wide.columns), wide.loc["Housing", "West"]) == (["East", "West", "North", "South"], "−2")


def test_a_contrast_names_the_cases_of_both_sides(four):
    table = displays.contrast_table(four.study(), "outcome").set_index(["theme", "side"])
    strong = table.loc[("housing", "strong")]
    assert strong[["cases", "n", "of", "low", "facilitator"]].tolist() == ["North +2, South +1", 2, 2, 1, 2]
    assert table.loc[("support", "weak"), "cases"] == "East +1, West –"


def test_a_profile_has_the_others_beside(four):
    row = displays.profile(four.study(), "north").set_index("theme").loc["housing"]
    assert row[["value", "others_median", "others", "interviews", "of"]].tolist() == [2, -1.0, 3, 1, 1]


def test_groups_that_point_another_way_are_told(small):
    small.coding("SOE-01", "shortage", "Huslejen er for høj.", polarity="barrier")
    assert not displays.group_contrast(small.study())["differs"].any()
    small.person("P4", "soelev", "ngo_leader", "ngo")
    small.interview("SOE-03", "soelev", [("I", "Og?"), ("IP", "Nok af alt.")], people={"IP": "P4"})
    small.coding("SOE-03", "rent", "Nok af alt.", polarity="facilitator")
    told = displays.group_contrast(small.study())
    assert set(told.loc[told["differs"], "theme"]) == {"housing"}


ON_NOTHING = {
    "case_ordered": lambda study: displays.case_ordered(study, {}),
    "contrast_table": lambda study: displays.contrast_table(study, {}),
    "distinguishing": lambda study: displays.distinguishing(study, {}),
    "group_contrast": displays.group_contrast,
    "time_ordered": displays.time_ordered,
    "typical": displays.typical,
    "by_question": displays.by_question,
    "prerequisites": displays.prerequisites,
    "saturation": saturation,
}


@pytest.mark.parametrize("name", ON_NOTHING)
def test_a_study_without_anything_has_the_same_columns(name, maker, request):
    empty = ON_NOTHING[name](maker.study())
    full = ON_NOTHING[name](request.getfixturevalue("four").study())
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
