from dataclasses import replace

import pytest

from casekit.analysis.sides import both_sides
from casekit.model.roles import Roles, Sector
from casekit.model.words import Words

pytestmark = pytest.mark.slow


SECTORS = {
    "municipal": Sector("municipal", Words(), "municipality"),
    "ngo": Sector("ngo", Words(), "partner"),
}


@pytest.fixture
def sided(small):
    small.person("P4", "soelev", "ngo_leader", "ngo")
    small.interview("SOE-03", "soelev", [("B", "Vi har ingen boliger. Intet mere.")], people={"B": "P4"})
    return small


def told(maker, case, code, **options):
    table = both_sides(replace(maker.study(), roles=Roles(sectors=SECTORS)), **options)
    by = options.get("by", "code")
    return table[(table["case"] == case) & (table[by] == code)].iloc[0]


def test_both_sides_say_it(sided):
    sided.coding("SOE-01", "shortage", "Der er for få boliger.")
    sided.coding("SOE-03", "shortage", "Vi har ingen boliger.")
    row = told(sided, "soelev", "shortage")
    assert (
        row["municipality"],
        row["of_municipality"],
        row["partner"],
        row["of_partner"],
        row["of_no_sector"],
    ) == (1, 2, 1, 1, 1)
    assert row["says"] == "both"


@pytest.mark.parametrize(("document", "words", "says"), [("SOE-01", "Huslejen er for høj.", "municipality"), ("SOE-03", "Intet mere.", "partner"), ("SOE-01", "ACT virker her.", "none")])  # fmt: skip
def test_one_side_says_it_or_none_whose_sector_is_known(sided, document, words, says):
    sided.coding(document, "rent", words)
    assert told(sided, "soelev", "rent")["says"] == says
    assert told(sided, "soelev", "housing", by="theme")["says"] == says


def test_where_one_side_was_not_heard_nobody_is_said_to_be_silent(sided):
    assert told(sided, "bakke", "rent")["says"] == "not_heard"


def test_an_empty_study_has_no_rows(maker):
    assert both_sides(maker.study()).empty
