"""What stands beside a rating."""

from casekit.analysis.evidence import cells


def cell(study, **options):
    return cells(study, **options).set_index(["case", "theme"]).loc[("soelev", "housing")]


def test_main_passages_point_where_the_interviews_lean_one_of_each_respondent_first(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="facilitator")
    small.coding("SOE-01", "shortage", "Ja, for få boliger. Men vi når at besøge dem.", polarity="barrier")
    row = cell(small.study())
    assert (row["leaning"], row["interviews"], row["of"], row["passages"]) == ("barrier", 1, 2, 3)
    assert row["text"].startswith("Ja, for få boliger.")
    assert [told.split(" ·")[0] for told in row["references"].split("; ")] == [
        "SOE-01, turn 3",
        "SOE-01, turn 2",
    ]
    assert "turn 2" not in cell(small.study(), most=1)["references"]


def test_a_case_where_nobody_speaks_of_it_has_empty_cells(small):
    row = cells(small.study(), cases=["bakke"]).iloc[0]
    assert (row["text"], row["references"], row["summary"], row["leaning"], row["of"]) == ("", "", "", "", 1)
