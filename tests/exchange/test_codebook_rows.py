from casekit.exchange.codebook_input import Sheet
from casekit.exchange.codebook_layout import Column
from casekit.exchange.codebook_rows import rows_of, table_of


def sheet(*rows, merged=None):
    return Sheet("codes", "b.xlsx", tuple(enumerate(rows, 1)), merged or {})


def test_the_heading_is_found_below_a_title():
    table = table_of(sheet(["Our codebook", ""], [], ["Label (da)", "id"], ["Bolig", "home"]), "codes")
    (row,) = rows_of(table)
    assert (table.line, row.text("id"), row.texts("label", "en")) == (3, "home", {"da": "Bolig"})
    assert (row.where("id"), row.where("label"), row.where()) == (
        "b.xlsx, codes!B4",
        "b.xlsx, codes!A4",
        "b.xlsx, codes!A4",
    )


def test_unknown_headings_are_told_with_the_nearest_name_and_silent_ones_if_they_hold_anything():
    table = table_of(sheet(["label", "Definiton", "", ""], ["a", "b", "", "c"]), "codes")
    assert [(one.kind, one.where, one.data.get("near")) for one in table.findings] == [
        ("codebook_heading_near", "b.xlsx, codes!B1", "definition"),
        ("codebook_no_heading", "b.xlsx, codes!D2", None),
    ]


def test_a_heading_that_stands_twice_is_told():
    table = table_of(sheet(["id", "label", "label"], ["a", "b", "c"]), "codes")
    assert [(one.where, one.kind, one.severity, one.data["first"]) for one in table.findings] == [
        ("b.xlsx, codes!C1", "codebook_heading_twice", "error", "B1")
    ]
    assert next(rows_of(table)).text("label") == "b"


def test_empty_rows_are_none_and_short_ones_are_filled():
    table = table_of(sheet(["id", "label"], ["", ""], ["a"], []), "codes")
    assert [dict(row.cells) for row in rows_of(table)] == [{Column("id"): "a", Column("label"): ""}]


def test_merged_cells_share_themes_and_never_labels():
    merged = {(3, 0): "Bolig", (3, 1): "a"}
    table = table_of(
        sheet(["theme", "label", "definition"], ["Bolig", "a", "x"], ["", "", "y"], merged=merged), "codes"
    )
    assert [(row.text("theme"), row.text("label")) for row in rows_of(table)] == [
        ("Bolig", "a"),
        ("Bolig", ""),
    ]


def test_each_language_of_a_column_has_its_cell():
    row = next(rows_of(table_of(sheet(["id", "label (da)", "label (en)"], ["a", "b", ""]), "codes")))
    assert row.places("label", "de") == {"da": "b.xlsx, codes!B2", "en": "b.xlsx, codes!C2"}
    assert row.said


def test_a_column_without_a_language_is_in_the_main_one_unless_it_has_its_own():
    table = table_of(sheet(["label", "label (da)"], ["plain", "own"]), "codes")
    row = next(rows_of(table))
    assert (row.texts("label", "nl"), row.texts("label", "da")) == (
        {"nl": "plain", "da": "own"},
        {"da": "own"},
    )


def test_an_empty_sheet_has_no_rows():
    table = table_of(sheet(), "codes")
    assert (list(rows_of(table)), table.has("id", "label")) == ([], False)
