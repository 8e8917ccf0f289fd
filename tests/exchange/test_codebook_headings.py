import pytest

from casekit.exchange.codebook_headings import columns_in, heading_findings
from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import Column

CODES = (
    ["id", "parent", "label (da)", "label (de)", "definition (da)", "definition (de)", "kind"],
    ["home", "", "Bolig", "Wohnen", "a", "b", "factor"],
    ["rent", "home", "Leje", "Miete", "c", "d", "factor"],
)


def told(*rows, kind="codes", languages=()):
    sheet = Sheet(kind, "b.xlsx", tuple(enumerate(rows, 1)))
    found = heading_findings(sheet, kind, 1, rows[0], languages)
    return [(one.kind, one.severity, one.where, one.data.get("near")) for one in found]


def renamed(old, new):
    head = [new if cell == old else cell for cell in CODES[0]]
    return told(head, *CODES[1:])


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [("label (da)", "navn", "C1"), ("definition (de)", "Begriff", "F1"), ("parent", "overordnet", "B1"), ("id", "nummer", "A1"),
     ("label (de)", "lable (de)", "D1")],
)  # fmt: skip
def test_a_renamed_heading_is_one_error_with_its_cell_and_what_was_meant(old, new, cell):
    assert renamed(old, new) == [("codebook_heading_near", "error", f"b.xlsx, codes!{cell}", old)]


@pytest.mark.parametrize(
    ("old", "cell"), [("label (da)", "C1"), ("definition (de)", "F1"), ("parent", "B1"), ("id", "A1")]
)
def test_a_blanked_heading_is_one_error_with_its_cell_and_what_was_meant(old, cell):
    expected = [("codebook_heading_blank", "error", f"b.xlsx, codes!{cell}", old)]
    rows = [CODES[0], *CODES[1:], ["wait", "home", "Kø", "Warten", "e", "f", "factor"]]
    rows[0] = ["" if cell == old else cell for cell in rows[0]]
    assert told(*rows) == expected


def test_a_remark_where_a_column_might_be_is_only_told():
    head, *rows = CODES
    head = [cell for cell in head if cell != "definition (de)"]
    rows = [[*row[:5], *row[6:]] for row in rows]
    head.insert(5, "")
    rows = [[*row[:5], "", *row[5:]] for row in [*rows, *rows]]
    rows[0][5] = "ask Mette"
    assert [one[:3] for one in told(head, *rows)] == [("codebook_no_heading", "warning", "b.xlsx, codes!F2")]


def test_a_heading_that_stands_twice_names_both_cells_and_what_the_second_should_be():
    assert renamed("label (de)", "label (da)") == [
        ("codebook_heading_twice_near", "error", "b.xlsx, codes!D1", "label (de)")
    ]


def test_a_column_of_their_own_is_a_warning_and_nothing_is_guessed():
    head, *rows = CODES
    assert told([*head, "Noter"], *([*row, "x"] for row in rows)) == [
        ("codebook_heading_unknown", "warning", "b.xlsx, codes!H1", None)
    ]
    assert told(["Nr", "label", "Noter"], ["1", "a", "x"])[0] == (
        "codebook_heading_unknown",
        "warning",
        "b.xlsx, codes!A1",
        None,
    )


def test_what_is_no_parent_is_not_taken_for_one():
    found = told(["id", "Noter", "label"], ["a", "x", "A"], ["b", "y", "B"])
    assert found == [("codebook_heading_unknown", "warning", "b.xlsx, codes!B1", None)]


def test_a_language_may_be_known_from_the_rest_of_the_codebook():
    rows = (["code", "tekst", "text (de)"], ["home", "a", "b"])
    assert [one[3] for one in told(*rows, kind="include", languages=("da", "de"))] == ["text (da)"]
    assert [one[3] for one in told(*rows, kind="include")] == [None]


def test_an_empty_column_of_an_unknown_name_is_no_error():
    assert [one[1] for one in told(["id", "label (da)", "x", "label (en)"], ["a", "A", "", "B"])] == [
        "warning"
    ]


def test_of_two_columns_with_one_name_the_first_is_read():
    assert columns_in(["id", "label", "Label"], "codes") == {Column("id"): 0, Column("label"): 1}
